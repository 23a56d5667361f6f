import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commandNames, findCommand } from '#bot/cli/shared/find-commands.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { runEgard, startNode } from '#tests/support/process.ts'

const SECRET = Buffer.alloc(32, 7).toString('base64')
const SAMPLE = readFileSync(join(import.meta.dirname, '../../../bot/config/sample.json'), 'utf8')

async function file(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'egard-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

test('every command says its own file name, its usage and what it does', async () => {
  for (const name of await commandNames()) {
    const command = await findCommand(name)
    expect(command).toMatchObject({ name, usage: expect.stringMatching(`^${name}\\b`), run: expect.any(Function) })
    expect(command?.summary).toMatch(/\.$/)
  }
})

test('help lists every command', async () => {
  const { code, stdout, stderr } = await runEgard(['help'])
  expect([code, stderr]).toEqual([0, ''])
  for (const name of await commandNames()) expect(stdout).toContain(`egard ${name}`)
  const json = JSON.parse((await runEgard(['help', '--json'])).stdout) as { name: string }[]
  expect(json.map(({ name }) => name)).toEqual(await commandNames())
})

test('--help after a command prints its usage and runs nothing', async () => {
  for (const name of await commandNames()) {
    const { code, stdout, stderr } = await runEgard([name, '--help'], { DATABASE_URL: 'sqlite:/nowhere/egard.db' })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n')[0]).toBe(`egard ${(await findCommand(name))?.usage}`)
  }
})

test('a reader that has read enough does not kill a command', async () => {
  const running = startNode([join(import.meta.dirname, '../../../bot/main.ts'), 'help'])
  running.child.stdout?.destroy()
  expect([await running.exited, running.output()]).toEqual([{ code: 0, signal: null }, ''])
})

test('an unknown command is one sentence and exit 2', async () => {
  const { code, stdout, stderr } = await runEgard(['starts'])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toBe('There is no command "starts": did you mean "start"? See "egard help".\n')
  expect((await runEgard(['../main'])).code).toBe(2)
})

test('what a command does not understand is exit 2 with its usage', async () => {
  const { code, stderr } = await runEgard(['start', '--roles', 'web,cook'])
  expect(code).toBe(2)
  expect(stderr).toContain('There is no role "cook"')
  expect(stderr).toContain('Usage: egard start')
  expect((await runEgard(['migrate', '--loud'])).code).toBe(2)
  expect((await runEgard(['config'])).code).toBe(2)
})

test('a secret that is none is a sentence and exit 1', async () => {
  const { code, stderr } = await runEgard(['start'], { DATABASE_URL: 'sqlite::memory:', EGARD_SECRET: 'nonsense' })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^EGARD_SECRET must be 32 bytes in base64: .+\n$/)
})

test('every missing setting of a production start is printed, exit 1, nothing written', async () => {
  const { code, stdout, stderr } = await runEgard(['start'], {
    NODE_ENV: 'production',
    DATABASE_URL: 'sqlite:/nowhere/at/all/egard.db',
    EGARD_SECRET: undefined,
  })
  expect([code, stdout]).toEqual([1, ''])
  const names = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0])
  expect(names).toEqual([
    'EGARD_SECRET',
    'PUBLIC_URL',
    'EGARD_CONFIG',
    'SMTP_URL',
    'MAIL_FROM',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ])
})

test('on SQLite some of the roles are refused', async () => {
  const { code, stderr } = await runEgard(['start', '--roles', 'web'], { DATABASE_URL: 'sqlite::memory:' })
  expect(code).toBe(1)
  expect(stderr).toBe('On SQLite one process does everything: start without --roles, or use PostgreSQL.\n')
})

test('migrate brings an empty database up to date, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egard-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const environment = { DATABASE_URL: `sqlite:${folder}/new.db` }
  const first = JSON.parse((await runEgard(['migrate', '--json'], environment)).stdout) as { migrated: string[] }
  expect(first.migrated.length).toBeGreaterThan(0)
  expect((await runEgard(['migrate'], environment)).stdout).toBe('The database is up to date.\n')
})

test('config checks the file and prints the records to publish', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const good = await file('house.json', SAMPLE)
  const { code, stdout } = await runEgard(['config', good], {
    DATABASE_URL,
    EGARD_SECRET: SECRET,
    MAIL_FROM: 'Maison <hello@maison.example>',
  })
  expect(code).toBe(0)
  for (const record of ['v=spf1', '_domainkey.maison.example', '_dmarc.maison.example'])
    expect(stdout).toContain(record)

  const bad = await file('house.json', SAMPLE.replace('"contactKey"', '"contactKye"'))
  const refused = await runEgard(['config', bad], { DATABASE_URL })
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('contactKye is not a known key')
  expect((await runEgard(['config', '/nowhere.json'], { DATABASE_URL })).code).toBe(1)
})
