import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openModal, publishHome } from '#bot/sandbox/slack/views.ts'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { wizardSteps } from '#bot/slack/campaigns/wizard-steps.ts'
import { wizardView } from '#bot/slack/campaigns/wizard-views.ts'
import { menuMessage } from '#bot/slack/commands/menu.ts'
import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import { emptySums } from '#core/campaigns/sums.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { REASONS } from '#core/decision/reasons.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { anAppOnSlack } from '#tests/bot/sandbox/slack/support.ts'
import { aCampaignView } from '#tests/bot/slack/a-campaign-view.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { useFonts } from './fonts.ts'
import { badlyDrawn } from './slack-pane-checks.ts'
import { servePane } from './slack-pane-host.ts'

useFonts()
const newPage = useBrowser()

type Json = Record<string, unknown>
const WIDTHS = [
  { width: 390, scheme: 'dark' },
  { width: 560, scheme: 'light' },
] as const
const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
/** Words of an ordinary length, and one that no line can hold. */
const LONG = `Une association d’habitants du quartier ${'x'.repeat(200)} `
const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (most: number) =>
  LONG.repeat(Math.ceil(most / LONG.length))
    .slice(0, most)
    .trim()

const options = Array.from({ length: 10 }, (_, at) => ({
  text: plain(`${at} ${long(70)}`),
  value: `v${at}`,
  description: plain(long(75)),
}))
const bare = options.map(({ text, value }) => ({ text, value }))
const ELEMENTS: readonly Json[] = [
  { type: 'button', text: plain(long(75)) },
  { type: 'button', text: plain('Approuver'), style: 'primary' },
  { type: 'button', text: plain('Tout arrêter'), style: 'danger', url: 'https://a.example' },
  { type: 'static_select', placeholder: plain(long(150)), options: bare },
  { type: 'multi_static_select', placeholder: plain('Plusieurs'), options: bare },
  { type: 'overflow', options: bare.slice(0, 5) },
  { type: 'checkboxes', options },
  { type: 'radio_buttons', options },
  { type: 'datepicker' },
  { type: 'timepicker' },
]
const named = (element: Json, at: number) => ({ ...element, action_id: `e${at}` })

/** Each kind of block with texts as long as Slack lets them be. */
const EVERYTHING: readonly Json[] = [
  { type: 'header', text: plain(long(150)) },
  { type: 'context', elements: [mrkdwn(long(600)), mrkdwn('*court*')] },
  { type: 'section', text: mrkdwn(`*${long(200)}*\n>${long(300)}\n• ${long(300)}\n• un\n\`\`\`${long(200)}\`\`\``) },
  { type: 'section', fields: [1, 2, 3].map(() => mrkdwn(long(200))) },
  { type: 'section', text: plain(long(300)), accessory: { type: 'static_select', action_id: 'a', options: bare } },
  { type: 'section', text: plain('Court'), accessory: { type: 'button', action_id: 'b', text: plain(long(75)) } },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'link', url: `https://a.example/${'y'.repeat(200)}` }] },
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 4,
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: long(200) }] }],
      },
    ],
  },
  { type: 'divider' },
  { type: 'image', image_url: 'https://a.example/x.png', alt_text: long(300), title: plain(long(200)) },
  { type: 'actions', elements: ELEMENTS.map(named) },
]
const INPUTS: readonly Json[] = [
  { type: 'plain_text_input', max_length: 3000, placeholder: plain(long(150)), initial_value: long(400) },
  { type: 'plain_text_input', multiline: true, initial_value: long(900) },
  { type: 'rich_text_input' },
  { type: 'number_input', is_decimal_allowed: true },
  { type: 'datetimepicker' },
  ...ELEMENTS.filter(({ type }) => type !== 'button' && type !== 'overflow'),
].map((element, at) => ({
  type: 'input',
  block_id: `input-${at}`,
  optional: at % 2 === 0,
  label: plain(at === 0 ? long(300) : `Question ${at}`),
  hint: plain(long(300)),
  element: named(element, at),
}))

