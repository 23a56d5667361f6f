import { createHash, timingSafeEqual } from 'node:crypto'
import type { Answer } from '#bot/http/create-server.ts'
import { readBody } from '#bot/http/read-body.ts'
import { countTakenIn, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { sha256, type TakenIn } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { noteDelivered } from '#db/operations/incoming/note-delivered.ts'
import { receiveMail } from '#db/operations/incoming/receive-mail.ts'
import type { Memory } from '#db/operations/memory.ts'
import { answerJson } from './answer-json.ts'
import { readBrevoEvent } from './brevo-event.ts'

export interface BrevoWebhookDeps {
  /** INBOUND_MAIL_SECRET, which Brevo sends as the bearer token of the webhook. */
  secret: string | undefined
  memory: Memory
  now: () => number
}

const BODY_BYTES = 1024 * 1024
/** Brevo sends at most 500 in a batch. */
const MOST_EVENTS = 1000

/** `POST /webhooks/brevo`: one event or a batch. Each counts once, so a batch that breaks off is sent again without harm. */
export function answerBrevoWebhook({ secret, memory, now }: BrevoWebhookDeps): Answer {
  return async (request, response) => {
    if (secret === undefined) return false
    if (!sameText(request.headers.authorization ?? '', `Bearer ${secret}`)) {
      incomingCounts.brevo.refused += 1
      request.resume()
      return answerJson(response, 403, { error: 'Set the token of this webhook to INBOUND_MAIL_SECRET.' })
    }
    const body = await readBody(request, BODY_BYTES)
    if (body === undefined) return response.headersSent || answerJson(response, 400, { error: 'The body broke off.' })
    const given = parsed(body)
    const events = (Array.isArray(given) ? given.slice(0, MOST_EVENTS) : [given]).map(readBrevoEvent)
    if (events.includes(undefined)) return answerJson(response, 400, { error: 'Send Brevo’s events as JSON.' })
    const answers: TakenIn[] = []
    try {
      for (const event of events) if (event !== undefined) answers.push(await takeIn(event))
    } catch (error) {
      incomingCounts.brevo.failed += 1
      throw error
    }
    return answerJson(response, 200, Array.isArray(given) ? { events: answers } : answers[0])
  }

  async function takeIn(event: NonNullable<ReturnType<typeof readBrevoEvent>>): Promise<TakenIn> {
    const taken = await act(event)
    countTakenIn('brevo', taken.done)
    return taken
  }

  async function act(event: NonNullable<ReturnType<typeof readBrevoEvent>>): Promise<TakenIn> {
    switch (event.means) {
      case 'nothing':
        return { kind: 'other', trusted: true, done: ['nothing'] }
      case 'delivered': {
        const settled = await noteDelivered(memory, now(), event)
        return { kind: 'other', trusted: true, done: [settled ? 'doubt-settled' : 'nothing'] }
      }
      case 'message': {
        const { mail, unsubscribed, key } = event
        const digest = sha256(`brevo ${key}`)
        const command = { mail, digest, via: 'brevo', verified: true, unsubscribed } as const
        return { kind: mail.kind, ...(await receiveMail(memory, now(), command)) }
      }
    }
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
