import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { createTestClock, type MachineTime, machineClock } from '#bot/clock/create-clock.ts'
import { loadHouse } from '#bot/config/load-house.ts'
import { localSecret } from '#bot/config/secret.ts'
import type { Settings } from '#bot/config/settings.ts'
import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import type { Channel, House } from '#core/house.ts'
import { openJournal } from '#db/journal/open-journal.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { readClockOffsetMs, writeClockOffsetMs } from '#db/operations/house/clock-offset.ts'
import { readHouse } from '#db/operations/house/remember-house.ts'

/** The database, migrated, with its keys, its house and its clock: what every command and the product stand on. */
export async function openMemory(settings: Settings, machine: MachineTime, given?: House): Promise<OpenMemory> {
  const database = await openDatabase(settings.databaseUrl)
  try {
    await migrateToLatest(database)
    const secret = settings.secret ?? (await localSecret())
    const keyring = await openKeyring(database, secret, settings.previousSecret, machine().epochMilliseconds)
    const house = given ?? (await loadHouse(settings, await readHouse(database))).house
    const store = {
      read: () => readClockOffsetMs(database),
      write: (offsetMs: number) => writeClockOffsetMs(database, offsetMs),
    }
    const clock = settings.production ? machineClock(machine) : await createTestClock(machine, store)
    const memory = { database, keyring, house, holidays: publicHolidays(), channels: channelsOf(settings) }
    const nowMs = () => clock.now().epochMilliseconds
    const journal = await openJournal({ memory, folder: settings.journal, now: nowMs })
    const close = async () => {
      await journal.close()
      await database.close()
    }
    return { ...memory, settings, clock, now: clock.now, journal, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** In production there is no stand-in: without a provider no SMS leaves, so none is offered. */
function channelsOf({ production, sms }: Settings): Channel[] {
  return production && sms === undefined ? ['email'] : ['email', 'sms']
}
