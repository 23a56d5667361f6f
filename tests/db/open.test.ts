import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { type Database, type OpenOptions, openDatabase } from '#db/open.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

interface Notes {
  note: { id: number; text: string | null; at: number }
}

/** A database with an empty table of its own. */
async function openNotes(url: string, options?: OpenOptions): Promise<Database<Notes>> {
  const database = await openDatabase<Notes>(url, options)
  onTestFinished(() => database.close())
  await database.write((db) =>
    sql`create table if not exists note (id bigint primary key, text text, at bigint)`.execute(db),
  )
  return database
}

const add = (database: Database<Notes>, id: number) =>
  database.write((db) => db.insertInto('note').values({ id, text: null, at: 1_795_306_785_083 }).execute())

async function ids(database: Database<Notes>): Promise<number[]> {
  const rows = await database.read.selectFrom('note').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'egard-open-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

onBothDatabases('a database', (_open, { freshUrl }) => {
  test('what is written is read, instants unharmed', async () => {
    const database = await openNotes(await freshUrl())
    await add(database, 1)
    expect(await database.read.selectFrom('note').selectAll().execute()).toEqual([
      { id: 1, text: null, at: 1_795_306_785_083 },
    ])
  })

  test('a thrown error rolls everything back and comes through', async () => {
    const database = await openNotes(await freshUrl())
    const failure = new Error('no')
    const failing = database.write(async (db) => {
      await db.insertInto('note').values({ id: 1, text: null, at: 1 }).execute()
      throw failure
    })
    await expect(failing).rejects.toBe(failure)
    await add(database, 2)
    expect(await ids(database)).toEqual([2])
  })

  test('a failed statement does not spoil the next write', async () => {
    const database = await openNotes(await freshUrl())
    await add(database, 1)
    await expect(add(database, 1)).rejects.toThrow(/unique/i)
    await add(database, 2)
    expect(await ids(database)).toEqual([1, 2])
  })

  test('a reader is not blocked by an open write, and does not see it', async () => {
    const database = await openNotes(await freshUrl())
    const { opened, open } = gate()
    const started = gate()
    const writing = database.write(async (db) => {
      await db.insertInto('note').values({ id: 1, text: null, at: 1 }).execute()
      started.open()
      await opened
    })
    await started.opened
    expect(await ids(database)).toEqual([])
    open()
    await writing
    expect(await ids(database)).toEqual([1])
  })

  test('a write inside a write is an error, never a deadlock', async () => {
    const database = await openNotes(await freshUrl())
    await expect(database.write(() => add(database, 1))).rejects.toMatchObject({ code: 'nested-write' })
    await add(database, 2)
    expect(await ids(database)).toEqual([2])
  })

  test('reading beside the transaction one is in is an error', async () => {
    const database = await openNotes(await freshUrl())
    await expect(database.write(() => ids(database))).rejects.toMatchObject({ code: 'read-inside-write' })
    expect(await ids(database)).toEqual([])
  })

  test('work that a write started may use the database once the write has ended', async () => {
    const database = await openNotes(await freshUrl())
    const ended = gate()
    const later = await database.write(async () => ({ work: ended.opened.then(() => add(database, 1)) }))
    ended.open()
    await later.work
    expect(await ids(database)).toEqual([1])
  })

  test('raw statements give their rows, counts as numbers and comparisons as 0 or 1', async () => {
    const database = await openNotes(await freshUrl())
    await add(database, 1)
    const one = async (query: string) => (await sql.raw<object>(query).execute(database.read)).rows
    expect(await one('select count(*) as n, sum(id) as total from note')).toEqual([{ n: 1, total: 1 }])
    expect(await one('select id = 1 as one, id = 2 as two from note')).toEqual([{ one: 1, two: 0 }])
    expect(await one('-- why\n/* what */ with a as (select id from note) select id from a')).toEqual([{ id: 1 }])
    expect(await one('values (7)')).toHaveLength(1)
    const updated = await database.write((db) => sql<{ id: number }>`update note set at = 5 returning id`.execute(db))
    expect(updated.rows).toEqual([{ id: 1 }])
    const changed = await database.write((db) => sql`update note set at = 6`.execute(db))
    expect(changed.numAffectedRows).toBe(1n)
  })

  test('a snapshot sees one moment', async () => {
    const database = await openNotes(await freshUrl())
    await database.snapshot(async (db) => {
      expect(await db.selectFrom('note').select('id').execute()).toEqual([])
      await add(database, 1)
      expect(await db.selectFrom('note').select('id').execute()).toEqual([])
    })
    expect(await ids(database)).toEqual([1])
  })

  test('a stream gives every row once, in order, of one moment, and others may read and write meanwhile', async () => {
    const database = await openNotes(await freshUrl(), { readers: 1 })
    const values = Array.from({ length: 250 }, (_, index) => ({ id: index, text: `n${index}`, at: index }))
    await database.write((db) => db.insertInto('note').values(values).execute())
    const query = database.read
      .selectFrom('note')
      .select(['id', 'text'])
      .where('id', '<', 240)
      .orderBy('id', 'desc')
      .compile()
    const seen: number[][] = []
    for await (const batch of database.stream(query, 100)) {
      seen.push(batch.map(({ id }) => id))
      await database.write((db) => db.deleteFrom('note').where('id', '=', seen.length).execute())
      expect(await ids(database)).toHaveLength(250 - seen.length)
    }
    expect(seen.map((batch) => batch.length)).toEqual([100, 100, 40])
    expect(seen.flat()).toEqual(Array.from({ length: 240 }, (_, index) => 239 - index))
  })

  test('a stream that is left early gives its connection back', async () => {
    const database = await openNotes(await freshUrl(), { readers: 1, poolSize: 1 })
    await add(database, 1)
    await add(database, 2)
    for (let round = 0; round < 3; round += 1) {
      for await (const batch of database.stream(database.read.selectFrom('note').select('id').compile(), 1)) {
        expect(batch).toHaveLength(1)
        break
      }
    }
    expect(await ids(database)).toEqual([1, 2])
  })
})

test('closing waits for what has begun, and refuses what comes later', async () => {
  const file = `sqlite:${join(await folder(), 'house.db')}`
  const database = await openDatabase<Notes>(file)
  const { opened, open } = gate()
  const started = gate()
  const writing = database.write(async (db) => {
    await sql`create table note (id bigint primary key, text text, at bigint)`.execute(db)
    started.open()
    await opened
    await db.insertInto('note').values({ id: 1, text: null, at: 1 }).execute()
  })
  await started.opened
  const closing = database.close()
  await expect(add(database, 2)).rejects.toMatchObject({ code: 'database-closed' })
  await expect(ids(database)).rejects.toMatchObject({ code: 'database-closed' })
  open()
  await Promise.all([writing, closing])
  expect(await ids(await openNotes(file))).toEqual([1])
})

test('long snapshots keep no reader of an SQLite file waiting', async () => {
  const database = await openNotes(`sqlite:${join(await folder(), 'house.db')}`, { readers: 1 })
  const { opened, open } = gate()
  const started = gate()
  const snapshot = database.snapshot(async (db) => {
    await db.selectFrom('note').select('id').execute()
    started.open()
    await opened
  })
  await started.opened
  expect(await ids(database)).toEqual([])
  open()
  await snapshot
})

test('writes on SQLite run one after the other, first come first served', async () => {
  const database = await openNotes('sqlite::memory:')
  const log: string[] = []
  await Promise.all(
    [1, 2, 3, 4].map((id) =>
      database.write(async (db) => {
        log.push(`begin ${id}`)
        await db.insertInto('note').values({ id, text: null, at: id }).execute()
        log.push(`end ${id}`)
      }),
    ),
  )
  expect(log).toEqual([1, 2, 3, 4].flatMap((id) => [`begin ${id}`, `end ${id}`]))
})

test('a database in memory reads, writes, streams and refuses nesting like a file', async () => {
  const database = await openNotes('sqlite::memory:')
  await add(database, 1)
  await expect(database.write(() => ids(database))).rejects.toMatchObject({ code: 'read-inside-write' })
  await expect(database.write(() => add(database, 2))).rejects.toMatchObject({ code: 'nested-write' })
  for await (const batch of database.stream(database.read.selectFrom('note').select('id').compile()))
    expect(batch).toEqual([{ id: 1 }])
  expect(await ids(database)).toEqual([1])
})

test('two processes on one SQLite file add to one counter and lose nothing', async () => {
  const url = `sqlite:${join(await folder(), 'house.db')}`
  const database = await openNotes(url)
  await database.write((db) => db.insertInto('note').values({ id: 1, text: null, at: 0 }).execute())
  // Reads, then writes what it read plus one: refused by SQLite unless the lock is taken first.
  const script = `
    import { openDatabase } from '#db/open.ts'
    const database = await openDatabase(${JSON.stringify(url)})
    for (let n = 0; n < 100; n += 1)
      await database.write(async (db) => {
        const { at } = await db.selectFrom('note').select('at').where('id', '=', 1).executeTakeFirstOrThrow()
        await db.updateTable('note').set({ at: at + 1 }).where('id', '=', 1).execute()
      })
    await database.close()`
  const processes = [1, 2].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  )
  const codes = await Promise.all(processes.map((child) => new Promise((resolve) => child.once('close', resolve))))
  expect(codes).toEqual([0, 0])
  expect(await database.read.selectFrom('note').select('at').execute()).toEqual([{ at: 200 }])
})

