import { describe, expect, test } from 'vitest'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { reviewView } from '#bot/slack/campaigns/review-view.ts'
import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import type { Forecast } from '#core/campaigns/forecast.ts'
import type { WeekWindow } from '#core/house.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { writeSettings } from '#db/tables/preferences.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aCampaignView, BESIDES } from './a-campaign-view.ts'
import { allText, modalOf, NOW, post, press, type Staged, staged } from './support.ts'

const ALICE = 'U0ALICE'
const CAMPAIGNS = 'C0CAMPAIGNS'

const draftOf = async ({ memory }: Staged) => (await readCampaign(memory, NOW, 1))?.draft

async function aDraft(stage: Staged, change: Partial<CampaignDraft> = {}): Promise<void> {
  await createDraft(stage.memory, NOW, {
    by: ALICE,
    kind: 're-opt-in',
    change: { name: 'Un', need: 'Oui', topics: ['newsletter'], reminders: 0, texts: { fr: {} }, ...change },
  })
  await stage.app.sendNotices(NOW)
}

/** Step by step from the card's edit of settings to the window of this name. */
async function audienceWindow(stage: Staged): Promise<string> {
  await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-settings')
  const basics = await modalOf(stage, ALICE, 'Étape 1')
  await stage.slack.submit({ user: ALICE, viewId: basics.id, values: {} })
  return (await modalOf(stage, ALICE, 'Étape 2')).id
}

describe('the channel of a campaign', () => {
  test('by SMS there is no e-mail to write, and what was written of it comes back with the e-mail', async () => {
    const stage = await staged()
    const mail = { subject: 'Objet', body: 'Corps' }
    await aDraft(stage, { texts: { fr: { ask: mail } } })
    await stage.slack.submit({ user: ALICE, viewId: await audienceWindow(stage), values: { carrier: 'sms' } })
    const settings = await modalOf(stage, ALICE, 'Étape 3')
    await stage.slack.submit({ user: ALICE, viewId: settings.id, values: { 'over-budget': 'skip' } })
    await modalOf(stage, ALICE, 'est enregistrée')
    expect(await draftOf(stage)).toMatchObject({ carrier: 'sms', overBudget: 'skip' })

    await stage.app.sendNotices(NOW)
    await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
    const text = await modalOf(stage, ALICE, 'Étape 1')
    expect(text.text).toContain('nous aimerions garder le lien')
    expect(text.text).not.toContain('Objet')
    const words = 'Bonjour, on continue ?\r\nRépondez quand vous voulez.'
    await stage.slack.submit({ user: ALICE, viewId: text.id, values: { 'sms:fr:ask': words } })
    await modalOf(stage, ALICE, 'est enregistrée')
    expect((await draftOf(stage))?.texts.fr?.ask).toEqual({ ...mail, sms: words.replace('\r\n', '\n') })

    await stage.app.sendNotices(NOW)
    await stage.slack.submit({ user: ALICE, viewId: await audienceWindow(stage), values: { carrier: 'preferred' } })
    await modalOf(stage, ALICE, 'Étape 3')
    await stage.app.sendNotices(NOW)
    await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
    const both = await modalOf(stage, ALICE, 'Par e-mail')
    expect(both.text).toContain('Corps')
    expect(both.text).toContain('on continue')
  })

  test('how long reminders wait follows the channel as it is chosen', async () => {
    const stage = await staged()
    await aDraft(stage)
    const viewId = await audienceWindow(stage)
    await modalOf(stage, ALICE, 'Une, après 3 jours')
    await stage.slack.action({ user: ALICE, viewId, actionId: 'carrier', value: 'sms' })
    await modalOf(stage, ALICE, 'Une, après 7 jours')
  })

  test('an SMS is counted as a person gets it, while it is written and when it is saved', async () => {
    const stage = await staged()
    await aDraft(stage, { carrier: 'sms' })
    await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
    const window = await modalOf(
      stage,
      ALICE,
      /Maison Exemple: Bonjour Marie.*\n.*newsletter \(fr\) par SMS, oui ou non/,
    )
    expect(window.text).toMatch(/http:\/\/localhost:4321\/s\/\w{12}/)
    expect(window.text).toMatch(/\d+ caractères, 2 parties/)
    const viewId = window.id
    const values = { 'sms:fr:ask': 'Ça vous dirait d’être des nôtres ?' }
    await stage.slack.action({ user: ALICE, viewId, actionId: 'wizard:count-sms', values })
    const counted = await modalOf(stage, ALICE, /d’être des nôtres/)
    expect(counted.text).toMatch(
      /\d+ caractères, [34] parties\. Ces caractères ne tiennent pas.*`’` `ê`.*sans eux\s: 2 parties/,
    )
    await stage.slack.submit({ user: ALICE, viewId, values: { 'sms:fr:ask': 'On garde le lien ?' } })
    await modalOf(stage, ALICE, /SMS enregistré\s: \d+ caractères, 2 parties/)
  })

  test('an SMS with a field that does not exist is sent back at once', async () => {
    const stage = await staged()
    await aDraft(stage, { carrier: 'sms' })
    await press(stage, ALICE, CAMPAIGNS, 'campaign:edit-texts')
    const { id } = await modalOf(stage, ALICE, 'Étape 1')
    const seen = await stage.slack.submit({ user: ALICE, viewId: id, values: { 'sms:fr:ask': 'Bonjour {{prenom}}' } })
    expect(seen.errors).toEqual({ 'sms:fr:ask': expect.stringContaining('{{prenom}} n’existe pas') })
    expect((await draftOf(stage))?.texts.fr?.ask).toBeUndefined()
  })
})

