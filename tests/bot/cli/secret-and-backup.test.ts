import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { runEgard } from '#tests/support/process.ts'

const secret = () => randomBytes(32).toString('base64')

test('a new secret opens the database once its keys are wrapped with it, and the old one no longer does', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const [before, after] = [secret(), secret()]
  expect((await runEgard(['verify'], { DATABASE_URL, EGARD_SECRET: before })).code).toBe(0)
  const missing = await runEgard(['rotate-secret'], { DATABASE_URL, EGARD_SECRET: after })
  expect([missing.code, missing.stderr]).toEqual([
    1,
    'Set EGARD_SECRET to the new secret and EGARD_SECRET_PREVIOUS to the one before.\n',
  ])
  const both = { DATABASE_URL, EGARD_SECRET: after, EGARD_SECRET_PREVIOUS: before }
  const rotated = await runEgard(['rotate-secret', '--json'], both)
  expect([rotated.code, JSON.parse(rotated.stdout)]).toEqual([0, { rotated: 4 }])
  expect((await runEgard(['verify'], { DATABASE_URL, EGARD_SECRET: after })).code).toBe(0)
  const old = await runEgard(['verify'], { DATABASE_URL, EGARD_SECRET: before })
  expect([old.code, old.stderr]).toEqual([1, 'This secret does not belong to this database.\n'])
})

test('a backup is a database of its own; an existing file is never written over, and PostgreSQL is sent to its own tools', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egard-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const EGARD_SECRET = secret()
  await runEgard(['verify'], { DATABASE_URL, EGARD_SECRET })
  const target = join(folder, 'copy.db')
  expect((await runEgard(['backup', target], { DATABASE_URL, EGARD_SECRET })).code).toBe(0)
  const copy = await runEgard(['verify', '--json'], { DATABASE_URL: `sqlite:${target}`, EGARD_SECRET })
  expect(JSON.parse(copy.stdout)).toMatchObject({ ok: true, events: 0 })
  const again = await runEgard(['backup', target], { DATABASE_URL, EGARD_SECRET })
  expect([again.code, again.stderr]).toEqual([1, `${target} exists; name a file that does not.\n`])
  const postgres = await runEgard(['backup', target], { DATABASE_URL: 'postgres://localhost/egard', EGARD_SECRET })
  expect(postgres.code).toBe(1)
  expect(postgres.stderr).toContain('pg_dump')
})
