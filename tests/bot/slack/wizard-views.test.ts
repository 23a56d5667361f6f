import { describe, expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { attestView } from '#bot/slack/attest/attest-listeners.ts'
import { refuseView } from '#bot/slack/campaigns/refuse.ts'
import { textsView } from '#bot/slack/campaigns/texts-view.ts'
import { wizardSteps } from '#bot/slack/campaigns/wizard-steps.ts'
import { wizardView } from '#bot/slack/campaigns/wizard-views.ts'
import { menuMessage } from '#bot/slack/commands/menu.ts'
import { stopView } from '#bot/slack/stop/stop.ts'
import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'

const LONG = 'é&<x '.repeat(2000)

function aLongHouse(topics: number) {
  const name = { fr: LONG.slice(0, 60), en: LONG.slice(0, 60), nl: LONG.slice(0, 60) }
  return aHouse({ topics: Array.from({ length: topics }, (_, at) => ({ id: `t${at}`, name, describe: name })) })
}

function aLongDraft(kind: CampaignDraft['kind']): CampaignDraft {
  const text = { subject: LONG, body: LONG, sms: LONG }
  const steps = { ask: text, 'reminder-1': text, 'reminder-2': text, message: text }
  return {
    ...emptyDraft(kind, 'fr'),
    name: LONG,
    need: LONG,
    segment: 'everyone',
    topics: ['t0', 't1'],
    texts: { fr: steps, en: steps, nl: steps },
    reminders: kind === 're-opt-in' ? 2 : 0,
    ticks: ['documented'],
    window: { from: 1_800_000_000_000, until: 1_800_100_000_000 },
    ratePerMinute: 100,
  }
}

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test.each(['re-opt-in', 'topic', 'information'] as const)(
    'every step of a %s campaign is a modal Slack takes',
    (kind) => {
      const earlier = Array.from({ length: 60 }, (_, id) => ({ id, name: id === 3 ? '' : `${LONG} ${id}` }))
      const counts = Array.from({ length: 12 }, (_, at) => ({
        language: at === 0 ? undefined : `q${'abcdefghijkl'[at]}`,
        count: 1_000_000 - at,
      }))
      const segments = ['everyone', ...Array.from({ length: 150 }, (_, at) => `${at} ${LONG.slice(0, at * 2)}`)]
      const drafts = (['email', 'sms', 'preferred'] as const).map((carrier) => ({ ...aLongDraft(kind), carrier }))
      for (const draft of [...drafts, emptyDraft(kind, 'nl')]) {
        for (const topics of [1, 10, 50]) {
          const house = aLongHouse(topics)
          for (const flow of ['new', 'texts', 'settings'] as const) {
            for (const step of wizardSteps(flow, draft)) {
              for (const campaignId of [undefined, 7]) {
                const languages = campaignId === 7 ? ('counting' as const) : { total: 12_000_000, languages: counts }
                const base = {
                  house,
                  segments,
                  earlier,
                  languages,
                  means: { from: campaignId === 7 ? 'MAISON' : undefined, origin: 'https://a.example' },
                  now: 0,
                }
                const view = wizardView({ step, flow, campaignId, version: 3, draft, language, ...base })
                expect(blockProblems('modal', { ...view }), JSON.stringify(step)).toEqual([])
              }
            }
          }
        }
      }
    },
  )

  test('the refusal, the stop and the menu are taken by Slack', async () => {
    const value = { campaignId: 1, version: 1, seal: 'a'.repeat(64) }
    expect(blockProblems('modal', { ...refuseView(value, language) })).toEqual([])
    expect(blockProblems('modal', { ...stopView(language) })).toEqual([])
    expect(blockProblems('message', menuMessage(language))).toEqual([])
  })

  test('the messages to read are taken by Slack, however many and long', async () => {
    const memory = await aMemory(await freshDatabase('sqlite'))
    for (const kind of ['re-opt-in', 'topic'] as const) {
      const { campaignId, version } = await createDraft(memory, 0, { by: 'U0ALICE', kind, change: aLongDraft(kind) })
      const view = await textsView(
        { memory, now: () => 0, smsFrom: undefined, publicOrigin: () => 'https://a.example' },
        { campaignId, version },
        language,
      )
      expect(view.blocks.length).toBeGreaterThan(kind === 'topic' ? 10 : 40)
      expect(JSON.stringify(view)).toContain(slackTexts(language).languages.nl)
      expect(blockProblems('modal', { ...view })).toEqual([])
    }
  })

  test('a basis to confirm is taken by Slack, however long its name and reason', async () => {
    const memory = await aMemory(await freshDatabase('sqlite'))
    await memory.database.write((db) =>
      db.insertInto('sources').values({ name: LONG, basis: 'lawful', basis_reason: LONG, imported_at: 0 }).execute(),
    )
    for (const as of ['confirm', 'refuse'] as const) {
      const view = await attestView(memory, { sourceId: 1, as, channel: 'C0', ts: '1.1' }, language)
      expect(view.callback_id).toBe('attest-basis')
      expect(blockProblems('modal', { ...view })).toEqual([])
    }
  })
})
