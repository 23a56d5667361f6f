import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { alertMessage } from '#bot/slack/alerts/alert-message.ts'
import { serverUpMessage } from '#bot/slack/alerts/server-up-message.ts'
import { sentenceView } from '#bot/slack/answers.ts'
import { attestView } from '#bot/slack/attest/attest-listeners.ts'
import { attestMessage } from '#bot/slack/attest/attest-message.ts'
import { escapeMrkdwn } from '#bot/slack/blocks.ts'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { differenceView } from '#bot/slack/campaigns/difference-view.ts'
import { refuseView } from '#bot/slack/campaigns/refuse.ts'
import { previewView, reviewCampaignView } from '#bot/slack/campaigns/review.ts'
import { reviewView } from '#bot/slack/campaigns/review-view.ts'
import { testSmsView } from '#bot/slack/campaigns/test-sms.ts'
import { textsView } from '#bot/slack/campaigns/texts-view.ts'
import { editCampaignView, newCampaignView, resumeView } from '#bot/slack/campaigns/wizard.ts'
import { wizardSteps } from '#bot/slack/campaigns/wizard-steps.ts'
import { wizardView } from '#bot/slack/campaigns/wizard-views.ts'
import { cleanUpCard } from '#bot/slack/clean-up/clean-up-card.ts'
import { cleanUpView } from '#bot/slack/clean-up/clean-up-view.ts'
import { listMessage } from '#bot/slack/commands/campaign-list.ts'
import { menuMessage } from '#bot/slack/commands/menu.ts'
import { contactView } from '#bot/slack/contact/contact-view.ts'
import { doubtsView } from '#bot/slack/doubts/doubts-view.ts'
import { homeView, sentenceHome, welcomeView } from '#bot/slack/home/home-view.ts'
import { importCard } from '#bot/slack/imports/import-card.ts'
import { importLink } from '#bot/slack/imports/import-link.ts'
import { caseView } from '#bot/slack/replies/case-view.ts'
import { pileCard } from '#bot/slack/replies/pile-card.ts'
import { nextView } from '#bot/slack/replies/replies-listeners.ts'
import { builderView } from '#bot/slack/segments/builder-view.ts'
import { segmentsView } from '#bot/slack/segments/list-view.ts'
import { stopView } from '#bot/slack/stop/stop.ts'
import { stoppedMessage } from '#bot/slack/stop/stopped-message.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { onlyText } from '#bot/slack/tell/teller.ts'
import type { Alert } from '#core/alerts/alert.ts'
import { CAMPAIGN_STATES, type CampaignState } from '#core/campaigns/life.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { DELETION_BUCKETS, KEPT_REASONS } from '#core/contacts/clean-up.ts'
import { REASONS } from '#core/decision/reasons.ts'
import { DOUBT_CAUSES } from '#core/deliveries/doubt.ts'
import { FINDING_CODES, type StaffLanguage } from '#core/messages/finding-texts.ts'
import { openDatabase } from '#db/open.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import type { CleanUpView } from '#db/operations/clean-up/read-clean-up.ts'
import type { Doubts } from '#db/operations/deliveries/list-doubts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop } from '#tests/support/a-workshop.ts'
import { createFreshDatabase } from '#tests/support/databases.ts'
import { aCampaignView, BESIDES } from './a-campaign-view.ts'
import {
  aLongDraft,
  aLongHouse,
  findingsOfEveryKind,
  HOSTILE,
  LONG,
  longFilter,
  many,
  NOW,
  theLongestCampaign,
  theLongestForecast,
  theLongestHome,
  theLongestSms,
  theLongestUpload,
} from './the-longest.ts'
import { filesWithViews, viewBuilders } from './view-builders.ts'

interface Given {
  language: StaffLanguage
  memory: Memory
  surface: Surface
  /** A re-opt-in draft with everything in it; the same campaign submitted after a refusal. */
  draft: { campaignId: number; version: number }
  submitted: { campaignId: number; version: number }
}

type Shown = object | undefined

