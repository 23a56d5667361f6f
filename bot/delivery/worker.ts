import { type ComposedMail, type PreparedMessage, prepareMessage } from '#bot/mail/compose.ts'
import type { Mailer } from '#bot/mail/send.ts'
import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import { type ClaimedDelivery, claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { readMessage } from '#db/operations/deliveries/read-message.ts'
import { type DeliveryResult, recordResults } from '#db/operations/deliveries/record-results.ts'
import {
  type ClaimedService,
  claimServiceMessages,
  recordServiceResult,
} from '#db/operations/deliveries/service-messages.ts'
import type { Memory } from '#db/operations/memory.ts'
import { composeDelivery, type Sender } from './compose-delivery.ts'
import { composeService } from './compose-service.ts'

export interface WorkerDeps {
  memory: Memory
  mailer: Mailer
  sender: () => Sender
  workerId: number
  /** Epoch milliseconds, with the test clock's offset. */
  now: () => number
  /** One line a decision batch: counts and codes, never an address. */
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void }
}

export interface Worker {
  /** Sends everything that is due; returns when nothing is left to claim. */
  drain(): Promise<void>
  /** Claims nothing more; resolves when what is being handed over is recorded. */
  stop(): Promise<void>
}

const MESSAGES_KEPT = 100

/** Intent before the call, result after it: a group is marked `sending`, handed over, and recorded. */
export function createWorker(deps: WorkerDeps): Worker {
  const { memory, mailer, workerId, now } = deps
  const prepared = new Map<string, Promise<PreparedMessage>>()
  let stopping = false
  let running: Promise<void> = Promise.resolve()

  async function group(): Promise<number> {
    const limit = mailer.idle()
    if (stopping || limit === 0) return 0
    const services = await claimServiceMessages(memory, now(), { workerId, limit })
    await Promise.all(services.map(sendService))
    const { claimed, held, refused, reasons } = await claimDeliveries(memory, now(), { workerId, limit: mailer.idle() })
    if (claimed.length + held + refused > 0)
      deps.log.info({ send: claimed.length, hold: held, refuse: refused, reasons }, 'decided')
    const results = await Promise.all(claimed.map(send))
    await recordResults(memory, now(), results)
    return services.length + claimed.length + held + refused
  }

  async function send(delivery: ClaimedDelivery): Promise<DeliveryResult> {
    const compose = async () => composeDelivery(deps.sender(), delivery, await preparedFor(delivery))
    return { deliveryId: delivery.id, ...(await handOver({ delivery: delivery.id }, compose)) }
  }

  async function sendService(message: ClaimedService): Promise<void> {
    const outcome = await handOver({ service: message.id }, async () => composeService(deps.sender(), message))
    await recordServiceResult(memory, now(), { id: message.id, ...outcome })
  }

  /** A message that cannot be composed has not left: it failed, and the log says which. */
  async function handOver(about: object, compose: () => Promise<ComposedMail>): Promise<Outcome> {
    let mail: ComposedMail
    try {
      mail = await compose()
    } catch (error) {
      deps.log.error({ ...about, error }, 'a message could not be composed')
      return { result: 'failed', response: 'the message could not be composed' }
    }
    return outcomeOf(await mailer.send(mail))
  }

  function preparedFor({ campaignId, version, step, language, variant }: ClaimedDelivery): Promise<PreparedMessage> {
    const key = [campaignId, version, step, language, variant].join(' ')
    const known = prepared.get(key)
    if (known) return known
    const [oldest] = prepared.keys()
    if (prepared.size >= MESSAGES_KEPT && oldest !== undefined) prepared.delete(oldest)
    const made = readMessage(memory, { campaignId, version, step, language, variant }).then(prepareMessage)
    prepared.set(key, made)
    return made
  }

  return {
    drain() {
      const work = running.then(async () => {
        while (!stopping && (await group()) > 0);
      })
      // A group that fails is told to whoever asked for it; the next one starts afresh.
      running = work.catch(() => {})
      return work
    },
    async stop() {
      stopping = true
      await running
    },
  }
}

type Outcome = Pick<DeliveryResult, 'result' | 'response' | 'hardBounce'>

function outcomeOf(outcome: SendOutcome): Outcome {
  const { state, response } = outcome
  return { result: state, response, ...(outcome.state === 'failed' && { hardBounce: outcome.hardBounce }) }
}
