import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createLive } from '#bot/http/sandbox-live.ts'
import { until } from '#tests/support/until.ts'

const NOW = Temporal.Instant.from('2026-11-24T09:00:00Z')

async function aVisitor() {
  const live = createLive(() => NOW)
  const server = createServer((request, response) => {
    if (live.answer(request, response) !== true) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    live.close()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const response = await new Promise<IncomingMessage>((resolve) => get({ port, path: '/sandbox/live' }, resolve))
  let text = ''
  let ended = false
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => (text += chunk))
  response.on('end', () => (ended = true))
  const events = () => [...text.matchAll(/^event: (\w+)$/gm)].map(([, topic]) => topic)
  await until(() => events().length === 1, { what: 'the first event' })
  return { live, server, response, events, text: () => text, ended: () => ended }
}

test('a visitor is told at once where the clock stands, and then what changed, once however often it was said', async () => {
  const { live, events, text, response } = await aVisitor()
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(text()).toContain('data: {"now":"2026-11-24T09:00:00Z","moving":false}')
  for (let times = 0; times < 100; times += 1) live.changed('mail')
  live.changed('slack')
  live.changed('mail')
  await until(() => events().includes('slack'), { what: 'the changes to be told', state: text })
  expect(events()).toEqual(['clock', 'mail', 'slack'])
})

test('while the clock moves it is told that it does, and at the end that it rests, also when the move fails', async () => {
  const { live, text } = await aVisitor()
  let end: () => void = () => {}
  const moved = live.whileMoving(() => new Promise<void>((_, reject) => (end = () => reject(new Error('no')))))
  await until(() => text().includes('"moving":true'), { what: 'the move to be told', state: text })
  end()
  await expect(moved).rejects.toThrow('no')
  await until(() => text().trimEnd().endsWith('"moving":false}'), { what: 'the rest to be told', state: text })
})

test('a stop ends what is being told, so that nobody waits for it', async () => {
  const { live, server, ended } = await aVisitor()
  live.close()
  await until(ended, { what: 'the events to end' })
  await new Promise<void>((resolve) => server.close(() => resolve()))
  live.changed('mail')
})
