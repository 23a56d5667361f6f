import { verifyToken } from '#db/keys/tokens.ts'
import type { Read } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import type { ListKind } from './make-list-file.ts'

/** One person of a list. */
export interface ListRow {
  email: string
  firstName: string
  lastName: string
  language: string
  answer: 'yes' | 'no' | 'silent'
  /** Epoch milliseconds; undefined for the silent. */
  answeredAt: number | undefined
}

export interface ListFile {
  campaignId: number
  list: ListKind
  /** A page of rows at a time, in the order of the contacts: memory stays flat. */
  pages: AsyncIterable<readonly ListRow[]>
}

export type FileRefusal = Refused<'unusable-link' | 'expired' | 'used'>

const PAGE = 1000

/** Is there a file behind this link? Changes nothing. */
export async function showListFile(
  { database, keyring }: Memory,
  now: number,
  { token }: { token: string },
): Promise<{ campaignId: number; list: ListKind } | FileRefusal> {
  const verdict = verifyToken(keyring, token, 'staff-file', now)
  if (!verdict.ok) return { refused: verdict.problem === 'expired' ? 'expired' : 'unusable-link' }
  const file = await database.read
    .selectFrom('one_time_files')
    .select(['kind', 'campaign_id', 'used_at'])
    .where('id', '=', verdict.ids[0] ?? 0)
    .executeTakeFirst()
  if (file === undefined || file.campaign_id === null) return { refused: 'unusable-link' }
  if (file.used_at !== null) return { refused: 'used' }
  return { campaignId: file.campaign_id, list: file.kind as ListKind }
}

/** Uses the link up and hands the rows out. Two at once: one gets them. Who it was made for is recorded as having taken it. */
export async function readListFile(
  memory: Memory,
  now: number,
  given: { token: string },
): Promise<ListFile | FileRefusal> {
  const { database, keyring } = memory
  const shown = await showListFile(memory, now, given)
  if ('refused' in shown) return shown
  const verdict = verifyToken(keyring, given.token, 'staff-file', now)
  const id = verdict.ok ? (verdict.ids[0] ?? 0) : 0
  const { campaignId, list } = shown
  const taken = await database.write(async (db) => {
    const file = await db
      .updateTable('one_time_files')
      .set({ used_at: now })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('made_for')
      .executeTakeFirst()
    if (file === undefined) return false
    const subject = `campaign:${campaignId}`
    await db
      .insertInto('audit')
      .values({ at: now, actor: file.made_for, act: `take-list-${list}`, subject })
      .execute()
    return true
  })
  return taken ? { campaignId, list, pages: pagesOf(database.read, campaignId, list) } : { refused: 'used' }
}

async function* pagesOf(db: Read, campaignId: number, list: ListKind): AsyncGenerator<readonly ListRow[]> {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('campaign_audience as a')
      .innerJoin('contacts as c', 'c.id', 'a.contact_id')
      .select(['a.contact_id', 'a.answer', 'a.answered_at', 'a.language', 'c.email', 'c.first_name', 'c.last_name'])
      .where('a.campaign_id', '=', campaignId)
      .where('a.asked_at', 'is not', null)
      .where('a.contact_id', '>', after)
      .where((e) =>
        list === 'renewed' ? e('a.answer', '=', 'yes') : e.or([e('a.answer', 'is', null), e('a.answer', '=', 'no')]),
      )
      .orderBy('a.contact_id')
      .limit(PAGE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.contact_id
    yield rows.map((row) => ({
      email: row.email ?? '',
      firstName: row.first_name ?? '',
      lastName: row.last_name ?? '',
      language: row.language,
      answer: row.answer ?? 'silent',
      answeredAt: row.answered_at ?? undefined,
    }))
  }
}
