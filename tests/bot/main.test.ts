import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { runEgard, startEgard } from '#tests/support/process.ts'

const SECRET = Buffer.alloc(32, 7).toString('base64')
const OTHER_SECRET = Buffer.alloc(32, 8).toString('base64')
const SAMPLE = readFileSync(join(import.meta.dirname, '../../bot/config/sample.json'), 'utf8')

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'egard-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

test('starts on a new SQLite file, says what is a stand-in, answers, and ends clean at SIGTERM', async () => {
  const DATABASE_URL = `sqlite:${await folder()}/egard.db`
  const egard = await startEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET })
  expect(egard.output()).toMatch(/Slack +stand-in/)
  expect(egard.output()).toContain(egard.url.replace('127.0.0.1', 'localhost'))
  expect((await fetch(`${egard.url}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${egard.url}/sandbox/mail`)).json()).toEqual([])
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

test('one start per database; the next may come as soon as the first has ended, killed or not', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const environment = { DATABASE_URL, EGARD_SECRET: SECRET }
  const first = await startEgard(['start'], environment)
  const second = await runEgard(['start'], { ...environment, PORT: '0' })
  expect(second.code).toBe(1)
  expect(second.stderr).toMatch(/^Égard already runs on this database \(since \S+Z\)\. Stop it first\.\n$/)
  await first.kill('SIGKILL')
  const third = await startEgard(['start'], environment)
  expect((await fetch(`${third.url}/healthz`)).status).toBe(200)
  expect((await third.kill('SIGTERM')).code).toBe(0)

  const database = await openDatabase(DATABASE_URL)
  onTestFinished(() => database.close())
  const workers = await database.read.selectFrom('workers').select('stopped_at').execute()
  expect(workers.map(({ stopped_at }) => stopped_at === null)).toEqual([false, false])
})

test('a process given up for dead ends by itself', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const egard = await startEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET })
  const database = await openDatabase(DATABASE_URL)
  onTestFinished(() => database.close())
  await database.write((db) => db.updateTable('workers').set({ stopped_at: 1 }).execute())
  expect(await egard.exited).toEqual({ code: 1, signal: null })
})

test('a taken port is one sentence', async () => {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const port = String((server.address() as AddressInfo).port)
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const { code, stderr } = await runEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET, PORT: port })
  expect(code).toBe(1)
  expect(stderr).toMatch(new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is taken: .+\\.\n$`))
})

test("another database's secret does not open this one", async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const egard = await startEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET })
  await egard.kill('SIGTERM')
  const { code, stderr } = await runEgard(['start'], { DATABASE_URL, EGARD_SECRET: OTHER_SECRET, PORT: '0' })
  expect([code, stderr]).toEqual([1, 'This secret does not belong to this database.\n'])
})

test('a topic people have consents for cannot disappear from the file', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const egard = await startEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET })
  await egard.kill('SIGTERM')
  const database = await openDatabase(DATABASE_URL)
  onTestFinished(() => database.close())
  await database.write(async (db) => {
    await db
      .insertInto('contacts')
      .values({
        key: 'a@b.fr',
        email_state: 'usable',
        tags: '[]',
        custom: '{}',
        facts_as_of: 0,
        created_at: 0,
        updated_at: 0,
      })
      .execute()
    await db
      .insertInto('consents')
      .values({ contact_id: 1, topic: 'offers', channel: 'email', state: 'granted', via: 'test', at: 0, event_seq: 1 })
      .execute()
  })
  const file = JSON.parse(SAMPLE) as { topics: { id: string }[] }
  file.topics = file.topics.filter(({ id }) => id !== 'offers')
  const config = join(await folder(), 'house.json')
  await writeFile(config, JSON.stringify(file))
  const environment = { DATABASE_URL, EGARD_SECRET: SECRET, EGARD_CONFIG: config, PORT: '0' }
  const { code, stderr } = await runEgard(['start'], environment)
  expect([code, stderr]).toEqual([1, 'People have consents for offers: put it back under "topics" in EGARD_CONFIG.\n'])
  expect((await runEgard(['config', config], environment)).code).toBe(1)
})

test('the test clock moves for this process and for every command after it', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const egard = await startEgard(['start'], { DATABASE_URL, EGARD_SECRET: SECRET })
  const advance = async (duration: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ advance: duration })
    const reply = await fetch(`${egard.url}/sandbox/clock`, { method: 'POST', headers, body })
    return { status: reply.status, body: (await reply.json()) as { now?: string } }
  }
  const before = Temporal.Now.instant()
  const moved = await advance('P3D')
  const ahead = Temporal.Instant.from(moved.body.now ?? '')
    .since(before)
    .total('hours')
  expect(ahead).toBeGreaterThanOrEqual(72)
  expect(ahead).toBeLessThan(72.1)
  for (const wrong of ['-P1D', 'P100Y', 'tomorrow', 3, undefined]) expect((await advance(wrong)).status).toBe(400)
  const again = await advance('PT1H')
  expect(
    Temporal.Instant.from(again.body.now ?? '')
      .since(before)
      .total('hours'),
  ).toBeGreaterThanOrEqual(73)
})

test('in production there is no sandbox, no test clock, and no metrics without a token', async () => {
  const DATABASE_URL = await freshDatabaseUrl('sqlite')
  const config = join(await folder(), 'house.json')
  await writeFile(config, SAMPLE)
  const egard = await startEgard(['start'], {
    NODE_ENV: 'production',
    DATABASE_URL,
    EGARD_SECRET: SECRET,
    EGARD_CONFIG: config,
    PUBLIC_URL: 'https://consent.example.com',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'hello@example.com',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'abc',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
  })
  for (const path of ['/sandbox', '/sandbox/mail', '/sandbox/sms', '/sandbox/slack/state', '/metrics']) {
    expect([path, (await fetch(egard.url + path)).status]).toEqual([path, 404])
  }
  const headers = { 'content-type': 'application/json' }
  expect(
    (await fetch(`${egard.url}/sandbox/clock`, { method: 'POST', headers, body: '{"advance":"P1D"}' })).status,
  ).toBe(404)
  expect(egard.output()).toMatch(/SMS +off/)
  expect((await egard.kill('SIGINT')).code).toBe(0)
})

test('without a secret one is made, for its owner only', async () => {
  const { localSecret } = await import('#bot/config/secret.ts')
  const file = join(await folder(), 'deep/secret')
  const [one, two] = await Promise.all([localSecret(file), localSecret(file)])
  expect(one).toBe(two)
  expect(Buffer.from(one, 'base64')).toHaveLength(32)
  expect((await import('node:fs')).statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(file)).toBe(true)
  await writeFile(file, 'gone wrong')
  await expect(localSecret(file)).rejects.toMatchObject({ code: 'bad-secret-file' })
})
