import type { Holidays } from '#core/etiquette/holidays.ts'
import type { Channel, House } from '#core/house.ts'
import type { Keyring } from '#db/keys/keyring.ts'
import type { Database } from '#db/open.ts'

/** What every operation works with; it also takes `now` (epoch milliseconds), and a transaction has one `now`. */
export interface Memory {
  database: Database
  keyring: Keyring
  house: House
  /** Public holidays: a fact the rules are given. */
  holidays: Holidays
  /** How this house can write at all: what it cannot send is not offered. Without it: every way. */
  channels?: readonly Channel[]
}

/** A refusal is a value: a code of a closed list, and what the sentence needs. Nothing was written. */
export interface Refused<Code extends string = string> {
  refused: Code
  data?: Record<string, string | number>
}

export function isRefused(result: unknown): result is Refused {
  return typeof result === 'object' && result !== null && 'refused' in result && typeof result.refused === 'string'
}