test('an SQLite file is made with its folder, journaled, and erases what is deleted', async () => {
  const database = await openNotes(`sqlite:${join(await folder(), 'a', 'b', 'house.db')}`)
  const settings = await database.write(async (db) => {
    const one = async (name: string) =>
      Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0]
    return [await one('journal_mode'), await one('foreign_keys'), await one('secure_delete'), await one('synchronous')]
  })
  expect(settings).toEqual(['wal', 1, 1, 2])
})

test('the reading connections of an SQLite file cannot write', async () => {
  const database = await openNotes(`sqlite:${join(await folder(), 'house.db')}`)
  await expect(sql`delete from note`.execute(database.read)).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
})

test.for([
  ['house.db', 'DATABASE_URL must be sqlite:FILE or postgres://…'],
  ['sqlite:', 'DATABASE_URL must be sqlite:FILE or postgres://…'],
  ['mysql://localhost/x', 'DATABASE_URL must be sqlite:FILE or postgres://…'],
])('%s is refused as an address', async ([url, message]) => {
  await expect(openDatabase(url ?? '')).rejects.toMatchObject({ code: 'bad-database-url', message })
})

test('a file that is not a database is refused and left as it is', async () => {
  const file = join(await folder(), 'letter.txt')
  await writeFile(file, 'Dear Ana, '.repeat(500))
  const message = `${file} is not a sound SQLite database; check DATABASE_URL.`
  await expect(openDatabase(`sqlite:${file}`)).rejects.toMatchObject({ code: 'not-a-database', message })
})

test('a place where no file can be made is refused with one sentence', async () => {
  const path = await folder()
  await writeFile(join(path, 'file'), '')
  for (const file of [path, join(path, 'file', 'house.db')]) {
    const message = `The database file ${file} cannot be opened for writing; check its folder and permissions.`
    await expect(openDatabase(`sqlite:${file}`)).rejects.toMatchObject({ code: 'database-unreachable', message })
  }
})

test('a PostgreSQL that does not answer is one sentence, without its password', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await new Promise((resolve) => void server.close(resolve))
  const message = 'The PostgreSQL server of DATABASE_URL does not answer; check that it runs and its address.'
  const refused = openDatabase(`postgres://ana:hunter2@127.0.0.1:${port}/x`)
  await expect(refused).rejects.toMatchObject({ code: 'database-unreachable', message })
})
