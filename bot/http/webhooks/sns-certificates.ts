import { type KeyObject, X509Certificate } from 'node:crypto'
import type { FetchText } from './fetch-amazon.ts'

/** The public key at a checked address; undefined when what stands there is no certificate that is valid now. */
export type SnsCertificates = (url: URL, nowMs: number) => Promise<KeyObject | undefined>

const KEPT_MS = 24 * 3_600_000
const MOST_KEPT = 20

/** Amazon changes certificates rarely: each is fetched once a day. */
export function createSnsCertificates(fetchText: FetchText): SnsCertificates {
  const kept = new Map<string, { at: number; certificate: X509Certificate }>()
  return async (url, nowMs) => {
    let known = kept.get(url.href)
    if (known === undefined || nowMs - known.at > KEPT_MS) {
      const certificate = parsed(await fetchText(url))
      if (certificate === undefined) return undefined
      known = { at: nowMs, certificate }
      const [oldest] = kept.keys()
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      kept.set(url.href, known)
    }
    const { validFrom, validTo, publicKey } = known.certificate
    return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo) ? publicKey : undefined
  }
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}
