import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '#bot/log/create-log.ts'
import { limitBody } from './body-limit.ts'
import { clientKey, createClientAddress } from './client-address.ts'
import { comesFromThisMachine, isCrossSite, isSandboxPost } from './guards.ts'
import { sendPlainPage } from './plain-page.ts'
import { createRateLimit } from './rate-limit.ts'
import { type Matched, matchRoute, type Room } from './routes.ts'
import { setSecurityHeaders } from './security-headers.ts'

/** Answers a request; false when it is not one of theirs. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | boolean

export interface ServerOptions {
  /** The origin of every link; `Host` is never believed. Known once the port is. */
  publicOrigin: () => string
  trustedProxies: readonly string[]
  /** Who answers what. A room that is not there answers 404. */
  rooms: Partial<Record<Room, Answer>>
  log: Log
  newId: () => string
  nowMs: () => number
  /** How long a request may take, uploads and downloads excepted. */
  timeoutMs?: number
}

// An upload may take as long as a slow line needs; anything else ends after `timeoutMs`.
const LONGEST_REQUEST_MS = 60 * 60_000

/** The one port: pages, Slack, webhooks, health, stand-ins. Every answer passes here: its limits, its headers, its log line. */
export function createEgardServer(options: ServerOptions): Server {
  const { log, newId, nowMs, publicOrigin, timeoutMs = 30_000 } = options
  const client = createClientAddress(options.trustedProxies)
  const limits = createRateLimit()

  const server = createServer(
    { requestTimeout: LONGEST_REQUEST_MS, headersTimeout: 15_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const startedMs = performance.now()
      const id = newId()
      response.setHeader('x-request-id', id)
      const matched = matchRoute(pathOf(request))
      setSecurityHeaders(response, publicOrigin(), matched.route.room)
      response.once('close', () => {
        const { method } = request
        const ms = Math.round(performance.now() - startedMs)
        log.debug({ route: matched.route.pattern, method, status: response.statusCode, ms, request: id }, 'answered')
      })
      if (!matched.route.slow) endAfter(response, timeoutMs)
      handle(request, response, matched).catch((error: unknown) => {
        log.error({ route: matched.route.pattern, request: id, error }, 'a request failed')
        fail(response, 500)
      })
    },
  )
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
  })
  return server

  async function handle(request: IncomingMessage, response: ServerResponse, matched: Matched): Promise<void> {
    const refused = refusal(request, matched)
    if (refused !== undefined) {
      sendPlainPage(response, refused, refusalHeaders(refused, matched))
      // What is left of the body is not worth reading.
      request.resume()
      return
    }
    const readable = limitBody(request, matched.route.bodyLimitBytes, () => {
      response.setHeader('connection', 'close')
      fail(response, 413)
    })
    if (!readable) return
    const answer = options.rooms[matched.route.room]
    if ((await answer?.(request, response)) !== true && !response.headersSent) sendPlainPage(response, 404)
  }

  function refusal(request: IncomingMessage, { route, params }: Matched): number | undefined {
    const room = options.rooms[route.room]
    if (route.room === 'sandbox' && (!room || !comesFromThisMachine(request))) return 404
    if (!room && route.room !== 'pages') return 404
    if (route.pattern === 'unknown' && !['GET', 'HEAD'].includes(request.method ?? '')) return 404
    if (!route.methods.includes(request.method ?? '')) return 405
    if (request.method !== 'POST') return undefined
    if (route.room === 'sandbox' && !isSandboxPost(request, pathOf(request))) return 415
    if (route.sameOrigin && isCrossSite(request, publicOrigin())) return 403
    if (route.limit) {
      const { by, perMinute } = route.limit
      const who = by === 'token' ? (params['token'] ?? '') : clientKey(client(request))
      if (!limits.allows(`${route.pattern} ${who}`, perMinute, nowMs())) return 429
    }
    return undefined
  }
}

/** Stops taking connections, lets what runs end for `withinMs`, then ends it. */
export async function closeServer(server: Server, withinMs: number): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), withinMs)
  await closed
  clearTimeout(timer)
}

function refusalHeaders(status: number, { route }: Matched): Record<string, string> {
  if (status === 405) return { allow: route.methods.join(', ') }
  return status === 429 ? { 'retry-after': '60' } : {}
}

/** The path as it came, without its query; never resolved against anything. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}

function endAfter(response: ServerResponse, timeoutMs: number): void {
  const timer = setTimeout(() => fail(response, 503), timeoutMs)
  timer.unref()
  response.once('close', () => clearTimeout(timer))
}

function fail(response: ServerResponse, status: number): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.once('finish', () => {
    if (!response.req.complete) response.req.destroy()
  })
  sendPlainPage(response, status)
}
