import { signToken, verifyToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { filesOfUpload, type StoredUploadFile } from '#db/tables/upload-files.ts'
import { type StoredUpload, uploadById } from '#db/tables/uploads.ts'

/** `by-link`: the one-time link, which the first file uses up. `at-work`: the page it led to. */
export interface OpenUpload extends StoredUpload {
  opened: 'by-link' | 'at-work'
  files: readonly StoredUploadFile[]
}

export type LinkRefusal = Refused<'link-unusable' | 'link-expired' | 'link-used'>

/** How long the page works once a file was brought to it. */
const WORK_MS = 24 * 3_600_000
const AT_WORK = 1

/** What stands behind a link; changes nothing. */
export async function openUpload(
  { database, keyring }: Memory,
  now: number,
  { token }: { token: string },
): Promise<OpenUpload | LinkRefusal> {
  const verdict = verifyToken(keyring, token, 'staff-import', now)
  if (!verdict.ok) return { refused: verdict.problem === 'expired' ? 'link-expired' : 'link-unusable' }
  const [id = 0, kind] = verdict.ids
  const upload = await uploadById(database.read, id)
  if (upload === undefined) return { refused: 'link-unusable' }
  const opened = kind === AT_WORK ? 'at-work' : 'by-link'
  if (opened === 'by-link' && upload.usedAt !== undefined) return { refused: 'link-used' }
  if (upload.state === 'expired') return { refused: 'link-expired' }
  return { ...upload, opened, files: await filesOfUpload(database.read, id) }
}

/**
 * The first file uses the one-time link up; from then on its page has a link of its own. Two at once: one gets it. A file may take longer to come
 * than the link lives, so only who had used it counts here.
 */
export async function useLink(
  { database, keyring }: Memory,
  now: number,
  { uploadId }: { uploadId: number },
): Promise<{ token: string } | LinkRefusal> {
  const expiresAt = now + WORK_MS
  const used = await database.write(async (db) => {
    const row = await db
      .updateTable('uploads')
      .set({ used_at: now, expires_at: expiresAt })
      .where('id', '=', uploadId)
      .where('used_at', 'is', null)
      .where('state', '=', 'collecting')
      .returning('made_by')
      .executeTakeFirst()
    if (row === undefined) return false
    await db
      .insertInto('audit')
      .values({ at: now, actor: row.made_by, act: 'use-upload-link', subject: `upload:${uploadId}` })
      .execute()
    return true
  })
  if (!used) return { refused: 'link-used' }
  return { token: signToken(keyring, { purpose: 'staff-import', ids: [uploadId, AT_WORK], expiresAt }) }
}
