import type { Memory } from '#db/operations/memory.ts'
import { filesOfUpload, type StoredUploadFile } from '#db/tables/upload-files.ts'
import { type StoredUpload, uploadById } from '#db/tables/uploads.ts'

export type { FileChoices, FileFindings, StoredUploadFile as UploadFile } from '#db/tables/upload-files.ts'
export type { StoredUpload as Upload, UploadRules } from '#db/tables/uploads.ts'

export interface UploadWithFiles extends StoredUpload {
  files: readonly StoredUploadFile[]
}

export async function readUpload({ database }: Memory, uploadId: number): Promise<UploadWithFiles | undefined> {
  const upload = await uploadById(database.read, uploadId)
  return upload && { ...upload, files: await filesOfUpload(database.read, uploadId) }
}
