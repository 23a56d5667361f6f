import { describe, expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { emptyDraft } from '#core/campaigns/draft.ts'
import { CAMPAIGN_STATES } from '#core/campaigns/life.ts'
import { emptySums } from '#core/campaigns/sums.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { REASONS } from '#core/decision/reasons.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aCampaignView, BESIDES } from './a-campaign-view.ts'
import { allText } from './support.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const LONG = '<&>" é '.repeat(1000)
const house = aHouse()
const many = (count: number) => Array.from({ length: count }, (_, at) => at)

/** Everything at once, each text as long as it can be and longer. */
function theLongest(state: CampaignView['state']): CampaignView {
  const base = aCampaignView()
  const sums = { ...emptySums(), sent: 9_999_999, 'in-doubt': 12, refused: 99_999 }
  return aCampaignView({
    state,
    id: 999_999,
    name: LONG,
    seal: 'a'.repeat(64),
    draft: {
      ...base.draft,
      name: LONG,
      need: LONG,
      segment: LONG,
      topics: many(50).map((at) => `topic-${at}${LONG}`),
      reminders: 2,
      window: { from: NOW, until: NOW + 1e9 },
      ratePerMinute: 100_000,
    },
    gaps: ['name-missing', 'need-missing', 'topics-missing', 'texts-missing', 'language-incomplete', 'window-past'],
    languages: ['fr', 'en', 'nl'],
    people: [
      { language: 'fr', count: 9_999_999 },
      { language: 'en', count: 1 },
      { language: 'nl', count: 2 },
    ],
    refused: { at: NOW, by: 'U0BRUNO', reason: LONG },
    acts: many(20).map((at) => ({
      at: NOW,
      actor: at % 2 ? LONG : 'U0ALICE',
      act: at % 3 ? 'refuse' : 'submit',
      reason: LONG,
    })),
    findings: many(60).map(() => ({
      level: 'warn',
      code: 'fallback-reads-badly',
      where: { language: 'fr', step: 'ask', part: 'body' },
      data: { reads: LONG },
    })),
    waivers: [{ code: 'fallback-reads-badly', reason: LONG }],
    readAloudBy: 'U0ALICE',
    lastDecision: {
      act: 'refuse',
      at: NOW,
      by: 'U0BRUNO',
      version: 1,
      draft: { ...emptyDraft('re-opt-in', 'en'), name: LONG, texts: { fr: { ask: { subject: LONG, body: LONG } } } },
      audience: 1,
      buckets: {},
    },
    buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, 9_999_999])),
    audience: 9_999_999,
    startsAt: NOW,
    deliveries: sums,
    reminders: { 'reminder-1': sums, 'reminder-2': sums },
    answers: { yes: 9_999_999, no: 1, silent: 2, visited: 1, lapsed: 1 },
    waves: { open: 6, of: 7, people: 6_299_999, next: { is: 'waiting', lookAt: NOW } },
    brake: { cause: 'withdrawals', count: 499_999, of: 9_999_999, at: NOW },
    changedMinds: 99_999,
    visitorsWaiting: 3,
    nextPromiseAt: NOW,
    reasons: REASONS.map((code) => ({ code, count: 9_999_999 })),
    bases: many(30).map((at) => ({
      basis: at % 2 ? 'lawful' : LONG,
      attestedBy: at % 3 ? LONG : undefined,
      count: 9_999_999,
    })),
  })
}

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test.each(CAMPAIGN_STATES)('a card of a campaign in state %s is taken by Slack, however long its texts', (state) => {
    for (const kind of ['campaign-card', 'approval-card'] as const) {
      for (const view of [theLongest(state), aCampaignView({ state })]) {
        expect(blockProblems('message', { ...campaignCard({ ...BESIDES, view, house, language, kind }) })).toEqual([])
      }
    }
  })
})

test('the two sums stand on the card as they add up', () => {
  const view = aCampaignView({
    state: 'reminding',
    audience: 10,
    startsAt: NOW,
    deliveries: { ...emptySums(), queued: 1, sent: 7, refused: 2 },
    answers: { yes: 3, no: 1, silent: 3, visited: 1, lapsed: 0 },
  })
  const text = allText(campaignCard({ ...BESIDES, view, house, language: 'en', kind: 'campaign-card' }))
  expect(text).toContain(
    '1 queued + 0 held + 0 sending + 7 sent + 0 in doubt + 0 failed + 2 refused + 0 cancelled = 10 people',
  )
  expect(text).toContain('3 yes + 1 no + 3 silent = 7 sent')
  expect(text).toContain('Among the silent: 1 opened the page, 0 lapsed.')
})

