import { sentTexts } from '#bot/sms/sent-texts.ts'
import type { TwilioClient } from '#bot/sms/twilio-client.ts'
import { findListed } from '#core/deliveries/listed-text.ts'
import { TWILIO } from '#core/parameters/twilio.ts'
import type { Memory } from '#db/operations/memory.ts'
import { knownTexts } from '#db/operations/texts/known-texts.ts'
import { noteTextStatus } from '#db/operations/texts/note-text-status.ts'
import { noteUnlisted } from '#db/operations/texts/note-unlisted.ts'
import { type TextInDoubt, textsInDoubt } from '#db/operations/texts/texts-in-doubt.ts'
import { composeServiceText, composeText, type TextSender } from './compose-text.ts'
import type { DeliveryLog } from './hand-over.ts'
import { createSealedTexts } from './hand-over-texts.ts'

export interface ReconcileDeps {
  memory: Memory
  client: TwilioClient
  sender: () => TextSender
  log: Pick<DeliveryLog, 'error'>
}

/**
 * Asks the provider's list about SMS in doubt. What it shows is settled by it; what it does not show in time is left to a person; nothing is ever sent
 * again from here. Where the provider does not answer, the rest waits for the next look.
 */
export function createReconcileTexts({ memory, client, sender, log }: ReconcileDeps): (now: number) => Promise<void> {
  const sealed = createSealedTexts(memory)
  let after = { delivery: 0, service: 0 }

  return async (now) => {
    const doubts = await textsInDoubt(memory, now, { limit: TWILIO.reconcile.perLook, after })
    // Round and round, so that many that are not found keep nobody waiting.
    after = { delivery: lastOf(doubts, 'delivery'), service: lastOf(doubts, 'service') }
    for (const doubt of doubts) {
      const sought = await soughtOf(doubt).catch((error: unknown) => {
        log.error({ [doubt.kind]: idOf(doubt), error }, 'an SMS in doubt could not be composed')
        return undefined
      })
      if (sought === undefined) continue
      const listed = await sentTexts(client, { to: sought.to, since: doubt.from })
      const known = await knownTexts(
        memory,
        listed.map(({ sid }) => sid),
      )
      known.delete(doubt.messageId ?? '')
      const found = findListed(listed, known, { ...doubt, ...sought })
      if (found !== undefined) await noteTextStatus(memory, now, { ...found, marks: sought.marks })
      else if (now >= doubt.giveUpAt) await noteUnlisted(memory, now, { kind: doubt.kind, id: idOf(doubt) })
    }
  }

  async function soughtOf(doubt: TextInDoubt) {
    if (doubt.kind === 'service') {
      const { to, body } = composeServiceText(sender(), doubt.message)
      return { to, body, codes: [], marks: doubt.message.mailId }
    }
    const { delivery } = doubt
    const text = await sealed.of(delivery)
    if (text === undefined) throw new Error(`campaign ${delivery.campaignId} has no such message`)
    const { to, body } = composeText(sender(), text, delivery)
    // The preferences have one address for every campaign: it tells nothing.
    const { answer = '', unsubscribe = '' } = delivery.codes ?? {}
    return { to, body, codes: [answer, unsubscribe], marks: delivery.mailId }
  }
}

function idOf(doubt: TextInDoubt): number {
  return doubt.kind === 'delivery' ? doubt.delivery.id : doubt.message.id
}

function lastOf(doubts: readonly TextInDoubt[], kind: TextInDoubt['kind']): number {
  const ids = doubts.filter((doubt) => doubt.kind === kind).map(idOf)
  return ids.length < TWILIO.reconcile.perLook ? 0 : (ids.at(-1) ?? 0)
}
