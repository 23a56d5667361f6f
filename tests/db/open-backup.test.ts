import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backupSqlite } from '#db/dialects/sqlite-backup.ts'
import { openDatabase } from '#db/open.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'

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
})
