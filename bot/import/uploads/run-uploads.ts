import type { Log } from '#bot/log/create-log.ts'
import type { Memory } from '#db/operations/memory.ts'
import { readUpload, type Upload } from '#db/operations/uploads/read-upload.ts'
import {
  claimUpload,
  endPreview,
  endUpload,
  noteFile,
  noteRemoved,
  uploadsKept,
} from '#db/operations/uploads/upload-work.ts'
import { importFiles } from './import-files.ts'
import { previewFiles } from './preview-files.ts'
import type { UploadStore } from './upload-store.ts'
import type { UploadTask } from './upload-task.ts'

export interface RunUploadsOptions {
  memory: Memory
  store: UploadStore
  /** This process's row in `workers`. */
  worker: number
  now(): number
  machineMs(): number
  log: Log
}

export interface UploadWork {
  /** Begins to look every second; until then nothing is worked on. */
  start(): void
  /** There is something to do: looked at now rather than at the next tick. */
  wake(): void
  /** Resolves when nothing of this upload is being worked on here. */
  settled(uploadId: number): Promise<void>
  /** Nothing new is begun; what runs ends between two batches, and goes on in the next process. */
  close(): Promise<void>
}

const LOOK_MS = 1000
/** A fault may pass, as when the database is restarted. */
const ATTEMPTS = 3
/** Files that no living process has are given up after this. */
const MISSING_MS = 60_000
/** An upload over for this long has no files left anywhere. */
const FORGET_MS = 7 * 86_400_000
const AT_ONCE = 4

/**
 * The work on uploads, in the process that has their files: whoever finds all of an upload's files on its own disk takes it, and keeps it while
 * it lives. The rest of the world only changes the upload's state; this looks at it every second.
 */
export function runUploads(options: RunUploadsOptions): UploadWork {
  const { memory, store, worker, now, machineMs, log } = options
  const active = new Map<number, Promise<void>>()
  const attempts = new Map<number, number>()
  const missingSince = new Map<number, number>()
  let closing = false
  let timer: NodeJS.Timeout | undefined
  let again = false
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    for (const upload of await uploadsKept(memory, now())) {
      if (closing) return
      if (active.has(upload.id)) continue
      if (isOver(upload)) await clean(upload)
      else if (isWork(upload) && active.size < AT_ONCE) await take(upload)
    }
  }

  async function take({ id, folder }: Upload): Promise<void> {
    const upload = await readUpload(memory, id)
    if (upload === undefined) return
    const here = await store.has(folder, upload.files)
    if (!here) {
      const since = missingSince.get(id) ?? machineMs()
      missingSince.set(id, since)
      if (machineMs() - since < MISSING_MS) return
    }
    if (!(await claimUpload(memory, now(), { uploadId: id, worker, nowMs: machineMs() }))) return
    const task: UploadTask = { memory, upload, store, now, machineMs, closing: () => closing }
    const work = (here ? run(task) : giveUp(task, 'not-here'))
      .catch((error: unknown) => failed(task, error))
      .catch((error: unknown) => log.error({ import: id, error }, 'an upload is stuck; it is tried again'))
      .finally(() => {
        active.delete(id)
        wake()
      })
    active.set(id, work)
  }

  async function run(task: UploadTask): Promise<void> {
    const { state, id } = task.upload
    if (state === 'previewing') await previewFiles(task)
    else await importFiles(task)
    attempts.delete(id)
  }

  async function failed(task: UploadTask, error: unknown): Promise<void> {
    const { id } = task.upload
    const attempt = (attempts.get(id) ?? 0) + 1
    attempts.set(id, attempt)
    log.error({ import: id, attempt, error }, 'the work on an upload failed')
    if (attempt < ATTEMPTS || closing) return
    attempts.delete(id)
    await giveUp(task, 'unexpected')
  }

  /** A person has to look: what is not through is marked, what is imported stays. */
  async function giveUp({ upload: { id } }: UploadTask, problem: string): Promise<void> {
    const upload = await readUpload(memory, id)
    for (const { id: fileId, state } of upload?.files ?? []) {
      if (state !== 'waiting' && state !== 'working') continue
      await noteFile(memory, now(), { uploadId: id, fileId, state: 'failed', problem: { problem, detail: '' } })
    }
    await endPreview(memory, { uploadId: id, failed: true })
    await endUpload(memory, now(), { uploadId: id })
  }

  async function clean({ id, folder, endedAt = 0 }: Upload): Promise<void> {
    if (await store.exists(folder)) {
      await store.removeAll(folder)
      await noteRemoved(memory, now(), id)
    } else if (endedAt < now() - FORGET_MS) await noteRemoved(memory, now(), id)
  }

  function wake(): void {
    if (closing || timer === undefined) return
    again = true
    looking ??= (async () => {
      while (again && !closing) {
        again = false
        await look()
      }
    })()
      .catch((error: unknown) => log.error({ error }, 'uploads could not be looked at'))
      .finally(() => {
        looking = undefined
      })
  }

  return {
    start() {
      timer = setInterval(wake, LOOK_MS)
      wake()
    },
    wake,
    async settled(uploadId) {
      await looking
      await active.get(uploadId)
    },
    async close() {
      closing = true
      clearInterval(timer)
      await looking
      await Promise.all(active.values())
    },
  }
}

function isOver({ state }: Upload): boolean {
  return state === 'done' || state === 'cancelled' || state === 'expired'
}

function isWork({ state }: Upload): boolean {
  return state === 'previewing' || state === 'importing' || state === 'cancelling'
}
