import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { readJournal } from '#db/journal/journal-file.ts'
import type { JournalLine } from '#db/journal/journal-line.ts'
import { type Journal, openJournal } from '#db/journal/open-journal.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { openDatabase } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aHouse } from '#tests/support/a-house.ts'

const SECRET = Buffer.alloc(32, 'journal').toString('base64')

/** A folder for journals, gone when the test ends. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(inject('templates').folder, 'journal-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export interface Journalled extends Memory {
  journal: Journal
  close(): Promise<void>
}

/** A memory whose opt-outs go to a journal, as a process opens it; copies of one database have the same keys. */
export async function aJournalledMemory(url: string, folder: string, now: number): Promise<Journalled> {
  const database = await openDatabase(url)
  const keyring = await openKeyring(database, SECRET, undefined, now)
  const memory = { database, keyring, house: aHouse(), holidays: publicHolidays() }
  const journal = await openJournal({ memory, folder, now: () => now, retryMs: 3_600_000 })
  const close = async () => {
    await journal.close()
    await database.close()
  }
  onTestFinished(() => database.close())
  return { ...memory, journal, close }
}

/** Every whole line of a file. */
export async function linesOf(path: string): Promise<JournalLine[]> {
  const lines: JournalLine[] = []
  for await (const some of readJournal(path)) lines.push(...some)
  return lines
}
