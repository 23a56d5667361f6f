import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a request under its path, or gives false when the path is not its own. `path` is the pathname without the mount. */
export type Listener = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>

// The pages hold mail of any origin: nothing is loaded, nothing runs; the styles of the mail itself are inline.
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"

export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): true {
  return answer(
    response,
    status,
    { 'content-type': 'application/json; charset=utf-8', ...headers },
    JSON.stringify(value),
  )
}

export function answerPage(response: ServerResponse, html: string): true {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY }
  return answer(response, 200, headers, html)
}

export function answerMethod(response: ServerResponse, allow: string): true {
  return answer(response, 405, { allow, 'content-type': 'text/plain; charset=utf-8' }, `Use ${allow}.\n`)
}

/** A browser asks for HTML by name; programs get JSON. */
export function wantsPage(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}

/** The query of a request, whatever the mount took away from its path. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '/', 'http://stand-in').searchParams
}

/** The whole body, or undefined when it is larger than the limit. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes <= limitBytes) chunks.push(chunk as Buffer)
  }
  return bytes > limitBytes ? undefined : Buffer.concat(chunks)
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body: string): true {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers })
  response.end(body)
  return true
}
