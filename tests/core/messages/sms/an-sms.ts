import type { Finding } from '#core/messages/finding.ts'
import type { Language } from '#core/messages/message.ts'
import { NO_FACTS } from '#core/messages/proof-facts.ts'
import { checkSms, type SmsFacts } from '#core/messages/sms/check-sms.ts'
import { type SmsSource, smsText } from '#core/messages/sms/write-sms.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

const WORDS: Readonly<Record<Language, string>> = {
  fr: '{{greeting}} voulez-vous encore de nos nouvelles ?',
  en: '{{greeting}} would you still like to hear from us?',
  nl: '{{greeting}} wilt u nog nieuws van ons ontvangen?',
}

/** A sound ask by SMS, in French unless said; a test changes only what it is about. */
export function anSms(changes: Partial<SmsSource> = {}): SmsSource {
  const { subject: _, body: __, ...around } = aMessage(changes)
  const topics = [{ id: 'newsletter', name: 'Lettre' }]
  return { ...around, topics, words: WORDS[around.language], ...changes }
}

/** A sound message to people who agreed. */
export function aTopicSms(words: string, changes: Partial<SmsSource> = {}): SmsSource {
  return anSms({ kind: 'topic', step: 'message', promise: undefined, words, ...changes })
}

/** The codes of what the checks find, with a number to send from unless said. */
export function smsCodes(source: SmsSource, facts: Partial<SmsFacts> = {}, text = smsText(source)): string[] {
  return smsFindings(source, facts, text).map(({ code }) => code)
}

export function smsFindings(
  source: SmsSource,
  facts: Partial<SmsFacts> = {},
  text = smsText(source),
): readonly Finding[] {
  return checkSms(source, text, { proof: NO_FACTS, senders: ['+33700000000'], linkLength: 45, ...facts })
}