const ALERTS: Alert[] = [
  ...(['hard-bounces', 'complaints', 'withdrawals'] as const).map((cause) => ({
    code: 'campaign-braked' as const,
    campaignId: 999_999_999_999_999,
    cause,
    count: 99_999_999,
    of: 99_999_999,
  })),
  ...(['name', 'tls', 'connection', 'page'] as const).flatMap((failed) =>
    [0, 999_999].map((paused) => ({ code: 'way-out-broken' as const, failed, paused })),
  ),
  { code: 'mail-server-down', response: HOSTILE.repeat(20) },
  { code: 'sms-provider-down', response: HOSTILE.repeat(20) },
  { code: 'journal-unwritable', problem: HOSTILE.repeat(5) },
  { code: 'database-restored', campaigns: 3, inDoubt: 1_000_000, events: 12_345 },
]

function manyDoubts(state: CampaignState): Doubts {
  return {
    state,
    total: 99_999_999,
    causes: DOUBT_CAUSES.map((cause) => ({ cause, count: 33_333_333 })),
    oldest: Array.from({ length: 20 }, (_, i) => ({
      deliveryId: 999_999_999_999_900 + i,
      mailId: `d${999_999_999_999_900 + i}-0123456789abcdef`,
      step: 'reminder-2',
      channel: i % 2 === 0 ? 'email' : 'sms',
      handedOverAt: i % 2 === 0 ? NOW : undefined,
      cause: 'restored',
    })),
  }
}
type Kind = 'modal' | 'message' | 'home'

