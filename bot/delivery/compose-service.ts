import { type ComposedMail, composeMessage, prepareMessage } from '#bot/mail/compose.ts'
import { alertMail, serviceMessage } from '#bot/mail/service-message.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import type { ClaimedMail } from '#db/operations/deliveries/service-messages.ts'
import { linksOf, messageIdOf, type Sender } from './compose-delivery.ts'

/** A confirmation, a fresh link, or a staff test with a made-up person. */
export function composeService(sender: Sender, message: ClaimedMail): ComposedMail {
  const { house, from, bounce, publicOrigin } = sender
  const about = {
    language: message.language,
    from: { name: house.organisation.name, address: from },
    to: { address: message.address },
    bounce,
    bounceId: message.mailId,
    messageId: messageIdOf(sender, message.mailId),
  }
  if (message.kind === 'alert') {
    const prepared = prepareMessage(alertMail(message.alert, message.language, house.organisation))
    return composeMessage({ ...about, prepared, values: {}, service: true })
  }
  if (message.kind !== 'test-send') {
    const page = message.kind === 'confirm-change' ? 'c' : 'p'
    const link = `${publicOrigin}/${page}/${message.token}`
    const prepared = prepareMessage(serviceMessage(message.kind, message.language, house.organisation, link))
    return composeMessage({ ...about, prepared, values: {}, service: true })
  }
  const { test, links, language } = message
  const values = fieldValues({
    language,
    person: { firstName: 'Camille', lastName: 'Exemple', civility: undefined },
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: house.topics.filter(({ id }) => test.topics.includes(id)).map(({ name }) => name[language]),
    promiseDate: message.promiseDay,
    source: 'TEST',
    links: linksOf(publicOrigin, links, language),
  })
  return composeMessage({ ...about, prepared: prepareMessage(test.compiled), values })
}
