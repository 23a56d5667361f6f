import { readCivility } from './civility.ts'
import { cleanCell, oneLine } from './clean-text.ts'
import { readChannels, readOptCell, readStatusCell, readTopics } from './consent-cells.ts'
import { readCountry } from './country.ts'
import { readBirthDate, readPastDate } from './date-cells.ts'
import type { Field } from './headers.ts'
import { readCustomerNumber, readEmail, readFullName, readPhone } from './identity-cells.ts'
import type { CellWarning } from './import-codes.ts'
import { readKind } from './kind.ts'
import { readLanguage } from './language.ts'
import {
  type DraftFacts,
  NAME_LIMIT,
  type ParsedRow,
  type Reading,
  type RefusedRow,
  type RowContext,
  warn,
} from './row-reading.ts'
import { isTimeZone } from './time-zone.ts'
import { readYesNo } from './yes-no.ts'

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

function known<K extends 'language' | 'country' | 'kind' | 'timeZone' | 'civility' | 'informed' | 'minor'>(
  reading: Reading,
  field: K,
  value: DraftFacts[K] | undefined,
  code: CellWarning,
): void {
  if (value === undefined) warn(reading, field, code)
  else reading.facts[field] = value
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
