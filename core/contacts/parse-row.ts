import { readCivility } from './civility.ts'
import { cleanCell, oneLine } from './clean-text.ts'
import type { ConsentChannel, ContactFacts } from './contact-facts.ts'
import { readCountry } from './country.ts'
import { type DateOrder, type DateReading, parseDate } from './dates.ts'
import { normaliseEmail } from './email.ts'
import { foldText } from './fold-text.ts'
import type { Field } from './headers.ts'
import type { CellWarning, RowRefusal } from './import-codes.ts'
import { readKind } from './kind.ts'
import { readLanguage } from './language.ts'
import { normalisePhone } from './phone.ts'
import { type ImportStatus, readStatus, strongerStatus } from './status-words.ts'
import { isTimeZone } from './time-zone.ts'
import { readYesNo } from './yes-no.ts'

export interface RowContext {
  /** Alpha-2, for phone numbers of rows without a country of their own. */
  readonly defaultCountry: string
  readonly dateOrder: DateOrder
  /** The organisation's topics: id, and the names people call it by. */
  readonly topics: readonly { readonly id: string; readonly names: readonly string[] }[]
  /** Epoch milliseconds. A date after it is dropped, with a warning. */
  readonly now: number
  /** The organisation's unique key; default: the address. */
  readonly contactKey?: 'email' | 'customerNumber'
}

export interface ParsedRow {
  readonly facts: ContactFacts
  /** A stop the row reports, to be applied before anything else of it. */
  readonly status?: ImportStatus
  readonly warnings: readonly { readonly field: Field; readonly code: CellWarning }[]
}

/** `value` only for a status nobody knows, so that staff can recognise it; never personal data. */
export interface RefusedRow {
  readonly refused: RowRefusal
  readonly field?: Field
  readonly value?: string
}

type Draft = { -readonly [K in keyof ContactFacts]: ContactFacts[K] }
interface Reading {
  readonly facts: Draft
  readonly tags: string[]
  readonly custom: Record<string, string>
  readonly warnings: { field: Field; code: CellWarning }[]
  readonly context: RowContext
  readonly nowYear: number
  status: ImportStatus | undefined
  unconfirmed: boolean
  phone: string
  refusal: RefusedRow | undefined
  identityProblem: RefusedRow | undefined
}

const NAME_LIMIT = 200
const TEXT_LIMIT = 2_000
/** An address has its own limit; a status that long refuses the row, as any status nobody knows. */
const ANY_LENGTH: ReadonlySet<Field> = new Set<Field>(['email', 'status', 'optIn', 'optOut'])
const TAGS_LIMIT = 50
const YEAR_MS = 31_556_952_000

/** One row of cells to facts. Pure and fast: it runs a million times per file. `fields` names each column, as `readHeaders` gives them. */
export function parseRow(
  values: readonly string[],
  fields: readonly Field[],
  context: RowContext,
): ParsedRow | RefusedRow {
  const reading: Reading = {
    facts: { tags: [], custom: {} },
    tags: [],
    custom: {},
    warnings: [],
    context,
    nowYear: 1970 + Math.floor(context.now / YEAR_MS),
    status: undefined,
    unconfirmed: false,
    phone: '',
    refusal: undefined,
    identityProblem: undefined,
  }
  for (let column = 0; column < fields.length; column++) {
    const field = fields[column]
    const raw = values[column]
    if (field === undefined || field === 'ignore' || raw === undefined || raw === '') continue
    const cell = cleanCell(raw)
    if (cell !== '') readCell(reading, field, cell)
  }
  if (reading.refusal !== undefined) {
    // A stop that another column states plainly is never lost to a status nobody knows.
    if (reading.status === undefined) return reading.refusal
    warn(reading, reading.refusal.field ?? 'status', 'unknown-status')
  }
  return finish(reading)
}

function finish(reading: Reading): ParsedRow | RefusedRow {
  const { facts, warnings, context } = reading
  if (reading.phone !== '') readPhone(reading)
  const keyed = context.contactKey === 'customerNumber' && facts.customerNumber !== undefined
  if (facts.email === undefined && facts.phone === undefined && !keyed)
    return reading.identityProblem ?? { refused: 'no-identity' }
  if (reading.unconfirmed && facts.consentAt !== undefined) {
    delete facts.consentAt
    delete facts.consentUntil
    warnings.push({ field: 'consentAt', code: 'consent-unconfirmed' })
  }
  facts.tags = reading.tags
  facts.custom = reading.custom
  return reading.status === undefined ? { facts, warnings } : { facts, status: reading.status, warnings }
}

