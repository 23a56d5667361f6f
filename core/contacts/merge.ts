import type { ContactFacts } from './contact-facts.ts'

/** What the base knows of one contact and an import may change. `null` is unknown. Instants are epoch milliseconds. */
export interface KnownFacts {
  key: string
  email: string | null
  emailState: 'usable' | 'invalid' | 'bounced'
  phone: string | null
  civility: 'mr' | 'ms' | null
  firstName: string | null
  lastName: string | null
  language: string | null
  country: string | null
  region: string | null
  postcode: string | null
  timeZone: string | null
  kind: 'b2c' | 'b2b' | null
  function: string | null
  company: string | null
  informed: boolean | null
  birthDate: string | null
  minor: boolean | null
  guardianEmail: string | null
  guardianConsentAt: number | null
  lastClickAt: number | null
  lastOpenAt: number | null
  lastPurchaseAt: number | null
  lastActAt: number | null
  tags: readonly string[]
  custom: Readonly<Record<string, string>>
  /** Age of the newest source that wrote a field: an older one fills gaps only. */
  factsAsOf: number
}

/** The newest non-empty value wins. */
const PLAIN_FIELDS = [
  'email',
  'phone',
  'civility',
  'firstName',
  'lastName',
  'language',
  'country',
  'region',
  'postcode',
  'timeZone',
  'function',
  'company',
  'informed',
  'birthDate',
  'guardianEmail',
] as const

/** Two different values here are worth a person's look: they may be two people. */
const KEY_FIELDS = ['email', 'phone', 'civility', 'firstName', 'lastName', 'birthDate'] as const
type ConflictField = (typeof KEY_FIELDS)[number]

/** The latest wins, whoever says it. */
const LATEST_FIELDS = ['guardianConsentAt', 'lastClickAt', 'lastOpenAt', 'lastPurchaseAt', 'lastActAt'] as const

const TAGS_LIMIT = 200
const CUSTOM_LIMIT = 200

/** Fields for which staff may say, for a whole file, whose value wins. */
export const PREFERABLE_FIELDS = [...PLAIN_FIELDS, 'kind'] as const
export type PreferableField = (typeof PREFERABLE_FIELDS)[number]

export interface MergeRule {
  /** The age of what the row says. */
  asOf: number
  /** The bulk rule per field; without one, the newest wins. */
  prefer: Readonly<Partial<Record<PreferableField, 'this-file' | 'known'>>>
  /** Given to a contact that has none. */
  fill: Readonly<{ language?: string | undefined; country?: string | undefined }>
}

export interface Merged {
  facts: KnownFacts
  /** A value the base shows has changed. */
  changed: boolean
  /** Only the age of the facts moved: what was known is confirmed. */
  confirmed: boolean
  conflicts: readonly ConflictField[]
}

/** A contact nobody knew. */
export function newFacts(key: string, row: ContactFacts, { asOf, fill }: MergeRule): KnownFacts {
  return {
    key,
    email: row.email ?? null,
    emailState: 'usable',
    phone: row.phone ?? null,
    civility: row.civility ?? null,
    firstName: row.firstName ?? null,
    lastName: row.lastName ?? null,
    language: row.language ?? fill.language ?? null,
    country: row.country ?? fill.country ?? null,
    region: row.region ?? null,
    postcode: row.postcode ?? null,
    timeZone: row.timeZone ?? null,
    kind: row.kind ?? null,
    function: row.function ?? null,
    company: row.company ?? null,
    informed: row.informed ?? null,
    birthDate: row.birthDate ?? null,
    minor: row.minor ?? null,
    guardianEmail: row.guardianEmail ?? null,
    guardianConsentAt: row.guardianConsentAt ?? null,
    lastClickAt: row.lastClickAt ?? null,
    lastOpenAt: row.lastOpenAt ?? null,
    lastPurchaseAt: row.lastPurchaseAt ?? null,
    lastActAt: row.lastActAt ?? null,
    tags: row.tags,
    custom: customOf(row),
    factsAsOf: asOf,
  }
}

/**
 * What is known after one more row about the same person: the newest non-empty value wins and empty never overwrites. Dates of acts take the
 * latest; a minor stays one and a private person stays one (the stricter reading), whatever the order of the files.
 */
