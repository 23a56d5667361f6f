import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backupSqlite } from '#db/dialects/sqlite-backup.ts'
import { openDatabase } from '#db/open.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

async function aHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'egard-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const url = await freshDatabaseUrl('sqlite')
  const database = await openDatabase(url)
  onTestFinished(() => database.close())
  return { database, file: url.slice('sqlite:'.length), target: join(folder, 'copy.db') }
}

test('a backup taken during a write holds what was committed, and nothing else', async () => {
  const { database, file, target } = await aHouse()
  await database.write((db) => db.insertInto('settings').values({ name: 'a', value: '1' }).execute())
  await database.write(async (db) => {
    await db.insertInto('settings').values({ name: 'b', value: '2' }).execute()
    await backupSqlite(file, target)
  })
  const copy = await openDatabase(`sqlite:${target}`)
  onTestFinished(() => copy.close())
  const names = copy.read.selectFrom('settings').select('name').where('name', 'in', ['a', 'b'])
  expect(await names.execute()).toEqual([{ name: 'a' }])
})

test('a backup never writes over a file', async () => {
  const { file, target } = await aHouse()
  await backupSqlite(file, target)
  const message = `${target} exists; name a file that does not.`
  await expect(backupSqlite(file, target)).rejects.toMatchObject({ code: 'backup-failed', message })
  await expect(backupSqlite(file, join(target, 'x'))).rejects.toMatchObject({ code: 'backup-failed' })
  const empty = `${target}.empty`
  await writeFile(empty, '')
  await expect(backupSqlite(file, empty)).rejects.toMatchObject({ code: 'backup-failed' })
})

test('a backup is for its owner’s eyes only, and one that fails leaves no file', async () => {
  const { file, target } = await aHouse()
  await backupSqlite(file, target)
  expect((await stat(target)).mode & 0o777).toBe(0o600)
  const failed = backupSqlite(`${file}.none`, `${target}.failed`)
  await expect(failed).rejects.toMatchObject({ code: 'backup-failed' })
  expect(await readdir(join(target, '..'))).toEqual([basename(target)])
})

test('a backup taken while messages are counted holds one moment of them', async () => {
  const { database, file, target } = await aHouse()
  const names = ['left', 'right']
  let copied = false
  const writing = (async () => {
    for (let i = 1; !copied; i += 1)
      await database.write(async (db) => {
        for (const name of names)
          await db
            .insertInto('settings')
            .values({ name, value: String(i) })
            .onConflict((c) => c.column('name').doUpdateSet({ value: String(i) }))
            .execute()
      })
  })()
  await until(
    () => database.read.selectFrom('settings').select('value').where('name', '=', 'right').executeTakeFirst(),
    {
      what: 'a first pair',
    },
  )
  await backupSqlite(file, target)
  copied = true
  await writing
  const copy = await openDatabase(`sqlite:${target}`)
  onTestFinished(() => copy.close())
  const pair = await copy.read.selectFrom('settings').select('value').where('name', 'in', names).execute()
  expect(pair).toHaveLength(2)
  expect(new Set(pair.map(({ value }) => value)).size).toBe(1)
})