/** For every builder: what it makes of the longest of everything, and of nothing at all. */
const BUILDERS: Record<string, [Kind, (given: Given) => Shown[] | Promise<Shown[]>]> = {
  'answers.ts#sentenceView': [
    'modal',
    ({ language }) => [sentenceView(LONG, MARKED, language), sentenceView('–', '–', language)],
  ],
  'alerts/server-up-message.ts#serverUpMessage': [
    'message',
    ({ memory: { house } }) =>
      (['fr', 'en'] as const).flatMap((language) =>
        (['mailServerUp', 'smsProviderUp'] as const).map((server) =>
          serverUpMessage({ organisation: { ...house.organisation, language } }, { data: { since: NOW } }, server),
        ),
      ),
  ],
  'alerts/alert-message.ts#alertMessage': [
    'message',
    ({ memory: { house } }) =>
      ALERTS.flatMap((data) =>
        (['fr', 'en'] as const).map((language) =>
          alertMessage({ organisation: { ...house.organisation, language } }, { data: { ...data } }),
        ),
      ),
  ],
  'attest/attest-listeners.ts#attestView': [
    'modal',
    async ({ memory, language }) =>
      Promise.all(
        (['confirm', 'refuse'] as const).map((as) =>
          attestView(memory, { sourceId: 1, as, channel: 'C0APPROVALS', ts: '1.1' }, language),
        ),
      ),
  ],
  'attest/attest-message.ts#attestMessage': [
    'message',
    async ({ memory }) => [await attestMessage(memory, { subjectId: 1 })],
  ],
  'campaigns/campaign-card.ts#campaignCard': [
    'message',
    ({ memory: { house }, language }) =>
      CAMPAIGN_STATES.flatMap((state) =>
        (['campaign-card', 'approval-card'] as const).flatMap((kind) =>
          [theLongestCampaign(state), aCampaignView({ state })].map((view) =>
            campaignCard({ ...BESIDES, view, house, language, kind }),
          ),
        ),
      ),
  ],
  'campaigns/difference-view.ts#differenceView': [
    'modal',
    async ({ surface, submitted, language }) => [await differenceView(surface, { ...submitted, seal: '' }, language)],
  ],
  'doubts/doubts-view.ts#doubtsView': [
    'modal',
    ({ memory: { house }, language }) =>
      CAMPAIGN_STATES.flatMap((state) => [
        doubtsView(999_999_999_999_999, manyDoubts(state), { house, language, said: MARKED }),
        doubtsView(1, { state, total: 0, causes: [], oldest: [] }, { house, language }),
      ]),
  ],
  'campaigns/refuse.ts#refuseView': [
    'modal',
    ({ language }) => [
      refuseView({ campaignId: 999_999_999_999_999, version: 999_999_999_999_999, seal: 'f'.repeat(128) }, language),
    ],
  ],
  'campaigns/review.ts#reviewCampaignView': [
    'modal',
    async ({ surface, draft, language }) => [
      await reviewCampaignView(surface, person(language), { ...draft, seal: '' }, { notice: MARKED }),
    ],
  ],
  'campaigns/review.ts#previewView': [
    'modal',
    async ({ surface, draft, language }) => [await previewView(surface, person(language), { ...draft, seal: '' })],
  ],
  'campaigns/review-view.ts#reviewView': [
    'modal',
    ({ language }) => {
      const base = {
        value: { campaignId: 999_999, version: 99, seal: 'f'.repeat(64) },
        language,
        previewUrl: `https://${'x'.repeat(200)}.example.org/staff/preview/${'a'.repeat(120)}`,
        reasons: Object.fromEntries(FINDING_CODES.map((code) => [code, HOSTILE.repeat(20)])),
        people: {
          asked: 99_999_999,
          total: 99_999_999,
          buckets: BUCKETS.map((bucket): [string, number] => [bucket, 9_999_999]),
          forecast: theLongestForecast(),
        },
        sms: many(9).map(() => ({ written: 'fr' as const, step: 'ask' as const, example: theLongestSms() })),
        date: () => 'x'.repeat(60),
        notice: MARKED,
      }
      const all = findingsOfEveryKind()
      const warnings = all.map((one) => ({ ...one, level: 'warn' as const }))
      return [all, warnings, [...warnings, ...warnings], []].map((findings) => reviewView({ ...base, findings }))
    },
  ],
  'campaigns/test-sms.ts#testSmsView': [
    'modal',
    ({ language }) => [testSmsView({ campaignId: 999_999_999_999_999, version: 99, seal: 'f'.repeat(128) }, language)],
  ],
  'campaigns/texts-view.ts#textsView': [
    'modal',
    async ({ surface, draft, language }) => [await textsView(surface, draft, language)],
  ],
  'campaigns/wizard.ts#newCampaignView': [
    'modal',
    async ({ surface, language }) => [await newCampaignView(surface, person(language))],
  ],
  'campaigns/wizard.ts#editCampaignView': [
    'modal',
    ({ surface, draft, language }) =>
      Promise.all(
        (['texts', 'settings'] as const).map((flow) => editCampaignView(surface, person(language), { ...draft, flow })),
      ),
  ],
  'campaigns/wizard.ts#resumeView': [
    'modal',
    async ({ surface, draft, language }) => [await resumeView(surface, person(language), draft)],
  ],
  'campaigns/wizard-views.ts#wizardView': [
    'modal',
    ({ memory: { house }, language }) =>
      (['re-opt-in', 'topic', 'information'] as const).flatMap((kind) => {
        const draft = aLongDraft(kind)
        const base = {
          house,
          draft,
          language,
          version: 99,
          flow: 'new' as const,
          campaignId: 999_999,
          segments: many(120).map((at) => `${at} ${HOSTILE}`),
          earlier: many(60).map((id) => ({ id, name: LONG })),
          languages: { total: 99_999_999, languages: many(30).map((at) => ({ language: `x${at}`, count: 9_999_999 })) },
          now: NOW,
        }
        const carriers = (['email', 'sms', 'preferred'] as const).map((carrier) => ({ ...draft, carrier }))
        return carriers.flatMap((each) =>
          [undefined, '+33639980100', 'MAISON'].flatMap((from) =>
            wizardSteps('new', each).map((step) =>
              wizardView({ ...base, draft: each, means: { from, origin: HOSTILE }, step }),
            ),
          ),
        )
      }),
  ],
  'clean-up/clean-up-card.ts#cleanUpCard': [
    'message',
    ({ language }) => cleanUps().map((view) => cleanUpCard(view, language)),
  ],
  'clean-up/clean-up-view.ts#cleanUpView': [
    'modal',
    ({ language }) => {
      const reasons = Object.fromEntries(REASONS.map((code) => [code, 9_999_999]))
      const counts = {
        judged: 99_999_999,
        buckets: Object.fromEntries(DELETION_BUCKETS.map((bucket) => [bucket, { count: 9_999_999, reasons }])),
        waiting: Object.fromEntries(KEPT_REASONS.map((reason) => [reason, 9_999_999])),
      }
      const ended = many(3).map((at) => ({ id: 999_999 + at, state: 'cancelled' as const, deleted: 99_999_999 }))
      return [
        cleanUpView({ counts, open: undefined, ended }, language),
        cleanUpView({ counts: undefined, open: 999_999, ended }, language),
        cleanUpView({ counts: { judged: 0, buckets: {}, waiting: {} }, open: undefined, ended: [] }, language),
      ]
    },
  ],
  'commands/campaign-list.ts#listMessage': [
    'message',
    async ({ memory, language }) => [messageOf(await listMessage(memory, language))],
  ],
  'commands/menu.ts#menuMessage': ['message', ({ language }) => [menuMessage(language)]],
  'contact/contact-view.ts#contactView': [
    'modal',
    ({ surface, language }) =>
      Promise.all(
        ['known@example.org', `${HOSTILE.repeat(10)}@example.org`, ''].map((typed) =>
          contactView(surface, person(language), typed, '/egard contact'),
        ),
      ),
  ],
  'home/home-view.ts#homeView': [
    'home',
    ({ memory: { house }, language }) =>
      [theLongestHome(40), theLongestHome(0)].flatMap((home) =>
        [
          undefined,
          {
            at: NOW,
            contacts: 99_999_999,
            agreed: house.topics.map(({ id }) => ({ topic: id, people: 9_999_999 })),
            asked: 9_999_999,
            answered: 9_999_999,
            declined: 9_999_999,
          },
        ].map((numbers) =>
          homeView({
            home,
            numbers,
            roles: ['staff', 'approver', 'privacy', 'dpo', 'oncall'],
            house,
            approvals: 'C0APPROVALS',
            language,
          }),
        ),
      ),
  ],
  'home/home-view.ts#welcomeView': [
    'home',
    ({ memory: { house }, language }) => [
      welcomeView(
        house,
        many(500).map((at) => `U${at}`),
        language,
      ),
      welcomeView(house, [], language),
    ],
  ],
  'home/home-view.ts#sentenceHome': ['home', () => [sentenceHome(MARKED)]],
  'imports/import-card.ts#importCard': [
    'message',
    ({ language }) => theLongestUpload().map((upload) => importCard(upload, language)),
  ],
  'imports/import-link.ts#importLink': [
    'message',
    async ({ surface, language }) => [await importLink(surface, { id: 'U0ALICE', language })],
  ],
  'segments/builder-view.ts#builderView': [
    'modal',
    ({ memory: { house }, language }) =>
      (['is', 'in'] as const).flatMap((operator) =>
        ['country', 'language', 'source', 'custom', `consent.${house.topics[0]?.id}.email`, 'lastAct', ''].map(
          (field) =>
            builderView({
              builder: {
                mode: 'edit',
                from: { id: 999_999, name: HOSTILE.repeat(3), digest: 'f'.repeat(64) },
                name: LONG,
                how: 'any',
                rows: many(20).map((key) => ({
                  key,
                  field,
                  customName: LONG.slice(0, 200),
                  operator,
                  values: many(30).map(() => HOSTILE),
                })),
                nextKey: 99,
              },
              stored: {
                id: 999_999,
                name: LONG,
                filter: longFilter(),
                uses: many(60).map((at) => ({ segment: LONG, campaignId: at, state: 'grace' as const })),
              },
              house,
              sources: many(100).map((at) => `${at} ${LONG.slice(0, 148)}`),
              count: { kept: 99_999_999, all: 99_999_999 },
              language,
            }),
        ),
      ),
  ],
  'segments/list-view.ts#segmentsView': [
    'modal',
    ({ memory: { house }, language }) => {
      const segments = many(100).map((at) => ({
        id: at === 0 ? undefined : 999_900 + at,
        name: `${at} ${LONG}`.slice(0, 400),
        filter: longFilter(),
        uses: many(60).map((campaignId) => ({ segment: `${at}`, campaignId, state: 'grace' as const })),
      }))
      const counts = new Map(segments.map(({ name }) => [name, 99_999_999]))
      return [0, 4, 8].map((page) => segmentsView({ segments, page, counts, note: MARKED, house, language }))
    },
  ],
  'stop/stop.ts#stopView': ['modal', ({ language }) => [stopView(language)]],
  'replies/case-view.ts#caseView': [
    'modal',
    ({ memory: { house }, language }) =>
      (['email', 'sms'] as const).flatMap((channel) =>
        (['stop', 'answer', 'reading', 'trust'] as const).flatMap((wants) => {
          const about = many(20).map(() => HOSTILE)
          const said = { from: LONG, subject: LONG, text: LONG, phrase: LONG, about, elsewhere: true as const }
          const words = channel === 'sms' ? { ...said, shared: true as const, media: 10 } : said
          const pairs = many(60).map((at) => ({
            topic: house.topics[at % house.topics.length]?.id ?? '',
            channel: 'email' as const,
          }))
          const base = {
            id: 999_999_999_999_999,
            pile: 999_999_999_999_999,
            at: NOW,
            kind: 'human' as const,
            wants,
            channel,
          }
          const little = { from: '', subject: '', text: ' ' }
          return [
            caseView(
              { ...base, campaignId: 999_999, pairs, words },
              { house, kind: 'replies', language, said: MARKED },
            ),
            caseView(
              { ...base, campaignId: undefined, pairs: [], words: little },
              { house, kind: 'untrusted', language },
            ),
            caseView(
              { ...base, campaignId: undefined, pairs: [], words: undefined },
              { house, kind: 'replies', language },
            ),
          ]
        }),
      ),
  ],
  'replies/pile-card.ts#pileCard': [
    'message',
    ({ language }) => {
      const none = { stop: 0, answer: 0, reading: 0, trust: 0 }
      const big = { stop: 9_999_999, answer: 9_999_999, reading: 9_999_999, trust: 9_999_999 }
      const base = {
        pile: 999_999_999_999_999,
        byText: 9_999_999,
        settled: 9_999_999,
        oldestAt: NOW,
        last: { by: 'U0ALICE', at: NOW },
      }
      return (['replies', 'untrusted'] as const).flatMap((kind) => [
        pileCard({ ...base, waiting: big, cases: many(10).map((at) => 999_999_999_999_000 + at) }, kind, language),
        pileCard({ ...base, waiting: { ...none, stop: 1 }, cases: [1], settled: 0, last: undefined }, kind, language),
        pileCard({ ...base, waiting: none, cases: [], oldestAt: undefined, settled: 1 }, kind, language),
      ])
    },
  ],
  'replies/replies-listeners.ts#nextView': [
    'modal',
    async ({ surface, language }) => [
      await nextView(surface, person(language), { kind: 'replies', pile: 1, said: MARKED }),
      await nextView(surface, person(language), { kind: 'untrusted', pile: 1 }),
    ],
  ],
  'stop/stopped-message.ts#stoppedMessage': [
    'message',
    ({ memory: { house }, language }) =>
      [many(2000).join(', '), ''].map((campaigns) =>
        stoppedMessage(
          { ...house, organisation: { ...house.organisation, language } },
          { data: { by: 'U0ALICE', campaigns } },
        ),
      ),
  ],
  'tell/teller.ts#onlyText': ['message', () => [onlyText(MARKED)]],
}

