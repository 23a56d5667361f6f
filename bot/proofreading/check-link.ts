import { lookup as lookUpName } from 'node:dns/promises'
import { request } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { CheckedLink } from '#core/messages/proof-facts.ts'
import { isPublicAddress } from './public-address.ts'

type Verdict = Omit<CheckedLink, 'href'>

/** A name's addresses; rejects with a `code` as Node's does. */
export type Lookup = (hostname: string) => Promise<readonly { address: string; family: number }[]>

/** Opens TLS to exactly this address; the certificate must be the server name's. */
export type Connect = (target: { address: string; port: number; serverName: string }) => Duplex

export interface LinkCheckOptions {
  lookup?: Lookup
  connect?: Connect
  /** For one link with all its redirects. */
  limitMs?: number
}

const PORT = 443
const MOST_REDIRECTS = 3
const LIMIT_MS = 5000
const HEADER_BYTES = 16 * 1024
const AGENT = 'Egard link check'
const ACCEPT = 'text/html,*/*;q=0.5'

const SOUND: Verdict = { verdict: 'sound' }
const BROKEN: Verdict = { verdict: 'broken' }
const unchecked = (because: NonNullable<Verdict['because']>): Verdict => ({ verdict: 'unchecked', because })

/**
 * Asks links as a careful visitor would: https on its own port only, the name resolved first and every address of it public, the
 * connection made to the address that was looked at (a name that changes its mind changes nothing), every redirect looked at again,
 * no cookies, no credentials, no page read: its headers say enough.
 */
export function createLinkCheck({
  lookup = addressesOf,
  connect = connectTo,
  limitMs = LIMIT_MS,
}: LinkCheckOptions = {}) {
  return async (href: string): Promise<CheckedLink> => {
    const limit = AbortSignal.timeout(limitMs)
    const verdict = await follow(href, 0).catch((error: unknown) => verdictOfError(error))
    return { href, ...verdict }

    async function follow(address: string, redirects: number): Promise<Verdict> {
      const url = URL.parse(address)
      if (url === null) return BROKEN
      if (url.protocol !== 'https:') return unchecked('redirects')
      if (url.port !== '') return unchecked('port')
      const target = await withinLimit(publicTarget(url.hostname))
      if (target === undefined) return { verdict: 'private' }
      const reply = await ask(url, target)
      if (reply.location === undefined) return verdictOfStatus(reply.status)
      if (redirects === MOST_REDIRECTS) return unchecked('redirects')
      return follow(URL.parse(reply.location, url)?.href ?? '', redirects + 1)
    }

    /** The address to ask, or undefined when the name leads, even partly, inside a network. */
    async function publicTarget(hostname: string): Promise<string | undefined> {
      const bare = hostname.replace(/^\[|\]$/g, '')
      const found = isIP(bare) === 0 ? await lookup(bare) : [{ address: bare, family: isIP(bare) }]
      if (found.length === 0) throw Object.assign(new Error('No address.'), { code: 'ENODATA' })
      if (!found.every(({ address }) => isPublicAddress(address))) return undefined
      return (found.find(({ family }) => family === 4) ?? found[0])?.address
    }

    async function ask(url: URL, address: string): Promise<Reply> {
      const light = await askOnce(url, address, 'HEAD')
      // Some servers know no HEAD, or answer it with an error of their own.
      return light.status < 400 ? light : askOnce(url, address, 'GET')
    }

    function askOnce(url: URL, address: string, method: 'HEAD' | 'GET'): Promise<Reply> {
      return new Promise((resolve, reject) => {
        const asking = request({
          method,
          host: url.hostname,
          path: `${url.pathname}${url.search}`,
          headers: { host: url.host, 'user-agent': AGENT, accept: ACCEPT, connection: 'close' },
          maxHeaderSize: HEADER_BYTES,
          signal: limit,
          createConnection: () => connect({ address, port: PORT, serverName: url.hostname.replace(/^\[|\]$/g, '') }),
        })
        asking.on('error', reject)
        asking.once('response', (response) => {
          const { statusCode: status = 0, headers } = response
          resolve({ status, location: REDIRECTS.has(status) ? headers.location : undefined })
          // Nothing of the page is read.
          asking.destroy()
        })
        asking.end()
      })
    }

    function withinLimit<T>(work: Promise<T>): Promise<T> {
      return Promise.race([
        work,
        new Promise<never>((_, reject) => {
          if (limit.aborted) reject(limit.reason as Error)
          limit.addEventListener('abort', () => reject(limit.reason as Error), { once: true })
        }),
      ])
    }
  }
}

interface Reply {
  status: number
  location: string | undefined
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

function verdictOfStatus(status: number): Verdict {
  if (status === 404 || status === 410) return BROKEN
  if (status >= 200 && status < 400) return SOUND
  // Behind a login or a robot's fence the page may well be there.
  return unchecked(status >= 500 || status === 429 ? 'no-answer' : 'refused')
}

/** The name does not exist, or the certificate is not one that a reader's browser accepts. */
const BROKEN_CODES = new Set([
  'ENOTFOUND',
  'ENODATA',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function verdictOfError(error: unknown): Verdict {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return BROKEN_CODES.has(code) ? BROKEN : unchecked('no-answer')
}

async function addressesOf(hostname: string) {
  return lookUpName(hostname, { all: true })
}

/** TLS to this address, with the trust of any browser: a certificate that is not the name's own ends it. */
export function connectTo({ address, port, serverName }: Parameters<Connect>[0]): Duplex {
  return connectTls({ host: address, port, ...(isIP(serverName) === 0 && { servername: serverName }) })
}
