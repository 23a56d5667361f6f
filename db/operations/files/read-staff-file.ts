import { verifyToken } from '#db/keys/tokens.ts'
import type { Read } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type ListedContact, listedContacts } from '#db/tables/clean-ups.ts'
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

/** What a one-time file is about. */
export type FileSubject =
  | { about: 'campaign'; campaignId: number; list: ListKind }
  | { about: 'clean-up'; cleanUpId: number }

/** A page of rows at a time, in the order of the contacts: memory stays flat. */
export type StaffFile =
  | (Extract<FileSubject, { about: 'campaign' }> & { pages: AsyncIterable<readonly ListRow[]> })
  | (Extract<FileSubject, { about: 'clean-up' }> & { pages: AsyncIterable<readonly ListedContact[]> })

export type FileRefusal = Refused<'unusable-link' | 'expired' | 'used'>

const PAGE = 1000

/** Is there a file behind this link? Changes nothing. */
export async function showStaffFile(
  { database, keyring }: Memory,
  now: number,
  { token }: { token: string },
): Promise<FileSubject | FileRefusal> {
  const verdict = verifyToken(keyring, token, 'staff-file', now)
  if (!verdict.ok) return { refused: verdict.problem === 'expired' ? 'expired' : 'unusable-link' }
  const file = await database.read
    .selectFrom('one_time_files')
    .select(['kind', 'campaign_id', 'clean_up_id', 'used_at'])
    .where('id', '=', verdict.ids[0] ?? 0)
    .executeTakeFirst()
  if (file === undefined) return { refused: 'unusable-link' }
  if (file.used_at !== null) return { refused: 'used' }
  if (file.clean_up_id !== null) return { about: 'clean-up', cleanUpId: file.clean_up_id }
  if (file.campaign_id === null) return { refused: 'unusable-link' }
  return { about: 'campaign', campaignId: file.campaign_id, list: file.kind as ListKind }
}

/** Uses the link up and hands the rows out. Two at once: one gets them. Who it was made for is recorded as having taken it. */
export async function readStaffFile(
  memory: Memory,
  now: number,
  given: { token: string },
): Promise<StaffFile | FileRefusal> {
  const { database, keyring } = memory
  const shown = await showStaffFile(memory, now, given)
  if ('refused' in shown) return shown
  const verdict = verifyToken(keyring, given.token, 'staff-file', now)
  const id = verdict.ok ? (verdict.ids[0] ?? 0) : 0
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
    await db
      .insertInto('audit')
      .values({ at: now, actor: file.made_for, ...auditOf(shown) })
      .execute()
    return true
  })
  if (!taken) return { refused: 'used' }
  return shown.about === 'campaign'
    ? { ...shown, pages: pagesOf(database.read, shown.campaignId, shown.list) }
    : { ...shown, pages: listedContacts(database.read, shown.cleanUpId) }
}

function auditOf(shown: FileSubject): { act: string; subject: string } {
  return shown.about === 'campaign'
    ? { act: `take-list-${shown.list}`, subject: `campaign:${shown.campaignId}` }
    : { act: 'take-clean-up-report', subject: `clean-up:${shown.cleanUpId}` }
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
