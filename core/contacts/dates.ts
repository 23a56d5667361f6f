import { foldText, wordTable } from './fold-text.ts'

/** Which of two small numbers is the day. 'unproven' reads day first (the house's countries do); 'contradictory' refuses what is ambiguous. */
export type DateOrder = 'day-first' | 'month-first' | 'unproven' | 'contradictory'
export type DateRefusal = 'date-not-understood' | 'date-impossible' | 'date-ambiguous' | 'date-out-of-range'
/** `start` and `end` are the first and the last day, each as epoch milliseconds of its UTC midnight; equal for a day. */
export type DateReading =
  | { readonly kind: 'day' | 'period'; readonly start: number; readonly end: number }
  | { readonly refused: DateRefusal }

const DAY_MS = 86_400_000
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/
const NUMERIC = /^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})(?:[T ,].*)?$/

/** Reads the whole column's proof: one day over twelve decides for every other cell. */
export function detectDateOrder(samples: Iterable<string>): DateOrder {
  let dayFirst = false
  let monthFirst = false
  for (const sample of samples) {
    const match = NUMERIC.exec(sample.trim())
    if (match === null) continue
    if (Number(match[1]) > 12 && Number(match[2]) <= 12) dayFirst = true
    if (Number(match[2]) > 12 && Number(match[1]) <= 12) monthFirst = true
  }
  if (dayFirst && monthFirst) return 'contradictory'
  return monthFirst ? 'month-first' : dayFirst ? 'day-first' : 'unproven'
}

/** A day or a period from what people and spreadsheets write. `nowYear` decides the century of a two-digit year: never the future. */
export function parseDate(raw: string, order: DateOrder, nowYear: number): DateReading {
  const text = raw.trim()
  const numeric = NUMERIC.exec(text)
  if (numeric !== null)
    return numericDate(Number(numeric[1]), Number(numeric[2]), fullYear(numeric[3] ?? '', nowYear), order)
  const iso = ISO.exec(text)
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return digitsDate(text)
  return monthPeriod(text) ?? wordDate(foldText(text), nowYear) ?? { refused: 'date-not-understood' }
}

function numericDate(first: number, second: number, year: number, order: DateOrder): DateReading {
  if (first > 12 && second > 12) return { refused: 'date-impossible' }
  if (first > 12) return day(year, second, first)
  if (second > 12) return day(year, first, second)
  if (order === 'contradictory' && first !== second) return { refused: 'date-ambiguous' }
  return order === 'month-first' ? day(year, first, second) : day(year, second, first)
}

/** A year, yyyymmdd, an Excel day number, or Unix seconds or milliseconds. */
function digitsDate(text: string): DateReading {
  const value = Number(text.replace(',', '.'))
  const whole = Math.floor(value)
  const length = String(whole).length
  if (length === 4 && whole >= 1900 && whole <= 2100) return period(whole, 1, whole, 12)
  if (length === 5) return within(EXCEL_EPOCH_MS + whole * DAY_MS)
  if (length === 8) return day(Math.floor(whole / 10_000), Math.floor(whole / 100) % 100, whole % 100)
  if (length === 10 || length === 13)
    return within(Math.floor((length === 10 ? whole * 1000 : whole) / DAY_MS) * DAY_MS)
  return { refused: 'date-not-understood' }
}

/** "03/2019", "2019-03", "2018-2019", "T1 2018", "2018Q3". */
function monthPeriod(text: string): DateReading | undefined {
  const parts = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (parts !== null) return period(Number(parts[2]), Number(parts[1]), Number(parts[2]), Number(parts[1]))
  const iso = /^(\d{4})[-/.](\d{1,2})$/.exec(text)
  if (iso !== null) return period(Number(iso[1]), Number(iso[2]), Number(iso[1]), Number(iso[2]))
  const years = /^(\d{4})\s?[-–/à]\s?(\d{4})$/.exec(text)
  if (years !== null) return period(Number(years[1]), 1, Number(years[2]), 12)
  const quarter = /^[TQK]([1-4])[\s-]?(\d{4})$/i.exec(text) ?? /^(\d{4})[\s-]?[TQK]([1-4])$/i.exec(text)
  if (quarter === null) return undefined
  const [a, b] = [Number(quarter[1]), Number(quarter[2])]
  const [number, year] = a < 5 ? [a, b] : [b, a]
  return period(year, number * 3 - 2, year, number * 3)
}

const MONTHS = wordTable({
  '1': 'janvier|janv|jan|january|januari',
  '2': 'février|févr|fév|feb|february|februari',
  '3': 'mars|mar|march|maart|mrt',
  '4': 'avril|avr|april|apr',
  '5': 'mai|may|mei',
  '6': 'juin|jun|june|juni',
  '7': 'juillet|juil|jul|july|juli',
  '8': 'août|aou|aug|august|augustus',
  '9': 'septembre|sept|sep|september',
  '10': 'octobre|oct|october|oktober|okt',
  '11': 'novembre|nov|november',
  '12': 'décembre|déc|dec|december',
})

/** "12 mars 2019", "mardi 1er mars 2019 à 10h", "March 12, 2019", "12-mrt-19", "mars 2019". */
function wordDate(folded: string, nowYear: number): DateReading | undefined {
  const words = folded.split(' ')
  const at = words.findIndex((word) => MONTHS.has(word))
  if (at < 0) return undefined
  const month = Number(MONTHS.get(words[at] ?? ''))
  const before = /^(\d{1,2})(?:er|e|st|nd|rd|th)?$/.exec(words[at - 1] ?? '')
  const after = /^(\d{1,2})(?:er|e|st|nd|rd|th)?$/.exec(words[at + 1] ?? '')
  const yearWord =
    before === null && after !== null && /^\d{4}$/.test(words[at + 2] ?? '') ? words[at + 2] : words[at + 1]
  if (yearWord === undefined || !/^(?:\d{4}|\d{2})$/.test(yearWord)) return undefined
  const year = fullYear(yearWord, nowYear)
  if (before !== null) return day(year, month, Number(before[1]))
  return yearWord === words[at + 2] ? day(year, month, Number(after?.[1])) : period(year, month, year, month)
}

function fullYear(text: string, nowYear: number): number {
  const year = Number(text)
  if (text.length === 4) return year
  return 2000 + year <= nowYear ? 2000 + year : 1900 + year
}

function day(year: number, month: number, dayOfMonth: number): DateReading {
  if (year < 1900 || year > 2100) return { refused: 'date-out-of-range' }
  const start = Date.UTC(year, month - 1, dayOfMonth)
  const date = new Date(start)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return { refused: 'date-impossible' }
  return { kind: 'day', start, end: start }
}

function period(fromYear: number, fromMonth: number, toYear: number, toMonth: number): DateReading {
  if (fromMonth < 1 || toMonth > 12) return { refused: 'date-impossible' }
  const start = Date.UTC(fromYear, fromMonth - 1, 1)
  const end = Date.UTC(toYear, toMonth, 1) - DAY_MS
  if (fromYear < 1900 || toYear > 2100 || end < start) return { refused: 'date-out-of-range' }
  return { kind: 'period', start, end }
}

function within(start: number): DateReading {
  return start < Date.UTC(1900, 0, 1) || start >= Date.UTC(2101, 0, 1)
    ? { refused: 'date-out-of-range' }
    : { kind: 'day', start, end: start }
}
