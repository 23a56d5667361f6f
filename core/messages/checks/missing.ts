import { parseFields } from '#core/messages/fields.ts'
import type { FindingCode, Remark } from '#core/messages/finding.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { linksOf } from '#core/messages/rich-text.ts'
import { COURTESY } from './courtesy-words.ts'
import { fold } from './known-words.ts'
import type { Reading } from './reading.ts'

/** "The first lines": about four lines of a phone. */
const FIRST_WORDS = 60

/**
 * What a polite message has, and staff's own text must bring. The layout already brings the rest around every text, in HTML and as
 * plain text, and the compiled form is looked at for it: the invitation to ask ("Une question ? Écrivez à…"), the signature with
 * contact details, and in a re-opt-in the action (two buttons) and what comes next (the promise with its date).
 */
export function missingRemarks(source: MessageSource, { text, language }: Reading): readonly Remark[] {
  if (text.trim() === '') return []
  const words = COURTESY[language]
  const said = fold(text)
  const remarks: Remark[] = []
  const missing = (code: FindingCode, data: Remark['data'] = { language }) =>
    remarks.push({ level: 'warn', code, data })
  // A reminder is never the first message to a person.
  const mayBeFirst = source.step === 'ask' || source.step === 'message'
  if (mayBeFirst && !saysWho(source)) missing('who-missing', { name: source.organisation.name })
  if (!words.context.test(firstWords(said))) missing('context-missing')
  if (source.kind === 'topic' && linksOf(source.body).length === 0 && !words.action.test(said))
    missing('action-missing')
  if (!words.thanks.test(said)) missing('thanks-missing')
  if (source.kind !== 're-opt-in' && !words.nextSteps.test(said)) missing('next-steps-missing')
  return remarks
}

/** The organisation is named in the subject or the body: the layout's own lines come last in the plain text. */
function saysWho({ subject, body, organisation }: MessageSource): boolean {
  const written = `${subject}\n${body}`
  if (parseFields(written).some(({ name }) => name === 'organisation')) return true
  const name = bare(organisation.name)
  return name === '' || bare(written).includes(name)
}

function bare(text: string): string {
  return fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function firstWords(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '')
  return words.slice(0, FIRST_WORDS).join(' ')
}
