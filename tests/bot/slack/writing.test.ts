import { expect, test } from 'vitest'
import { resumeView } from '#bot/slack/campaigns/wizard.ts'
import { languagesOf } from '#bot/slack/campaigns/wizard-languages.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { startText } from '#core/campaigns/start-texts/start-texts.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { allText, modalOf, NOW, press, type Staged, staged } from './support.ts'

const ALICE = 'U0ALICE'
const CAMPAIGNS = 'C0CAMPAIGNS'
const BODY = '{{greeting}}\n\nVoici **trois** _raisons_ :\n\n- une\n- deux\n\n[Nos ateliers](https://example.org/a_b)'

const draftOf = async ({ memory }: Staged, id = 1) => (await readCampaign(memory, NOW, id))?.draft

async function begun(stage: Staged, values: Record<string, unknown> = {}) {
  await stage.slack.command({ user: ALICE, channel: CAMPAIGNS, text: 'reoptin' })
  const basics = await modalOf(stage, ALICE, 'Étape 1')
  await stage.slack.submit({ user: ALICE, viewId: basics.id, values: { name: 'Un', need: 'Oui', ...values } })
  return modalOf(stage, ALICE, 'Étape 2')
}

async function send(stage: Staged, viewId: string, values: Record<string, unknown>) {
  return stage.slack.submit({ user: ALICE, viewId, values })
}

test('a text begins as one of ours, is saved only when it is sent, and as it was written', async () => {
  const stage = await staged()
  const audience = await begun(stage)
  await send(stage, audience.id, { topics: ['newsletter'], languages: ['fr'], reminders: '0' })
  const offered = await modalOf(stage, ALICE, 'un de nos textes de départ')
  expect(offered.text).toContain(startText({ kind: 're-opt-in', reminders: 0 }, 'ask', 'fr').subject)
  expect((await draftOf(stage))?.texts).toEqual({ fr: {} })
  expect(offered.text).toContain('`{{greeting}}` la salutation\u00A0: Bonjour Madame Durand,')
  expect(offered.text).toMatch(/`{{first_name\|à vous}}` le prénom.: Marie, sinon «.à vous.»/)

  await send(stage, offered.id, { 'subject:fr:ask': 'Et\u00A0vous\u00A0?', 'body:fr:ask': BODY })
  await modalOf(stage, ALICE, 'Étape 4')
  expect((await draftOf(stage))?.texts.fr?.ask).toEqual({ subject: 'Et\u00A0vous\u00A0?', body: BODY })
  await stage.app.sendNotices(NOW)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
  const again = await modalOf(stage, ALICE, 'Nos ateliers')
  expect(again.text).not.toContain('textes de départ')
  await send(stage, again.id, {})
  await modalOf(stage, ALICE, 'est enregistrée')
  expect((await draftOf(stage))?.texts.fr?.ask).toEqual({ subject: 'Et\u00A0vous\u00A0?', body: BODY })
})

test('an untouched start text is sent as it is', async () => {
  const stage = await staged()
  const audience = await begun(stage)
  await send(stage, audience.id, { topics: ['newsletter'], languages: ['nl'], reminders: '1' })
  const ask = await modalOf(stage, ALICE, 'demande')
  await send(stage, ask.id, {})
  const reminder = await modalOf(stage, ALICE, '1re relance')
  await send(stage, reminder.id, {})
  await modalOf(stage, ALICE, 'Étape 5')
  const given = { kind: 're-opt-in', reminders: 1 } as const
  expect((await draftOf(stage))?.texts.nl).toEqual({
    ask: startText(given, 'ask', 'nl'),
    'reminder-1': startText(given, 'reminder-1', 'nl'),
  })
})

test('empty pages stay empty', async () => {
  const stage = await staged()
  const audience = await begun(stage, { start: 'empty' })
  await send(stage, audience.id, { topics: ['newsletter'], languages: ['fr'], reminders: '0' })
  const page = await modalOf(stage, ALICE, 'demande')
  expect(page.text).not.toContain('textes de départ')
  expect((await send(stage, page.id, {})).errors).toEqual({
    'subject:fr:ask': expect.anything(),
    'body:fr:ask': expect.anything(),
  })
})

test('a copy begins with what the other campaign says', async () => {
  const stage = await staged()
  const text = { subject: 'Objet copié', body: 'Corps **copié**' }
  const change = {
    name: 'Ancienne',
    need: 'Avant',
    topics: ['offers'],
    reminders: 0 as const,
    texts: { en: { message: text } },
  }
  await createDraft(stage.memory, NOW, { by: 'U0BRUNO', kind: 'topic', change })
  const audience = await begun(stage, { start: 'copy:1' })
  await send(stage, audience.id, {})
  const copied = await modalOf(stage, ALICE, 'Objet copié')
  expect(copied.text).toContain('copié')
  expect(await draftOf(stage, 2)).toMatchObject({
    name: 'Un',
    need: 'Oui',
    kind: 'topic',
    texts: { en: { message: text } },
  })
})

