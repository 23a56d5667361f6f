import { expect, test } from 'vitest'
import { mailId } from '#db/keys/mail-ids.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { consents, grant, NUMBER, STRANGER, text } from '#tests/db/operations/incoming/a-text.ts'
import { takeIn } from '#tests/db/operations/incoming/an-incoming.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { allText, buttonIn, modalOf, NOW, post, type Staged, staged } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'

/** Somebody asked about these topics; gives what their reply carries. */
async function asked({ memory }: Staged, topics: string[]): Promise<string> {
  await aContact(memory, NOW, { email: 'marker@example.org' })
  await anApprovedCampaign(memory, NOW, { topics })
  await advanceCampaigns(memory, NOW)
  const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 10 })
  const [delivery] = claimed
  if (delivery === undefined) throw new Error('nothing was claimed')
  await recordResults(memory, NOW, [{ deliveryId: delivery.id, result: 'sent', response: 'said' }])
  return `<${mailId(memory.keyring, 'd', delivery.id)}@example.org>`
}

/** A channel takes one new message a second: a few ticks until all is told. */
async function tell({ app, clock }: Staged): Promise<void> {
  for (let tick = 0; tick < 4; tick += 1) {
    clock.now += 2000
    await app.sendNotices(clock.now)
  }
}

async function open(stage: Staged, user: string, channel: string, words: string, action: string): Promise<void> {
  const card = await post(stage, channel, words)
  expect(await stage.slack.action({ user, channel, ts: card.ts, actionId: action })).toMatchObject({ ok: true })
}

const press = (stage: Staged, user: string, viewId: string, as: string) =>
  stage.slack.action({ user, viewId, actionId: `replies:settle-${as}` })
const types = async ({ memory }: Staged) =>
  (await memory.database.read.selectFrom('consent_events').select('type').orderBy('seq').execute()).map(
    ({ type }) => type,
  )

test('a stop and an answer: numbers in the channel, words in a window for staff, settled in a name', async () => {
  const stage = await staged()
  const ourMarks = await asked(stage, ['newsletter'])
  await takeIn(stage.memory, NOW, { ourMarks, text: 'marker words of an answer', from: 'marker@example.org' })
  await takeIn(stage.memory, NOW, { ourMarks, text: 'marker words', stop: { phrase: 'marker stop' } })
  await tell(stage)
  const card = await post(stage, CAMPAIGNS, 'Réponses à lire')
  expect(allText(card)).toContain('1 demande d’arrêt à confirmer')
  expect(allText(card)).toContain('Numéros 2, 1')

  await open(stage, 'U0DAAN', CAMPAIGNS, 'Réponses à lire', 'replies:open')
  await modalOf(stage, 'U0DAAN', /«|membre|rôle|référent/)
  await open(stage, 'U0ALICE', CAMPAIGNS, 'Réponses à lire', 'replies:open')
  const stop = await modalOf(stage, 'U0ALICE', 'marker stop')
  await press(stage, 'U0ALICE', stop.id, 'not-a-stop')
  const answer = await modalOf(stage, 'U0ALICE', 'marker words of an answer')
  expect(answer.text).toContain('tout est comme avant')
  await press(stage, 'U0ALICE', answer.id, 'yes')
  await modalOf(stage, 'U0ALICE', 'Tout est lu')
  expect(await types(stage)).toEqual(['withdrawn', 'restored', 'granted'])
  expect(await verifyLedger(stage.memory)).toMatchObject({ ok: true })

  await tell(stage)
  const done = await post(stage, CAMPAIGNS, 'Tout est lu')
  expect(allText(done)).toContain('2 messages, le dernier par <@U0ALICE>')
  expect(buttonIn(done, 'replies:open')).toBeUndefined()
  expect(stage.posts(CAMPAIGNS).filter((one) => allText(one).includes('Réponses à lire'))).toHaveLength(1)
  const said = JSON.stringify([stage.posts(CAMPAIGNS), stage.posts(APPROVALS), stage.logged()])
  expect(said).not.toContain('marker')

  await takeIn(stage.memory, NOW, { ourMarks, text: 'again' })
  await tell(stage)
  expect(stage.posts(CAMPAIGNS).filter((one) => allText(one).includes('Réponses à lire'))).toHaveLength(2)
})

