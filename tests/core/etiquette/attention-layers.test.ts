import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Decision, decide } from '#core/decision/decide.ts'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import { attentionLayers, budgetOf } from '#core/etiquette/attention-layers.ts'
import { firstMomentBesideReserved } from '#core/etiquette/budget.ts'
import { firstMoment } from '#core/etiquette/first-moment.ts'
import type { EtiquetteFacts } from '#core/etiquette/layers.ts'
import type { Channel, House } from '#core/house.ts'
import { aHouse } from '#tests/support/a-house.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const LOOK = NOW + 6 * HOUR

interface Given extends Partial<Omit<EtiquetteFacts, 'house' | 'attention'>> {
  budget?: House['budget']
  attention?: Partial<EtiquetteFacts['attention']>
}

function facts({ budget = { per7Days: 2, per30Days: 6 }, attention = {}, ...change }: Given = {}): EtiquetteFacts {
  return {
    channel: 'email',
    house: aHouse({ budget }),
    holidays: () => new Set(),
    place: { zones: ['Europe/Paris'], from: 'own', country: 'FR', region: undefined },
    settings: {},
    repliedAt: undefined,
    ...change,
    attention: { ...NO_ATTENTION, ...attention },
  }
}

interface Case {
  name: string
  given: Given
  at: number | undefined
  why: string[]
}

const CASES: readonly Case[] = [
  { name: 'nothing sent and nothing kept: now', given: {}, at: NOW, why: [] },
  { name: 'one sent and one kept fill a budget of two', given: { attention: { sentAt: [NOW - DAY], reservedUntil: [LOOK] } }, at: LOOK, why: ['budget-reserved'] },
  { name: 'one kept leaves room for one', given: { attention: { reservedUntil: [LOOK] } }, at: NOW, why: [] },
  { name: 'kept slots are looked at again before a sent one would free theirs', given: { attention: { sentAt: [NOW - DAY], reservedUntil: [LOOK] } }, at: LOOK, why: ['budget-reserved'] },
  { name: 'a sent one that leaves the window frees its slot before the look', given: { attention: { sentAt: [NOW - 7 * DAY + HOUR], reservedUntil: [LOOK] } }, at: NOW + HOUR, why: ['budget-reserved'] },
  { name: 'where what is spent fills it alone, that is the reason', given: { attention: { sentAt: [NOW - DAY, NOW - 2 * DAY], reservedUntil: [LOOK] } }, at: NOW + 5 * DAY, why: ['budget-spent'] },
  { name: 'slots kept count in thirty days too', given: { budget: { per7Days: 6, per30Days: 2 }, attention: { sentAt: [NOW - 20 * DAY], reservedUntil: [LOOK] } }, at: LOOK, why: ['budget-reserved'] },
  { name: 'never text twice: a second SMS waits seven days', given: { channel: 'sms', attention: { textedAt: NOW - 2 * DAY } }, at: NOW + 5 * DAY, why: ['texted-lately'] },
  { name: 'exactly seven days after the last SMS the next may leave', given: { channel: 'sms', attention: { textedAt: NOW - 7 * DAY } }, at: NOW, why: [] },
  { name: 'a reply after the SMS lets the next one leave', given: { channel: 'sms', attention: { textedAt: NOW - DAY }, repliedAt: NOW - HOUR }, at: NOW, why: [] },
  { name: 'a reply before the last SMS is no reply to it', given: { channel: 'sms', attention: { textedAt: NOW - DAY }, repliedAt: NOW - 2 * DAY }, at: NOW + 6 * DAY, why: ['texted-lately'] },
  { name: 'an SMS puts off no e-mail', given: { attention: { textedAt: NOW - DAY } }, at: NOW, why: [] },
] // biome-ignore format: a row a case

test.for(CASES)('$name', ({ given, at, why }) => {
  const found = firstMoment(attentionLayers(facts(given)), NOW)
  expect(found.at).toBe(at)
  expect(found.reasons.map(({ code }) => code)).toEqual(why)
})

