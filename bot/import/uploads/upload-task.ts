import { ImportError, type Trouble } from '#bot/import/import-error.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { UploadFile, UploadWithFiles } from '#db/operations/uploads/read-upload.ts'
import { type FileRequest, fileRequest } from './file-request.ts'
import { requestProblemText } from './trouble-text.ts'
import type { UploadStore } from './upload-store.ts'

/** The work on one upload, by the process that has its files. */
export interface UploadTask {
  memory: Memory
  upload: UploadWithFiles
  store: UploadStore
  /** Epoch milliseconds of the product's clock, and of the machine's. */
  now(): number
  machineMs(): number
  /** The process is being stopped: the work ends between two batches, and goes on in the next one. */
  closing(): boolean
}

/** What was chosen for a file; a preview is only asked for when it can be read, and a topic may have left the house since. */
export function requestOf(
  { rules }: Pick<UploadWithFiles, 'rules'>,
  { choices, name }: UploadFile,
  { house }: Memory,
  now: number,
): FileRequest {
  const request = fileRequest(choices, rules, house, Temporal.Instant.fromEpochMilliseconds(now))
  if ('problem' in request) throw new ImportError(`${name}: ${requestProblemText(request, 'en')}`, request as Trouble)
  return request
}

/** What a person can be told of an error; undefined for a fault of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  const { code, trouble } = (error ?? {}) as { code?: unknown; trouble?: Trouble }
  return code === 'import' ? { problem: trouble?.problem ?? 'unexpected', detail: trouble?.detail ?? '' } : undefined
}