test('a yes to several topics is a yes to those their words name, and to no other', async () => {
  const stage = await staged()
  const ourMarks = await asked(stage, ['newsletter', 'offers'])
  await takeIn(stage.memory, NOW, { ourMarks, text: 'Oui pour les offres' })
  await tell(stage)
  await open(stage, 'U0CHLOE', CAMPAIGNS, 'Réponses à lire', 'replies:open')
  const modal = await modalOf(stage, 'U0CHLOE', 'Oui pour les offres')
  await press(stage, 'U0CHLOE', modal.id, 'yes')
  await modalOf(stage, 'U0CHLOE', 'Cochez ce à quoi elle dit oui')
  await stage.slack.action({ user: 'U0CHLOE', viewId: modal.id, actionId: 'replies:pairs', value: ['offers email'] })
  await press(stage, 'U0CHLOE', modal.id, 'yes')
  await modalOf(stage, 'U0CHLOE', 'son oui est enregistré')
  const consents = await stage.memory.database.read.selectFrom('consents').select(['topic', 'state']).execute()
  expect(consents).toEqual([{ topic: 'offers', state: 'granted' }])
})

test('what nothing ties to us is counted for who answers for privacy, and shown to nobody else', async () => {
  const stage = await staged()
  await takeIn(stage.memory, NOW, { text: 'marker of a stranger', stop: { phrase: 'stop' } })
  await tell(stage)
  expect(allText(await post(stage, APPROVALS, 'Messages à vérifier'))).toContain('1 message que rien ne relie')
  await open(stage, 'U0ALICE', APPROVALS, 'Messages à vérifier', 'replies:open-untrusted')
  const denied = await modalOf(stage, 'U0ALICE', 'référent vie privée')
  expect(denied.text).not.toContain('marker')
  await open(stage, 'U0CHLOE', APPROVALS, 'Messages à vérifier', 'replies:open-untrusted')
  const shown = await modalOf(stage, 'U0CHLOE', 'marker of a stranger')
  await press(stage, 'U0CHLOE', shown.id, 'read')
  await modalOf(stage, 'U0CHLOE', 'Tout est lu')
  expect(await types(stage)).toEqual([])
})

test('an SMS: the card counts it, the window says so; a phrase that was no stop gives SMS back, and e-mail was never touched', async () => {
  const stage = await staged()
  const { memory } = stage
  const contactId = await aContact(memory, NOW, { email: 'marker@example.org', phone: NUMBER })
  await grant(memory, NOW, contactId, ['newsletter', 'sms'], ['newsletter', 'email'])
  await text(memory, NOW, 'arrêtez vos pubs, marker')
  await text(memory, NOW, 'marker : à quelle heure ?', { from: STRANGER, media: 1 })
  await tell(stage)
  const card = await post(stage, CAMPAIGNS, 'Réponses à lire')
  expect(allText(card)).toContain('1 demande d’arrêt à confirmer')
  expect(allText(card)).toContain('Dont 1 par SMS')
  expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')

  await open(stage, 'U0ALICE', CAMPAIGNS, 'Réponses à lire', 'replies:open')
  const stop = await modalOf(stage, 'U0ALICE', 'Un SMS d’une personne')
  expect(stop.text).toContain('Plus rien ne part vers ce numéro par SMS')
  await press(stage, 'U0ALICE', stop.id, 'not-a-stop')
  await modalOf(stage, 'U0ALICE', 'Tout est lu')
  expect(await consents(memory, contactId)).toEqual(['newsletter email: granted', 'newsletter sms: granted'])

  await open(stage, 'U0CHLOE', APPROVALS, 'Messages à vérifier', 'replies:open-untrusted')
  const stranger = await modalOf(stage, 'U0CHLOE', 'Ce numéro n’est celui de personne dans la base')
  expect(stranger.text).toContain('1 image ou fichier')
  const said = JSON.stringify([stage.posts(CAMPAIGNS), stage.posts(APPROVALS), stage.logged()])
  expect(said).not.toMatch(/marker|3363998/)
})
