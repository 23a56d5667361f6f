import { expect, test } from 'vitest'
import type { ReasonCode } from '#core/decision/reasons.ts'
import { firstMoment, type Layer } from '#core/etiquette/first-moment.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const NOW = 20_000 * DAY

const layer = (code: ReasonCode, next: Layer['next']): Layer => ({ reason: { code }, next })
const until = (code: ReasonCode, end: number) => layer(code, (at) => Math.max(at, end))
const codes = (layers: Layer[]) => firstMoment(layers, NOW).reasons.map(({ code }) => code)

test('no rule: now', () => {
  expect(firstMoment([], NOW)).toEqual({ at: NOW, reasons: [] })
})

test('the latest of those that wait, and each is named once, in the order given', () => {
  const layers = [until('paused', NOW + 3), until('closure', NOW), until('holiday', NOW + 9)]
  expect(firstMoment(layers, NOW)).toEqual({ at: NOW + 9, reasons: [{ code: 'paused' }, { code: 'holiday' }] })
})

test('a rule that a later one moves past is asked again', () => {
  const even = layer('own-hours', (at) => Math.ceil(at / (2 * MINUTE)) * 2 * MINUTE)
  expect(firstMoment([even, until('paused', NOW + 3 * MINUTE)], NOW).at).toBe(NOW + 4 * MINUTE)
})

test('rules that pass the moment to one another minute by minute end, and both are named', () => {
  let asked = 0
  const every = (code: ReasonCode, odd: number) =>
    layer(code, (at) => {
      asked += 1
      return (Math.ceil((at / MINUTE - odd) / 2) * 2 + odd) * MINUTE
    })
  expect(codes([every('own-hours', 0), every('quiet-hours', 1)])).toEqual(['own-hours', 'quiet-hours'])
  expect(asked).toBeLessThan(50_000)
})

test('a rule that never allows is named alone', () => {
  expect(codes([until('paused', NOW + DAY), layer('own-hours', () => undefined)])).toEqual(['own-hours'])
})

test('without a moment, a pause that was over long before is not in the way', () => {
  const days = (code: ReasonCode, rest: number) =>
    layer(code, (at) => (Math.floor(at / DAY) % 2 === rest ? at : (Math.floor(at / DAY) + 1) * DAY))
  expect(codes([until('paused', NOW + 2 * DAY), days('own-hours', 0), days('country-window', 1)])).toEqual([
    'own-hours',
    'country-window',
  ])
})

test('a moment more than a year away is none', () => {
  expect(firstMoment([until('closure', NOW + 401 * DAY)], NOW)).toEqual({
    at: undefined,
    reasons: [{ code: 'closure' }],
  })
})

test('what a reason says of the moment is of when it first stood in the way', () => {
  const telling: Layer = { ...until('holiday', NOW + DAY), detail: (at) => ({ day: at }) }
  expect(firstMoment([telling], NOW).reasons).toEqual([{ code: 'holiday', data: { day: NOW } }])
})
