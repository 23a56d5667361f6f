import type { ComposedMail } from '#bot/mail/compose.ts'
import { fillMail, type SealedMail, type UnsignedMail } from '#bot/mail/sealed-mail.ts'
import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import type { Lesson } from '#core/deliveries/circuit.ts'
import type { ClaimResult } from '#core/deliveries/life.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import type { ClaimedService } from '#db/operations/deliveries/service-messages.ts'
import { deliveryCopy } from './compose-delivery.ts'
import { composeService } from './compose-service.ts'
import { moments } from './moments.ts'
import { createSealedMessages } from './sealed-messages.ts'
import type { WorkerDeps } from './worker.ts'

/** What became of one claimed message, and what it taught about the mail server. */
export interface HandedOver {
  result: ClaimResult
  response: string
  hardBounce: boolean
  /** Undefined when the server was not even asked. */
  lesson: Lesson | undefined
}

export interface HandOver {
  delivery(delivery: ClaimedDelivery, claimedAt: ClaimInstant): Promise<HandedOver>
  service(message: ClaimedService, claimedAt: ClaimInstant): Promise<HandedOver>
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

/**
 * One message from its claim to its result: filled, signed, handed over. It never throws. What cannot be composed has failed, alone; what could
 * not begin for a reason that is not its own goes back and has used no attempt.
 */
export function createHandOver({ memory, mailer, signer, sender, log }: WorkerDeps): HandOver {
  const messages = createSealedMessages(memory, sender)

  return {
    async delivery(delivery, claimedAt) {
      const about = { delivery: delivery.id }
      let sealed: SealedMail | undefined
      try {
        sealed = await messages.of(delivery)
      } catch (error) {
        // Whatever is wrong is wrong for the whole campaign: nobody's message fails for it, and the next try waits.
        log.error({ ...about, error }, 'a message could not be read')
        return ownTrouble('the message could not be read')
      }
      let unsigned: UnsignedMail
      try {
        if (sealed === undefined) throw new Error(`campaign ${delivery.campaignId} has no such message`)
        unsigned = fillMail(sealed, deliveryCopy(sender(), delivery, claimedAt.wallMs))
      } catch (error) {
        log.error({ ...about, error }, 'a message could not be composed')
        return notComposed
      }
      const bytes = unsigned
      return attempt(delivery, claimedAt, ownTrouble('the message could not be signed'), async (mayBegin) => {
        const message = signer === undefined ? bytes.unsigned : await signer.sign(bytes.unsigned)
        return mailer.sendReady({ envelope: bytes.envelope, message }, mayBegin)
      })
    },
    async service(message, claimedAt) {
      let mail: ComposedMail
      try {
        mail = composeService(sender(), message)
      } catch (error) {
        log.error({ service: message.id, error }, 'a message could not be composed')
        return notComposed
      }
      return attempt(message, claimedAt, { ...notComposed, result: 'retry' }, (mayBegin) => mailer.send(mail, mayBegin))
    },
  }

  async function attempt(
    { id, mailId }: { id: number; mailId: string },
    claimedAt: ClaimInstant,
    broken: HandedOver,
    send: (mayBegin: () => boolean) => Promise<SendOutcome>,
  ): Promise<HandedOver> {
    let tooLate = false
    let begun = false
    let atMs = performance.now()
    const mayBegin = () => {
      tooLate = !isFresh(claimedAt)
      if (tooLate) return false
      begun = true
      atMs = performance.now()
      if (moments.handingOver.hasSubscribers) moments.handingOver.publish({ id, mailId })
      return true
    }
    let done: HandedOver
    try {
      const outcome = await send(mayBegin)
      done = tooLate ? putBack('the claim was too old to begin') : handedOver(outcome)
    } catch (error) {
      // The mailer answers for the network: what throws is ours, and before the hand-over began nothing can have left.
      log.error({ delivery: id, error }, 'a message could not be handed over')
      done = begun ? { ...broken, result: 'in-doubt', response: 'the hand-over broke off' } : broken
    }
    const { result } = done
    if (moments.answered.hasSubscribers) moments.answered.publish({ id, mailId, result, ms: performance.now() - atMs })
    return done
  }
}

function isFresh({ wallMs, steadyMs }: ClaimInstant): boolean {
  return Date.now() - wallMs < CLAIM_FRESH_MS && performance.now() - steadyMs < CLAIM_FRESH_MS
}

const notComposed: HandedOver = {
  result: 'failed',
  response: 'the message could not be composed',
  hardBounce: false,
  lesson: undefined,
}

/** Not the message's fault, and it would happen to the next one too. */
function ownTrouble(response: string): HandedOver {
  return { ...putBack(response), lesson: { scope: 'provider', response } }
}

function putBack(response: string): HandedOver {
  return { result: 'put-back', response, hardBounce: false, lesson: undefined }
}

function handedOver(outcome: SendOutcome): HandedOver {
  const { state, response } = outcome
  const hardBounce = outcome.state === 'failed' && outcome.hardBounce
  const scope = outcome.state === 'retry' || outcome.state === 'failed' ? outcome.scope : undefined
  // A connection that breaks after DATA is the server's trouble as well: were it to go on, a whole audience would end in doubt.
  const lesson: Lesson = { scope: state === 'in-doubt' ? 'provider' : scope, response }
  const result = state === 'retry' && scope === 'provider' ? 'put-back' : state
  return { result, response, hardBounce, lesson }
}