test('a test by SMS asks for a number, says what is wrong with one, and sends every text there', async () => {
  const stage = await staged()
  await aDraft(stage, { carrier: 'sms', texts: { fr: { ask: { subject: '', body: '', sms: 'Bonjour' } } } })
  await press(stage, ALICE, CAMPAIGNS, 'campaign:test-sms')
  const { id: viewId } = await modalOf(stage, ALICE, 'Votre numéro')
  const wrong = await stage.slack.submit({ user: ALICE, viewId, values: { number: '06 39 98' } })
  expect(wrong.errors).toEqual({ number: expect.stringContaining('Ce n’est pas un numéro') })
  const several = await stage.slack.submit({
    user: ALICE,
    viewId,
    values: { number: '06 39 98 00 42 / 06 39 98 00 43' },
  })
  expect(several.errors).toHaveProperty('number')
  await stage.slack.submit({ user: ALICE, viewId, values: { number: '06 39 98 00 42' } })
  await modalOf(stage, ALICE, '+33639980042')
  const rows = await stage.memory.database.read
    .selectFrom('service_messages')
    .select(['kind', 'channel', 'address'])
    .execute()
  expect(rows).toEqual([{ kind: 'test-send', channel: 'sms', address: '+33639980042' }])
})

describe('where no SMS leaves from', () => {
  test('the wizard says so, offers e-mail only and keeps what was written for SMS', async () => {
    const stage = await staged({ workshop: () => ({ smsFrom: undefined }) })
    const ask = { subject: 'Objet', body: 'Corps', sms: 'Bonjour' }
    await aDraft(stage, { carrier: 'sms', texts: { fr: { ask } } })
    const viewId = await audienceWindow(stage)
    const { text } = await modalOf(stage, ALICE, 'aucun SMS ne part d’ici')
    expect(text).not.toContain('Par quel canal')
    await stage.slack.submit({ user: ALICE, viewId, values: {} })
    await modalOf(stage, ALICE, 'Étape 3')
    expect(await draftOf(stage)).toMatchObject({ carrier: 'email', texts: { fr: { ask } } })
  })

  test('a submission by SMS is refused in a sentence, and the draft stays one', async () => {
    const stage = await staged({ workshop: () => ({ smsFrom: undefined }) })
    await aDraft(stage, {
      carrier: 'preferred',
      texts: { fr: { ask: { subject: 'Objet', body: 'Corps', sms: 'Bonjour' } } },
    })
    await post(stage, CAMPAIGNS, 'Un')
    await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
    await modalOf(stage, ALICE, 'Aucun SMS ne part d’ici')
    expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('draft')
  })
})

