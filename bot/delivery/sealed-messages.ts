import { type SealedMail, sealMail } from '#bot/mail/sealed-mail.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import { readMessage } from '#db/operations/deliveries/read-message.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aboutDeliveries, type Sender } from './compose-delivery.ts'

/** The sealed bytes of the campaigns under way, read and encoded once a step, language and variant. */
export interface SealedMessages {
  /** Undefined when the campaign has no such message: nothing else may be sent in its place. Rejects when the database does not answer. */
  of(delivery: ClaimedDelivery): Promise<SealedMail | undefined>
}

const MESSAGES_KEPT = 100

export function createSealedMessages(memory: Pick<Memory, 'database'>, sender: () => Sender): SealedMessages {
  const kept = new Map<string, Promise<SealedMail | undefined>>()
  return {
    of({ campaignId, version, step, language, variant }) {
      const key = [campaignId, version, step, language, variant].join(' ')
      const known = kept.get(key)
      if (known !== undefined) return known
      const [oldest] = kept.keys()
      if (kept.size >= MESSAGES_KEPT && oldest !== undefined) kept.delete(oldest)
      const made = readMessage(memory, { campaignId, version, step, language, variant }).then(
        (compiled) => compiled && sealMail(compiled, aboutDeliveries(sender(), language)),
      )
      kept.set(key, made)
      // What could not be read is asked for again.
      made.catch(() => kept.delete(key))
      return made
    },
  }
}
