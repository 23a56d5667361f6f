import { fieldValues, type RecipientFacts } from '#core/messages/field-values.ts'
import type { Language } from '#core/messages/message.ts'
import type { SmsValues } from './write-sms.ts'

export type SmsFacts = Omit<RecipientFacts, 'links'> & {
  /** Of the sender this person's country has. */
  readonly canReceive: boolean
  readonly links: SmsValues['links']
}

/** What an SMS is filled with, from what is known of its recipient. */
export function smsValues({ canReceive, links, ...facts }: SmsFacts): SmsValues {
  const { language, promiseDate } = facts
  const dated = promiseDate === undefined ? {} : { promise_date: smsDate(language, promiseDate) }
  return {
    language,
    fields: { ...fieldValues({ ...facts, links: {} }), ...dated },
    canReceive,
    answersByWord: canReceive && facts.topicNames.length === 1,
    links,
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "03/12/2026"; in English "3 Dec 2026", which is one day on both sides of the Atlantic. Ten or eleven characters, all in GSM-7. */
export function smsDate(language: Language, { year, month, day }: Temporal.PlainDate): string {
  if (language === 'en') return `${day} ${MONTHS[month - 1]} ${year}`
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`
}
