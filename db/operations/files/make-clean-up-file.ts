import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCleanUp } from '#db/tables/clean-ups.ts'

/** What became of each contact of a clean-up, as a download for one person: the token works once, for ten minutes. */
export async function makeCleanUpFile(
  { database, keyring }: Memory,
  now: number,
  { cleanUpId, madeFor }: { cleanUpId: number; madeFor: string },
): Promise<{ token: string; expiresAt: number } | Refused<'unknown-clean-up' | 'nothing-to-report'>> {
  const expiresAt = tokenExpiry('staff-file', now) ?? now
  return database.write(async (db) => {
    const cleanUp = await findCleanUp(db, cleanUpId)
    if (cleanUp === undefined) return { refused: 'unknown-clean-up' }
    if (cleanUp.digest === undefined) return { refused: 'nothing-to-report' }
    const { id } = await db
      .insertInto('one_time_files')
      .values({ kind: 'clean-up', clean_up_id: cleanUpId, made_for: madeFor, made_at: now, expires_at: expiresAt })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('audit')
      .values({ at: now, actor: madeFor, act: 'make-clean-up-report', subject: `clean-up:${cleanUpId}` })
      .execute()
    return { token: signToken(keyring, { purpose: 'staff-file', ids: [id], expiresAt }), expiresAt }
  })
}