test('texts of a draft without languages are edited once the languages are chosen', async () => {
  const stage = await staged()
  await createDraft(stage.memory, NOW, { by: ALICE, kind: 're-opt-in', change: { name: 'Un', need: 'Oui' } })
  await stage.app.sendNotices(NOW)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
  const audience = await modalOf(stage, ALICE, 'Étape 2')
  await send(stage, audience.id, { topics: ['newsletter'], languages: ['en'] })
  await modalOf(stage, ALICE, '*demande*, en *anglais*')
})

test('what no message can hold is named under the text, and nothing of it is saved', async () => {
  const stage = await staged()
  const audience = await begun(stage)
  await send(stage, audience.id, { topics: ['newsletter'], languages: ['fr'], reminders: '0' })
  const page = await modalOf(stage, ALICE, 'demande')
  const emoji = { type: 'rich_text_section', elements: [{ type: 'emoji', name: 'tada' }] }
  const body = { type: 'rich_text', elements: [emoji] }
  expect((await send(stage, page.id, { 'body:fr:ask': body })).errors).toEqual({
    'body:fr:ask': expect.stringContaining('l’emoji «\u00A0:tada:\u00A0»'),
  })
  expect((await send(stage, page.id, { 'body:fr:ask': 'Long '.repeat(1100) })).errors).toEqual({
    'body:fr:ask': expect.stringContaining('5000 au plus'),
  })
  expect((await draftOf(stage))?.texts).toEqual({ fr: {} })
})

test('the audience says who would get another language than theirs, and follows what is chosen', async () => {
  const stage = await staged()
  for (const [at, language] of ['nl', 'nl', 'fr', 'en', 'de'].entries())
    await aContact(stage.memory, NOW, { email: `p${at}@example.org`, language })
  const audience = await begun(stage)
  expect(audience.text).toContain('néerlandais 2 · allemand 1 · anglais 1 · français 1')
  expect(audience.text).toContain('2 personnes lisent le néerlandais\u00A0: elles recevront le français.')
  expect(audience.text).toContain('1 personne lit l’anglais\u00A0: elle recevra le français.')
  const choose = (value: unknown) =>
    stage.slack.action({ user: ALICE, viewId: audience.id, actionId: 'languages', value })
  await choose(['fr', 'nl', 'en'])
  const followed = await modalOf(stage, ALICE, /• 1 personne lit l’allemand.: elle recevra le français\.\n(?!•)/)
  expect(followed.text).not.toContain('lisent le néerlandais')
  await send(stage, audience.id, { topics: ['newsletter'], reminders: '0' })
  await modalOf(stage, ALICE, 'demande')
  expect(Object.keys((await draftOf(stage))?.texts ?? {})).toEqual(['fr', 'en', 'nl'])
})

test('a count that takes long is not waited for, and a segment that is gone has none', async () => {
  const { memory } = await staged()
  expect(await languagesOf(memory, 'gone', 10_000)).toBeUndefined()
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const database = { ...memory.database, snapshot: () => held } as never
  expect(await languagesOf({ database }, 'everyone', 1)).toBe('counting')
  answer()
})

test('a draft is taken up where something is missing', async () => {
  const stage = await staged()
  const text = { subject: 'Objet', body: 'Corps' }
  const complete = { name: 'Un', need: 'Oui', topics: ['newsletter'], reminders: 1 as const }
  const house = { channels: { campaigns: CAMPAIGNS } }
  const surface = { memory: stage.memory, now: () => NOW, publicOrigin: () => 'https://a.example', house } as Surface
  const person = { id: ALICE, language: 'fr' } as Parameters<typeof resumeView>[1]
  const at = async (change: object) => {
    const made = await createDraft(stage.memory, NOW, { by: ALICE, kind: 're-opt-in', change })
    return allText(await resumeView(surface, person, made))
  }
  expect(await at({})).toContain('Étape 1')
  expect(await at({ name: 'Un', need: 'Oui' })).toContain('Étape 2')
  expect(await at({ ...complete, texts: { fr: { ask: text } } })).toContain('*1re relance*, en *français*')
  expect(await at({ ...complete, texts: { fr: { ask: text, 'reminder-1': text } } })).toContain('Étape 5 sur 5')
  expect(allText(await resumeView(surface, person, { campaignId: 1, version: 7 }))).toContain('a changé')
})
