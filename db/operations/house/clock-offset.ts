import type { Database } from '#db/open.ts'
import { readSetting, writeSetting } from './setting.ts'

const NAME = 'clock-offset-ms'

/** How far the test clock is ahead of the machine's, in milliseconds; 0 when nobody moved it. */
export async function readClockOffsetMs(database: Database): Promise<number> {
  return Number((await readSetting(database.read, NAME)) ?? 0)
}

/** Every process and command on this database adds the new offset from its next reading on. */
export async function writeClockOffsetMs(database: Database, offsetMs: number): Promise<void> {
  await database.write((db) => writeSetting(db, NAME, String(offsetMs)))
}
