import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { setSecurityHeaders } from '#bot/http/security-headers.ts'
import { compileMessage } from '#bot/mail/compile.ts'
import type { Memory } from '#db/operations/memory.ts'
import { recipientOperations } from '#db/operations/preferences/recipient-operations.ts'
import { previewsOf } from '#db/operations/previews/show-preview.ts'
import { NOW } from './a-memory.ts'

const BUILT = join(import.meta.dirname, '../../preference-center/dist')
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: undefined, locals: object) => Promise<void>

export interface Answer {
  status: number
  headers: Headers
  html: string
}

export interface ServedPages {
  url: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** A form as a browser posts it; `undefined` posts no body at all. */
  post(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Answer>
  send(method: string, path: string, headers?: Record<string, string>): Promise<Answer>
  /** What the process would say the time is; a test may move it. */
  clock: { now: number }
}

/** The built pages over real HTTP, on a port of their own, with the operations of this memory; ends with the test. */
export async function servePages(memory: Memory): Promise<ServedPages> {
  const { handler } = (await import(join(BUILT, 'server/entry.mjs'))) as { handler: Handler }
  const clock = { now: NOW }
  const locals = {
    operations: recipientOperations(memory, () => clock.now),
    previews: previewsOf(
      memory,
      () => clock.now,
      compileMessage,
      () => 'https://egard.example',
    ),
    house: memory.house,
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    // As the process does before any page answers.
    setSecurityHeaders(response, 'http://127.0.0.1', 'pages')
    if (path.startsWith('/_astro/')) return sendFile(response, path)
    handler(request, response, undefined, locals).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const send = async (method: string, path: string, headers = {}, body?: URLSearchParams): Promise<Answer> => {
    const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body && { body }) })
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
  return {
    url,
    clock,
    send: (method, path, headers) => send(method, path, headers),
    get: (path, headers) => send('GET', path, headers),
    post: (path, fields, headers) => send('POST', path, headers, fields && formOf(fields)),
  }
}

/** The fields a form of this page would send by itself: hidden ones, and boxes as they are drawn. */
export function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [input] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1]
    if (name) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? ''
  }
  return fields
}

/** Every field of the page's forms as a browser would send it untouched: hidden ones, text, what is ticked, what is chosen. */
export function fieldsDrawn(html: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  const add = (name: string | undefined, value = '') => {
    if (name === undefined) return
    const had = fields[name]
    fields[name] = had === undefined ? decode(value) : [had, decode(value)].flat()
  }
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const boxed = /\stype="(?:checkbox|radio)"/.test(tag)
    if (!boxed || /\schecked\b/.test(tag)) add(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  for (const [, tag = '', options = ''] of html.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option[^>]*>/g)].map(([option]) => option)
    const chosen = all.find((option) => /\sselected\b/.test(option)) ?? all[0] ?? ''
    add(attribute(tag, 'name'), attribute(chosen, 'value'))
  }
  return fields
}

/** The page's words, as somebody reads them. */
export function textOf(html: string): string {
  return decode(
    html
      .replace(/<(script|style)\b.*?<\/\1>/gs, '')
      .replace(/<[^>]+>/g, '\n')
      .replace(/[ \n\t]+/g, ' '),
  )
}

/** Bytes over the wire of a page with all it loads, each compressed by itself. */
export async function weightOf(pages: ServedPages, html: string): Promise<number> {
  const wanted = new Set([...html.matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/g)].map((match) => match[1] ?? ''))
  const seen = new Set<string>()
  let bytes = gzipSync(html).length
  for (const path of wanted) bytes += await weightOfFile(pages, path, seen)
  return bytes
}

async function weightOfFile(pages: ServedPages, path: string, seen: Set<string>): Promise<number> {
  if (seen.has(path)) return 0
  seen.add(path)
  const { html: text } = await pages.get(path)
  let bytes = gzipSync(text).length
  if (!path.endsWith('.js')) return bytes
  for (const [, imported] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) {
    bytes += await weightOfFile(pages, `/_astro/${imported}`, seen)
  }
  return bytes
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#38;', '&')
    .replaceAll('&amp;', '&')
}

function formOf(fields: Record<string, string | string[]>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}

function sendFile(response: ServerResponse, path: string): void {
  const file = join(BUILT, 'client', path)
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
  createReadStream(file)
    .on('error', () => response.writeHead(404).end())
    .pipe(response)
}
