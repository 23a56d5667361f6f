import { expect, test } from 'vitest'
import type { Answer } from '#bot/http/create-server.ts'
import { answerShortLink } from '#bot/http/short-link.ts'
import { shortLinks } from '#db/operations/texts/short-links.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { runServer } from './server.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

async function aShortener() {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const [code = ''] = await memory.database.write((db) =>
    shortLinks(db, NOW, [{ purpose: 'answer', contactId: 7, campaignId: 3 }]),
  )
  let now = NOW
  const pages: Answer = (_, response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('the page that says there is none')
    return true
  }
  const room = answerShortLink({ memory, pages, trustedProxies: [], now: () => now })
  const server = await runServer({ rooms: { pages, 'short-link': room } })
  const pass = (ms: number) => {
    now += ms
  }
  return { memory, code, pass, ...server }
}

test('leads on to the page, for who looks and for who only asks, and is kept nowhere on the way', async () => {
  const { ask, code, lines, memory } = await aShortener()
  for (const method of ['GET', 'HEAD']) {
    const { status, headers, body } = await ask(`/s/${code}`, { method })
    expect([status, body]).toEqual([303, ''])
    expect(headers.location).toMatch(/^\/r\/[0-9a-z]{20,}$/)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('same-origin')
  }
  const log = lines.join('\n')
  expect(log).toContain('/s/:code')
  expect(log).not.toContain(code)
  const rows = await memory.database.read.selectFrom('visits').selectAll().execute()
  expect(rows).toEqual([])
})

test('what leads nowhere gets the page that says so; nothing can be posted', async () => {
  const { ask, code, pass } = await aShortener()
  const none = { status: 404, body: 'the page that says there is none' }
  expect(await ask('/s/000000000000')).toMatchObject(none)
  expect(await ask('/s/%E0%A4%A')).toMatchObject(none)
  expect((await ask(`/s/${code}`, { method: 'POST' })).status).toBe(405)
  pass(400 * 86_400_000)
  expect(await ask(`/s/${code}`)).toMatchObject(none)
})

test('who guesses waits a minute; who has a link is not kept waiting by those before', async () => {
  const { ask, code, pass } = await aShortener()
  for (let i = 0; i < 60; i += 1) {
    if (i === 59) expect((await ask(`/s/${code}`)).status).toBe(303)
    expect((await ask(`/s/${String(i).padStart(12, '0')}`)).status).toBe(404)
  }
  const waiting = await ask('/s/000000000099')
  expect([waiting.status, waiting.headers['retry-after']]).toEqual([429, '60'])
  pass(60_000)
  expect((await ask(`/s/${code}`)).status).toBe(303)
})