/** A campaign with everything at once. */
function aFullCampaign(state: CampaignView['state']): CampaignView {
  const base = aCampaignView()
  const sums = { ...emptySums(), sent: 9_999_999, 'in-doubt': 12, refused: 99_999 }
  return aCampaignView({
    state,
    name: long(200),
    draft: {
      ...base.draft,
      name: long(200),
      need: long(700),
      topics: ['newsletter', 'offers'],
      reminders: 2,
      window: { from: NOW, until: NOW + 1e9 },
      ratePerMinute: 100_000,
    },
    gaps: ['name-missing', 'texts-missing'],
    languages: ['fr', 'en', 'nl'],
    people: [{ language: 'fr', count: 9_999_999 }],
    buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, 9_999_999])),
    audience: 9_999_999,
    startsAt: NOW,
    deliveries: sums,
    reminders: { 'reminder-1': sums, 'reminder-2': sums },
    answers: { yes: 9_999_999, no: 1, silent: 2, visited: 1, lapsed: 1 },
    visitorsWaiting: 3,
    nextPromiseAt: NOW,
    acts: Array.from({ length: 8 }, () => ({ at: NOW, actor: 'U0ALICE', act: 'refuse', reason: long(200) })),
    findings: Array.from({ length: 9 }, () => ({
      level: 'warn',
      code: 'fallback-reads-badly',
      where: { language: 'fr', step: 'ask', part: 'body' },
      data: { reads: long(100) },
    })),
    reasons: REASONS.map((code) => ({ code, count: 9_999_999 })),
    bases: [{ basis: 'lawful', attestedBy: 'U0CHLOE', count: 9_999_999 }],
  })
}

function aFullDraft(): CampaignDraft {
  const text = { subject: long(150), body: long(2000) }
  const steps = { ask: text, 'reminder-1': text, 'reminder-2': text }
  return {
    ...emptyDraft('re-opt-in', 'fr'),
    name: long(100),
    need: long(700),
    segment: 'everyone',
    topics: ['newsletter'],
    texts: { fr: steps, en: steps },
    reminders: 2,
    window: { from: NOW, until: NOW + 1e9 },
  }
}

function modals(language: 'fr' | 'en'): Json[] {
  const draft = aFullDraft()
  const given = {
    draft,
    house: aHouse(),
    segments: ['everyone', long(150)],
    earlier: [{ id: 1, name: long(300) }],
    languages: 'counting' as const,
    language,
    now: NOW,
  }
  const steps = wizardSteps('new', draft).map((step) =>
    wizardView({ ...given, step, flow: 'new', campaignId: undefined, version: 1 }),
  )
  const sink = {
    type: 'modal',
    title: plain('Tout à la fois'),
    submit: plain('Garder'),
    blocks: [...EVERYTHING, ...INPUTS],
  }
  return [sink, ...steps] as unknown as Json[]
}

test.for(['fr', 'en'] as const)(
  'in %s every card, window and Home fits its pane at every width, is readable, and every control has a name',
  async (language) => {
    const { app, slack } = await anAppOnSlack()
    const url = await servePane(slack)
    const channel = 'C0APPROVALS'
    const house = aHouse()
    const cards = (['draft', 'submitted', 'running', 'closed'] as const).map((state) =>
      campaignCard({
        view: aFullCampaign(state),
        house,
        language,
        kind: state === 'submitted' ? 'approval-card' : 'campaign-card',
      }),
    )
    const messages = [
      ...cards,
      menuMessage(language),
      ...EVERYTHING.map((block) => ({ text: 'Tout', blocks: [block] })),
      { text: long(3000) },
    ]
    for (const message of messages) await app.client.chat.postMessage({ channel, ...message } as never)
    await app.client.chat.postEphemeral({ channel, user: 'U0ALICE', text: long(500) })
    const home = publishHome(slack.workspace, 'U0ALICE', { type: 'home', blocks: EVERYTHING })
    if (!home.ok) throw new Error(JSON.stringify(home))

    for (const { width, scheme } of WIDTHS) {
      const page = await newPage({ viewport: { width, height: 800 }, colorScheme: scheme })
      await page.goto(`${url}?channel=${channel}&language=${language}`)
      await expectAllWell(page, messages.length + 1, `${width} messages`)
      for (const view of modals(language)) {
        const opened = openModal(slack.workspace, 'U0ALICE', view)
        if (!opened.ok) throw new Error(JSON.stringify(opened))
        await page.getByRole('dialog').waitFor()
        expect(await page.evaluate(badlyDrawn), `${width} ${JSON.stringify(view).slice(0, 300)}`).toEqual([])
        await slack.closeView({ user: 'U0ALICE', viewId: opened.view.id })
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.getByRole('button', { name: 'Égard', exact: true }).click()
      await page.getByRole('tab', { name: language === 'fr' ? 'Accueil' : 'Home' }).click()
      await page.getByRole('heading').first().waitFor()
      expect(await page.evaluate(badlyDrawn), `${width} home`).toEqual([])
      await page.close()
    }
  },
)

async function expectAllWell(page: Page, count: number, what: string): Promise<void> {
  await page
    .getByRole('article')
    .nth(count - 1)
    .waitFor()
  expect(await page.evaluate(badlyDrawn), what).toEqual([])
}
