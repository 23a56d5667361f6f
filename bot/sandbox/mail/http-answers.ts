import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a request under its path, or gives false when the path is not its own. `path` is the pathname without the mount. */
export type Listener = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>

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

/** A page under a policy of its own. */
export function answerHtml(response: ServerResponse, html: string, policy: string): true {
  return answer(response, 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, html)
}

/** Where a person looks at what programs get as JSON. */
export function goToPage(response: ServerResponse, place: string): true {
  return answer(response, 302, { location: `/sandbox${place}`, vary: 'accept' }, '')
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
