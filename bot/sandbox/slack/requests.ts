import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoose, type Loose } from './block-kit.ts'

const MOST_BYTES = 1_000_000

/** A request body the stand-in does not take; `status` is the HTTP status to answer. */
export class BodyRefused extends Error {
  readonly code = 'body_refused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A JSON object, sent as `application/json`: a page of another site cannot send that without asking first. */
export async function readJson(request: IncomingMessage): Promise<Loose> {
  if (contentType(request) !== 'application/json') throw new BodyRefused(415, 'Send application/json.')
  return jsonObject(await readText(request))
}

/** The arguments of a Web API call, which clients send as a form or as JSON. */
export async function readForm(request: IncomingMessage): Promise<Loose> {
  const text = await readText(request)
  if (contentType(request) === 'application/json') return jsonObject(text)
  return Object.fromEntries(new URLSearchParams(text))
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(JSON.stringify(body))
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MOST_BYTES) throw new BodyRefused(413, 'Send less than 1 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonObject(text: string): Loose {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (isLoose(value)) return value
  } catch {
    // Said below, like any other text that is no JSON object.
  }
  throw new BodyRefused(400, 'Send one JSON object.')
}

function contentType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}
