import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { openDatabase } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aHouse } from '#tests/support/a-house.ts'

const SECRET = Buffer.alloc(32, 7).toString('base64')

/** The same memory opened by several: each has its own connections. */
export async function sharedMemory(url: string, perWeek: number): Promise<Memory> {
  const database = await openDatabase(url)
  const keyring = await openKeyring(database, SECRET, undefined, 0)
  return {
    database,
    keyring,
    house: aHouse({ budget: { per7Days: perWeek, per30Days: 6 } }),
    holidays: publicHolidays(),
  }
}
