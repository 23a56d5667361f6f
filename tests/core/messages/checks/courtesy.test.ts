import { expect, test } from 'vitest'
import { lengthRemarks } from '#core/messages/checks/length.ts'
import { missingRemarks } from '#core/messages/checks/missing.ts'
import { readingsOf } from '#core/messages/checks/reading.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

const missing = (change: Partial<MessageSource>) => {
  const source = aMessage(change)
  return missingRemarks(source, readingsOf(source).body).map(({ code }) => code)
}
const topic = { kind: 'topic', step: 'message', promise: undefined } as const
const information = { kind: 'information', step: 'message', promise: undefined } as const

test.for(['fr', 'en', 'nl'] as const)(
  'a bare text lacks everything that the layout does not bring (%s)',
  (language) => {
    const body = 'Blah blah blah.'
    const all = ['who-missing', 'context-missing', 'thanks-missing']
    expect(missing({ language, body })).toEqual(all)
    // A reminder is not the first message; the promise says what comes next, the buttons what to do.
    expect(missing({ language, body, step: 'reminder-1' })).toEqual(all.slice(1))
    expect(missing({ language, body, ...information })).toEqual([...all, 'next-steps-missing'])
    expect(missing({ language, body, ...topic })).toEqual([
      'who-missing',
      'context-missing',
      'action-missing',
      'thanks-missing',
      'next-steps-missing',
    ])
  },
)

test.for(['fr', 'en', 'nl'] as const)('a polite text lacks nothing, whatever the kind (%s)', (language) => {
  for (const kind of [{}, topic, information]) expect(missing({ language, ...kind })).toEqual([])
})

test.for([
  'Les Jardins d’Émilie vous écrivent',
  'LES JARDINS D’EMILIE vous écrivent',
  "Les jardins d'Émilie vous écrivent",
  'Ici {{organisation}}',
])('“%s” says who writes', (body) => expect(missing({ body })).not.toContain('who-missing'))

test('context counts where it is read first', () => {
  const body = `Blah blah. ${'Encore un mot. '.repeat(40)} Vous nous avez laissé votre adresse.`
  expect(missing({ body })).toContain('context-missing')
  expect(missing({ body: `Vous nous avez laissé votre adresse. ${'Encore un mot. '.repeat(40)}` })).not.toContain(
    'context-missing',
  )
})

const words = (count: number) => Array.from({ length: count }, () => 'mot').join(' ')
const length = (body: string, kind: MessageSource['kind'] = 're-opt-in') =>
  lengthRemarks(body, kind).map(({ code }) => code)

test('a hundred and fifty words may come before the first thing to do, not more', () => {
  expect(length(words(150))).toEqual([])
  expect(length(words(151))).toEqual(['action-late'])
  expect(length(`${words(151)} [ici](https://example.org)`, 'topic')).toEqual(['action-late'])
  expect(length(`[ici](https://example.org) ${words(151)}`, 'topic')).toEqual([])
  expect(length(`${words(20)} {{preferences_link}} ${words(151)}`, 'topic')).toEqual([])
  expect(length(words(151), 'information')).toEqual([])
})

test('a long text wants its points numbered', () => {
  expect(length(words(201), 'information')).toEqual(['long-without-points'])
  expect(length(`${words(201)}\n\n- un\n- deux`, 'information')).toEqual(['long-without-points'])
  expect(length(`${words(201)}\n\n1. un\n2. deux`, 'information')).toEqual([])
})
