import { idsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

const ROWS_PER_STATEMENT = 200

/** What a trial in another database must know of some contacts and addresses. Rows that are there already stay as the trial left them. */
export interface KnownRows {
  contacts: Schema['contacts'][]
  consents: Schema['consents'][]
  contact_sources: Schema['contact_sources'][]
  sources: Schema['sources'][]
  suppressions: Schema['suppressions'][]
}

export async function readKnownRows(db: Read, ids: readonly number[], hashes: readonly string[]): Promise<KnownRows> {
  const people = idsFromJson(db, ids)
  const links = await db.selectFrom('contact_sources').selectAll().where('contact_id', 'in', people).execute()
  const sources = idsFromJson(db, [...new Set(links.map(({ source_id }) => source_id))])
  const rows = {
    contacts: await db.selectFrom('contacts').selectAll().where('id', 'in', people).execute(),
    consents: await db.selectFrom('consents').selectAll().where('contact_id', 'in', people).execute(),
    contact_sources: links,
    sources: await db.selectFrom('sources').selectAll().where('id', 'in', sources).execute(),
    suppressions: await db
      .selectFrom('suppressions')
      .selectAll()
      .where('address_hash', 'in', textsFromJson(db, hashes))
      .execute(),
  }
  return rows as unknown as KnownRows
}

export async function addKnownRows(db: Write, rows: KnownRows): Promise<void> {
  for (const table of Object.keys(rows) as (keyof KnownRows)[]) {
    const list: readonly object[] = rows[table]
    for (let from = 0; from < list.length; from += ROWS_PER_STATEMENT) {
      await db
        .insertInto(table)
        .values(list.slice(from, from + ROWS_PER_STATEMENT) as never)
        .onConflict((c) => c.doNothing())
        .execute()
    }
  }
}

/** The highest numbers given out, so that a trial gives none of them again. */
export async function lastNumbers(db: Read): Promise<{ contacts: number; sources: number }> {
  const last = async (table: 'contacts' | 'sources') =>
    (await db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0
  return { contacts: await last('contacts'), sources: await last('sources') }
}
