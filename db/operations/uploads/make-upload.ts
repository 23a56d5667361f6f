import { createHash } from 'node:crypto'
import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Memory } from '#db/operations/memory.ts'
import { insertUpload } from '#db/tables/uploads.ts'

/** A page to bring files to, for one person: its link works once, for fifteen minutes. `expiresAt`: epoch milliseconds. */
export async function makeUpload(
  { database, keyring }: Memory,
  now: number,
  { by, language }: { by: string; language: 'fr' | 'en' },
): Promise<{ uploadId: number; token: string; expiresAt: number }> {
  const expiresAt = tokenExpiry('staff-import', now) ?? now
  return database.write(async (db) => {
    const uploadId = await insertUpload(db, { madeBy: by, language, expiresAt }, now)
    const token = signToken(keyring, { purpose: 'staff-import', ids: [uploadId], expiresAt })
    // Two databases may share one folder of uploads: the name is of this link, and tells it to nobody.
    const folder = createHash('sha256').update(token).digest('hex').slice(0, 24)
    await db.updateTable('uploads').set({ folder }).where('id', '=', uploadId).execute()
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act: 'make-upload', subject: `upload:${uploadId}` })
      .execute()
    return { uploadId, token, expiresAt }
  })
}
