import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import type { Lesson } from '#core/deliveries/circuit.ts'
import type { ClaimResult } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import type { ClaimedService } from '#db/operations/deliveries/service-messages.ts'
import { moments } from './moments.ts'

/** What became of one claimed message, and what it taught about the server it was handed to. */
export interface HandedOver {
  result: ClaimResult
  response: string
  hardBounce: boolean
  /** The provider's own name of what it took. */
  messageId?: string | undefined
  /** The person told the provider to stop, and it refuses whatever we write to them. */
  blocked?: true
  /** Undefined when the server was not even asked. */
  lesson: Lesson | undefined
}

/** What is known after one attempt, whatever the channel. `waits`: the provider's trouble with this message and those like it, which come again later. */
export type ChannelOutcome = SendOutcome & {
  readonly messageId?: string
  readonly blocked?: true
  readonly waits?: true
}

/** One channel's way out: a claimed message from its claim to its result. Neither ever rejects. */
export interface HandOver {
  delivery(delivery: ClaimedDelivery, claimedAt: ClaimInstant): Promise<HandedOver>
  service(message: ClaimedService, claimedAt: ClaimInstant): Promise<HandedOver>
}

/** One line a decision batch and one a batch of results: ids, counts and codes, never an address. */
export interface DeliveryLog {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** When a claim was asked for, by both of this machine's clocks: one stands still while the machine sleeps, the other may be set back. */
export interface ClaimInstant {
  wallMs: number
  steadyMs: number
}

export function claimInstant(): ClaimInstant {
  return { wallMs: Date.now(), steadyMs: performance.now() }
}

/**
 * A process whose heart has not beaten for 15 seconds is given up for dead, and what it was handing over may be sent again by a person. A claim
 * older than this is not begun any more, so that a machine that was asleep never sends what somebody else has settled meanwhile.
 */
const CLAIM_FRESH_MS = 5000

export interface Attempt {
  channel: Channel
  id: number
  mailId: string
  claimedAt: ClaimInstant
  /** What it is when our own part breaks before the hand-over began. */
  broken: HandedOver
  log: DeliveryLog
}

/**
 * One try, told to whoever listens to the moments. `send` asks `mayBegin` at the last instant before the message is on the wire; after a no,
 * nothing was handed over.
 */
export async function attempt(
  { channel, id, mailId, claimedAt, broken, log }: Attempt,
  send: (mayBegin: () => boolean) => Promise<ChannelOutcome>,
): Promise<HandedOver> {
  let tooLate = false
  let begun = false
  let atMs = performance.now()
  const mayBegin = () => {
    tooLate = !isFresh(claimedAt)
    if (tooLate) return false
    begun = true
    atMs = performance.now()
    if (moments.handingOver.hasSubscribers) moments.handingOver.publish({ channel, id, mailId })
    return true
  }
  let done: HandedOver
  try {
    const outcome = await send(mayBegin)
    done = tooLate ? putBack('the claim was too old to begin') : handedOver(outcome)
  } catch (error) {
    // The sender answers for the network: what throws is ours, and before the hand-over began nothing can have left.
    log.error({ delivery: id, error }, 'a message could not be handed over')
    done = begun ? { ...broken, result: 'in-doubt', response: 'the hand-over broke off' } : broken
  }
  const { result } = done
  if (moments.answered.hasSubscribers)
    moments.answered.publish({ channel, id, mailId, result, ms: performance.now() - atMs })
  return done
}

function isFresh({ wallMs, steadyMs }: ClaimInstant): boolean {
  return Date.now() - wallMs < CLAIM_FRESH_MS && performance.now() - steadyMs < CLAIM_FRESH_MS
}

export const notComposed: HandedOver = {
  result: 'failed',
  response: 'the message could not be composed',
  hardBounce: false,
  lesson: undefined,
}

/** Not the message's fault, and it would happen to the next one too. */
export function ownTrouble(response: string): HandedOver {
  return { ...putBack(response), lesson: { scope: 'provider', response } }
}

function putBack(response: string): HandedOver {
  return { result: 'put-back', response, hardBounce: false, lesson: undefined }
}

function handedOver(outcome: ChannelOutcome): HandedOver {
  const { state, response, messageId, blocked, waits } = outcome
  const hardBounce = outcome.state === 'failed' && outcome.hardBounce
  const scope = outcome.state === 'retry' || outcome.state === 'failed' ? outcome.scope : undefined
  // A connection that breaks in the middle is the server's trouble as well: were it to go on, a whole audience would end in doubt.
  const lesson: Lesson = { scope: state === 'in-doubt' ? 'provider' : scope, response }
  const result = state === 'retry' && scope === 'provider' && !waits ? 'put-back' : state
  return { result, response, hardBounce, lesson, ...(messageId && { messageId }), ...(blocked && { blocked }) }
}
