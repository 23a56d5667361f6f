import type { ImportCounts } from '#db/tables/imports.ts'
import type { FileChoices } from '#db/tables/upload-files.ts'
import type { UploadRules, UploadState } from '#db/tables/uploads.ts'
import type { LinkRefusal } from './open-upload.ts'

/** What the import page shows. Sentences come in the upload's language. */
export interface ShownUpload {
  id: number
  language: 'fr' | 'en'
  state: UploadState
  opened: 'by-link' | 'at-work'
  /** Epoch milliseconds. */
  expiresAt: number
  resumed: boolean
  files: readonly ShownFile[]
  /** Whether every file can be previewed. */
  ready: boolean
  /** Sums over the files that have been tried or imported. */
  counts: ImportCounts
  /** Share of the bytes that are through, 0 to 1. */
  share: number
  rules: UploadRules
  /** Rows per field two sources disagree on, most first. */
  conflicts: readonly { field: string; rows: number }[]
  refusals: readonly { sentence: string; rows: number }[]
  /** When a campaign's last message left, if within 48 hours. */
  recentSend: number | undefined
  /** A basis that the privacy lead will be asked to confirm. */
  attests: boolean
}

export interface ShownFile {
  id: number
  name: string
  bytes: number
  state: 'waiting' | 'working' | 'done' | 'done-before' | 'failed'
  choices: FileChoices
  counts: ImportCounts | undefined
  share: number
  /** What has to be corrected. */
  problems: readonly string[]
  reading: ShownReading | undefined
}

export interface ShownReading {
  encoding: string
  /** `semicolon`, `comma`, `tab`, `pipe`, or the character. */
  delimiter: string
  columns: number
  recognised: number
  withoutStatus: boolean
}

/** One file, with its first rows: personal data, for who brought them. */
export interface ShownSample {
  upload: ShownUpload
  file: ShownFile
  columns: readonly { title: string; field: string; proposed: string }[]
  rows: readonly { line: number; cells: readonly string[]; refused: string | undefined }[]
}

/** What the import page may call. */
export interface ImportPages {
  show(given: { token: string }): Promise<ShownUpload | LinkRefusal>
  /** Undefined when there is no such file any more. */
  showFile(given: { token: string; fileId: number }): Promise<ShownSample | undefined | LinkRefusal>
}
