import type { ComposedMail, PreparedMessage } from '#bot/mail/compose.ts'
import { composeMessage } from '#bot/mail/compose.ts'
import type { House } from '#core/house.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import type { FieldValues } from '#core/messages/fields.ts'
import { greeting } from '#core/messages/greeting.ts'
import { sourceText } from '#core/texts/source-text.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'

/** Who messages come from and where their links lead. */
export interface Sender {
  house: House
  /** Origin of every link, from the settings. */
  publicOrigin: string
  /** MAIL_FROM and MAIL_BOUNCE. */
  from: string
  bounce: string
}

/** One recipient's copy of the sealed bytes. */
export function composeDelivery(sender: Sender, delivery: ClaimedDelivery, prepared: PreparedMessage): ComposedMail {
  return composeMessage({
    prepared,
    values: deliveryValues(sender, delivery),
    language: delivery.language,
    from: { name: sender.house.organisation.name, address: sender.from },
    to: { address: delivery.address },
    replyTo: sender.house.dpo.email,
    bounce: sender.bounce,
    bounceId: delivery.mailId,
    messageId: messageIdOf(sender, delivery.mailId),
  })
}

/** One delivery has one Message-ID, whatever happens. */
export function messageIdOf({ from }: Pick<Sender, 'from'>, mailId: string): string {
  return `<${mailId}@${from.slice(from.lastIndexOf('@') + 1)}>`
}

function deliveryValues({ house, publicOrigin }: Sender, delivery: ClaimedDelivery): FieldValues {
  const { language, links } = delivery
  const names = house.topics.filter(({ id }) => delivery.topics.includes(id)).map(({ name }) => name[language])
  const values = fieldValues({
    language,
    person: delivery.person,
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: names,
    promiseDate: delivery.promiseDay,
    source: sourceText(language, delivery.sourceName, delivery.sourceAt, house.organisation.timeZone),
    links: linksOf(publicOrigin, links, language),
  })
  // A guardian is greeted without a name: the one we know is the child's.
  return delivery.variant === 'guardian' ? { ...values, greeting: greeting(language, {}) } : values
}

/** The addresses of a person's own pages. */
export function linksOf(
  publicOrigin: string,
  { answer, preferences, unsubscribe }: { answer: string; preferences: string; unsubscribe: string },
  language: string,
) {
  return {
    yes_link: `${publicOrigin}/r/${answer}?a=yes`,
    no_link: `${publicOrigin}/r/${answer}?a=no`,
    preferences_link: `${publicOrigin}/p/${preferences}`,
    unsubscribe_link: `${publicOrigin}/u/${unsubscribe}`,
    privacy_link: `${publicOrigin}/privacy?lang=${language}`,
  }
}