/** What a builder is given as mrkdwn already. */
const MARKED = escapeMrkdwn(LONG)

let given: Omit<Given, 'language'>
let close = async () => {}
afterAll(() => close())

beforeAll(async () => {
  const { url, remove } = await createFreshDatabase('sqlite')
  const database = await openDatabase(url)
  close = async () => {
    await database.close()
    await remove()
  }
  const memory = await aMemory(database, aLongHouse())
  await memory.database.write((db) =>
    db.insertInto('sources').values({ name: LONG, basis: 'lawful', basis_reason: LONG, imported_at: 0 }).execute(),
  )
  await aContact(memory, NOW, { email: 'known@example.org', basis: 'unknown' })
  for (const _ of many(60)) await createDraft(memory, NOW, { by: 'U0ALICE', kind: 'topic', change: { name: LONG } })
  const change = aLongDraft('re-opt-in')
  const draft = await createDraft(memory, NOW, { by: 'U0ALICE', kind: 're-opt-in', change })
  const submitted = await createDraft(memory, NOW, { by: 'U0ALICE', kind: 're-opt-in', change })
  await memory.database.write((db) =>
    db
      .updateTable('campaigns')
      .set({
        state: 'submitted',
        submitted_at: NOW,
        submitted_by: 'U0ALICE',
        last_decision: JSON.stringify(theLongestCampaign('submitted').lastDecision),
      })
      .where('id', '=', submitted.campaignId)
      .execute(),
  )
  const surface = {
    ...aWorkshop,
    memory,
    now: () => NOW,
    publicOrigin: () => `https://${'x'.repeat(60)}.example.org`,
  } as unknown as Surface
  given = { memory, surface, draft, submitted }
})

