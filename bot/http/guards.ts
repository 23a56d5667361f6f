import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '#bot/config/loopback.ts'

/**
 * `/sandbox*` is for the person at this machine: the peer is loopback, the name asked for is a loopback name, and nobody
 * forwarded the request.
 */
export function comesFromThisMachine(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? ''
  const host = (request.headers.host ?? '').replace(/:\d*$/, '')
  const forwarded = Object.keys(request.headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
  return isLoopbackHost(peer) && isLoopbackHost(host) && !forwarded
}

/**
 * JSON makes a browser ask before it posts from another site, and so does an `Authorization` header, which the stand-ins'
 * own clients send with their forms. A raw mail is posted as it is.
 */
export function isSandboxPost(request: IncomingMessage, pathname: string): boolean {
  if (request.method !== 'POST' || pathname === '/sandbox/mail') return true
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  return type === 'application/json' || request.headers.authorization !== undefined
}

/** Whether another site makes a browser post here. A request without these headers comes from a program, not a browser. */
export function isCrossSite(request: IncomingMessage, publicOrigin: string): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return true
  const { origin } = request.headers
  return origin !== undefined && origin !== 'null' && !isSameOrigin(origin, publicOrigin)
}

/** On this machine `localhost` and `127.0.0.1` are one place: a page opened under either name may post. */
function isSameOrigin(origin: string, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true
  if (!URL.canParse(origin)) return false
  const [from, ours] = [new URL(origin), new URL(publicOrigin)]
  const bothHere = isLoopbackHost(from.hostname) && isLoopbackHost(ours.hostname)
  return bothHere && from.protocol === ours.protocol && from.port === ours.port
}
