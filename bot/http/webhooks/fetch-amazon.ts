/** Gets a text from an address that was checked before; throws when it cannot be had. */
export type FetchText = (url: URL) => Promise<string>

const WAIT_MS = 5000
const LIMIT_BYTES = 64 * 1024

/** Over TLS, without redirects, at most 64 kB in 5 seconds. */
export const fetchAmazon: FetchText = async (url) => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) })
  if (!response.ok || response.body === null) throw new AmazonError(`${url.hostname} answered ${response.status}.`)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > LIMIT_BYTES) throw new AmazonError(`${url.hostname} answered more than expected.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

class AmazonError extends Error {
  readonly code = 'amazon-not-reached'
  constructor(message: string) {
    super(message)
    this.name = 'AmazonError'
  }
}