test('every builder of a message, a modal or a Home tab has its row here', () => {
  expect(Object.keys(BUILDERS).toSorted()).toEqual(viewBuilders().toSorted())
})

test('no file writes a view without a builder in that list', () => {
  const listed = new Set(viewBuilders().map((name) => name.split('#')[0]))
  expect(filesWithViews().filter((path) => !listed.has(path))).toEqual([])
})

test.each([
  ['export function a(x: (y: string) => void): ModalView {\n', ['f.ts#a']],
  ['export async function b(\n  x: number,\n): Promise<CardMessage | undefined> {\n', ['f.ts#b']],
  ['export async function listMessage(x: number) {\n', ['f.ts#listMessage']],
  ['export function c(x: ModalView): string {\n', []],
  ['function d(): ModalView {\n', []],
])('the list sees a builder where one is: %j', (text, found) => {
  expect(viewBuilders([{ path: 'f.ts', text }])).toEqual(found)
})

describe.each(['fr', 'en'] as const)('with the longest texts, in %s, Slack takes', (language) => {
  test.each(Object.entries(BUILDERS))('%s', async (_, [kind, build]) => {
    const shown = (await build({ ...given, language })).filter((one) => one !== undefined)
    expect(shown).not.toEqual([])
    for (const one of shown) {
      expect(blockProblems(kind, { ...one })).toEqual([])
      expect(mrkdwn(one).filter((text) => LIVE.test(text))).toEqual([])
    }
  })
})

