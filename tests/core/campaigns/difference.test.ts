import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Compared, differenceBetween, isSame } from '#core/campaigns/difference.ts'
import { emptyDraft } from '#core/campaigns/draft.ts'

const RUNS = { seed: 20261122, numRuns: 300 }

function aState(body: string, change: Partial<Compared['draft']> = {}): Compared {
  const draft = { ...emptyDraft('re-opt-in', 'fr'), texts: { fr: { ask: { subject: 'Bonjour', body } } }, ...change }
  return { draft, audience: 10, buckets: { askable: 10, minor: 2 } }
}

const BODY = '{{greeting}}\n\nNous aimerions continuer. Est-ce votre souhait ?\n\n- une lettre\n- deux rencontres'

test('nothing changed is nothing', () => {
  expect(isSame(differenceBetween(aState(BODY), aState(BODY)))).toBe(true)
})

test('only the sentences and items that changed are told, each where it is', () => {
  const after = BODY.replace('Nous aimerions continuer.', 'Nous voulons continuer.').replace('- deux', '- trois')
  expect(differenceBetween(aState(BODY), aState(after)).texts).toEqual([
    {
      language: 'fr',
      step: 'ask',
      part: 'body',
      removed: ['Nous aimerions continuer.', '- deux rencontres'],
      added: ['Nous voulons continuer.', '- trois rencontres'],
    },
  ])
})

test('a sentence put first makes no other sentence look new', () => {
  const { texts } = differenceBetween(aState(BODY), aState(`Une nouvelle.\n${BODY}`))
  expect(texts).toMatchObject([{ removed: [], added: ['Une nouvelle.'] }])
})

test('a language that came or went is told whole, and a subject by itself', () => {
  const before = aState(BODY)
  const english = { ask: { subject: 'Hello', body: 'One. Two.' } }
  const after = aState(BODY, { texts: { ...before.draft.texts, en: english } })
  expect(differenceBetween(before, after).texts).toEqual([
    { language: 'en', step: 'ask', part: 'subject', removed: [], added: ['Hello'] },
    { language: 'en', step: 'ask', part: 'body', removed: [], added: ['One.', 'Two.'] },
  ])
  expect(differenceBetween(after, before).texts.map(({ removed }) => removed)).toEqual([['Hello'], ['One.', 'Two.']])
})

test('settings tell before and after; people and buckets tell their counts', () => {
  const before = aState(BODY)
  const after = {
    ...aState(BODY, { need: 'Autre', window: { until: 5 }, graceHours: 72 }),
    audience: 12,
    buckets: { askable: 12 },
  }
  expect(differenceBetween(before, after)).toMatchObject({
    settings: [
      { setting: 'need', before: '', after: 'Autre' },
      { setting: 'graceHours', before: 48, after: 72 },
      { setting: 'until', before: undefined, after: 5 },
    ],
    audience: { before: 10, after: 12 },
    buckets: [
      { bucket: 'askable', before: 10, after: 12 },
      { bucket: 'minor', before: 2, after: 0 },
    ],
  })
})

test('whatever is written, what went and what came are the two texts without what they share', () => {
  const sentence = fc.constantFrom('Un.', 'Deux.', 'Trois.', 'Quatre.')
  fc.assert(
    fc.property(fc.array(sentence), fc.array(sentence), (was, is) => {
      const [change] = differenceBetween(aState(was.join(' ')), aState(is.join(' '))).texts
      const { removed = [], added = [] } = change ?? {}
      const count = (list: readonly string[], one: string) => list.filter((each) => each === one).length
      for (const one of ['Un.', 'Deux.', 'Trois.', 'Quatre.'])
        expect(count(was, one) - count(removed, one)).toBe(count(is, one) - count(added, one))
      if (was.join() === is.join()) expect(change).toBeUndefined()
    }),
    RUNS,
  )
})
