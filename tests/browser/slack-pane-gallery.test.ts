import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openModal, publishHome } from '#bot/sandbox/slack/views.ts'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { reviewView } from '#bot/slack/campaigns/review-view.ts'
import { wizardSteps } from '#bot/slack/campaigns/wizard-steps.ts'
import { wizardView } from '#bot/slack/campaigns/wizard-views.ts'
import { menuMessage } from '#bot/slack/commands/menu.ts'
import { homeView } from '#bot/slack/home/home-view.ts'
import { importCard } from '#bot/slack/imports/import-card.ts'
import { anAppOnSlack } from '#tests/bot/sandbox/slack/support.ts'
import { BESIDES } from '#tests/bot/slack/a-campaign-view.ts'
import {
  aLongDraft,
  aLongHouse,
  findingsOfEveryKind,
  LONG,
  NOW,
  theLongestCampaign,
  theLongestForecast,
  theLongestHome,
  theLongestSms,
  theLongestUpload,
} from '#tests/bot/slack/the-longest.ts'
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
/** Words of an ordinary length, and one that no line can hold. */
const WORDS = `Une association d’habitants du quartier ${'x'.repeat(200)} `
const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (most: number) =>
  WORDS.repeat(Math.ceil(most / WORDS.length))
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

function modals(language: 'fr' | 'en'): Json[] {
  const draft = aLongDraft('re-opt-in')
  const given = {
    draft,
    house: aLongHouse(),
    segments: ['everyone', long(150)],
    earlier: [{ id: 1, name: LONG }],
    languages: { total: 99_999_999, languages: [{ language: 'fr' as const, count: 9_999_999 }] },
    means: { from: '+33639980100', origin: 'https://a.example' },
    language,
    now: NOW,
  }
  const steps = wizardSteps('new', draft).slice(0, 4)
  const sink = { title: plain('Tout à la fois'), submit: plain('Garder'), blocks: [...EVERYTHING, ...INPUTS] }
  const review = reviewView({
    value: { campaignId: 999_999, version: 99, seal: '' },
    language,
    previewUrl: 'https://a.example',
    reasons: {},
    people: { asked: 99_999_999, total: 99_999_999, buckets: [], forecast: theLongestForecast() },
    sms: [{ written: 'fr', step: 'ask', example: theLongestSms() }],
    date: () => '24/12/2026',
    notice: long(200),
    findings: findingsOfEveryKind(),
  })
  return [
    { type: 'modal', ...sink },
    ...steps.map((step) => wizardView({ ...given, step, flow: 'new', campaignId: 999_999, version: 1 })),
    review,
  ] as unknown as Json[]
}

test.for(['fr', 'en'] as const)(
  'in %s every card, window and Home fits its pane at every width, is readable, and every control has a name',
  async (language) => {
    const { app, slack } = await anAppOnSlack()
    const url = await servePane(slack)
    const channel = 'C0APPROVALS'
    const house = aLongHouse()
    const cards = (['draft', 'submitted', 'running', 'closed'] as const).map((state) =>
      campaignCard({
        ...BESIDES,
        view: theLongestCampaign(state),
        house,
        language,
        kind: state === 'submitted' ? 'approval-card' : 'campaign-card',
      }),
    )
    const imports = theLongestUpload().map((upload) => importCard(upload, language))
    const messages = [
      ...cards,
      ...imports,
      menuMessage(language),
      ...EVERYTHING.map((block) => ({ text: 'Tout', blocks: [block] })),
      { text: long(3000) },
    ]
    for (const message of messages) await app.client.chat.postMessage({ channel, ...message } as never)
    await app.client.chat.postEphemeral({ channel, user: 'U0ALICE', text: long(500) })
    const view = homeView({
      home: theLongestHome(5),
      numbers: undefined,
      roles: ['staff', 'approver', 'privacy', 'dpo', 'oncall'],
      house,
      approvals: channel,
      language,
    })
    const home = publishHome(slack.workspace, 'U0ALICE', view as unknown as Json)
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