function readCell(reading: Reading, field: Field, cell: string): void {
  const { facts } = reading
  if (cell.includes('\ufffd') && field !== 'email') return warn(reading, field, 'bad-characters')
  if (cell.length > TEXT_LIMIT && !ANY_LENGTH.has(field)) return warn(reading, field, 'too-long')
  switch (field) {
    case 'email':
    case 'guardianEmail':
      return readEmail(reading, field, cell)
    case 'phone':
      // Read last: the row's own country may stand in a later column.
      reading.phone = cell
      return
    case 'customerNumber':
      return readCustomerNumber(reading, cell)
    case 'firstName':
    case 'lastName':
    case 'region':
    case 'postcode':
    case 'function':
    case 'company':
    case 'consentOrigin':
    case 'list': {
      const text = oneLine(cell)
      if (text.length > NAME_LIMIT) return warn(reading, field, 'too-long')
      facts[field] = text
      return
    }
    case 'fullName':
      return readFullName(reading, oneLine(cell))
    case 'consentWording':
      facts.consentWording = cell
      return
    case 'language':
      return known(reading, field, readLanguage(cell), 'unknown-language')
    case 'country':
      return known(reading, field, readCountry(cell), 'unknown-country')
    case 'kind':
      return known(reading, field, readKind(cell), 'unknown-kind')
    case 'timeZone':
      return known(reading, field, isTimeZone(cell) ? cell : undefined, 'unknown-time-zone')
    case 'civility': {
      const civility = readCivility(cell)
      if (civility !== 'neutral') known(reading, field, civility, 'unknown-civility')
      return
    }
    case 'informed':
    case 'minor':
      return known(reading, field, readYesNo(cell), 'unknown-answer')
    case 'birthDate':
      return readBirthDate(reading, cell)
    case 'guardianConsentAt':
    case 'lastClickAt':
    case 'lastOpenAt':
    case 'lastPurchaseAt':
    case 'lastActAt':
    case 'statusAt':
    case 'updatedAt':
    case 'consentAt':
      return readPastDate(reading, field, cell)
    case 'consentTopics':
      return readTopics(reading, cell)
    case 'consentChannels':
      return readChannels(reading, cell)
    case 'status':
      return readStatusCell(reading, cell)
    case 'optIn':
    case 'optOut':
      return readOptCell(reading, field, cell)
    case 'tags':
      return readTags(reading, cell)
    case 'ignore':
      return
    default:
      reading.custom[field.slice('custom:'.length)] = cell
  }
}

function warn(reading: Reading, field: Field, code: CellWarning): void {
  reading.warnings.push({ field, code })
}

function known<K extends 'language' | 'country' | 'kind' | 'timeZone' | 'civility' | 'informed' | 'minor'>(
  reading: Reading,
  field: K,
  value: Draft[K] | undefined,
  code: CellWarning,
): void {
  if (value === undefined) warn(reading, field, code)
  else reading.facts[field] = value
}

function readEmail(reading: Reading, field: 'email' | 'guardianEmail', cell: string): void {
  const read = normaliseEmail(cell)
  if ('email' in read) {
    reading.facts[field] = read.email
    return
  }
  warn(reading, field, read.refused)
  if (field === 'email') reading.identityProblem = { refused: read.refused, field }
}

function readPhone(reading: Reading): void {
  const read = normalisePhone(reading.phone, reading.facts.country ?? reading.context.defaultCountry)
  if ('phone' in read) {
    reading.facts.phone = read.phone
    return
  }
  warn(reading, 'phone', read.refused)
  reading.identityProblem ??= { refused: read.refused, field: 'phone' }
}

/** A long number that a spreadsheet rounded ("1,23E+11") names nobody any more. */
function readCustomerNumber(reading: Reading, cell: string): void {
  if (/^\d[.,]\d+E\+\d+$/i.test(cell)) {
    warn(reading, 'customerNumber', 'number-rounded')
    if (reading.context.contactKey === 'customerNumber')
      reading.identityProblem = { refused: 'number-rounded', field: 'customerNumber' }
  } else if (cell.length > NAME_LIMIT) warn(reading, 'customerNumber', 'too-long')
  else reading.facts.customerNumber = oneLine(cell)
}

/** Only "Dupont, Jean" says which is which; anything else stays whole. */
function readFullName(reading: Reading, text: string): void {
  if (text.length > NAME_LIMIT) return warn(reading, 'fullName', 'too-long')
  reading.facts.fullName = text
  const parts = text.split(',')
  if (parts.length !== 2 || reading.facts.firstName !== undefined || reading.facts.lastName !== undefined) return
  const [last = '', first = ''] = parts.map((part) => part.trim())
  if (last === '' || first === '') return
  reading.facts.lastName = last
  reading.facts.firstName = first
  reading.facts.fullName = `${first} ${last}`
}

type PastDate =
  | 'guardianConsentAt'
  | 'lastClickAt'
  | 'lastOpenAt'
  | 'lastPurchaseAt'
  | 'lastActAt'
  | 'statusAt'
  | 'updatedAt'
  | 'consentAt'

