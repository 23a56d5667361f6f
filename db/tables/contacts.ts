import { sql } from 'kysely'
import type { KnownFacts } from '#core/contacts/merge.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import { type BatchColumn, type BatchRow, idsFromJson, rowsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'

/** A contact as an import meets it. */
export interface StoredContact {
  id: number
  facts: KnownFacts
  emailHash: string | null
  phoneHash: string | null
  restricted: boolean
}

export interface NewContact {
  facts: KnownFacts
  emailHash: string | null
  phoneHash: string | null
}

/** Everything an import writes of a contact but its number and its dates, in the order of the columns. */
const FACT_COLUMNS = {
  key: 'text',
  email: 'text?',
  email_hash: 'text?',
  email_state: 'text',
  phone: 'text?',
  phone_hash: 'text?',
  civility: 'text?',
  first_name: 'text?',
  last_name: 'text?',
  language: 'text?',
  country: 'text?',
  region: 'text?',
  postcode: 'text?',
  time_zone: 'text?',
  kind: 'text?',
  function: 'text?',
  company: 'text?',
  informed: 'integer?',
  birth_date: 'text?',
  minor: 'integer?',
  guardian_email: 'text?',
  guardian_consent_at: 'integer?',
  last_click_at: 'integer?',
  last_open_at: 'integer?',
  last_purchase_at: 'integer?',
  last_act_at: 'integer?',
  tags: 'text',
  custom: 'text',
  facts_as_of: 'integer',
} as const satisfies Record<string, BatchColumn>

type FactRow = BatchRow<typeof FACT_COLUMNS>

const UPDATE_COLUMNS = { id: 'integer', ...FACT_COLUMNS } as const

/** How rows of a file look for their contact. */
export interface ContactSearch {
  keys: readonly string[]
  emailHashes: readonly string[]
  phoneHashes: readonly string[]
}

/** Every contact with one of these keys or addresses, held against other writers. */
export async function findContacts(db: Write, search: ContactSearch): Promise<StoredContact[]> {
  const ids = await contactIds(db, search)
  if (ids.length === 0) return []
  const query = db.selectFrom('contacts').selectAll().where('id', 'in', idsFromJson(db, ids))
  const rows = await (dialectOf(db) === 'postgres' ? query.orderBy('id').forUpdate() : query).execute()
  return rows.map((row) => ({
    id: row.id,
    facts: toFacts(row),
    emailHash: row.email_hash,
    phoneHash: row.phone_hash,
    restricted: row.restricted_at !== null,
  }))
}

/** The numbers of those contacts. */
export async function contactIds(db: Read, search: ContactSearch): Promise<number[]> {
  const ids = new Set<number>()
  for (const [column, values] of [
    ['key', search.keys],
    ['email_hash', search.emailHashes],
    ['phone_hash', search.phoneHashes],
  ] as const) {
    if (values.length === 0) continue
    const rows = await db.selectFrom('contacts').select('id').where(column, 'in', textsFromJson(db, values)).execute()
    for (const { id } of rows) ids.add(id)
  }
  return [...ids]
}

/** Numbers by key. */
export async function insertContacts(
  db: Write,
  contacts: readonly NewContact[],
  now: number,
): Promise<Map<string, number>> {
  if (contacts.length === 0) return new Map()
  const rows = contacts.map(toRow)
  const batch = usedColumns(rows)
  const columns = sql.join(Object.keys(batch).map((name) => sql.ref(name)))
  const inserted = await sql<{ id: number; key: string }>`
    insert into contacts (${columns}, created_at, updated_at)
    select ${columns}, cast(${now} as bigint), cast(${now} as bigint)
    from ${rowsFromJson(db, rows, batch, 'v')} returning id, key`.execute(db)
  return new Map(inserted.rows.map(({ id, key }) => [key, id]))
}

