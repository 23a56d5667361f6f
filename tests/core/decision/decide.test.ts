import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GateVerdict } from '#core/consent/gate.ts'
import { type Decision, decide, type PairRequest, type SendRequest } from '#core/decision/decide.ts'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import { firstMomentInBudget } from '#core/etiquette/budget.ts'
import type { HouseRules } from '#core/etiquette/layers.ts'
import type { Place } from '#core/etiquette/place.ts'
import { firstMomentInWindow } from '#core/etiquette/window.ts'
import type { WeekWindow } from '#core/house.ts'
import { aHouse } from '#tests/support/a-house.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const NOW = at('2026-11-23T09:00:00Z')
const NIGHT = at('2026-11-23T22:00:00Z')
const MORNING = at('2026-11-24T06:00:00Z')
const DAY = 86_400_000
const BUDGET = { per7Days: 2, per30Days: 6 }
const HALF_HOUR = 1_800_000
const DAYTIME: WeekWindow = Array.from({ length: 7 }, () => [[420, 1260] as const])

const verdict = (change: Partial<GateVerdict> = {}): GateVerdict => ({
  bucket: 'askable', standing: 'askable', asked: 'yes', reason: 'trace-lost-active', basis: 'lawful', ...change,
}) // biome-ignore format: one verdict
const barred = (bucket: GateVerdict['bucket'], reason: GateVerdict['reason']) =>
  verdict({ bucket, standing: bucket, asked: 'no', reason })
const aPair = (change: Partial<PairRequest> = {}): PairRequest => ({
  gate: verdict(), granted: false, ticked: false, ...change,
}) // biome-ignore format: one pair
const documented = verdict({ bucket: 'documented', standing: 'documented', asked: 'tick', reason: 'documented' })

/** What a case changes: the request, or one of the facts that say when. */
interface Given extends Partial<SendRequest> {
  window?: WeekWindow
  budget?: { per7Days: number; per30Days: number }
  sentAt?: readonly number[]
  reservedUntil?: readonly number[]
}

const PARIS: Place = { zones: ['Europe/Paris'], from: 'own', country: 'FR', region: undefined }

/** In Paris, where it is ten o'clock. */
const AFTERNOON: WeekWindow = Array.from({ length: 7 }, () => [[750, 1260] as const])
const AFTERNOON_OR_THURSDAY: WeekWindow = AFTERNOON.map((day, n) => (n === 3 ? [[600, 1260] as const] : day))

/** The rules a campaign was approved under. */
function rules({ window = DAYTIME, budget = BUDGET }: Pick<Given, 'window' | 'budget'>): HouseRules {
  return { ...aHouse(), windows: { email: window, sms: window }, budget }
}

/** A message that may leave now. */
function aRequest({
  window = DAYTIME,
  budget = BUDGET,
  sentAt = [],
  reservedUntil = [],
  ...change
}: Given = {}): SendRequest {
  const house = { ...aHouse(), windows: { email: window, sms: window }, budget }
  return {
    kind: 're-opt-in',
    pairs: [aPair()],
    address: 'usable',
    settled: false,
    campaignRunning: true,
    otherPreferred: false,
    etiquette: {
      channel: 'email',
      house,
      holidays: () => new Set(),
      place: PARIS,
      settings: {},
      attention: { ...NO_ATTENTION, sentAt, reservedUntil },
      repliedAt: undefined,
    },
    overBudget: 'hold',
    bestBefore: NOW + 7 * DAY,
    ...change,
  }
}

interface Case {
  name: string
  given: Given
  now?: number
  then: Decision
}

const refuse = (...codes: Decision['reasons'][number]['code'][]): Decision => ({
  verdict: 'refuse',
  reasons: codes.map((code) => ({ code })),
})
const hold = (until: number, ...codes: Decision['reasons'][number]['code'][]): Decision => ({
  verdict: 'hold',
  until,
  reasons: codes.map((code) => ({ code })),
})
const send: Decision = { verdict: 'send', reasons: [] }
const withdrawn = [aPair({ gate: barred('opted-out', 'withdrawn') })]

