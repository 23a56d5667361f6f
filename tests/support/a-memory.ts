import { randomBytes } from 'node:crypto'
import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import type { House } from '#core/house.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import type { Database } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aHouse } from './a-house.ts'

/** A migrated database with its own keys. */
export async function aMemory(database: Database, house: House = aHouse()): Promise<Memory> {
  const keyring = await openKeyring(database, randomBytes(32).toString('base64'), undefined, 0)
  return { database, keyring, house, holidays: publicHolidays() }
}
