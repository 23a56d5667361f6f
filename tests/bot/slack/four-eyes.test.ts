import { expect, test } from 'vitest'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { buttonIn, modalOf, NOW, post, press, type Staged, staged, submitReview, whisper } from './support.ts'

const ALICE = 'U0ALICE'
const BRUNO = 'U0BRUNO'
const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'

const TEXT = { subject: 'Souhaitez-vous continuer ?', body: '{{greeting}}\n\nNous aimerions continuer à vous écrire.' }

/** Alice drafts a campaign in steps, each saved. */
async function draftInSteps(stage: Staged): Promise<void> {
  const { slack } = stage
  expect(await slack.command({ user: ALICE, channel: CAMPAIGNS, text: 'renouveler' })).toMatchObject({ ok: true })
  const basics = await modalOf(stage, ALICE, 'Étape 1')
  await slack.submit({
    user: ALICE,
    viewId: basics.id,
    values: { name: 'Renouveler 2026', need: 'La trace est perdue.', kind: 're-opt-in' },
  })
  const audience = await modalOf(stage, ALICE, 'Étape 2')
  await slack.submit({
    user: ALICE,
    viewId: audience.id,
    values: { segment: 'everyone', topics: ['newsletter'], languages: ['fr', 'en'], reminders: '1' },
  })
  for (const [step, language] of [
    ['demande', 'français'],
    ['1re relance', 'français'],
    ['demande', 'anglais'],
    ['1re relance', 'anglais'],
  ] as const) {
    const view = await modalOf(stage, ALICE, `*${step}*, en *${language}*`)
    const key = `${language === 'français' ? 'fr' : 'en'}:${step === 'demande' ? 'ask' : 'reminder-1'}`
    await slack.submit({
      user: ALICE,
      viewId: view.id,
      values: { [`subject:${key}`]: TEXT.subject, [`body:${key}`]: TEXT.body },
    })
  }
  const settings = await modalOf(stage, ALICE, 'Messages par minute')
  await slack.submit({ user: ALICE, viewId: settings.id, values: { rest: 'fr', grace: '72' } })
  await modalOf(stage, ALICE, 'est enregistrée')
}

test('a campaign drafted in steps is submitted, never approved by its author, and approved by someone else', async () => {
  const stage = await staged()
  await aContact(stage.memory, NOW, { email: 'marie@example.org' })
  await draftInSteps(stage)
  const card = await post(stage, CAMPAIGNS, 'Renouveler 2026')
  expect(JSON.stringify(card)).not.toContain('marie@')

  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  await submitReview(stage, ALICE)
  await modalOf(stage, ALICE, 'Soumise')
  await post(stage, APPROVALS, 'attend une approbation')

  await press(stage, ALICE, APPROVALS, 'campaign:approve')
  await whisper(stage, ALICE, 'quelqu’un d’autre l’approuve')
  expect(await readCampaign(stage.memory, NOW, 1)).toMatchObject({ state: 'submitted' })

  await press(stage, BRUNO, APPROVALS, 'campaign:approve')
  await whisper(stage, BRUNO, 'Approuvée')
  expect(await readCampaign(stage.memory, NOW, 1)).toMatchObject({
    state: 'approved',
    approved: { by: BRUNO },
    draft: { graceHours: 72, reminders: 1, topics: ['newsletter'] },
  })
  const dead = await post(stage, APPROVALS, 'approuvée')
  expect(buttonIn(dead, 'campaign:approve')).toBeUndefined()
  expect(JSON.stringify(dead.blocks)).toContain(`<@${BRUNO}> l’a approuvée`)
})
