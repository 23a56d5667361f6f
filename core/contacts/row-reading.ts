import type { ContactFacts } from './contact-facts.ts'
import type { DateOrder } from './dates.ts'
import type { Field } from './headers.ts'
import type { CellWarning, RowRefusal } from './import-codes.ts'
import type { ImportStatus } from './status-words.ts'

/** What a file's rows are read with. */
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

/** What a row says. */
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

/** A row's facts while its cells are read. */
export type DraftFacts = { -readonly [K in keyof ContactFacts]: ContactFacts[K] }

/** Where the reading of one row stands. */
export interface Reading {
  readonly facts: DraftFacts
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

/** The longest name, number or tag that is kept, in characters. */
export const NAME_LIMIT = 200

/** A cell that is dropped, with the reason; the row goes on. */
export function warn(reading: Reading, field: Field, code: CellWarning): void {
  reading.warnings.push({ field, code })
}
