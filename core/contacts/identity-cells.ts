import { oneLine } from './clean-text.ts'
import { normaliseEmail } from './email.ts'
import { normalisePhone } from './phone.ts'
import { NAME_LIMIT, type Reading, warn } from './row-reading.ts'

/** An address that cannot be used is remembered: it explains a row without any identity. */
export function readEmail(reading: Reading, field: 'email' | 'guardianEmail', cell: string): void {
  const read = normaliseEmail(cell)
  if ('email' in read) {
    reading.facts[field] = read.email
    return
  }
  warn(reading, field, read.refused)
  if (field === 'email') reading.identityProblem = { refused: read.refused, field }
}

/** Read when all cells are: the row's own country may stand in a later column. */
export function readPhone(reading: Reading): void {
  const read = normalisePhone(reading.phone, reading.facts.country ?? reading.context.defaultCountry)
  if ('phone' in read) {
    reading.facts.phone = read.phone
    return
  }
  warn(reading, 'phone', read.refused)
  reading.identityProblem ??= { refused: read.refused, field: 'phone' }
}

/** A long number that a spreadsheet rounded ("1,23E+11") names nobody any more. */
export function readCustomerNumber(reading: Reading, cell: string): void {
  if (/^\d[.,]\d+E\+\d+$/i.test(cell)) {
    warn(reading, 'customerNumber', 'number-rounded')
    if (reading.context.contactKey === 'customerNumber')
      reading.identityProblem = { refused: 'number-rounded', field: 'customerNumber' }
  } else if (cell.length > NAME_LIMIT) warn(reading, 'customerNumber', 'too-long')
  else reading.facts.customerNumber = oneLine(cell)
}

/** Only "Dupont, Jean" says which is which; anything else stays whole. */
export function readFullName(reading: Reading, text: string): void {
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
