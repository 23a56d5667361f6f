import type { ComposedMail } from '#bot/mail/compose.ts'
import { fillMail, type SealedMail, type UnsignedMail } from '#bot/mail/sealed-mail.ts'
import type { Mailer } from '#bot/mail/send.ts'
import type { Signer } from '#bot/mail/signer.ts'
import { isClaimedText } from '#db/operations/deliveries/service-messages.ts'
import type { Memory } from '#db/operations/memory.ts'
import { deliveryCopy, type Sender } from './compose-delivery.ts'
import { composeService } from './compose-service.ts'
import { attempt, type DeliveryLog, type HandOver, notComposed, ownTrouble } from './hand-over.ts'
import { createSealedMessages } from './sealed-messages.ts'

export interface MailHandOverDeps {
  memory: Memory
  mailer: Mailer
  /** Undefined: messages leave unsigned. */
  signer?: Signer | undefined
  sender: () => Sender
  log: DeliveryLog
}

/**
 * One e-mail from its claim to its result: filled, signed, handed over. What cannot be composed has failed, alone; what could not begin for a reason
 * that is not its own goes back and has used no attempt.
 */
export function createMailHandOver({ memory, mailer, signer, sender, log }: MailHandOverDeps): HandOver {
  const messages = createSealedMessages(memory, sender)
  const channel = 'email'

  return {
    async delivery(delivery, claimedAt) {
      const { id, mailId } = delivery
      let sealed: SealedMail | undefined
      try {
        sealed = await messages.of(delivery)
      } catch (error) {
        // Whatever is wrong is wrong for the whole campaign: nobody's message fails for it, and the next try waits.
        log.error({ delivery: id, error }, 'a message could not be read')
        return ownTrouble('the message could not be read')
      }
      let unsigned: UnsignedMail
      try {
        if (sealed === undefined) throw new Error(`campaign ${delivery.campaignId} has no such message`)
        unsigned = fillMail(sealed, deliveryCopy(sender(), delivery, claimedAt.wallMs))
      } catch (error) {
        log.error({ delivery: id, error }, 'a message could not be composed')
        return notComposed
      }
      const bytes = unsigned
      const broken = ownTrouble('the message could not be signed')
      return attempt({ channel, id, mailId, claimedAt, broken, log }, async (mayBegin) => {
        const message = signer === undefined ? bytes.unsigned : await signer.sign(bytes.unsigned)
        return mailer.sendReady({ envelope: bytes.envelope, message }, mayBegin)
      })
    },
    async service(message, claimedAt) {
      const { id, mailId } = message
      let mail: ComposedMail
      try {
        if (isClaimedText(message)) throw new Error('an SMS was claimed as a mail')
        mail = composeService(sender(), message)
      } catch (error) {
        log.error({ service: id, error }, 'a message could not be composed')
        return notComposed
      }
      const broken = { ...notComposed, result: 'retry' } as const
      return attempt({ channel, id, mailId, claimedAt, broken, log }, (mayBegin) => mailer.send(mail, mayBegin))
    },
  }
}
