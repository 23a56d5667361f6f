import { describe, expect, test } from 'vitest'
import type { Answer } from '#bot/http/create-server.ts'
import { runServer } from './server.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json' }

const echo: Answer = async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  response.end(`${request.method} ${body}`)
  return true
}
const rooms = { pages: echo, 'staff-import': echo, sandbox: echo, slack: echo, health: echo }

describe('methods and paths', () => {
  test('a method the route does not have is 405 and says which it has', async () => {
    const { ask } = await runServer({ rooms })
    const reply = await ask('/u/abc', { method: 'DELETE' })
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  })

  test('GET of the Slack route never reaches Slack', async () => {
    const { ask } = await runServer({ rooms: { slack: () => Promise.reject(new Error('reached')) } })
    expect((await ask('/slack/events')).status).toBe(405)
  })

  test('what nobody answers is 404 in French and English', async () => {
    const { ask } = await runServer({ rooms: { pages: () => false } })
    const reply = await ask('/nothing-here')
    expect(reply.status).toBe(404)
    expect(reply.body).toContain('Cette page n’existe pas.')
    expect(reply.body).toContain('This page does not exist.')
  })

  test('a room that is not open is 404', async () => {
    const { ask } = await runServer({ rooms: { pages: echo } })
    expect((await ask('/sandbox/mail')).status).toBe(404)
    expect((await ask('/metrics')).status).toBe(404)
    expect((await ask('/webhooks/mail', { method: 'POST' })).status).toBe(404)
  })

  test('a room that fails is 500, and the log names the route, never the path', async () => {
    const { ask, lines } = await runServer({ rooms: { pages: () => Promise.reject(new Error('secret-word')) } })
    expect((await ask('/p/planted-token')).status).toBe(500)
    expect(lines.join('')).toContain('"route":"/p/:token"')
    expect(lines.join('')).not.toMatch(/planted-token|secret-word/)
  })
})

test('every answer carries the security headers and an id', async () => {
  const { ask } = await runServer({ rooms })
  for (const path of ['/p/abc', '/nothing/here', '/healthz', '/u/a/b']) {
    const { headers } = await ask(path)
    expect(headers['content-security-policy']).toMatch(/^default-src 'self'/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeDefined()
    expect(headers['x-request-id']).toMatch(/^\d+$/)
  }
})

describe('a POST from another site', () => {
  const post = (headers: Record<string, string>) => ({ method: 'POST', headers: { ...FORM, ...headers }, body: 'a=b' })

  test.for([
    ['no Origin at all', {}, 200],
    ['our own Origin', { origin: 'https://consent.example.com' }, 200],
    ['Origin: null', { origin: 'null' }, 200],
    ['another Origin', { origin: 'https://evil.example' }, 403],
    ['the name we were asked under, which is not ours', { origin: 'http://127.0.0.1' }, 403],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['Sec-Fetch-Site: same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
  ] as const)('%s gives %i on /p', async ([, headers, status]) => {
    const { ask } = await runServer({ rooms })
    expect((await ask('/p/abc', post(headers))).status).toBe(status)
  })

  test.for([
    ['127.0.0.1 for localhost', 'http://127.0.0.1:4321', 200],
    ['another port of this machine', 'http://127.0.0.1:5000', 403],
    ['another scheme', 'https://localhost:4321', 403],
    ['a name that only begins like ours', 'http://localhost.evil.example:4321', 403],
    ['nonsense', 'nonsense', 403],
  ] as const)('on this machine, %s gives its answer', async ([, origin, status]) => {
    const { ask } = await runServer({ rooms, publicOrigin: () => 'http://localhost:4321' })
    expect((await ask('/p/abc', post({ origin }))).status).toBe(status)
  })

  test('still unsubscribes: the mail provider posts /u', async () => {
    const { ask } = await runServer({ rooms })
    const foreign = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
    expect((await ask('/u/abc', post(foreign))).body).toBe('POST a=b')
  })
})

describe('the sandbox', () => {
  test.for([
    ['this machine', {}, 200],
    ['localhost by name', { host: 'localhost:4321' }, 200],
    ['[::1] by name', { host: '[::1]:4321' }, 200],
    ['another name', { host: 'consent.example.com' }, 404],
    ['a name that only begins well', { host: 'localhost.evil.example' }, 404],
    ['X-Forwarded-For', { 'x-forwarded-for': '127.0.0.1' }, 404],
    ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }, 404],
    ['Forwarded', { forwarded: 'for=127.0.0.1' }, 404],
  ] as const)('asked from %s is %i', async ([, headers, status]) => {
    const { ask } = await runServer({ rooms })
    expect((await ask('/sandbox/mail', { headers })).status).toBe(status)
  })

  test('takes JSON, and a raw mail as it is', async () => {
    const { ask } = await runServer({ rooms })
    const post = (headers: Record<string, string>) => ({ method: 'POST', headers, body: '{}' })
    expect((await ask('/sandbox/clock', post(JSON_TYPE))).status).toBe(200)
    expect((await ask('/sandbox/clock', post({ 'content-type': 'application/json; charset=utf-8' }))).status).toBe(200)
    expect((await ask('/sandbox/clock', post(FORM))).status).toBe(415)
    expect((await ask('/sandbox/clock', post({ 'content-type': 'text/plain' }))).status).toBe(415)
    expect((await ask('/sandbox/slack/command', post(FORM))).status).toBe(415)
    expect((await ask('/sandbox/mail', post({ 'content-type': 'message/rfc822' }))).status).toBe(200)
  })
})