export function mergeFacts(known: KnownFacts, row: ContactFacts, rule: MergeRule): Merged {
  const facts: KnownFacts = { ...known }
  const newer = rule.asOf >= known.factsAsOf
  const conflicts: ConflictField[] = []
  let changed = mergeActs(facts, row)
  for (const field of PLAIN_FIELDS) {
    const given = row[field]
    if (given === undefined || given === known[field]) continue
    if (isConflict(field, known[field], given)) conflicts.push(field)
    if (known[field] !== null && !thisFileWins(rule.prefer[field], newer)) continue
    setField(facts, field, given)
    changed = true
  }
  if (mergeKind(facts, row, rule)) changed = true
  if (mergeTags(facts, row)) changed = true
  if (mergeCustom(facts, row, newer)) changed = true
  if (fillGaps(facts, rule)) changed = true
  if (facts.email !== known.email) facts.emailState = 'usable'
  if (newer) facts.factsAsOf = rule.asOf
  return { facts, changed, confirmed: facts.factsAsOf !== known.factsAsOf, conflicts }
}

function thisFileWins(preferred: 'this-file' | 'known' | undefined, newer: boolean): boolean {
  return preferred === undefined ? newer : preferred === 'this-file'
}

function setField<F extends (typeof PLAIN_FIELDS)[number]>(facts: KnownFacts, field: F, value: KnownFacts[F]): void {
  facts[field] = value
}

/** "DUPONT" and "Dupont" are one name. */
function isConflict(field: string, known: unknown, given: unknown): field is ConflictField {
  if (known === null || !(KEY_FIELDS as readonly string[]).includes(field)) return false
  return comparable(known) !== comparable(given)
}

function comparable(value: unknown): string {
  return String(value)
    .normalize('NFKD')
    .replace(/[\p{M}\s'’-]+/gu, '')
    .toLowerCase()
}

function mergeActs(facts: KnownFacts, row: ContactFacts): boolean {
  let changed = false
  for (const field of LATEST_FIELDS) {
    const given = row[field]
    if (given === undefined || given <= (facts[field] ?? Number.NEGATIVE_INFINITY)) continue
    facts[field] = given
    changed = true
  }
  if (row.minor !== undefined && facts.minor !== true && facts.minor !== row.minor) {
    facts.minor = row.minor
    changed = true
  }
  return changed
}

/** B2C beats B2B unless staff said otherwise for the file. */
function mergeKind(facts: KnownFacts, row: ContactFacts, { prefer }: MergeRule): boolean {
  const { kind } = row
  if (kind === undefined || kind === facts.kind) return false
  if (facts.kind !== null && prefer.kind === 'known') return false
  if (facts.kind === 'b2c' && prefer.kind !== 'this-file') return false
  facts.kind = kind
  return true
}

function mergeTags(facts: KnownFacts, row: ContactFacts): boolean {
  const added = row.tags.filter((tag) => !facts.tags.includes(tag))
  if (added.length === 0 || facts.tags.length >= TAGS_LIMIT) return false
  facts.tags = [...facts.tags, ...added].slice(0, TAGS_LIMIT)
  return true
}

function mergeCustom(facts: KnownFacts, row: ContactFacts, newer: boolean): boolean {
  const given = customOf(row)
  let merged: Record<string, string> | undefined
  for (const name of Object.keys(given)) {
    const value = given[name]
    const known = Object.hasOwn(facts.custom, name) ? facts.custom[name] : undefined
    if (value === undefined || value === known || (known !== undefined && !newer)) continue
    if (known === undefined && Object.keys(merged ?? facts.custom).length >= CUSTOM_LIMIT) continue
    merged ??= { ...facts.custom }
    merged[name] = value
  }
  if (merged === undefined) return false
  facts.custom = merged
  return true
}

/** A whole name that could not be told apart, and a number that is not the organisation's key, are kept as fields of the house. */
function customOf(row: ContactFacts): Readonly<Record<string, string>> {
  if (row.customerNumber === undefined && row.fullName === undefined) return row.custom
  return {
    ...row.custom,
    ...(row.customerNumber !== undefined && { customerNumber: row.customerNumber }),
    ...(row.fullName !== undefined && { fullName: row.fullName }),
  }
}

function fillGaps(facts: KnownFacts, { fill }: MergeRule): boolean {
  let changed = false
  for (const field of ['language', 'country'] as const) {
    const value = fill[field]
    if (facts[field] !== null || value === undefined) continue
    facts[field] = value
    changed = true
  }
  return changed
}
