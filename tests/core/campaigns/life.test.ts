import { expect, test } from 'vitest'
import { CAMPAIGN_STATES, type CampaignAct, isSending, nextState } from '#core/campaigns/life.ts'
import { brokenSum, emptySums } from '#core/campaigns/sums.ts'
import { retryAt } from '#core/deliveries/life.ts'

const ACTS: readonly CampaignAct[] = [
  'edit', 'submit', 'approve', 'refuse', 'delete', 'start', 'all-asked', 'all-reminded', 'close', 'pause', 'stop', 'void',
] // biome-ignore format: a list

/** The whole life, as the documents tell it: what is not here is refused. */
const LIFE = [
  'draft edit draft', 'draft submit submitted', 'draft delete deleted',
  'submitted edit draft', 'submitted approve approved', 'submitted refuse draft', 'submitted stop stopped',
  'submitted void void',
  'approved start running', 'approved edit draft', 'approved pause paused', 'approved stop stopped', 'approved void void',
  'running all-asked reminding', 'running close closed', 'running pause paused', 'running stop stopped',
  'reminding all-reminded grace', 'reminding pause paused', 'reminding stop stopped',
  'grace close closed', 'grace pause paused', 'grace stop stopped',
  'paused stop stopped',
  'void edit draft',
] // biome-ignore format: one state a line

test.for(CAMPAIGN_STATES.flatMap((state) => ACTS.map((act) => ({ state, act }))))(
  '$act in $state',
  ({ state, act }) => {
    const line = LIFE.find((one) => one.startsWith(`${state} ${act} `))
    expect(nextState(state, act)).toBe(line?.split(' ').at(-1))
  },
)

test('messages leave in three states only', () => {
  expect(CAMPAIGN_STATES.filter(isSending)).toEqual(['running', 'reminding', 'grace'])
})

test('nothing that was approved can be changed and still be approved', () => {
  for (const state of CAMPAIGN_STATES) {
    const edited = nextState(state, 'edit')
    expect([undefined, 'draft']).toContain(edited)
  }
})

test('what ended never begins again', () => {
  for (const state of ['closed', 'stopped'] as const)
    expect(ACTS.map((act) => nextState(state, act))).toEqual(ACTS.map(() => undefined))
})

test('a sum that is one short, or one over, is named', () => {
  const answers = { yes: 1, no: 1, silent: 1, visited: 1, lapsed: 0 }
  const deliveries = { ...emptySums(), sent: 3, refused: 2, queued: 1 }
  expect(brokenSum(6, deliveries, answers)).toBeUndefined()
  expect(brokenSum(7, deliveries, answers)).toBe('deliveries sum to 6, the audience is 7')
  expect(brokenSum(6, deliveries, { ...answers, silent: 2 })).toBe('answers sum to 4, sent is 3')
})

test('a message refused for now waits twice as long each time, four hours at most, and up to a quarter more', () => {
  const waits = Array.from({ length: 20 }, (_, attempts) => retryAt(0, attempts, 7) / 60_000)
  for (const [attempts, wait] of waits.entries()) {
    const base = Math.min(2 ** attempts, 240)
    expect(wait).toBeGreaterThanOrEqual(base)
    expect(wait).toBeLessThan(base * 1.25 + 0.001)
  }
})

test('a thousand messages put off in one minute come back spread over their quarter, each always at its own instant', () => {
  const waits = Array.from({ length: 1000 }, (_, id) => retryAt(0, 0, id) - 60_000)
  const perSlice = Array.from({ length: 5 }, (_, slice) => waits.filter((ms) => Math.floor(ms / 3001) === slice).length)
  expect(perSlice.reduce((sum, n) => sum + n)).toBe(1000)
  for (const n of perSlice) expect(n).toBeGreaterThan(120)
  expect(waits).toEqual(Array.from({ length: 1000 }, (_, id) => retryAt(0, 0, id) - 60_000))
})
