import { selectFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'

const COLUMNS = {
  contact_id: 'integer',
  source_id: 'integer',
  row_number: 'integer',
  documented: 'integer',
  consent_at: 'integer?',
  consent_until: 'integer?',
  consent_origin: 'text?',
  consent_wording: 'text?',
  topics: 'text',
  channels: 'text',
} as const

export interface NewContactSource {
  contactId: number
  sourceId: number
  line: number
  trace?:
    | {
        at: number
        until: number | undefined
        origin: string
        wording: string | undefined
        topics: readonly string[]
        channels: readonly string[]
      }
    | undefined
}

export async function insertContactSources(db: Write, rows: readonly NewContactSource[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ contactId, sourceId, line, trace }) => ({
    contact_id: contactId,
    source_id: sourceId,
    row_number: line,
    documented: trace === undefined ? 0 : 1,
    consent_at: trace?.at ?? null,
    consent_until: trace?.until ?? null,
    consent_origin: trace?.origin ?? null,
    consent_wording: trace?.wording ?? null,
    topics: JSON.stringify(trace?.topics ?? []),
    channels: JSON.stringify(trace?.channels ?? []),
  }))
  await db
    .insertInto('contact_sources')
    .columns(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
    .expression(selectFromJson(db, values, COLUMNS))
    .execute()
}

/** How many people a source speaks of. */
export async function contactsOfSource(db: Read, sourceId: number): Promise<number> {
  const { people } = await db
    .selectFrom('contact_sources')
    .select((e) => e.fn.count<number>('contact_id').distinct().as('people'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow()
  return Number(people)
}

/** How many contacts a source brought without origin and date. */
export async function untracedOfSource(db: Read, sourceId: number): Promise<number> {
  const { people } = await db
    .selectFrom('contact_sources')
    .select((e) => e.fn.count<number>('contact_id').distinct().as('people'))
    .where('source_id', '=', sourceId)
    .where('documented', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(people)
}