const CASES: readonly Case[] = [
  { name: 'an askable person and nothing in the way: send', given: {}, then: send },
  { name: 'withdrawn is refused', given: { pairs: withdrawn }, then: refuse('withdrawn') },
  { name: 'withdrawn beats quiet hours', given: { pairs: withdrawn }, now: NIGHT, then: refuse('withdrawn') },
  {
    name: 'withdrawn beats a grant',
    given: { kind: 'topic', pairs: [{ ...withdrawn[0]!, granted: true }] },
    then: refuse('withdrawn'),
  },
  {
    name: 'every refusal is told, not only the first',
    given: { pairs: withdrawn, address: 'bounced', settled: true, campaignRunning: false },
    then: refuse('campaign-not-running', 'answered', 'address-bounced', 'withdrawn'),
  },
  { name: 'who answered is not written to', given: { settled: true }, then: refuse('answered') },
  {
    name: 'a campaign that does not run sends nothing',
    given: { campaignRunning: false },
    then: refuse('campaign-not-running'),
  },
  { name: 'a changed address refuses', given: { address: 'changed' }, then: refuse('address-changed') },
  { name: 'no pair at all: silence', given: { pairs: [] }, then: refuse('doubtful') },
  { name: 'no pair at all about a topic: silence', given: { kind: 'topic', pairs: [] }, then: refuse('no-consent') },
  { name: 'one permitted pair is enough', given: { pairs: [...withdrawn, aPair()] }, then: send },
  {
    name: 'no permitted pair: each says why, once',
    given: { pairs: [...withdrawn, ...withdrawn, aPair({ gate: barred('inactive', 'inactive') })] },
    then: refuse('withdrawn', 'inactive'),
  },
  {
    name: 'a documented pair is not asked without the tick',
    given: { pairs: [aPair({ gate: documented })] },
    then: refuse('not-ticked'),
  },
  { name: 'with the tick it is', given: { pairs: [aPair({ gate: documented, ticked: true })] }, then: send },
  {
    name: 'the guardian is asked',
    given: { pairs: [aPair({ gate: verdict({ bucket: 'minor', standing: 'minor', asked: 'guardian' }) })] },
    then: send,
  },
  { name: 'a topic message needs consent', given: { kind: 'topic' }, then: refuse('no-consent') },
  {
    name: 'a topic message with consent leaves',
    given: { kind: 'topic', pairs: [aPair({ gate: documented, granted: true })] },
    then: send,
  },
  {
    name: 'consent past its end is none',
    given: { kind: 'topic', pairs: [aPair({ gate: barred('expired', 'basis-ended'), granted: true })] },
    then: refuse('basis-ended'),
  },
  {
    name: 'an earlier ask of a minor does not open a topic message',
    given: {
      kind: 'topic',
      pairs: [aPair({ gate: { ...barred('already-asked', 'already-asked'), standing: 'minor' }, granted: true })],
    },
    then: refuse('already-asked'),
  },
  {
    name: 'information asks nothing and needs no consent',
    given: { kind: 'information', pairs: [aPair({ gate: barred('inactive', 'inactive') })] },
    then: send,
  },
  {
    name: 'information never goes to who opted out',
    given: { kind: 'information', pairs: withdrawn },
    then: refuse('withdrawn'),
  },
  { name: 'at night it waits for the morning', given: {}, now: NIGHT, then: hold(MORNING, 'outside-window') },
  {
    name: 'a spent budget holds',
    given: { sentAt: [NOW - DAY, NOW - 2 * DAY] },
    then: hold(NOW + 5 * DAY, 'budget-spent'),
  },
  {
    name: 'a budget that frees at night waits for the morning after',
    given: { sentAt: [NOW - DAY, NIGHT - 7 * DAY] },
    then: hold(MORNING, 'outside-window', 'budget-spent'),
  },
  {
    name: 'a budget longer than best-before refuses',
    given: { sentAt: [NOW - DAY, NOW - 2 * DAY], bestBefore: NOW + 4 * DAY },
    then: refuse('budget-spent', 'past-best-before'),
  },
  { name: 'exactly at best-before it still leaves', given: { bestBefore: NOW }, then: send },
  {
    name: 'a millisecond past best-before it never leaves',
    given: { bestBefore: NOW - 1 },
    then: refuse('past-best-before'),
  },
  {
    name: 'a campaign that skips refuses who has had enough',
    given: { overBudget: 'skip', sentAt: [NOW - DAY, NOW - 2 * DAY] },
    then: refuse('budget-spent'),
  },
  {
    name: 'a campaign that skips waits for the morning when the budget has room then, though it has none now',
    given: { overBudget: 'skip', sentAt: [NIGHT - DAY, NIGHT + HALF_HOUR - 7 * DAY] },
    now: NIGHT,
    then: hold(MORNING, 'outside-window'),
  },
  {
    name: 'a campaign that skips refuses at night whom the morning finds without room',
    given: { overBudget: 'skip', sentAt: [NIGHT - DAY, NIGHT - 2 * DAY] },
    now: NIGHT,
    then: refuse('outside-window', 'budget-spent'),
  },
  {
    name: 'a campaign that skips sends to whom it may',
    given: { overBudget: 'skip', sentAt: [NOW - DAY] },
    then: send,
  },
  {
    name: 'a slot kept for another campaign is as good as spent for one that skips',
    given: { overBudget: 'skip', sentAt: [NOW - DAY], reservedUntil: [NOW + DAY] },
    then: refuse('budget-reserved'),
  },
  {
    name: 'a slot kept for another campaign holds until it is looked at again',
    given: { sentAt: [NOW - DAY], reservedUntil: [NOW + HALF_HOUR] },
    then: hold(NOW + HALF_HOUR, 'budget-reserved'),
  },
  {
    name: 'who prefers the other channel is not written to on this one',
    given: { otherPreferred: true },
    then: refuse('other-channel-preferred'),
  },
  {
    name: 'a rule that became stricter since the approval holds at once, and says so',
    given: { sealedRules: rules({ window: DAYTIME }), window: AFTERNOON },
    then: hold(NOW + 5 * HALF_HOUR, 'outside-window', 'rules-stricter'),
  },
  {
    name: 'a rule that became looser since the approval holds as it was sealed',
    given: { sealedRules: rules({ window: AFTERNOON }), window: DAYTIME },
    then: hold(NOW + 5 * HALF_HOUR, 'outside-window'),
  },
  {
    name: 'a moment suits the sealed rules and today’s together, though neither alone waits so long',
    given: {
      sealedRules: rules({ window: [[], [[600, 720]], [], [[600, 720]], [], [], []] }),
      window: AFTERNOON_OR_THURSDAY,
    },
    then: hold(at('2026-11-26T09:00:00Z'), 'outside-window', 'rules-stricter'),
  },
  {
    name: 'a budget that became smaller since the approval holds at once, with its reason',
    given: { sealedRules: rules({ budget: { per7Days: 5, per30Days: 6 } }), sentAt: [NOW - DAY, NOW - 2 * DAY] },
    then: hold(NOW + 5 * DAY, 'budget-spent', 'rules-stricter'),
  },
  {
    name: 'a window that never opens refuses rather than waits',
    given: { window: [] },
    then: refuse('outside-window', 'no-moment'),
  },
  {
    name: 'a budget of none refuses rather than waits',
    given: { budget: { per7Days: 0, per30Days: 6 } },
    then: refuse('budget-spent', 'no-moment'),
  },
]

