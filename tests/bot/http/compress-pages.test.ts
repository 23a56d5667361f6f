import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { acceptedEncoding } from '#bot/http/compress-pages.ts'
import { answerPages } from '#bot/http/pages.ts'
import { runServer } from './server.ts'

const PAGE = `<!doctype html><p>${'bonjour '.repeat(200)}</p>`

const pages = answerPages(
  (request, response, next) => {
    if (request.url === '/privacy') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write(PAGE.slice(0, 50))
      response.write(PAGE.slice(50))
      response.end()
    } else if (request.url?.startsWith('/staff/preview/')) {
      response.writeHead(200, { 'content-type': 'text/csv' })
      response.end('a;b')
    } else next()
  },
  {},
  () => 'https://consent.example.com',
)
const gzip = { headers: { 'accept-encoding': 'gzip, deflate' } }

test('a page leaves compressed when the browser takes it so, and whole', async () => {
  const { ask } = await runServer({ rooms: { pages } })
  const packed = await ask('/privacy', gzip)
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  expect(packed.bytes.length).toBeLessThan(200)
  expect(gunzipSync(packed.bytes).toString()).toBe(PAGE)
  expect((await ask('/privacy')).bytes.toString()).toBe(PAGE)
})

test('what is no page streams through untouched', async () => {
  const { ask } = await runServer({ rooms: { pages } })
  const file = await ask('/staff/preview/abc', gzip)
  expect([file.headers['content-encoding'], file.bytes.toString()]).toEqual([undefined, 'a;b'])
})

test('a page nobody has is 404, compressed or not', async () => {
  const { ask } = await runServer({ rooms: { pages } })
  const packed = await ask('/nowhere', gzip)
  expect(packed.status).toBe(404)
  expect(gunzipSync(packed.bytes).toString()).toContain('This page does not exist.')
})

test.for([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', undefined],
  [undefined, undefined],
] as const)('accept-encoding %s gives %s', ([header, expected]) => {
  expect(acceptedEncoding({ headers: { 'accept-encoding': header } } as IncomingMessage)).toBe(expected)
})
