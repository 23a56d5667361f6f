import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Connect, connectTo, createLinkCheck, type Lookup } from '#bot/proofreading/check-link.ts'
import { until } from '#tests/support/until.ts'

// A made-up certificate of these tests only, for names nobody can own.
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))
const [key, cert] = [fixture('key.pem'), fixture('cert.pem')]

/** What the made-up internet looks like: names, their addresses, and one server behind all of them. */
const NAMES: Record<string, string[]> = {
  'site.example': ['93.184.216.34'],
  'www.site.example': ['2606:2800:220:1::1', '93.184.216.35'],
  'other.example': ['93.184.216.36'],
  'unknown-to-the-certificate.example': ['93.184.216.37'],
  'inside.example': ['10.1.2.3'],
  'half-inside.example': ['93.184.216.34', '::ffff:127.0.0.1'],
}
const lookup: Lookup = async (name) => {
  const addresses = NAMES[name]
  if (addresses === undefined)
    throw Object.assign(new Error(name), { code: name.startsWith('later') ? 'EAI_AGAIN' : 'ENOTFOUND' })
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

let port = 0
let connected: string[] = []
let asked: IncomingMessage[] = []
const connect: Connect = ({ address, port: wanted, serverName }) => {
  connected.push(`${address}:${wanted} ${serverName}`)
  return connectTls({ host: '127.0.0.1', port, servername: serverName, ca: cert })
}
const answer: RequestListener = (request, response) => {
  asked.push(request)
  const url = request.url ?? ''
  const hop = Number(/^\/hop\/(\d)$/.exec(url)?.[1] ?? 0)
  const location = hop > 1 ? `/hop/${hop - 1}` : hop === 1 ? '/' : ELSEWHERE[url]
  const status = Number(/^\/status\/(\d+)$/.exec(url)?.[1] ?? 200)
  if (url === '/silent') return
  if (location !== undefined) response.writeHead(302, { location, 'set-cookie': 'id=1' }).end()
  else if (url === '/no-head' && request.method === 'HEAD') response.writeHead(405).end()
  else response.writeHead(status).end(request.method === 'HEAD' ? undefined : 'x'.repeat(1_000_000))
}
const ELSEWHERE: Record<string, string> = {
  '/to-inside': 'https://inside.example/admin',
  '/to-plain': 'http://site.example/',
  '/to-other': 'https://other.example/page',
}
const server = createServer({ key, cert }, answer)

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})
beforeEach(() => {
  connected = []
  asked = []
})

const check = createLinkCheck({ lookup, connect, limitMs: 1500 })
const verdict = async (href: string) => {
  const { verdict: found, because } = await check(href)
  return because === undefined ? found : `${found}: ${because}`
}

test.for([
  ['https://site.example/', 'sound'],
  ['https://www.site.example/page?a=1#part', 'sound'],
  ['https://site.example/no-head', 'sound'],
  ['https://site.example/hop/3', 'sound'],
  ['https://site.example/to-other', 'sound'],
  ['https://site.example/hop/4', 'unchecked: redirects'],
  ['https://site.example/to-plain', 'unchecked: redirects'],
  ['https://site.example/to-inside', 'private'],
  ['https://inside.example/', 'private'],
  ['https://half-inside.example/', 'private'],
  ['https://site.example:8443/', 'unchecked: port'],
  ['https://nowhere.example/', 'broken'],
  ['https://later.example/', 'unchecked: no-answer'],
  ['https://unknown-to-the-certificate.example/', 'broken'],
  ['https://site.example/status/404', 'broken'],
  ['https://site.example/status/410', 'broken'],
  ['https://site.example/status/403', 'unchecked: refused'],
  ['https://site.example/status/503', 'unchecked: no-answer'],
  ['https://', 'broken'],
] as const)('%s is %s', async ([href, expected]) => expect(await verdict(href)).toBe(expected))

const PRIVATE = `127.0.0.1 127.1 2130706433 0x7f.1 10.0.0.1 172.31.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 224.0.0.1
  255.255.255.255 [::1] [::] [fe80::1] [fc00::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] [2001:db8::1]`

test.for(PRIVATE.split(/\s+/))('https://%s/ is refused without asking anybody', async (host) => {
  expect(await verdict(`https://${host}/`)).toBe('private')
  expect(connected).toEqual([])
})

describe('how a link is asked', () => {
  test('at the address that was looked at, by its own name, and nowhere after a redirect that leads inside', async () => {
    await check('https://www.site.example/')
    expect(connected).toEqual(['93.184.216.35:443 www.site.example'])
    expect(asked[0]?.headers.host).toBe('www.site.example')
    await check('https://site.example/to-inside')
    expect(connected.slice(1)).toEqual(['93.184.216.34:443 site.example'])
  })

  test('a name that answers otherwise the second time is connected to as it was looked at the first time', async () => {
    let answers = 0
    const changing = createLinkCheck({
      connect,
      lookup: async () => [{ address: (answers += 1) === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }],
    })
    expect(await changing('https://site.example/')).toMatchObject({ verdict: 'sound' })
    expect(connected).toEqual(['93.184.216.34:443 site.example'])
    expect(answers).toBe(1)
  })

  test('without cookies, credentials or a page: no cookie comes back on a redirect, and GET reads headers only', async () => {
    expect(await verdict('https://user:secret@site.example/hop/2')).toBe('sound')
    expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'HEAD', 'HEAD'])
    for (const { headers } of asked) {
      expect(headers).not.toHaveProperty('cookie')
      expect(headers).not.toHaveProperty('authorization')
    }
    expect(await verdict('https://site.example/no-head')).toBe('sound')
    expect(asked.at(-1)?.method).toBe('GET')
  })

  test('a certificate nobody vouches for breaks a link, and the name asked for is the link’s', async () => {
    const names: (string | undefined)[] = []
    server.once('tlsClientError', (_, socket) => names.push((socket as { servername?: string }).servername))
    const strict = createLinkCheck({
      lookup,
      connect: (target) => connectTo({ ...target, address: '127.0.0.1', port }),
    })
    expect(await strict('https://site.example/')).toMatchObject({ verdict: 'broken' })
    expect(asked).toEqual([])
    await until(() => names.length > 0, { what: 'the server saw the refusal' })
    expect(names).toEqual(['site.example'])
  })

  test('no longer than its limit, whoever stays silent: the server or the name', async () => {
    const hasty = createLinkCheck({ lookup, connect, limitMs: 100 })
    expect(await hasty('https://site.example/silent')).toMatchObject({ verdict: 'unchecked', because: 'no-answer' })
    const mute = createLinkCheck({ lookup: () => new Promise(() => {}), connect, limitMs: 100 })
    expect(await mute('https://site.example/')).toMatchObject({ verdict: 'unchecked', because: 'no-answer' })
  })
})
