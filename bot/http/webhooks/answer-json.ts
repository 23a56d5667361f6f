import type { ServerResponse } from 'node:http'

/** The answer of a webhook. */
export function answerJson(response: ServerResponse, status: number, value: unknown): true {
  const text = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(text)
  return true
}
