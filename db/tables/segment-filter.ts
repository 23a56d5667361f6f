import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SegmentCondition, SegmentFilter } from '#core/contacts/segment.ts'
import { type SegmentFieldName, segmentField } from '#core/contacts/segment-fields.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import type { Read } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

type Contacts = ExpressionBuilder<Schema, 'contacts'>

const COLUMNS = {
  email: 'contacts.email',
  emailState: 'contacts.email_state',
  phone: 'contacts.phone',
  civility: 'contacts.civility',
  firstName: 'contacts.first_name',
  lastName: 'contacts.last_name',
  language: 'contacts.language',
  country: 'contacts.country',
  region: 'contacts.region',
  postcode: 'contacts.postcode',
  timeZone: 'contacts.time_zone',
  kind: 'contacts.kind',
  function: 'contacts.function',
  company: 'contacts.company',
  informed: 'contacts.informed',
  birthDate: 'contacts.birth_date',
  minor: 'contacts.minor',
  guardianEmail: 'contacts.guardian_email',
  guardianConsent: 'contacts.guardian_consent_at',
  lastClick: 'contacts.last_click_at',
  lastOpen: 'contacts.last_open_at',
  lastPurchase: 'contacts.last_purchase_at',
  lastAct: 'contacts.last_act_at',
  created: 'contacts.created_at',
  tags: 'contacts.tags',
} as const satisfies Partial<Record<SegmentFieldName, string>>

/** A validated filter as a condition on the row of `contacts`. */
export function whereSegment(db: Read, filter: SegmentFilter): (e: Contacts) => Expression<SqlBool> {
  return (e) => translate(db, e, filter)
}

function translate(db: Read, e: Contacts, filter: SegmentFilter): Expression<SqlBool> {
  if ('all' in filter) return e.and(filter.all.map((part) => translate(db, e, part)))
  if ('any' in filter) return e.or(filter.any.map((part) => translate(db, e, part)))
  const reference = segmentField(filter.field)
  if (reference === undefined) throw new Error(`The stored filter has an unknown field: ${filter.field}`)
  if (reference.of === 'consent') return consentIs(e, reference.topic, reference.channel, filter)
  if (reference.of === 'custom') return compare(customField(db, reference.name), 'text', filter)
  const { name, field } = reference
  if (name === 'source') return sourceIs(e, 's.name', filter)
  if (name === 'basis') return sourceIs(e, 's.basis', filter)
  if (name === 'tags') return hasTag(filter)
  return compare(sql.ref(COLUMNS[name]), field.kind === 'date' ? 'instant' : 'text', filter)
}

function compare(
  column: RawBuilder<unknown>,
  holds: 'text' | 'instant',
  condition: SegmentCondition,
): RawBuilder<SqlBool> {
  const operand = (value: string | boolean) =>
    typeof value === 'boolean' ? Number(value) : holds === 'instant' ? Date.parse(`${value}T00:00:00Z`) : value
  if ('is' in condition) return sql`(${column} is not null and ${column} = ${operand(condition.is)})`
  if ('isNot' in condition) return sql`(${column} is null or ${column} <> ${operand(condition.isNot)})`
  if ('in' in condition) return sql`(${column} is not null and ${column} in (${sql.join([...condition.in])}))`
  if ('contains' in condition) {
    return sql`(${column} is not null and lower(${column}) like ${like(condition.contains.toLowerCase())} escape '\\')`
  }
  if ('before' in condition) return sql`(${column} is not null and ${column} < ${operand(condition.before)})`
  if ('after' in condition) return sql`(${column} is not null and ${column} >= ${operand(condition.after)})`
  return 'exists' in condition ? sql`(${column} is not null)` : sql`(${column} is null)`
}

function customField(db: Read, name: string): RawBuilder<string> {
  return dialectOf(db) === 'postgres'
    ? sql`(contacts.custom::json ->> ${name}::text)`
    : sql`(contacts.custom ->> ${name})`
}

/** Tags are a JSON list: a tag stands between quotes there. */
function hasTag(condition: SegmentCondition): RawBuilder<SqlBool> {
  if ('contains' in condition) {
    return sql`(contacts.tags like ${like(JSON.stringify(condition.contains))} escape '\\')`
  }
  return 'exists' in condition ? sql`(contacts.tags <> '[]')` : sql`(contacts.tags = '[]')`
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

function sourceIs(e: Contacts, column: 's.name' | 's.basis', condition: SegmentCondition): Expression<SqlBool> {
  const query = e
    .selectFrom('contact_sources as cs')
    .innerJoin('sources as s', 's.id', 'cs.source_id')
    .select('cs.contact_id')
    .whereRef('cs.contact_id', '=', 'contacts.id')
  if ('is' in condition) return e.exists(query.where(column, '=', String(condition.is)))
  if ('isNot' in condition) return e.not(e.exists(query.where(column, '=', String(condition.isNot))))
  if ('in' in condition) return e.exists(query.where(column, 'in', [...condition.in]))
  return 'exists' in condition ? e.exists(query) : e.not(e.exists(query))
}

function consentIs(e: Contacts, topic: string, channel: string, condition: SegmentCondition): Expression<SqlBool> {
  const query = e
    .selectFrom('consents as k')
    .select('k.contact_id')
    .whereRef('k.contact_id', '=', 'contacts.id')
    .where('k.topic', '=', topic)
    .where('k.channel', '=', channel)
  if ('is' in condition) return e.exists(query.where('k.state', '=', String(condition.is)))
  if ('isNot' in condition) return e.not(e.exists(query.where('k.state', '=', String(condition.isNot))))
  if ('in' in condition) return e.exists(query.where('k.state', 'in', [...condition.in]))
  return 'exists' in condition ? e.exists(query) : e.not(e.exists(query))
}
