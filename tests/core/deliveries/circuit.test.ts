import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Circuit, CLOSED, isWorthTelling, type Lesson, learn, mayTry } from '#core/deliveries/circuit.ts'

const trouble: Lesson = { scope: 'provider', response: '421 too busy' }
const fine: Lesson = { response: '250 ok' }
const refused: Lesson = { scope: 'message', response: '550 no such user' }
const NOW = 1_000_000

const open = (now = NOW) => learn(CLOSED, [trouble], now, 0)

test('what one message was refused for says nothing of the server', () => {
  expect(learn(CLOSED, [fine, refused, refused, refused], NOW, 0)).toBe(CLOSED)
  expect(learn(CLOSED, [], NOW, 0)).toBe(CLOSED)
})

test('trouble of the server stops everything at once, for five seconds', () => {
  const circuit = open()
  expect(mayTry(circuit, NOW)).toBe('none')
  expect(mayTry(circuit, NOW + 4999)).toBe('none')
  expect(mayTry(circuit, NOW + 5000)).toBe('one')
  expect(circuit).toMatchObject({ since: NOW, response: '421 too busy' })
})

test('a connection or two that failed among many do not', () => {
  expect(learn(CLOSED, [fine, fine, fine, trouble], NOW, 0)).toBe(CLOSED)
  expect(learn(CLOSED, [fine, trouble], NOW, 0).state).toBe('open')
})

test('one message is tried; when it fails too the wait doubles, five minutes at most, the beginning stays', () => {
  let circuit: Circuit = open()
  const waits: number[] = []
  for (let probe = 0; probe < 9; probe += 1) {
    if (circuit.state !== 'open') throw new Error('it closed')
    const at = circuit.tryAt
    circuit = learn(circuit, [trouble], at, 0)
    if (circuit.state === 'open') waits.push((circuit.tryAt - at) / 1000)
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300, 300])
  expect(circuit).toMatchObject({ since: NOW, probes: 9 })
})

test('one answer of any kind closes it: the server takes messages again', () => {
  for (const answer of [fine, refused]) {
    expect(mayTry(learn(open(), [answer], NOW + 5000, 0), NOW + 5000)).toBe('all')
  }
})

test('what was on its way before it opened neither closes it nor makes it wait longer', () => {
  const circuit = open()
  expect(learn(circuit, [fine, fine], NOW + 100, 0)).toBe(circuit)
  expect(learn(circuit, [trouble], NOW + 100, 0)).toMatchObject({ probes: 0, tryAt: NOW + 5000 })
})

test('chance spreads the tries of several workers, up to half as long again', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
      const circuit = learn(CLOSED, [trouble], NOW, chance)
      if (circuit.state !== 'open') throw new Error('it stayed closed')
      expect(circuit.tryAt - NOW).toBeGreaterThanOrEqual(5000)
      expect(circuit.tryAt - NOW).toBeLessThanOrEqual(7500)
    }),
    { seed: 20261122 },
  )
})

test('a person is told after three tries that failed, or a minute', () => {
  let circuit: Circuit = open()
  expect(isWorthTelling(circuit, NOW + 59_999)).toBe(false)
  expect(isWorthTelling(circuit, NOW + 60_000)).toBe(true)
  for (const at of [5000, 15_000, 35_000]) circuit = learn(circuit, [trouble], NOW + at, 0)
  expect(isWorthTelling(circuit, NOW + 35_000)).toBe(true)
  expect(isWorthTelling(CLOSED, NOW + 90_000)).toBe(false)
})

test('a clock set back does not keep the door shut', () => {
  expect(mayTry(open(), NOW - 3_600_000)).toBe('one')
})
