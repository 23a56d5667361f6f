import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { tryWayOut } from '#bot/way-out/try-way-out.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  closing.push(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/u/x`
}

test('only our own page counts, pressed as a mail provider presses it', async () => {
  const asked: string[] = []
  const url = await serving((request, response) => {
    request.on('data', (body) => asked.push(`${request.method} ${request.headers['content-type']} ${body}`))
    request.on('end', () => response.writeHead(200, { 'egard-way-out': 'works' }).end('<p>done</p>'))
  })
  expect(await tryWayOut(url)).toBeUndefined()
  expect(asked).toEqual(['POST application/x-www-form-urlencoded List-Unsubscribe=One-Click'])
})

const OTHERS: [string, RequestListener][] = [
  ['somebody else’s page', (_, response) => response.writeHead(200).end('parked')],
  ['an error', (_, response) => response.writeHead(502, { 'egard-way-out': 'works' }).end()],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/login' }).end()],
]
test.each(OTHERS)('%s is not the way out', async (_name, answer) => {
  expect(await tryWayOut(await serving(answer))).toBe('page')
})

test('a name that does not exist, a port where nobody is, and a server without a certificate are told apart', async () => {
  // Too long for a name: refused on this machine, without asking anybody.
  expect(await tryWayOut(`http://${'a'.repeat(64)}.localhost/u/x`)).toBe('name')
  const gone = await serving(() => {})
  for (const close of closing.splice(0)) close()
  expect(await tryWayOut(gone)).toBe('connection')
  const tls = createTlsServer(() => {})
  closing.push(() => void tls.close())
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
  expect(await tryWayOut(`https://127.0.0.1:${(tls.address() as AddressInfo).port}/u/x`)).toBe('tls')
})