test.for(CASES)('$name', ({ given, now = NOW, then }) => expect(decide(aRequest(given), now)).toMatchObject(then))

test('what leaves or waits does so at the first moment every rule allows, and never before now', () => {
  const hours = fc.constantFrom<WeekWindow>(
    DAYTIME,
    [[[540, 600]], [], [], [], [], [], []],
    [[], [], [], [], [], [[60, 90]], []],
  )
  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: 0, max: 14 * 48 }),
      fc.array(fc.integer({ min: 0, max: 30 * 24 }), { maxLength: 7 }),
      fc.integer({ min: 0, max: 30 }),
      (window, halfHours, hoursAgo, days) => {
        const now = NOW + halfHours * HALF_HOUR
        const sentAt = hoursAgo.map((ago) => now - ago * 3_600_000)
        const budget = { per7Days: 2, per30Days: 6 }
        const bestBefore = now + days * DAY
        const allowed = (moment: number) =>
          firstMomentInWindow(window, 'Europe/Paris', moment) === moment &&
          firstMomentInBudget(budget, sentAt, moment) === moment
        const decision = decide(aRequest({ window, sentAt, budget, bestBefore }), now)
        let slow = now
        while (slow <= bestBefore && !allowed(slow)) slow += HALF_HOUR
        if (slow > bestBefore) expect(decision.verdict).toBe('refuse')
        else if (slow === now) expect(decision).toEqual(send)
        else expect(decision).toMatchObject({ verdict: 'hold', until: slow })
      },
    ),
    { seed: 20261122, numRuns: 150 },
  )
})
