import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { Answer } from '#bot/http/create-server.ts'
import { answerStaffImport, type ImportDesk } from '#bot/http/staff-import.ts'
import { createLooks } from '#bot/import/uploads/look-at-file.ts'
import { runUploads } from '#bot/import/uploads/run-uploads.ts'
import { importPages } from '#bot/import/uploads/show-upload.ts'
import { createUploadStore, uploadRoot } from '#bot/import/uploads/upload-store.ts'
import type { Log } from '#bot/log/create-log.ts'
import type { ImportPages } from '#db/operations/uploads/shown-upload.ts'

export interface OpenImports {
  /** What the pages may call. */
  pages: ImportPages
  /** Who answers `/staff/import/:token`; drawing is the pages' work. */
  answer(pages: Answer): Answer
  /** Begins to work on what was left, and on what comes. */
  start(): void
  close(): Promise<void>
}

/** Imports from files that are brought to this process. */
export function openImports(options: {
  memory: OpenMemory
  /** This process's row in `workers`. */
  worker: number
  machine: MachineTime
  log: Log
}): OpenImports {
  const { memory, worker, machine, log } = options
  const store = createUploadStore(uploadRoot(memory.settings.databaseUrl))
  const now = () => memory.now().epochMilliseconds
  const machineMs = () => machine().epochMilliseconds
  const work = runUploads({ memory, store, worker, now, machineMs, log })
  const desk: ImportDesk = { memory, store, looks: createLooks(), work, worker, now }
  return {
    pages: importPages(desk),
    answer: (pages) => answerStaffImport(desk, pages),
    start: () => work.start(),
    close: () => work.close(),
  }
}
