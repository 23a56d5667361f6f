import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '#core/messages/checks.ts'
import { explainFinding } from '#core/messages/finding-texts.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

const PIECES = fc.constantFrom(
  ...'** _ [ ]( https://a.example ) {{ }} {{first_name|x}} {{greeting}} \\ - 1. 4916 1234 5678 9010 300 tous ! !! 🎉 URGENT NPAI slt le tu'.split(
    ' ',
  ),
  ...'FR7630006000011234567890189|e\u0301|\uFFFC|http://|@|(NPAI)|mot de passe : |\n|\n\n| |\u00A0|\uD83C|\u202E'.split(
    '|',
  ),
)
const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(PIECES, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.array(PIECES, { maxLength: 60 }).map((pieces) => pieces.join(' ')),
)

test('whatever is written, checking it never fails, says the same twice, and everything found can be told', () => {
  fc.assert(
    fc.property(TEXT, TEXT, fc.constantFrom(...LANGUAGES), TEXT, (subject, body, language, word) => {
      const source = aMessage({ subject, body, language })
      const facts = { misspelled: [{ word, suggestions: [word] }], links: [], houseWords: [word], sender: word }
      const compiled = { subject, html: body, text: body }
      const found = checkMessage(source, compiled, facts)
      expect(checkMessage(source, compiled, facts)).toEqual(found)
      for (const finding of found) {
        const { excerpt } = finding.where
        if (excerpt !== undefined) expect(excerpt.length).toBeLessThan(130)
        expect(explainFinding(finding, 'fr').rule).not.toBe('')
      }
    }),
    { numRuns: 150, seed: 20261122 },
  )
})

// Each repeats what one of the patterns begins with and never ends.
const HOSTILE = 'A|(ABC) |1 |FR76|mot de passe |a@|75011 PARIS |300 tous '.split('|')

test('100 kB of text written to hold the checks up do not', () => {
  for (const unit of HOSTILE) {
    const body = unit.repeat(100_000 / unit.length)
    const startedAt = performance.now()
    checkMessage(aMessage({ body }), { subject: 'x', html: 'x', text: 'x' })
    // A tenth of a second where nobody else works; a pattern that goes back over its text would take minutes.
    expect(performance.now() - startedAt, unit).toBeLessThan(5000)
  }
})
