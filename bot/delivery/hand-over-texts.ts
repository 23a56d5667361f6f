import type { ReadyText, Texter } from '#bot/sms/send.ts'
import { type MessageKey, readMessage } from '#db/operations/deliveries/read-message.ts'
import { isClaimedText } from '#db/operations/deliveries/service-messages.ts'
import type { Memory } from '#db/operations/memory.ts'
import { composeServiceText, composeText, type TextSender } from './compose-text.ts'
import { attempt, type DeliveryLog, type HandedOver, type HandOver, notComposed, ownTrouble } from './hand-over.ts'

export interface TextHandOverDeps {
  memory: Memory
  texter: Texter
  sender: () => TextSender
  log: DeliveryLog
}

/** One SMS from its claim to its result. What cannot be composed has failed, alone. */
export function createTextHandOver({ memory, texter, sender, log }: TextHandOverDeps): HandOver {
  const sealed = createSealedTexts(memory)
  const channel = 'sms'

  return {
    async delivery(delivery, claimedAt) {
      const { id, mailId } = delivery
      let text: string | undefined
      try {
        text = await sealed.of(delivery)
      } catch (error) {
        // Whatever is wrong is wrong for the whole campaign: nobody's message fails for it, and the next try waits.
        log.error({ delivery: id, error }, 'a message could not be read')
        return ownTrouble('the message could not be read')
      }
      let ready: ReadyText
      try {
        if (text === undefined) throw new Error(`campaign ${delivery.campaignId} has no such message`)
        ready = composeText(sender(), text, delivery)
      } catch (error) {
        log.error({ delivery: id, error }, 'a message could not be composed')
        return notComposed
      }
      const message = ready
      const broken = ownTrouble('the message could not be handed over')
      return attempt({ channel, id, mailId, claimedAt, broken, log }, (mayBegin) => texter.send(message, mayBegin))
    },
    async service(message, claimedAt) {
      const { id, mailId } = message
      let ready: ReadyText
      try {
        if (!isClaimedText(message)) throw new Error(`${message.kind} is no SMS`)
        ready = composeServiceText(sender(), message)
      } catch (error) {
        log.error({ service: id, error }, 'a message could not be composed')
        return notComposed
      }
      const broken: HandedOver = { ...notComposed, result: 'retry' }
      return attempt({ channel, id, mailId, claimedAt, broken, log }, (mayBegin) => texter.send(ready, mayBegin))
    },
  }
}

const TEXTS_KEPT = 100

/** The sealed texts of the campaigns under way, read once a step and language. */
export function createSealedTexts(memory: Pick<Memory, 'database'>) {
  const kept = new Map<string, Promise<string | undefined>>()
  return {
    /** Undefined when the campaign has no such text: nothing else may be sent in its place. Rejects when the database does not answer. */
    of({ campaignId, version, step, language, variant }: MessageKey): Promise<string | undefined> {
      const key = [campaignId, version, step, language, variant].join(' ')
      const known = kept.get(key)
      if (known !== undefined) return known
      const [oldest] = kept.keys()
      if (kept.size >= TEXTS_KEPT && oldest !== undefined) kept.delete(oldest)
      const made = readMessage(memory, { campaignId, version, step, language, variant }).then((found) => found?.text)
      kept.set(key, made)
      // What could not be read is asked for again.
      made.catch(() => kept.delete(key))
      return made
    },
  }
}