test('what a person chose, each channel and the next moment stand in the window of a contact', async () => {
  const stage = await staged()
  const contactId = await aContact(stage.memory, NOW, { email: 'lou@example.org', phone: '+33639980042' })
  const pausedUntil = NOW + 20 * 86_400_000
  const settings = {
    preferredChannel: 'sms' as const,
    hours: [[[540, 1080]], [], [], [], [], [], []] as WeekWindow,
    quiet: { from: 1260, to: 480 },
    pausedUntil,
    budget: { per7Days: 1 },
  }
  await stage.memory.database.write(async (db) => {
    await writeSettings(db, contactId, settings, NOW)
    await appendEvents(db, stage.memory, NOW, [
      { contactId, type: 'granted', topic: 'newsletter', channel: 'sms', via: 'preference-page' },
    ])
  })
  await stage.slack.command({ user: 'U0CHLOE', channel: CAMPAIGNS, text: 'contact +33639980042' })
  const { text } = await modalOf(stage, 'U0CHLOE', 'Ce que la personne a choisi')
  expect(text).toMatch(/canal préféré\s: SMS/)
  expect(text).toMatch(/lundi 09:00–18:00\n/)
  expect(text).toContain('jamais entre 21:00 et 08:00')
  expect(text).toContain(`pause jusqu’au <!date^${pausedUntil / 1000}^`)
  expect(text).toContain('1 message au plus en 7 jours')
  expect(text).toMatch(/\*SMS\*\s: pas avant <!date\^/)
  expect(text).toMatch(/\*e-mail\*\s: non/)
})

test('an approver reads what changed of the channel in words, and the same of a draft that never named one', () => {
  const before = emptyDraft('re-opt-in', 'fr')
  const text = { subject: 'Objet', body: 'Corps', sms: 'Bonjour. On garde le lien ?' }
  const after = { ...before, carrier: 'sms' as const, overBudget: 'skip' as const, texts: { fr: { ask: text } } }
  const view = aCampaignView({
    state: 'submitted',
    draft: after,
    lastDecision: { act: 'refuse', at: NOW, by: 'U0BRUNO', version: 1, draft: before, audience: 0, buckets: {} },
  })
  const card = allText(campaignCard({ ...BESIDES, view, house: aHouse(), language: 'fr', kind: 'approval-card' }))
  expect(card).toContain('*Canal* · E-mail → SMS')
  expect(card).toContain('Son message attend, tant que la campagne dure → Elle est laissée de côté')
  expect(card).toMatch(/demande, français, SMS\*.*\n– ajouté\s: «\s?On garde le lien \?/s)
  const same = { ...view, draft: { ...before, carrier: 'email' as const, overBudget: 'hold' as const } }
  expect(
    allText(campaignCard({ ...BESIDES, view: same, house: aHouse(), language: 'fr', kind: 'approval-card' })),
  ).toContain('Rien n’a changé')
})

test('a review says who waits and until when, who is left out, and what it costs; the approver reads the same', () => {
  const forecast: Forecast = {
    channels: { email: 3, sms: 2 },
    sms: { messages: 2, segments: 4, cost: 0.28, currency: 'EUR' },
    reasons: [
      { code: 'outside-window', verdict: 'hold', count: 4, next: NOW },
      { code: 'address-missing', verdict: 'refuse', count: 1 },
    ],
  }
  const draft = { ...emptyDraft('re-opt-in', 'fr'), carrier: 'preferred' as const }
  const view = aCampaignView({ state: 'submitted', draft, audience: 5, channels: { email: 3, sms: 2 }, forecast })
  const card = allText(campaignCard({ ...BESIDES, view, house: aHouse(), language: 'en', kind: 'approval-card' }))
  const review = allText(
    reviewView({
      value: { campaignId: 1, version: 1, seal: '' },
      language: 'en',
      findings: [],
      people: { asked: 5, total: 5, buckets: [], forecast },
      previewUrl: 'https://a.example',
      date: () => 'Monday',
      reasons: {},
    }),
  )
  for (const text of [card, review]) {
    expect(text).toContain('3 by e-mail, 2 by SMS')
    expect(text).toMatch(/\*2\* SMS, \*4\* parts, about \*€0\.28\*/)
    expect(text).toMatch(/• \*4\* .*, not before /)
    expect(text).toMatch(/• \*1\* \S/)
  }
  expect(review).toContain('not before Monday')
})
