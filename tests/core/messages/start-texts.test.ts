import { afterAll, describe, expect, test } from 'vitest'
import { compileMessage } from '#bot/mail/compile.ts'
import { createSpeller } from '#bot/proofreading/spelling.ts'
import { startText } from '#core/campaigns/start-texts/start-texts.ts'
import { readingsOf } from '#core/messages/checks/reading.ts'
import { wordsToSpell } from '#core/messages/checks/spelling.ts'
import { checkMessage } from '#core/messages/checks.ts'
import { substitute } from '#core/messages/fields.ts'
import { LANGUAGES, type MessageSource } from '#core/messages/message.ts'
import { linksOf, plainWords } from '#core/messages/rich-text.ts'
import { aMessage } from './a-message.ts'

const speller = createSpeller()
afterAll(() => speller.close())

const ONES = [
  { kind: 're-opt-in', step: 'ask', reminders: 1 },
  { kind: 're-opt-in', step: 'reminder-1', reminders: 1 },
  { kind: 're-opt-in', step: 'reminder-1', reminders: 2 },
  { kind: 're-opt-in', step: 'reminder-2', reminders: 2 },
  { kind: 'topic', step: 'message', reminders: 0 },
  { kind: 'information', step: 'message', reminders: 0 },
] as const
const ALL = LANGUAGES.flatMap((language) => ONES.map((one) => ({ ...one, language })))

describe('a start text', () => {
  test.for(ALL)(
    '$kind $step of $reminders, $language: every check is content',
    async ({ kind, step, reminders, language }) => {
      const written = startText({ kind, reminders }, step, language)
      const promise: Partial<MessageSource> = kind === 're-opt-in' ? {} : { promise: undefined }
      const source = aMessage({ kind, step, language, ...written, ...promise })
      const readings = Object.values(readingsOf(source))
      const words = readings.flatMap((reading) => wordsToSpell(reading)).map(({ word }) => word)
      const misspelled = await speller.spell(language, words)
      expect(misspelled).toEqual([])
      expect(checkMessage(source, await compileMessage(source), { misspelled, links: [] })).toEqual([])
    },
  )

  test.for(ALL)(
    '$kind $step of $reminders, $language: reads well for whoever is least known',
    ({ kind, step, reminders, language }) => {
      const { subject, body } = startText({ kind, reminders }, step, language)
      const values = {
        greeting: 'Bonjour,',
        organisation: 'Les Jardins',
        topics: 'Ateliers',
        contact_email: 'c@a.b',
      }
      const read = substitute(plainWords(body), values, 'text')
      expect(read).not.toMatch(/\{\{|\*\*|_/)
      expect(read.split(/\s+/).length).toBeLessThan(150)
      expect(subject.length).toBeLessThanOrEqual(60)
      expect(subject).not.toContain('{{')
      if (language === 'fr')
        expect(`${subject} ${body.replaceAll(/\{\{[^}]*\}\}|\]\([^)]*\)/g, '')}`).not.toMatch(
          /[^\u00A0][;:!?»]|«[^\u00A0]|\b(tu|toi|ton|tes)\b/i,
        )
    },
  )
})

test('only the last reminder says that it is the last, and every reminder says there was no answer', () => {
  const last = { fr: 'sauf si vous dites oui', en: 'unless you say yes', nl: 'tenzij u ja zegt' }
  for (const language of LANGUAGES) {
    const of = (step: 'ask' | 'reminder-1' | 'reminder-2', reminders: 1 | 2) =>
      Object.values(startText({ kind: 're-opt-in', reminders }, step, language)).join('\n')
    expect(of('reminder-1', 1)).toContain(last[language])
    expect(of('reminder-2', 2)).toContain(last[language])
    expect(of('reminder-1', 2)).not.toContain(last[language])
    expect(of('ask', 1)).not.toContain(last[language])
  }
})

test('a text about choices or rights leads to the person’s own page', () => {
  for (const language of LANGUAGES) {
    const href = (kind: 'topic' | 'information') =>
      linksOf(startText({ kind, reminders: 0 }, 'message', language).body).map((link) => link.href)
    expect(href('topic')).toEqual(['{{preferences_link}}'])
    expect(href('information')).toEqual(['{{privacy_link}}'])
  }
})
