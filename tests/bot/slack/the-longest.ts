import type { ExampleSms } from '#bot/slack/campaigns/sms-example.ts'
import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import { type Forecast, MOST_REASONS } from '#core/campaigns/forecast.ts'
import { emptySums } from '#core/campaigns/sums.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { BASES } from '#core/consent/gate-facts.ts'
import type { SegmentFilter } from '#core/contacts/segment.ts'
import { REASONS } from '#core/decision/reasons.ts'
import type { House } from '#core/house.ts'
import type { Finding } from '#core/messages/finding.ts'
import { FINDING_CODES } from '#core/messages/finding-texts.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import type { Home } from '#db/operations/home/read-home.ts'
import type { UploadWithFiles } from '#db/operations/uploads/read-upload.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aCampaignView } from './a-campaign-view.ts'

export const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

/** What would be a mention, a link, an entity or a mark, were it not made harmless. */
export const HOSTILE = 'É&<!channel> <https://evil.example|ici> *_~`>"|{{x}} \u{1F469}\u200D\u{1F52C} '
export const LONG = HOSTILE.repeat(200)

export const many = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

/** The most topics the organisation's file may have, each with names longer than it allows. */
export function aLongHouse(): House {
  const text = { fr: LONG.slice(0, 80), en: LONG.slice(0, 80), nl: LONG.slice(0, 80) }
  const { organisation } = aHouse()
  return aHouse({
    organisation: { ...organisation, name: LONG.slice(0, 100) },
    topics: many(50).map((at) => ({ id: `t${at}${'x'.repeat(37)}`, name: text, describe: text })),
  })
}

export function aLongDraft(kind: CampaignDraft['kind']): CampaignDraft {
  const text = { subject: LONG.slice(0, 150), body: LONG.slice(0, 5000), sms: LONG.slice(0, 600) }
  const steps = { ask: text, 'reminder-1': text, 'reminder-2': text, message: text }
  return {
    ...emptyDraft(kind, 'fr'),
    name: LONG.slice(0, 100),
    need: LONG.slice(0, 700),
    segment: 'everyone',
    topics: many(50).map((at) => `t${at}${'x'.repeat(37)}`),
    texts: { fr: steps, en: steps, nl: steps },
    reminders: kind === 're-opt-in' ? 2 : 0,
    ticks: ['documented', 'professional'],
    window: { from: NOW, until: NOW + 1e9 },
    ratePerMinute: 100_000,
  }
}

/** One finding of every kind, at every place it can stand, each quoting a long text. */
export function findingsOfEveryKind(): Finding[] {
  const data = Object.fromEntries(
    [
      'word',
      'reads',
      'field',
      'host',
      'url',
      'href',
      'text',
      'words',
      'proposal',
      'found',
      'detail',
      'name',
      'label',
      'shown',
      'suggestion',
    ].map((key) => [key, LONG]),
  )
  return FINDING_CODES.map((code, at) => ({
    level: at % 2 === 0 ? 'warn' : 'block',
    code,
    where: { language: 'fr', step: 'reminder-1', part: 'body' },
    data: { ...data, count: 9_999_999, most: 9_999_999 },
  })) as Finding[]
}

export function longFilter(): SegmentFilter {
  return {
    any: many(20).map((at) => ({
      all: [
        { field: 'firstName', contains: `${at} ${HOSTILE}` },
        { field: 'source', in: many(10).map(() => HOSTILE) },
      ],
    })),
  }
}

/** As many reasons as are kept, all of them frequent. */
export function theLongestForecast(): Forecast {
  const reasons = REASONS.toSorted((a, b) => b.length - a.length).slice(0, MOST_REASONS)
  return {
    channels: { email: 99_999_999, sms: 99_999_999 },
    sms: { messages: 99_999_999, segments: 999_999_999, cost: 99_999_999.99, currency: 'EUR' },
    reasons: reasons.map((code, at) => ({
      code,
      verdict: at % 2 === 0 ? 'hold' : 'refuse',
      count: 99_999_999,
      next: NOW,
    })),
  }
}