test('the need comes first, under the name', () => {
  const [name, , need] = campaignCard({
    ...BESIDES,
    view: aCampaignView(),
    house,
    language: 'fr',
    kind: 'approval-card',
  }).blocks
  expect([allText(name), allText(need)]).toEqual(['Renouveler 2026', '*Pourquoi*\n>La trace est perdue.'])
})

test('dates are Slack’s own, so that each reader sees their own time', () => {
  const view = aCampaignView({ state: 'grace', audience: 1, nextPromiseAt: NOW })
  const card = campaignCard({ ...BESIDES, view, house, language: 'fr', kind: 'campaign-card' })
  expect(allText(card)).toContain(`<!date^${NOW / 1000}^{date_long_pretty} {time}|2026-11-23 10:00>`)
})

test('what staff typed can neither mention anyone nor make a link', () => {
  const typed = '<!channel> <https://evil.example|click> <@U0BRUNO>'
  const base = aCampaignView()
  const view = aCampaignView({ name: typed, draft: { ...base.draft, need: typed, segment: typed } })
  const mrkdwn = JSON.stringify(
    campaignCard({ ...BESIDES, view, house, language: 'fr', kind: 'campaign-card' }).blocks.slice(1),
  )
  expect(mrkdwn).not.toContain('<!channel>')
  expect(mrkdwn).not.toContain('<https://evil')
  expect(mrkdwn).not.toContain('<@U0BRUNO>')
})

test('a card names its segment by its number: a list’s name may say who somebody is', () => {
  const base = aCampaignView()
  const draft = { ...base.draft, segment: 'Patients du centre' }
  const before = { ...draft, segment: 'Anciens patients' }
  const lastDecision = {
    act: 'refuse',
    at: NOW,
    by: 'U0BRUNO',
    version: 2,
    draft: before,
    audience: 3,
    buckets: {},
  } as const
  const view = aCampaignView({ draft, segmentId: 7, state: 'submitted', audience: 2, lastDecision })
  const card = allText(campaignCard({ ...BESIDES, view, house, language: 'fr', kind: 'approval-card' }))
  expect(card).toContain('segment 7')
  expect(card).not.toMatch(/patients/i)
})

test('a reason for a refusal is a sentence, and a bucket says who is in it', () => {
  const view = aCampaignView({
    state: 'running',
    audience: 2,
    startsAt: NOW,
    buckets: { askable: 2, minor: 1 },
    reasons: [{ code: 'withdrawn', count: 1 }],
  })
  const text = allText(campaignCard({ ...BESIDES, view, house, language: 'en', kind: 'campaign-card' }))
  expect(text).toContain('*1* The person took their consent back.')
  expect(text).toContain('*1* minors: never written to')
})

test.each([
  ['draft', 'campaign-card', ['read', 'preview', 'edit-texts', 'edit-settings', 'test', 'submit', 'delete']],
  ['submitted', 'approval-card', ['read', 'preview', 'approve', 'refuse']],
  ['submitted', 'campaign-card', ['read', 'preview', 'edit-texts', 'edit-settings', 'test', 'stop', 'copy']],
  ['approved', 'approval-card', []],
  ['running', 'campaign-card', ['read', 'preview', 'pause', 'stop', 'copy']],
  ['paused', 'campaign-card', ['read', 'preview', 'resume', 'stop', 'copy']],
  ['grace', 'campaign-card', ['read', 'preview', 'pause', 'stop', 'list-renewed', 'list-not-renewed', 'copy']],
  ['closed', 'campaign-card', ['read', 'preview', 'list-renewed', 'list-not-renewed', 'copy']],
  ['closed', 'approval-card', []],
  ['stopped', 'campaign-card', ['read', 'preview', 'copy']],
] as const)('a campaign in state %s offers on its %s only what is possible', (state, kind, expected) => {
  const card = campaignCard({ ...BESIDES, view: aCampaignView({ state }), house, language: 'en', kind })
  const ids = card.blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .map((element) => ('action_id' in element ? String(element.action_id).replace('campaign:', '') : element.type))
  expect(ids).toEqual(expected)
})
