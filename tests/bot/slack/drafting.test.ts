import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { aSubmittedCampaign, modalOf, NOW, post, press, type Staged, staged, whisper } from './support.ts'

const ALICE = 'U0ALICE'
const CAMPAIGNS = 'C0CAMPAIGNS'

const draftOf = async ({ memory }: Staged) => (await readCampaign(memory, NOW, 1))?.draft

async function aDraft(stage: Staged, by = ALICE): Promise<void> {
  const text = { subject: 'Objet', body: 'Corps' }
  await createDraft(stage.memory, NOW, {
    by,
    kind: 're-opt-in',
    change: { name: 'Un', need: 'Oui', topics: ['newsletter'], reminders: 0, texts: { fr: { ask: text } } },
  })
  await stage.app.sendNotices(NOW)
}

test('closing the modal loses nothing: each step was saved, and the card takes up where it was left', async () => {
  const stage = await staged()
  await stage.slack.command({ user: ALICE, channel: CAMPAIGNS, text: 'reoptin' })
  const basics = await modalOf(stage, ALICE, 'Étape 1')
  await stage.slack.submit({ user: ALICE, viewId: basics.id, values: { name: 'Un', need: 'Parce que' } })
  const audience = await modalOf(stage, ALICE, 'Étape 2')
  await stage.slack.closeView({ user: ALICE, viewId: audience.id })
  await post(stage, CAMPAIGNS, 'Parce que')
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-settings')
  const again = await modalOf(stage, ALICE, 'Parce que')
  await stage.slack.submit({ user: ALICE, viewId: again.id, values: { name: 'Deux' } })
  await modalOf(stage, ALICE, 'Étape 2')
  expect(await draftOf(stage)).toMatchObject({ name: 'Deux', need: 'Parce que' })
})

test('a text with a field that does not exist is sent back at once, and nothing of it is saved', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
  const modal = await modalOf(stage, ALICE, '*demande*, en *français*')
  const seen = await stage.slack.submit({
    user: ALICE,
    viewId: modal.id,
    values: { 'subject:fr:ask': 'Bonjour {{prenom}}', 'body:fr:ask': 'Corps {{greeting}' },
  })
  expect(seen.errors).toEqual({
    'subject:fr:ask': expect.stringContaining('{{prenom}} n’existe pas'),
    'body:fr:ask': expect.stringContaining('accolade double'),
  })
  expect((await draftOf(stage))?.texts.fr?.ask).toEqual({ subject: 'Objet', body: 'Corps' })
})

test('a modal sent after somebody else changed the draft changes nothing and says so', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
  const modal = await modalOf(stage, ALICE, 'français')
  await saveDraft(stage.memory, NOW, { campaignId: 1, version: 1, by: 'U0BRUNO', change: { need: 'Bruno.' } })
  await stage.slack.submit({
    user: ALICE,
    viewId: modal.id,
    values: { 'subject:fr:ask': 'Le mien', 'body:fr:ask': 'Le mien' },
  })
  await modalOf(stage, ALICE, 'a changé depuis que vous l’avez vue')
  expect(await draftOf(stage)).toMatchObject({ need: 'Bruno.', texts: { fr: { ask: { subject: 'Objet' } } } })
})

test('a card that shows an older version opens no edit', async () => {
  const stage = await staged()
  await aDraft(stage)
  await saveDraft(stage.memory, NOW, { campaignId: 1, version: 1, by: 'U0BRUNO', change: { need: 'Bruno.' } })
  const { ts } = await post(stage, CAMPAIGNS, 'Oui')
  await stage.slack.action({ user: ALICE, ts, channel: CAMPAIGNS, actionId: 'campaign:edit-settings' })
  await modalOf(stage, ALICE, 'a changé depuis que vous l’avez vue')
})

