import { findConfidential } from '#core/messages/checks/confidential.ts'
import { clipped, excerptAt } from '#core/messages/checks/excerpt.ts'
import { linkRemarks } from '#core/messages/checks/links.ts'
import { fieldRemarks } from '#core/messages/checks/merge-fields.ts'
import { smsReading } from '#core/messages/checks/reading.ts'
import { spellingRemarks } from '#core/messages/checks/spelling.ts'
import { wordingRemarks } from '#core/messages/checks/wording.ts'
import { parseFields } from '#core/messages/fields.ts'
import type { Finding, FindingPart, Remark } from '#core/messages/finding.ts'
import type { ProofFacts } from '#core/messages/proof-facts.ts'
import { actionsIn, asksForAnAct, replyWording, withoutSchemes, wordsToSend } from './actions.ts'
import { gsmWording } from './gsm-wording.ts'
import { isAlphanumeric } from './sender.ts'
import { isSmsField } from './sms-fields.ts'
import { characterRemarks, lengthRemarks } from './sms-length.ts'
import type { SmsSource } from './write-sms.ts'

export interface SmsFacts {
  readonly proof: ProofFacts
  /** Every sender this SMS may leave from. */
  readonly senders: readonly string[]
  /** Characters of a short link. */
  readonly linkLength: number
}

/** Every finding on one step in one language as an SMS: what staff wrote, and what the sealed text must hold. */
export function checkSms(source: SmsSource, text: string, facts: SmsFacts): readonly Finding[] {
  const reading = smsReading(source, [...(facts.proof.houseWords ?? []), ...wordsToSend(source.words)])
  const hidden = findConfidential(reading.text, source.organisation)
  const quiet = { ...reading, text: hidden.text }
  const isSecret = hidden.remarks.length > 0
  return [
    ...placed(source, 'sender', identityRemarks(source)),
    ...placed(source, 'sms', [
      ...(quiet.text.trim() === '' ? [stop('body-empty')] : []),
      ...fieldRemarks(source.words, source.organisation, isSmsField),
      ...hidden.remarks,
      ...wordingRemarks(quiet),
      ...spellingRemarks(
        quiet,
        facts.proof.misspelled.filter(({ word, suggestions }) => !isWorded(word, suggestions)),
      ),
      ...linkRemarks(source.words, facts.proof.links),
      ...withoutSchemes(source.words).map(([link]) => stop('link-not-https', { link }, clipped(link))),
      ...actionRemarks(source),
      ...replyRemarks(source.words, facts.senders),
      ...textRemarks(source, text),
      ...nobodyRemarks(source.words),
      ...lengthRemarks(source, text, facts),
      // A proposal repeats the words: not those that must not be repeated.
      ...(isSecret ? [] : characterRemarks(source.words)),
    ]),
  ]
}

/** "Fete" is how "fête" is written in GSM-7, as another finding proposes: no misspelling. "Ete" is one, for é is in GSM-7. */
function isWorded(word: string, suggestions: readonly string[]): boolean {
  const same = (one: string) => gsmWording(one).toLowerCase() === word.toLowerCase()
  return word.toLowerCase() === 'ca' || suggestions.some(same)
}

function stop(code: Remark['code'], data: Remark['data'] = {}, excerpt?: string): Remark {
  return { level: 'block', code, data, ...(excerpt !== undefined && { excerpt }) }
}

/** The layout writes the name into the text, where braces would be read as a field. */
function identityRemarks({ organisation: { name } }: SmsSource): readonly Remark[] {
  if (name.trim() === '') return [stop('sender-name-missing')]
  return /\{\{|\}\}/.test(name) ? [stop('stray-braces')] : []
}

/** One call to action: an ask has the layout's own, every other kind what staff wrote. */
function actionRemarks({ kind, words, language }: SmsSource): readonly Remark[] {
  if (words.trim() === '') return []
  const actions = actionsIn(words)
  const shown = actions
    .slice(0, 3)
    .map((action) => clipped(action))
    .join(' · ')
  if (kind === 're-opt-in') return actions.length === 0 ? [] : [stop('sms-action-besides', { actions: shown })]
  const fields = new Set(parseFields(words).map(({ name }) => name))
  // There is no promise to name the day of: everybody's SMS would fail.
  if (fields.has('promise_date')) return [stop('promise-out-of-place')]
  if (fields.has('answer_link')) return [stop('sms-answer-out-of-place')]
  if (actions.length > 1) return [stop('sms-several-actions', { count: actions.length, actions: shown })]
  return actions.length === 1 || asksForAnAct(words, language) ? [] : [stop('sms-no-action', { language })]
}

function replyRemarks(words: string, senders: readonly string[]): readonly Remark[] {
  const sender = senders.find(isAlphanumeric)
  const reply = sender === undefined ? undefined : replyWording(words)
  if (sender === undefined || reply === undefined) return []
  return [stop('sms-reply-nowhere', { sender }, excerptAt(words, reply.at, reply.at + reply.text.length))]
}

/** What the sealed text must hold: who writes, the way out, and in an ask the way to answer and the promise with its date. */
function textRemarks({ kind, organisation: { name }, promise }: SmsSource, text: string): readonly Remark[] {
  const fields = new Set(parseFields(text).map((field) => field.name))
  const remarks: Remark[] = []
  if (!fields.has('organisation') && !letters(text).includes(letters(name))) remarks.push(stop('sms-identity-missing'))
  if (!fields.has('sms_stop')) remarks.push(stop('sms-stop-missing'))
  if (kind !== 're-opt-in') return remarks
  if (!fields.has('answer_link')) remarks.push(stop('link-missing', { link: 'answer_link' }))
  if (promise === undefined || !fields.has('promise_date')) remarks.push(stop('promise-missing'))
  return remarks
}

/** By its bare letters and digits: the name may stand there in the wording of GSM-7. */
function letters(text: string): string {
  return text
    .replaceAll(/[œŒ]/g, 'oe')
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

const PERSON_FIELDS: ReadonlySet<string> = new Set(['first_name', 'last_name', 'greeting', 'civility', 'company'])

/** "Personnalisez vos messages" (etiquette guide). */
function nobodyRemarks(words: string): readonly Remark[] {
  if (words.trim() === '' || parseFields(words).some(({ name }) => PERSON_FIELDS.has(name))) return []
  return [{ level: 'warn', code: 'sms-names-nobody', data: {} }]
}

function placed({ language, step }: SmsSource, part: FindingPart, remarks: readonly Remark[]): readonly Finding[] {
  return remarks.map(({ level, code, data, excerpt }) => {
    const where = { language, step, part }
    return { level, code, where: excerpt === undefined ? where : { ...where, excerpt }, data }
  })
}
