import { createHmac } from 'node:crypto'
import type { Loose } from './block-kit.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

/** One thing Slack tells the app, in the kinds it has. */
export type Envelope =
  | { kind: 'slash_commands'; payload: Loose }
  | { kind: 'interactive'; payload: Loose }
  | { kind: 'events_api'; payload: Loose; retry?: { number: number; reason: string } }

/** What came back: the app's acknowledgement, or what Slack shows the person instead. */
export type Delivered =
  | { ok: true; ackMs: number; body: unknown }
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; status?: number }

export type Deliver = (envelope: Envelope) => Promise<Delivered>

interface HttpDelivery {
  /** The app's own address: its `POST /slack/events`. */
  appUrl: string
  signingSecret: string
  /** How long Slack waits for an acknowledgement. */
  ackLimitMs?: number
  /** The wall clock the signature is stamped with: the app's library compares it with the machine's, not with the sandbox's. */
  wallClock?: () => number
}

/** Signs and posts to the app as Slack does, and reads its acknowledgement. */
export function deliverByHttp({
  appUrl,
  signingSecret,
  ackLimitMs = SLACK_LIMITS.acknowledgeMs,
  wallClock = Date.now,
}: HttpDelivery): Deliver {
  return async (envelope) => {
    const { body, contentType } = encoded(envelope)
    const stamp = String(Math.floor(wallClock() / 1000))
    const startedAt = performance.now()
    try {
      const response = await fetch(appUrl, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': signature(signingSecret, stamp, body),
          ...retryHeaders(envelope),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ackLimitMs),
      })
      const text = await response.text()
      if (response.status !== 200) return { ok: false, error: 'dispatch_failed', status: response.status }
      return {
        ok: true,
        ackMs: Math.round(performance.now() - startedAt),
        body: readAck(text, response.headers.get('content-type')),
      }
    } catch (error) {
      return {
        ok: false,
        error: error instanceof Error && error.name === 'TimeoutError' ? 'operation_timeout' : 'dispatch_failed',
      }
    }
  }
}

/** Slack's v0 request signature over timestamp and body. */
function signature(signingSecret: string, stamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')}`
}

function encoded(envelope: Envelope): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded'
  switch (envelope.kind) {
    case 'slash_commands':
      return { body: new URLSearchParams(envelope.payload as Record<string, string>).toString(), contentType: form }
    case 'interactive':
      return { body: new URLSearchParams({ payload: JSON.stringify(envelope.payload) }).toString(), contentType: form }
    case 'events_api':
      return { body: JSON.stringify(envelope.payload), contentType: 'application/json' }
  }
}

function retryHeaders(envelope: Envelope): Record<string, string> {
  if (envelope.kind !== 'events_api' || !envelope.retry) return {}
  return { 'x-slack-retry-num': String(envelope.retry.number), 'x-slack-retry-reason': envelope.retry.reason }
}

/** Nothing, a JSON object, or a plain text the app acknowledged with. */
function readAck(text: string, contentType: string | null): unknown {
  if (text === '') return undefined
  if (!contentType?.includes('json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