/** A mention of everybody, or a link somebody typed, that Slack would make live. */
const LIVE = /<!(?:here|channel|everyone)>|<https:\/\/evil/

/** Every text that Slack reads as mrkdwn: a message's own text, and what says so. */
function mrkdwn(value: unknown, top = true): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => mrkdwn(one, false))
  if (typeof value !== 'object' || value === null) return []
  const { type, text } = value as { type?: unknown; text?: unknown }
  const own = typeof text === 'string' && (type === 'mrkdwn' || (top && type === undefined)) ? [text] : []
  return [...own, ...Object.values(value).flatMap((one) => mrkdwn(one, false))]
}

function person(language: StaffLanguage) {
  return { id: 'U0ALICE', language, email: undefined }
}

function messageOf(message: string | object): object {
  return typeof message === 'string' ? { text: message } : message
}

function cleanUps(): CleanUpView[] {
  const reasons = REASONS.map((code) => ({ code, count: 9_999_999 }))
  const kept = KEPT_REASONS.map((reason) => ({ reason, count: 9_999_999 }))
  const base: CleanUpView = {
    id: 999_999,
    state: 'done',
    why: LONG,
    digest: 'f'.repeat(64),
    judged: 99_999_999,
    listed: 99_999_999,
    buckets: DELETION_BUCKETS.map((bucket) => ({ bucket, count: 9_999_999, reasons })),
    waiting: (['open-basis', 'open-change', 'open-campaign', 'open-message'] as const).map((reason) => ({
      reason,
      count: 9_999_999,
    })),
    proposed: { at: NOW, by: 'U0ALICE' },
    confirmed: { at: NOW, by: 'U0CHLOE' },
    startsAt: NOW,
    ended: { at: NOW, by: 'U0BRUNO', reason: 'list-changed' },
    outcome: { deleted: 9_999_999, left: 9_999_999, kept },
  }
  return (['freezing', 'proposed', 'confirmed', 'running', 'done', 'refused', 'cancelled'] as const).map((state) => ({
    ...base,
    state,
  }))
}
