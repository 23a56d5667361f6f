import { type DateReading, parseDate } from './dates.ts'
import { type Reading, warn } from './row-reading.ts'

type PastDate =
  | 'guardianConsentAt'
  | 'lastClickAt'
  | 'lastOpenAt'
  | 'lastPurchaseAt'
  | 'lastActAt'
  | 'statusAt'
  | 'updatedAt'
  | 'consentAt'

/** Something that happened: a day, or a period of which the first day counts. */
export function readPastDate(reading: Reading, field: PastDate, cell: string): void {
  const read = dated(reading, cell)
  if ('refused' in read) return warn(reading, field, read.refused)
  if (read.start > reading.context.now) return warn(reading, field, 'date-in-future')
  reading.facts[field] = read.start
  if (field === 'consentAt' && read.kind === 'period') reading.facts.consentUntil = read.end
}

/** The last day it can be: nobody is taken for older than they are. */
export function readBirthDate(reading: Reading, cell: string): void {
  const read = dated(reading, cell)
  if ('refused' in read) return warn(reading, 'birthDate', read.refused)
  if (read.start > reading.context.now) return warn(reading, 'birthDate', 'date-in-future')
  if (read.kind === 'period') warn(reading, 'birthDate', 'birth-date-approximate')
  reading.facts.birthDate = new Date(read.end).toISOString().slice(0, 10)
}

const readDates = new Map<string, DateReading>()
let datesReadAs = ''

/** A million cells hold few different dates. The order and the year are part of what is remembered: two files may write dates differently. */
export function dated({ context, nowYear }: Reading, cell: string): DateReading {
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