export function theLongestCampaign(state: CampaignView['state']): CampaignView {
  const sums = { ...emptySums(), sent: 9_999_999, 'in-doubt': 12, refused: 99_999 }
  return aCampaignView({
    state,
    id: 999_999,
    name: LONG,
    seal: 'a'.repeat(64),
    draft: {
      ...aLongDraft('re-opt-in'),
      carrier: 'preferred',
      overBudget: 'skip',
      name: LONG,
      need: LONG,
      segment: LONG,
    },
    gaps: ['name-missing', 'need-missing', 'topics-missing', 'texts-missing', 'language-incomplete', 'window-past'],
    languages: ['fr', 'en', 'nl'],
    people: (['fr', 'en', 'nl'] as const).map((language) => ({ language, count: 9_999_999 })),
    channels: { email: 9_999_999, sms: 9_999_999 },
    forecast: theLongestForecast(),
    submitted: { at: NOW, by: 'U0ALICE' },
    approved: { at: NOW, by: 'U0BRUNO' },
    refused: { at: NOW, by: 'U0BRUNO', reason: LONG },
    acts: many(20).map((at) => ({ at: NOW, actor: 'U0ALICE', act: at % 3 ? 'refuse' : 'submit', reason: LONG })),
    findings: findingsOfEveryKind(),
    waivers: FINDING_CODES.map((code) => ({ code, reason: LONG })),
    readAloudBy: 'U0ALICE',
    lastDecision: {
      act: 'refuse',
      at: NOW,
      by: 'U0BRUNO',
      version: 1,
      draft: {
        ...emptyDraft('topic', 'en'),
        name: LONG,
        texts: {
          fr: { ask: { subject: LONG, body: `${LONG}. `.repeat(3) } },
          nl: { ask: { subject: 'x', body: 'y' } },
        },
      },
      audience: 1,
      buckets: {},
    },
    buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, 9_999_999])),
    audience: 9_999_999,
    startsAt: NOW,
    endsAt: NOW,
    closedAt: NOW,
    pausedAt: NOW,
    deliveries: sums,
    reminders: { 'reminder-1': sums, 'reminder-2': sums },
    waves: { open: 6, of: 7, people: 6_299_999, next: { is: 'waiting', lookAt: NOW } },
    brake: { cause: 'withdrawals', count: 499_999, of: 9_999_999, at: NOW },
    changedMinds: 99_999,
    answers: { yes: 9_999_999, no: 1, silent: 2, visited: 1, lapsed: 1 },
    visitorsWaiting: 9_999_999,
    nextPromiseAt: NOW,
    reasons: REASONS.map((code) => ({ code, count: 9_999_999 })),
    bases: many(30).map((at) => ({ basis: BASES[at % BASES.length] ?? '', attestedBy: `U${at}`, count: 9_999_999 })),
  })
}

/** So many of everything that waits and runs. */
export function theLongestHome(count: number): Home {
  const of = <T>(one: (id: number) => T) => many(count).map((at) => one(999_900 + at))
  const counted = of((id) => ({ campaignId: id, name: LONG, count: 9_999_999 }))
  return {
    drafts: of((id) => ({ id, name: LONG, version: 99, isVoid: id % 2 === 0 })),
    toApprove: of((id) => ({ id, name: LONG, audience: 9_999_999 })),
    withOthers: of((id) => ({ id, name: LONG })),
    visitors: counted,
    doubts: counted,
    bases: of((id) => ({ sourceId: id, basis: 'professional', importedAt: NOW })),
    // There is one at a time.
    cleanUps: of((id) => ({
      id,
      state: (['freezing', 'proposed', 'confirmed', 'running'] as const)[id % 4] ?? 'running',
      proposedBy: 'U0ALICE',
      startsAt: NOW,
      mayConfirm: id % 2 === 0,
    })).slice(1, 2),
    imports: of((id) => ({ id, state: 'importing', files: 99, bytes: 9e12, bytesDone: 8e12 })),
    running: of((id) => ({
      id,
      name: LONG,
      state: 'grace',
      audience: 9_999_999,
      sent: 9_999_999,
      answers: { yes: 9_999_999, no: 9_999_999 },
      nextPromiseAt: NOW,
    })),
  }
}

export function theLongestUpload(): UploadWithFiles[] {
  const counts = {
    rows: 9_999_999,
    new: 9_999_999,
    merged: 9_999_999,
    unchanged: 9_999_999,
    conflict: 9_999_999,
    refused: 9_999_999,
  }
  const states = ['waiting', 'working', 'done', 'done-before', 'failed'] as const
  return (['importing', 'cancelling', 'done', 'cancelled'] as const).map(
    (state) =>
      ({
        id: 999_999,
        folder: 'x',
        madeBy: 'U0ALICE',
        language: 'fr',
        expiresAt: NOW,
        usedAt: NOW,
        state,
        rules: {},
        workerId: 1,
        begunAt: NOW,
        resumedAt: NOW,
        shownAt: NOW,
        endedAt: NOW,
        endedBy: 'U0BRUNO',
        files: many(50).map((id) => ({
          id,
          name: LONG,
          bytes: 9e12,
          bytesDone: 8e12,
          state: states[id % states.length],
          counts,
          findings: undefined,
          importId: id,
        })),
      }) as unknown as UploadWithFiles,
  )
}

/** As long as a provider takes, with every character one that costs. */
export function theLongestSms(): ExampleSms {
  return {
    text: '<&œ'.repeat(533),
    characters: 1600,
    parts: 24,
    forcing: [...'œêçâîôûëïÀÈ’«»–…\u202F\u00A0'],
    partsWithout: 11,
  }
}
