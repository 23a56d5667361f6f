import { sql } from 'kysely'
import { migrateToLatest } from '#db/migrate.ts'
import { type Database, openDatabase } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { contactIds } from '#db/tables/contacts.ts'
import { addKnownRows, lastNumbers, readKnownRows } from '#db/tables/copy-rows.ts'
import { searchFor } from './batch-people.ts'
import { type CommittedBatch, commitRows, type ImportBatch, prepareRows } from './commit-rows.ts'

/** A memory to try an import in: the same house and keys over a database that is thrown away. */
export interface Trial extends AsyncDisposable {
  memory: Memory
}

/** @param file a path where a database may be made; the caller removes it */
export async function openTrial(real: Memory, file: string): Promise<Trial> {
  const database = await openDatabase(`sqlite:${file}`)
  await migrateToLatest(database)
  await numberFrom(database, await lastNumbers(real.database.read))
  return { memory: { ...real, database }, [Symbol.asyncDispose]: () => database.close() }
}

async function numberFrom(database: Database, last: { contacts: number; sources: number }): Promise<void> {
  await database.write(async (db) => {
    for (const [table, seq] of Object.entries(last)) {
      await sql`delete from sqlite_sequence where name = ${table}`.execute(db)
      await sql`insert into sqlite_sequence (name, seq) values (${table}, ${seq})`.execute(db)
    }
  })
}

/** Commits a batch to the trial as it would be committed to the base: whom it is about is copied over first. */
export async function previewRows(
  real: Memory,
  trial: Trial,
  now: number,
  batch: ImportBatch,
): Promise<CommittedBatch | Refused<'import-moved'>> {
  const { rows } = prepareRows(batch.rows, real.keyring)
  const { read } = real.database
  const search = searchFor(
    rows.map(({ facts }) => facts),
    real.house.contactKey,
    real.keyring,
  )
  const hashes = rows.flatMap(({ emailHash, phoneHash }) => [emailHash, phoneHash]).filter((hash) => hash !== null)
  const byAddress = { keys: [], emailHashes: hashes, phoneHashes: hashes }
  const ids = new Set([...(await contactIds(read, search)), ...(await contactIds(read, byAddress))])
  const known = await readKnownRows(read, [...ids], hashes)
  await trial.memory.database.write((db) => addKnownRows(db, known))
  return commitRows(trial.memory, now, batch)
}
