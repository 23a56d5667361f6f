import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

export function acceptedEncoding(request: IncomingMessage): Encoding | undefined {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
    .map((item) => item.split(';')[0])
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding))
}

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const PACK = { br: (body: Buffer) => brotliCompressSync(body, QUALITY), gzip: (body: Buffer) => gzipSync(body) }

/**
 * Makes an answer that turns out to be an HTML page leave compressed. Pages are small, so one is gathered whole; anything
 * else (a download) streams through untouched.
 */
export function compressPages(request: IncomingMessage, response: ServerResponse): void {
  const encoding = acceptedEncoding(request)
  if (encoding === undefined || request.method === 'HEAD') return
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    headers?: OutgoingHttpHeaders,
  ) => ServerResponse
  const write = response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean
  const end = response.end.bind(response) as (chunk?: unknown) => ServerResponse
  let page: { status: number; headers: OutgoingHttpHeaders; chunks: Buffer[] } | undefined

  response.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) => {
    if (!String(headers['content-type'] ?? '').startsWith('text/html')) return writeHead(status, headers)
    page = { status, headers, chunks: [] }
    return response
  }) as typeof response.writeHead
  response.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    if (!page) return write(chunk, ...rest)
    page.chunks.push(Buffer.from(chunk as string))
    const written = rest.at(-1)
    if (typeof written === 'function') written()
    return true
  }) as typeof response.write
  response.end = ((chunk?: string | Uint8Array) => {
    if (!page) return end(chunk)
    if (chunk !== undefined && typeof chunk !== 'function') page.chunks.push(Buffer.from(chunk as string))
    const body = PACK[encoding](Buffer.concat(page.chunks))
    writeHead(page.status, {
      ...page.headers,
      'content-encoding': encoding,
      'content-length': body.length,
      vary: 'accept-encoding',
    })
    return end(body)
  }) as typeof response.end
}