function readPastDate(reading: Reading, field: PastDate, cell: string): void {
  const read = dated(reading, cell)
  if ('refused' in read) return warn(reading, field, read.refused)
  if (read.start > reading.context.now) return warn(reading, field, 'date-in-future')
  reading.facts[field] = read.start
  if (field === 'consentAt' && read.kind === 'period') reading.facts.consentUntil = read.end
}

function readBirthDate(reading: Reading, cell: string): void {
  const read = dated(reading, cell)
  if ('refused' in read) return warn(reading, 'birthDate', read.refused)
  if (read.start > reading.context.now) return warn(reading, 'birthDate', 'date-in-future')
  if (read.kind === 'period') warn(reading, 'birthDate', 'birth-date-approximate')
  reading.facts.birthDate = new Date(read.end).toISOString().slice(0, 10)
}

const readDates = new Map<string, DateReading>()
let datesReadAs = ''

/** A million cells hold few different dates. The order and the year are part of what is remembered: two files may write dates differently. */
function dated({ context, nowYear }: Reading, cell: string): DateReading {
  if (cell.length > 60) return { refused: 'date-not-understood' }
  const readAs = `${context.dateOrder} ${nowYear}`
  if (readAs !== datesReadAs || readDates.size >= 50_000) {
    readDates.clear()
    datesReadAs = readAs
  }
  const found = readDates.get(cell)
  if (found !== undefined) return found
  const read = parseDate(cell, context.dateOrder, nowYear)
  readDates.set(cell, read)
  return read
}

function readTopics(reading: Reading, cell: string): void {
  const ids: string[] = []
  for (const word of cell.split(/[,;|/+&\n]/)) {
    const folded = foldText(word)
    if (folded === '') continue
    const topic = reading.context.topics.find(
      ({ id, names }) => foldText(id) === folded || names.some((name) => foldText(name) === folded),
    )
    if (topic === undefined) warn(reading, 'consentTopics', 'unknown-topic')
    else if (!ids.includes(topic.id)) ids.push(topic.id)
  }
  if (ids.length > 0) reading.facts.consentTopics = ids
}

const CHANNELS: ReadonlyMap<string, ConsentChannel> = new Map([
  ...['email', 'e mail', 'mail', 'courriel', 'mel', 'emailing', 'newsletter'].map((word) => [word, 'email'] as const),
  ...['sms', 'texto', 'text', 'text message', 'mobile', 'gsm', 'tekstbericht'].map((word) => [word, 'sms'] as const),
])

function readChannels(reading: Reading, cell: string): void {
  const channels: ConsentChannel[] = []
  for (const word of cell.split(/[,;|/+&\n]|\s(?:et|and|en)\s/)) {
    const folded = foldText(word)
    if (folded === '') continue
    const channel = CHANNELS.get(folded)
    if (channel === undefined) warn(reading, 'consentChannels', 'unknown-channel')
    else if (!channels.includes(channel)) channels.push(channel)
  }
  if (channels.length > 0) reading.facts.consentChannels = channels
}

function readStatusCell(reading: Reading, cell: string): void {
  const word = readStatus(cell)
  if (word === undefined) reading.refusal ??= { refused: 'unknown-status', field: 'status', value: cell.slice(0, 60) }
  else if (word === 'unconfirmed') reading.unconfirmed = true
  else if (word !== 'subscribed') reading.status = strongerStatus(reading.status, word)
}

/** Columns like "Désabonné" or "Opt-in" answer yes or no, or hold the date it happened, or a status word. */
function readOptCell(reading: Reading, field: 'optIn' | 'optOut', cell: string): void {
  const answer = readYesNo(cell)
  const wants = field === 'optIn'
  if (answer !== undefined) {
    if (answer !== wants && wants) reading.status = strongerStatus(reading.status, 'unsubscribed')
    if (answer && !wants) reading.status = strongerStatus(reading.status, 'unsubscribed')
    return
  }
  if (readStatus(cell) !== undefined) return readStatusCell(reading, cell)
  const read = dated(reading, cell)
  if ('refused' in read) reading.refusal ??= { refused: 'unknown-status', field, value: cell.slice(0, 60) }
  else if (!wants) {
    reading.status = strongerStatus(reading.status, 'unsubscribed')
    if (read.start <= reading.context.now) reading.facts.statusAt = read.start
  }
}

function readTags(reading: Reading, cell: string): void {
  for (const part of cell.split(/[,;|]/)) {
    const tag = oneLine(part).trim()
    if (tag === '' || reading.tags.includes(tag)) continue
    if (tag.length > NAME_LIMIT) warn(reading, 'tags', 'too-long')
    else if (reading.tags.length >= TAGS_LIMIT) return warn(reading, 'tags', 'too-many-tags')
    else reading.tags.push(tag)
  }
}
