import type { ReadyText } from '#bot/sms/send.ts'
import type { House } from '#core/house.ts'
import { madeUpPerson } from '#core/messages/made-up-people.ts'
import { smsSender } from '#core/messages/sms/sender.ts'
import { smsValues } from '#core/messages/sms/sms-values.ts'
import { fillSms } from '#core/messages/sms/write-sms.ts'
import { serviceText } from '#core/texts/service-texts.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import type { ClaimedTestText, ClaimedText } from '#db/operations/deliveries/service-messages.ts'
import { sourceInWords } from './compose-delivery.ts'

/** Who SMS come from and where their links lead. */
export interface TextSender {
  house: House
  /** Origin of every link and of the status callbacks, from the settings. */
  publicOrigin: string
  /** Where the house names no sender for a country: a number, a name, a messaging service. */
  fallback: string
}

/** One person's copy of a sealed text. Throws where a field has no value, or nothing was claimed for it. */
export function composeText(from: TextSender, sealed: string, delivery: ClaimedDelivery): ReadyText {
  const { house, publicOrigin } = from
  const { language, address, codes, topics } = delivery
  if (codes === undefined) throw new Error(`delivery ${delivery.id} has no short links`)
  const { sender, canReceive } = smsSender(house.sms, from.fallback, address)
  const values = smsValues({
    language,
    person: delivery.person,
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: house.topics.filter(({ id }) => topics.includes(id)).map(({ name }) => name[language]),
    promiseDate: delivery.promiseDay,
    source: sourceInWords(language, delivery, house.organisation.timeZone),
    canReceive,
    links: {
      answer: shortLink(publicOrigin, codes.answer),
      preferences: shortLink(publicOrigin, codes.preferences),
      unsubscribe: shortLink(publicOrigin, codes.unsubscribe),
    },
  })
  return { to: address, sender, body: fillSms(sealed, values), statusCallback: callback(from, delivery) }
}

/** An SMS that answers the person's own act, or a staff test with a made-up person. */
export function composeServiceText(from: TextSender, message: ClaimedText | ClaimedTestText): ReadyText {
  const { house, publicOrigin, fallback } = from
  if (message.kind === 'test-text') return composeTest(from, message)
  // Whoever wrote to a number is answered by it, and can write back.
  const sender = message.sender ?? smsSender(house.sms, fallback, message.address).sender
  const body = serviceText(house, message, publicOrigin)
  return { to: message.address, sender, body, statusCallback: callback(from, message) }
}

function composeTest(from: TextSender, message: ClaimedTestText): ReadyText {
  const { house, publicOrigin, fallback } = from
  const { test, codes, language, address } = message
  const { sender, canReceive } = smsSender(house.sms, fallback, address)
  const { person } = madeUpPerson(language, 'ordinary')
  const values = smsValues({
    language,
    person,
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: house.topics.filter(({ id }) => test.topics.includes(id)).map(({ name }) => name[language]),
    promiseDate: message.promiseDay,
    source: 'TEST',
    canReceive,
    links: {
      answer: shortLink(publicOrigin, codes.answer),
      preferences: shortLink(publicOrigin, codes.preferences),
      unsubscribe: shortLink(publicOrigin, codes.unsubscribe),
    },
  })
  return { to: address, sender, body: fillSms(test.text, values), statusCallback: callback(from, message) }
}

function shortLink(publicOrigin: string, code: string): string {
  return `${publicOrigin}/s/${code}`
}

/** A status proves the message by our signed name, whatever else of it is lost. */
function callback({ publicOrigin }: TextSender, { mailId }: { mailId: string }): string {
  return `${publicOrigin}/webhooks/twilio/status?d=${mailId}`
}