test('taking a language away removes its texts, and the language of the rest is one that is written', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-settings')
  const basics = await modalOf(stage, ALICE, 'Étape 1')
  await stage.slack.submit({ user: ALICE, viewId: basics.id, values: {} })
  const audience = await modalOf(stage, ALICE, 'Étape 2')
  await stage.slack.submit({
    user: ALICE,
    viewId: audience.id,
    values: { languages: ['en'], reminders: '2', ticks: ['documented'] },
  })
  await modalOf(stage, ALICE, 'Étape 3')
  expect(await draftOf(stage)).toMatchObject({
    texts: { en: {} },
    languageOfRest: 'en',
    reminders: 2,
    ticks: ['documented'],
  })
  expect((await draftOf(stage))?.texts.fr).toBeUndefined()
})

test('the window is read in the house’s zone, and one that ends before it begins is sent back', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-settings')
  for (const at of [1, 2]) {
    const view = await modalOf(stage, ALICE, `Étape ${at}`)
    await stage.slack.submit({ user: ALICE, viewId: view.id, values: {} })
  }
  const { id } = await modalOf(stage, ALICE, 'Europe/Paris')
  const values = {
    'from-date': '2026-12-01',
    'from-time': '09:30',
    'until-date': '2026-11-30',
    grace: '60',
    rate: '100',
  }
  const wrong = await stage.slack.submit({ user: ALICE, viewId: id, values })
  expect(wrong.errors).toEqual({ 'until-date': expect.stringContaining('après le début') })
  const late = await stage.slack.submit({ user: ALICE, viewId: id, values: { ...values, 'from-date': null } })
  expect(late.errors).toEqual({ 'from-date': 'Choisissez aussi le jour.' })
  const few = await stage.slack.submit({ user: ALICE, viewId: id, values: { ...values, grace: '47' } })
  expect(few.errors).toHaveProperty('grace')
  await stage.slack.submit({
    user: ALICE,
    viewId: id,
    values: { ...values, 'from-date': '2026-12-01', 'until-date': '2026-12-02' },
  })
  await modalOf(stage, ALICE, 'est enregistrée')
  expect(await draftOf(stage)).toMatchObject({
    window: {
      from: Temporal.Instant.from('2026-12-01T08:30:00Z').epochMilliseconds,
      until: Temporal.Instant.from('2026-12-02T22:59:00Z').epochMilliseconds,
    },
    graceHours: 60,
    ratePerMinute: 100,
  })
})

test('a draft with gaps is not submitted, and the sentence says what is missing', async () => {
  const stage = await staged()
  await createDraft(stage.memory, NOW, { by: ALICE, kind: 're-opt-in', change: { name: 'Un' } })
  await stage.app.sendNotices(NOW)
  await post(stage, CAMPAIGNS, 'la raison de l’envoi')
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  await modalOf(stage, ALICE, 'Pas encore')
  expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('draft')
})

test('a test goes to the person’s own address only', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:test')
  await whisper(stage, ALICE, '1 message d’essai')
  const rows = await stage.memory.database.read.selectFrom('service_messages').select(['kind', 'address']).execute()
  expect(rows).toEqual([{ kind: 'test-send', address: 'u0alice@slack.example' }])
})

test('a copy is a new draft with its own card; a draft that was never submitted can be deleted', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:copy')
  await whisper(stage, ALICE, 'campagne 2')
  stage.clock.now += 2000
  await stage.app.sendNotices(stage.clock.now)
  const card = await post(stage, CAMPAIGNS, 'Campagne 2 ·')
  await stage.slack.action({ user: ALICE, ts: card.ts, channel: CAMPAIGNS, actionId: 'campaign:delete' })
  await whisper(stage, ALICE, 'Le brouillon est supprimé')
  expect(await readCampaign(stage.memory, NOW, 2)).toBeUndefined()
  await post(stage, CAMPAIGNS, 'supprimé par <@U0ALICE>')
})

test('a Slack that never answers makes nobody wait long, and the answer is no', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    silent.closeAllConnections()
    silent.close()
  })
  const stage = await staged({ apiUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/` })
  const startedAt = performance.now()
  expect(await stage.slack.command({ user: ALICE, channel: CAMPAIGNS, text: 'resume 1' })).toMatchObject({ ok: true })
  await whisper(stage, ALICE, 'la réponse est donc non')
  expect(performance.now() - startedAt).toBeLessThan(3000)
})
