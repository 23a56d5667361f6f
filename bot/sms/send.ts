import type { ChannelOutcome } from '#bot/delivery/hand-over.ts'
import { type TextTrouble, TWILIO_ERRORS } from '#core/parameters/twilio.ts'
import { mayHaveReached, type TwilioClient } from './twilio-client.ts'

/** One SMS, ready to leave. */
export interface ReadyText {
  /** E.164. */
  to: string
  /** A number, an alphanumeric name, or a messaging service (`MG…`). */
  sender: string
  body: string
  /** Where the provider says what became of it. */
  statusCallback: string
}

export interface Texter {
  /** One attempt, one outcome; it never throws for what the provider or the network does. `mayBegin` is asked at the last instant before the request. */
  send(text: ReadyText, mayBegin?: () => boolean): Promise<ChannelOutcome>
}

const SID = /^(?:SM|MM)[0-9a-f]{32}$/
const SERVICE = /^MG[0-9a-f]{32}$/i
const RESPONSE_LIMIT = 500

export function createTexter(client: TwilioClient): Texter {
  return {
    async send({ to, sender, body, statusCallback }, mayBegin = () => true) {
      const from = SERVICE.test(sender) ? { messagingServiceSid: sender } : { from: sender }
      if (!mayBegin()) return { state: 'retry', scope: 'provider', response: 'it was too late to begin' }
      try {
        const { sid, status } = await client.messages.create({ to, body, statusCallback, ...from })
        // An answer without a message's name is no answer of the provider's: a proxy, a wrong address.
        if (!SID.test(sid ?? '')) return { state: 'in-doubt', response: 'the answer names no message' }
        return { state: 'sent', response: `${status} ${sid}`, messageId: sid }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

/** What Twilio's client rejects with: its answer, or the network's error. */
interface TwilioFailure {
  status?: number
  code?: number | string
  message?: string
}

/**
 * An answer below 500 says that nothing was created; one of 500 and above may have come after the creation, and so may silence: there is no
 * idempotency key, so such a message is in doubt until the provider's list speaks.
 */
function outcomeOf(error: unknown): ChannelOutcome {
  const { status, code, message = '' } = error as TwilioFailure
  const response = `${code ?? status ?? ''} ${withoutNumbers(message)}`.trim().slice(0, RESPONSE_LIMIT)
  if (typeof status !== 'number') {
    return mayHaveReached(error) ? { state: 'in-doubt', response } : { state: 'retry', scope: 'provider', response }
  }
  if (status >= 500 || status < 400) return { state: 'in-doubt', response }
  return outcomeOfTrouble(troubleOf(status, typeof code === 'number' ? code : undefined), response)
}

/** Unknown: nobody's fault we know of, so nobody's message fails for it, and the provider's trouble is counted. */
function troubleOf(status: number, code: number | undefined): TextTrouble {
  const known = code === undefined ? undefined : TWILIO_ERRORS[code]
  return known ?? (status === 401 || status === 403 || status === 404 || status === 429 ? 'provider' : 'sender')
}

function outcomeOfTrouble(trouble: TextTrouble, response: string): ChannelOutcome {
  const failed = { state: 'failed', permanent: true, scope: 'message', response } as const
  switch (trouble) {
    case 'dead':
      return { ...failed, hardBounce: true }
    case 'blocked':
      return { ...failed, hardBounce: false, blocked: true }
    case 'refused':
    case 'unreachable':
      return { ...failed, hardBounce: false }
    case 'sender':
      // It waits longer each time: where one country's sender is wrong, the others must not be kept waiting by its messages coming back at once.
      return { state: 'retry', scope: 'provider', response, waits: true }
    case 'provider':
      return { state: 'retry', scope: 'provider', response }
  }
}

/** The provider repeats whom it was asked to write to; a response is read by people who need not know. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\+?\d[\d\s().-]{5,}\d/g, '…')
}
