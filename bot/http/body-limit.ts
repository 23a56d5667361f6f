import type { IncomingMessage } from 'node:http'

/**
 * Calls `exceeded` once when the body is larger than it may be: at once when it says so itself, else at the byte that is
 * too many. What reads the body sees the same stream as without a limit.
 */
export function limitBody(request: IncomingMessage, limitBytes: number, exceeded: () => void): boolean {
  const declared = request.headers['content-length']
  if (declared !== undefined && Number(declared) > limitBytes) {
    exceeded()
    return false
  }
  let bytes = 0
  let over = false
  const push = request.push.bind(request)
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (over) return false
    bytes += chunk?.length ?? 0
    if (bytes <= limitBytes) return push(chunk, encoding)
    over = true
    exceeded()
    return false
  }
  return true
}
