import type { MailCopy, SealAbout } from '#bot/mail/sealed-mail.ts'
import type { House } from '#core/house.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import type { FieldValues } from '#core/messages/fields.ts'
import { greeting } from '#core/messages/greeting.ts'
import type { Language } from '#core/messages/message.ts'
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

/** What is the same in every copy of a campaign's message in one language. */
export function aboutDeliveries({ house, from, bounce }: Sender, language: Language): SealAbout {
  return {
    language,
    from: { name: house.organisation.name, address: from },
    replyTo: house.dpo.email,
    bounce,
  }
}

/** What one recipient's copy is filled with. `date`: epoch milliseconds of real time. */
export function deliveryCopy(sender: Sender, delivery: ClaimedDelivery, date: number): MailCopy {
  return {
    values: deliveryValues(sender, delivery),
    to: { address: delivery.address },
    bounceId: delivery.mailId,
    messageId: messageIdOf(sender, delivery.mailId),
    date,
  }
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
    source: sourceInWords(language, delivery, house.organisation.timeZone),
    links: linksOf(publicOrigin, links, language),
  })
  // A guardian is greeted without a name: the one we know is the child's.
  return delivery.variant === 'guardian' ? { ...values, greeting: greeting(language, {}) } : values
}

const SOURCES_KEPT = 500
const sources = new Map<string, string | undefined>()

/** Many people share few sources, and a date in words costs as much as the rest of a message: each is worded once. */
export function sourceInWords(
  language: Language,
  { sourceName, sourceAt }: Pick<ClaimedDelivery, 'sourceName' | 'sourceAt'>,
  timeZone: string,
): string | undefined {
  const key = `${language} ${timeZone} ${sourceAt} ${sourceName}`
  if (sources.has(key)) return sources.get(key)
  if (sources.size >= SOURCES_KEPT) sources.clear()
  const text = sourceText(language, sourceName, sourceAt, timeZone)
  sources.set(key, text)
  return text
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
