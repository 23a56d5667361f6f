import { type FieldName, type FieldValues, fieldText, MissingFieldError, parseFields } from '#core/messages/fields.ts'
import type { Language, MessageSource } from '#core/messages/message.ts'
import { gsmWording } from './gsm-wording.ts'
import { segmentsOf } from './segments.ts'
import { SMS_TEXTS } from './sms-texts.ts'

/** One step of a campaign in one language as it goes by SMS: staff's words, and what the layout adds around them. */
export type SmsSource = Omit<MessageSource, 'subject' | 'body'> & {
  /** Plain text with merge fields. */
  readonly words: string
}

/** What one person's SMS is filled with. */
export interface SmsValues {
  readonly language: Language
  /** As for an e-mail, with `promise_date` as `smsDate` writes it. */
  readonly fields: FieldValues
  /** The sender can receive: a reply says stop. Where it cannot, the unsubscribe link does. */
  readonly canReceive: boolean
  /** A word is an answer: the sender can receive, and the person is asked about one topic. */
  readonly answersByWord: boolean
  /** Addresses of pages of the person's own. */
  readonly links: { readonly answer?: string; readonly preferences?: string; readonly unsubscribe?: string }
}

/** The sealed text: who writes, staff's words, the question with the way to answer and the promise in an ask, the way out. */
export function smsText(source: SmsSource): string {
  const texts = SMS_TEXTS[source.language]
  const words = source.words.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  const asks = source.kind === 're-opt-in'
  const lines = [
    ...(source.isTest ? [texts.test] : []),
    withIdentity(source.organisation.name, words),
    ...(asks ? [texts.question, `${fieldText('sms_reply', undefined)}${fieldText('answer_link', undefined)}`] : []),
    ...(asks && source.promise !== undefined ? [texts.promise] : []),
    ...(has(words, 'sms_stop') ? [] : [fieldText('sms_stop', undefined)]),
  ]
  return lines.join('\n')
}

/**
 * One person's SMS. What a value holds is text, never a field; a text in GSM-7 stays so, whatever letters a name has, so that nobody's costs
 * more segments than were approved. Throws `MissingFieldError` when a field has neither a value nor a fallback.
 */
export function fillSms(text: string, values: SmsValues, missing: (field: string) => string = refuse): string {
  const plain = isPlain(text)
  let filled = ''
  let from = 0
  for (const { name, fallback, start, end } of parseFields(text)) {
    const written =
      layoutValue(name, values) ?? (textValue(values.fields[name as FieldName]) || fallback) ?? missing(name)
    filled += text.slice(from, start) + (plain ? gsmWording(written) : written)
    from = end
  }
  return filled + text.slice(from)
}

function refuse(field: string): never {
  throw new MissingFieldError(field)
}

/** What is ours to fill: links and the words that hang on the sender. Undefined for every other field. */
function layoutValue(name: string, { language, links, canReceive, answersByWord }: SmsValues): string | undefined {
  const texts = SMS_TEXTS[language]
  switch (name) {
    case 'sms_reply':
      return answersByWord ? texts.reply : ''
    case 'sms_stop':
      if (canReceive) return texts.stop + texts.stopWord
      return links.unsubscribe === undefined ? undefined : texts.stop + links.unsubscribe
    case 'answer_link':
      return links.answer
    case 'preferences_link':
      return links.preferences
    case 'unsubscribe_link':
      return links.unsubscribe
    default:
      return undefined
  }
}

// Control characters break lines where none was approved; the bidirectional ones let a value rewrite the text around it.
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu
/** The longest value of one field, in UTF-16 units. */
const VALUE_LIMIT = 160

function textValue(value = ''): string {
  const line = value.replaceAll(UNSAFE, ' ').trim()
  return line.length <= VALUE_LIMIT ? line : `${line.slice(0, VALUE_LIMIT - 3).replace(/[\uD800-\uDBFF]$/, '')}...`
}

/** The organisation's name first, unless the words begin with it. */
function withIdentity(name: string, words: string): string {
  const begins = words.toLowerCase().startsWith(name.trim().toLowerCase()) || /^\{\{\s*organisation\s*\}\}/.test(words)
  if (begins || name.trim() === '') return words
  const shown = name.trim().replaceAll(/\s+/g, ' ')
  return `${isPlain(words) ? gsmWording(shown) : shown}: ${words}`
}

/** In GSM-7 but for the values of its fields. */
function isPlain(text: string): boolean {
  return segmentsOf(text.replaceAll(/\{\{[^{}|]*(?:\|([^{}]*))?\}\}/g, '$1')).encoding === 'GSM-7'
}

function has(words: string, name: string): boolean {
  return parseFields(words).some((field) => field.name === name)
}