test.for([
  {
    name: 'the house’s figures hold where the person chose none',
    house: { per7Days: 2, per30Days: 6 },
    own: undefined,
    then: { per7Days: 2, per30Days: 6 },
  },
  {
    name: 'a person may lower them, each by itself',
    house: { per7Days: 2, per30Days: 6 },
    own: { per7Days: 1 },
    then: { per7Days: 1, per30Days: 6 },
  },
  {
    name: 'a person may ask for none at all',
    house: { per7Days: 2, per30Days: 6 },
    own: { per7Days: 0 },
    then: { per7Days: 0, per30Days: 6 },
  },
  {
    name: 'a raise stops at what the house allows at most',
    house: { per7Days: 2, per30Days: 6, most: { per7Days: 4, per30Days: 12 } },
    own: { per7Days: 9, per30Days: 10 },
    then: { per7Days: 4, per30Days: 10 },
  },
  {
    name: 'without such a figure nothing is raised',
    house: { per7Days: 2, per30Days: 6 },
    own: { per7Days: 9, per30Days: 99 },
    then: { per7Days: 2, per30Days: 6 },
  },
])('$name', ({ house, own, then }) => {
  // biome-ignore format: a row a case
  expect(budgetOf({ house: aHouse({ budget: house }), settings: own === undefined ? {} : { budget: own } })).toEqual(then)
})

test('beside kept slots it is the first hour at which what is sent and what is still kept leave room', () => {
  const hours = fc.integer({ min: 0, max: 31 * 24 })
  fc.assert(
    fc.property(
      fc.array(hours, { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 72 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      (hoursAgo, hoursKept, per7Days, per30Days) => {
        const sentAt = hoursAgo.map((ago) => NOW - ago * HOUR)
        const kept = hoursKept.map((ahead) => NOW + ahead * HOUR)
        const fits = (at: number) => {
          const taken = kept.filter((until) => until > at).length
          const inDays = (days: number) => sentAt.filter((one) => one > at - days * DAY).length
          return taken === 0 || (inDays(7) + taken < per7Days && inDays(30) + taken < per30Days)
        }
        let slow = NOW
        while (!fits(slow)) slow += HOUR
        expect(firstMomentBesideReserved({ per7Days, per30Days }, sentAt, kept, NOW)).toBe(slow)
      },
    ),
    { seed: 20261122, numRuns: 500 },
  )
})

/** A campaign to one person, as random things happen to it. Hours from the beginning. */
interface Plan {
  approvedAt: number
  startsIn: number
  steps: number
  channel: Channel
  skip: boolean
  /** Their message there is refused for another reason, at that step. */
  refusedAt: number | undefined
}

interface Message {
  campaign: number
  at: number
  channel: Channel
}

const plan: fc.Arbitrary<Plan> = fc.record({
  approvedAt: fc.integer({ min: 0, max: 40 * 24 }),
  startsIn: fc.integer({ min: 0, max: 72 }),
  steps: fc.integer({ min: 1, max: 3 }),
  channel: fc.constantFrom<Channel>('email', 'sms'),
  skip: fc.boolean(),
  refusedAt: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined, freq: 5 }),
})

test('budgets are never exceeded over any rolling window, whatever campaigns come, wait, are refused or keep a slot', () => {
  fc.assert(
    fc.property(
      fc.array(plan, { minLength: 1, maxLength: 9 }),
      fc.record({ per7Days: fc.integer({ min: 1, max: 3 }), per30Days: fc.integer({ min: 1, max: 6 }) }),
      fc.array(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 2 }),
      (plans, budget, replies) => {
        const sent = liveThrough(plans, budget, replies)
        for (const { at, channel, campaign } of sent) {
          for (const [most, days] of [
            [budget.per7Days, 7],
            [budget.per30Days, 30],
          ] as const) {
            const inWindow = sent.filter((one) => one.at > at - days * DAY && one.at <= at)
            expect(new Set(inWindow.map((one) => one.campaign)).size).toBeLessThanOrEqual(most)
          }
          // And never a second text without a reply between.
          const before =
            channel === 'sms' ? sent.filter((one) => one.channel === 'sms' && one.at < at).at(-1) : undefined
          if (before !== undefined && at - before.at < 7 * DAY)
            expect(replies.some((hour) => NOW + hour * HOUR > before.at && NOW + hour * HOUR <= at)).toBe(true)
          expect(campaign).toBeLessThan(plans.length)
        }
      },
    ),
    { seed: 20261122, numRuns: 300 },
  )
})