describe('bodies', () => {
  const big = Buffer.alloc(100_000, 'a')

  test('a body that says it is too large is 413 unread', async () => {
    const { ask } = await runServer({ rooms })
    expect((await ask('/p/abc', { method: 'POST', headers: FORM, body: big })).status).toBe(413)
  })

  test('a body that grows too large is 413', async () => {
    const { ask } = await runServer({ rooms })
    const chunked = { ...FORM, 'transfer-encoding': 'chunked' }
    expect((await ask('/p/abc', { method: 'POST', headers: chunked, body: big })).status).toBe(413)
  })

  test('a body within the limit arrives whole', async () => {
    const { ask } = await runServer({ rooms })
    const body = 'x'.repeat(60_000)
    expect((await ask('/p/abc', { method: 'POST', headers: FORM, body })).body).toBe(`POST ${body}`)
  })

  test('an upload may be large', async () => {
    const { ask } = await runServer({ rooms })
    const reply = await ask('/staff/import/abc', { method: 'POST', headers: FORM, body: Buffer.alloc(3_000_000, 'a') })
    expect([reply.status, reply.body.length]).toEqual([200, 3_000_005])
  })
})

describe('limits', () => {
  const post = (headers: Record<string, string> = {}) => ({ method: 'POST', headers: { ...FORM, ...headers } })
  const statuses = async (times: number, once: (index: number) => Promise<{ status: number }>) => {
    const all: number[] = []
    for (let index = 0; index < times; index += 1) all.push((await once(index)).status)
    return all.filter((status) => status === 200).length
  }

  test('a form that may send mail takes 20 posts a minute from one client, and a new minute opens it again', async () => {
    let nowMs = 0
    const { ask } = await runServer({ rooms, nowMs: () => nowMs })
    expect(await statuses(25, () => ask('/subscribe', post()))).toBe(20)
    expect((await ask('/subscribe', post())).headers['retry-after']).toBe('60')
    nowMs += 60_000
    expect((await ask('/subscribe', post())).status).toBe(200)
  })

  test('a link takes 60 posts a minute per token, however many come from one client', async () => {
    const { ask } = await runServer({ rooms })
    expect(await statuses(70, () => ask('/u/same', post()))).toBe(60)
    expect(await statuses(70, (index) => ask(`/u/token-${index}`, post()))).toBe(70)
  })

  test('who is not trusted cannot pretend to be many clients', async () => {
    const { ask } = await runServer({ rooms })
    expect(await statuses(25, (index) => ask('/rights', post({ 'x-forwarded-for': `10.0.0.${index}` })))).toBe(20)
  })

  test('a trusted proxy names its clients', async () => {
    const { ask } = await runServer({ rooms, trustedProxies: ['127.0.0.0/8'] })
    expect(await statuses(25, (index) => ask('/rights', post({ 'x-forwarded-for': `10.0.0.${index}` })))).toBe(25)
    const spoofed = (index: number) => post({ 'x-forwarded-for': `10.1.0.${index}, 198.51.100.7` })
    expect(await statuses(25, (index) => ask('/rights', spoofed(index)))).toBe(20)
  })

  test('one IPv6 subscriber is one client', async () => {
    const { ask } = await runServer({ rooms, trustedProxies: ['127.0.0.1'] })
    const from = (index: number) => post({ 'x-forwarded-for': `2001:db8:1:2::${index.toString(16)}` })
    expect(await statuses(25, (index) => ask('/rights', from(index)))).toBe(20)
    expect((await ask('/rights', post({ 'x-forwarded-for': '2001:db8:1:3::1' }))).status).toBe(200)
  })
})
