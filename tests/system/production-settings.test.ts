import { expect, test } from 'vitest'
import { runEgard } from '#tests/support/process.ts'
import { startAt } from './drivers/place.ts'
import { aProduction } from './drivers/production.ts'
import { open } from './drivers/recipient.ts'

/** Each setting that production cannot do without, and the one sentence that says so. */
const REQUIRED = [
  ['EGARD_SECRET', 'EGARD_SECRET is missing: set it to 32 bytes in base64'],
  ['EGARD_CONFIG', 'EGARD_CONFIG is missing: set it to the JSON file that describes your organisation'],
  ['PUBLIC_URL', 'PUBLIC_URL is missing: set it to the https address people reach this server at'],
  ['SLACK_BOT_TOKEN', 'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app'],
  ['SLACK_SIGNING_SECRET', "SLACK_SIGNING_SECRET is missing: set it to your Slack app's signing secret"],
  ['SMTP_URL', 'SMTP_URL is missing: set it to smtp://user:password@host:587'],
  ['MAIL_FROM', 'MAIL_FROM is missing: set it to the sender of your messages'],
  ['DKIM_DOMAIN', 'DKIM_DOMAIN is missing: set it, or unset the other DKIM_ settings'],
  ['DKIM_SELECTOR', 'DKIM_SELECTOR is missing: set it, or unset the other DKIM_ settings'],
  ['DKIM_KEY_FILE', 'DKIM_KEY_FILE is missing: set it, or unset the other DKIM_ settings'],
] as const

test('each setting left out in turn ends the start with its one sentence and exit code 1', async () => {
  const { environment, folder } = await aProduction('postgres')
  const starts = REQUIRED.map(async ([name, sentence]) => {
    const { code, stdout, stderr } = await runEgard(['start'], { ...environment, [name]: undefined }, '', folder)
    return { name, code, stdout, sentences: stderr.trimEnd().split('\n'), opens: stderr.startsWith(sentence) }
  })
  for (const { name, code, stdout, sentences, opens } of await Promise.all(starts)) {
    expect([name, code, stdout, sentences.length, opens, sentences]).toEqual([name, 1, '', 1, true, sentences])
  }
})

/** Settings that are there and cannot be right. */
const WRONG = [
  ['EGARD_SECRET', 'short', /^EGARD_SECRET must be 32 bytes in base64/],
  ['EGARD_CONFIG', '/nowhere/house.json', /^EGARD_CONFIG|house\.json/],
  ['DKIM_KEY_FILE', '/nowhere/dkim.pem', /^DKIM_KEY_FILE \/nowhere\/dkim\.pem/],
  ['DATABASE_URL', 'postgres://nobody@127.0.0.1:9/nothing', /^The PostgreSQL server of DATABASE_URL does not answer/],
  ['DATABASE_URL', 'mysql://localhost/egard', /^DATABASE_URL/],
  ['PUBLIC_URL', 'http://consent.example.com', /^PUBLIC_URL must begin with https/],
  ['SMTP_URL', 'https://mail.example.com', /^SMTP_URL/],
  ['PORT', 'eighty', /^PORT/],
  ['EGARD_SANDBOX', '1', /^EGARD_SANDBOX=1 is not allowed in production/],
] as const

test('each wrong setting ends the start with its one sentence and exit code 1', async () => {
  const { environment, folder } = await aProduction('postgres')
  const starts = WRONG.map(async ([name, value, sentence]) => {
    const { code, stdout, stderr } = await runEgard(['start'], { ...environment, [name]: value }, '', folder)
    return { name, value, code, stdout, stderr, sentence }
  })
  for (const { name, value, code, stdout, stderr, sentence } of await Promise.all(starts)) {
    expect([name, value, code, stdout]).toEqual([name, value, 1, ''])
    expect(stderr).toMatch(sentence)
    expect([name, value, stderr.trimEnd().split('\n').length]).toEqual([name, value, 1])
  }
})

test('in production no path of the sandbox exists, and the routes of the contract answer', async () => {
  const production = await aProduction('postgres')
  const egard = await startAt(production)
  const sandbox = ['', '/mail', '/mail/1', '/sms', '/clock', '/slack/state', '/slack/command', '/slack/api/auth.test']
  for (const path of sandbox) {
    for (const method of ['GET', 'POST']) {
      const headers = { 'content-type': 'application/json' }
      const reply = await fetch(`${egard.url}/sandbox${path}`, {
        method,
        headers,
        ...(method === 'POST' && { body: '{}' }),
      })
      expect([method, path, reply.status]).toEqual([method, path, 404])
    }
  }
  for (const path of ['/healthz', '/readyz']) expect((await fetch(egard.url + path)).status).toBe(200)
  expect((await fetch(`${egard.url}/metrics`)).status).toBe(404)
  expect((await open(`${egard.url}/privacy`)).status).toBe(200)
  for (const path of ['/r/nonsense', '/p/nonsense', '/u/nonsense', '/c/nonsense']) {
    expect([path, (await open(egard.url + path)).status]).toEqual([path, 404])
  }
  const events = `${egard.url}/slack/events`
  expect((await fetch(events)).status).toBe(405)
  expect((await fetch(events, { method: 'POST', body: 'payload={}' })).status).toBe(401)
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})
