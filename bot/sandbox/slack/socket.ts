import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { isLoose } from './block-kit.ts'
import type { Deliver, Delivered, Envelope } from './delivery.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { FRAME, frame, readFrames } from './websocket-frames.ts'

/** The app's side of Socket Mode: where it connects, and how it is told things once it has. */
export interface Sockets {
  /** A ticket for one connection, put into the address `apps.connections.open` answers. */
  ticket: () => string
  /** Takes a node:http upgrade; false when the ticket is not one of ours. */
  upgrade: (request: IncomingMessage, socket: Duplex) => boolean
  connected: () => boolean
  deliver: Deliver
  close: () => void
}

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

interface Waiting {
  startedAt: number
  settle: (delivered: Delivered) => void
}

/** A WebSocket server of the few frames Socket Mode uses (RFC 6455), so that the real client needs no Slack. */
export function createSockets({ ackLimitMs = SLACK_LIMITS.acknowledgeMs }: { ackLimitMs?: number } = {}): Sockets {
  const tickets = new Set<string>()
  const open = new Set<Duplex>()
  const waiting = new Map<string, Waiting>()
  let last = 0
  const next = () => {
    last += 1
    return String(last)
  }

  function greet(socket: Duplex): void {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    readFrames(socket, (opcode, payload) => {
      if (opcode === FRAME.ping) socket.write(frame(FRAME.pong, payload))
      if (opcode === FRAME.close) socket.end(frame(FRAME.close, payload))
      if (opcode === FRAME.text) settle(payload.toString('utf8'))
    })
    socket.write(
      frame(
        FRAME.text,
        JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: 'A0EGARD' } }),
      ),
    )
  }

  function settle(text: string): void {
    const answer = parsed(text)
    if (!isLoose(answer) || typeof answer['envelope_id'] !== 'string') return
    const one = waiting.get(answer['envelope_id'])
    const payload = answer['payload']
    const body = isLoose(payload) && Object.keys(payload).length > 0 ? payload : undefined
    one?.settle({ ok: true, ackMs: Math.round(performance.now() - one.startedAt), body })
  }

  function deliver({ kind, payload, ...rest }: Envelope): Promise<Delivered> {
    const socket = [...open].at(-1)
    if (!socket) return Promise.resolve({ ok: false, error: 'dispatch_failed' })
    const envelopeId = next()
    const retry =
      'retry' in rest && rest.retry ? { retry_attempt: rest.retry.number, retry_reason: rest.retry.reason } : {}
    return new Promise((resolve) => {
      const timer = setTimeout(() => done({ ok: false, error: 'operation_timeout' }), ackLimitMs)
      const done = (delivered: Delivered) => {
        clearTimeout(timer)
        waiting.delete(envelopeId)
        resolve(delivered)
      }
      waiting.set(envelopeId, { startedAt: performance.now(), settle: done })
      socket.write(
        frame(
          FRAME.text,
          JSON.stringify({
            envelope_id: envelopeId,
            type: kind,
            accepts_response_payload: kind !== 'events_api',
            payload,
            ...retry,
          }),
        ),
      )
    })
  }

  return {
    ticket: () => {
      const ticket = `ticket-${next()}`
      tickets.add(ticket)
      return ticket
    },
    upgrade: (request, socket) => {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? ''
      const key = request.headers['sec-websocket-key']
      if (!tickets.delete(ticket) || key === undefined) return false
      const accept = createHash('sha1')
        .update(key + MAGIC)
        .digest('base64')
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
      greet(socket)
      return true
    },
    connected: () => open.size > 0,
    deliver,
    close: () => {
      for (const socket of open) socket.destroy()
    },
  }
}

/** A client that sends no JSON is not answered: Slack ignores it too. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