/** Hour by hour, as the schedule and the workers do: what is due is decided about with what is on record at that instant. */
function liveThrough(plans: readonly Plan[], budget: House['budget'], replies: readonly number[]): Message[] {
  const sent: Message[] = []
  const states = plans.map(() => ({ stepsSent: 0, dueAt: undefined as number | undefined, bestBefore: 0, over: false }))
  const keeps = (of: number, before: number, at: number) => {
    const [one, other] = [plans[of] as Plan, plans[before] as Plan]
    const state = states[of]
    const earlier = one.approvedAt < other.approvedAt || (one.approvedAt === other.approvedAt && of < before)
    return of !== before && earlier && NOW + one.approvedAt * HOUR <= at && state?.over === false
  }
  for (let hour = 0; hour <= 60 * 24; hour += 1) {
    const at = NOW + hour * HOUR
    for (const [n, { approvedAt, startsIn, steps, channel, skip, refusedAt }] of plans.entries()) {
      const state = states[n]
      if (state === undefined || state.over || hour < approvedAt + startsIn) continue
      state.dueAt ??= at
      if (state.bestBefore === 0) state.bestBefore = state.dueAt + 7 * DAY
      if (state.dueAt > at) continue
      if (refusedAt === state.stepsSent) {
        state.over = true
        continue
      }
      const others = plans.map((_, of) => of).filter((of) => of !== n)
      const kept = others.filter((of) => keeps(of, n, at))
      const lastOf = (of: number) => sent.filter(({ campaign }) => campaign === of).at(-1)?.at
      const sentAt = others.filter((of) => !kept.includes(of)).flatMap((of) => lastOf(of) ?? [])
      const textedAt = sent.filter((one) => one.channel === 'sms').at(-1)?.at
      const repliedAt = replies
        .map((one) => NOW + one * HOUR)
        .filter((one) => one <= at)
        .toSorted((a, b) => b - a)[0]
      const decision = decideAbout(
        { channel, skip, bestBefore: state.bestBefore, at },
        facts({
          channel,
          budget,
          repliedAt,
          attention: { sentAt, textedAt, reservedUntil: kept.map(() => at + 6 * HOUR) },
        }),
      )
      if (decision.verdict === 'refuse') state.over = true
      if (decision.verdict === 'hold') state.dueAt = decision.until
      if (decision.verdict !== 'send') continue
      sent.push({ campaign: n, at, channel })
      state.stepsSent += 1
      state.over = state.stepsSent === steps
      state.dueAt = at + (channel === 'sms' ? 7 : 3) * DAY
      state.bestBefore = 0
    }
  }
  return sent
}

interface About {
  channel: Channel
  skip: boolean
  bestBefore: number
  at: number
}

function decideAbout({ skip, bestBefore, at }: About, etiquette: EtiquetteFacts): Decision {
  const gate = {
    bucket: 'askable',
    standing: 'askable',
    asked: 'yes',
    reason: 'trace-lost-active',
    basis: 'lawful',
  } as const
  return decide(
    {
      kind: 're-opt-in',
      pairs: [{ gate, granted: false, ticked: false }],
      address: 'usable',
      settled: false,
      campaignRunning: true,
      otherPreferred: false,
      // A holiday or a Sunday is another test's matter.
      etiquette: { ...etiquette, place: { ...etiquette.place, country: 'US', region: 'CA' } },
      overBudget: skip ? 'skip' : 'hold',
      bestBefore,
    },
    at,
  )
}