/** Leaves out the columns nobody of the batch has: reading one from JSON costs as much as writing it. */
function usedColumns(rows: readonly FactRow[]): typeof FACT_COLUMNS {
  const used = Object.entries(FACT_COLUMNS).filter(([name]) => rows.some((row) => row[name as keyof FactRow] !== null))
  return Object.fromEntries(used) as unknown as typeof FACT_COLUMNS
}

export async function updateContacts(
  db: Write,
  contacts: readonly (NewContact & { id: number })[],
  now: number,
): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map((contact) => ({ id: contact.id, ...toRow(contact) }))
  const set = Object.keys(FACT_COLUMNS).map((name) => sql`${sql.ref(name)} = ${sql.ref(`v.${name}`)}`)
  await sql`update contacts set ${sql.join(set)}, updated_at = ${sql.lit(now)}
    from ${rowsFromJson(db, rows, UPDATE_COLUMNS, 'v')} where contacts.id = v.id`.execute(db)
}

function toRow({ facts, emailHash, phoneHash }: NewContact): FactRow {
  return {
    key: facts.key,
    email: facts.email,
    email_hash: emailHash,
    email_state: facts.emailState,
    phone: facts.phone,
    phone_hash: phoneHash,
    civility: facts.civility,
    first_name: facts.firstName,
    last_name: facts.lastName,
    language: facts.language,
    country: facts.country,
    region: facts.region,
    postcode: facts.postcode,
    time_zone: facts.timeZone,
    kind: facts.kind,
    function: facts.function,
    company: facts.company,
    informed: toNumber(facts.informed),
    birth_date: facts.birthDate,
    minor: toNumber(facts.minor),
    guardian_email: facts.guardianEmail,
    guardian_consent_at: facts.guardianConsentAt,
    last_click_at: facts.lastClickAt,
    last_open_at: facts.lastOpenAt,
    last_purchase_at: facts.lastPurchaseAt,
    last_act_at: facts.lastActAt,
    tags: facts.tags.length === 0 ? '[]' : JSON.stringify(facts.tags),
    custom: JSON.stringify(facts.custom),
    facts_as_of: facts.factsAsOf,
  }
}

interface FactColumns extends Omit<FactRow, 'email_state' | 'civility' | 'kind'> {
  email_state: KnownFacts['emailState']
  civility: KnownFacts['civility']
  kind: KnownFacts['kind']
}

function toFacts(row: FactColumns): KnownFacts {
  return {
    key: row.key,
    email: row.email,
    emailState: row.email_state,
    phone: row.phone,
    civility: row.civility,
    firstName: row.first_name,
    lastName: row.last_name,
    language: row.language,
    country: row.country,
    region: row.region,
    postcode: row.postcode,
    timeZone: row.time_zone,
    kind: row.kind,
    function: row.function,
    company: row.company,
    informed: toBoolean(row.informed),
    birthDate: row.birth_date,
    minor: toBoolean(row.minor),
    guardianEmail: row.guardian_email,
    guardianConsentAt: row.guardian_consent_at,
    lastClickAt: row.last_click_at,
    lastOpenAt: row.last_open_at,
    lastPurchaseAt: row.last_purchase_at,
    lastActAt: row.last_act_at,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]),
    custom: JSON.parse(row.custom) as Record<string, string>,
    factsAsOf: row.facts_as_of,
  }
}

function toNumber(value: boolean | null): number | null {
  return value === null ? null : Number(value)
}

function toBoolean(value: number | null): boolean | null {
  return value === null ? null : value === 1
}

/** Who carries each of these addresses or numbers, by keyed hash. */
export async function contactsByAddress(db: Read, hashes: readonly string[]): Promise<Map<string, number[]>> {
  const owners = new Map<string, number[]>()
  for (const column of ['email_hash', 'phone_hash'] as const) {
    const rows = await db
      .selectFrom('contacts')
      .select(['id', column])
      .where(column, 'in', textsFromJson(db, hashes))
      .execute()
    for (const row of rows) {
      const hash = row[column]
      if (hash !== null) owners.set(hash, [...(owners.get(hash) ?? []), row.id])
    }
  }
  return owners
}
