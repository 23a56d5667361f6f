import { expect, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { allText, modalOf, NOW, press, type Staged, staged, whisper } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'

/** A campaign whose worker went while it handed over two messages. */
async function twoDoubts(): Promise<Staged & { doubts: { id: number; mailId: string }[] }> {
  const stage = await staged()
  for (const email of ['marker-a@example.org', 'marker-b@example.org']) await aContact(stage.memory, NOW, { email })
  await anApprovedCampaign(stage.memory, NOW)
  await advanceCampaigns(stage.memory, NOW)
  const { claimed } = await claimDeliveries(stage.memory, NOW, { workerId: 1, limit: 10 })
  await doubtOrphans(stage.memory, NOW, [1])
  stage.clock.now += 2000
  await stage.app.sendNotices(stage.clock.now)
  return { ...stage, doubts: claimed }
}

const sums = async ({ memory }: Staged) => (await readCampaign(memory, NOW, 1))?.deliveries

test('an approver settles one message from its evidence, then the rest; the card and the window follow, and no address is shown', async () => {
  const stage = await twoDoubts()
  await press(stage, 'U0BRUNO', CAMPAIGNS, 'campaign:doubts')
  const { id, text } = await modalOf(stage, 'U0BRUNO', '2 messages')
  for (const { mailId } of stage.doubts) expect(text).toContain(mailId)
  expect(text).toContain('Égard s’est arrêté pendant la remise')
  expect(text).not.toContain('marker')
  const [first] = stage.doubts
  const one = { user: 'U0BRUNO', viewId: id, actionId: 'doubts:one', value: `sent 1 ${first?.id}` }
  expect(await stage.slack.action(one)).toMatchObject({ ok: true })
  await modalOf(stage, 'U0BRUNO', 'à votre nom\u00A0: 1 message')
  expect(await sums(stage)).toMatchObject({ sent: 1, 'in-doubt': 1 })
  const rest = { user: 'U0BRUNO', viewId: id, actionId: 'doubts:all-again', value: 'again 1' }
  expect(await stage.slack.action(rest)).toMatchObject({ ok: true })
  await modalOf(stage, 'U0BRUNO', 'Plus aucun message en doute')
  expect(await sums(stage)).toMatchObject({ sent: 1, queued: 1, 'in-doubt': 0 })
  stage.clock.now += 2000
  await stage.app.sendNotices(stage.clock.now)
  const card = stage.posts(CAMPAIGNS).at(-1)
  expect(JSON.stringify(card)).not.toContain('campaign:doubts')
  expect(allText(card)).toContain('<@U0BRUNO>')
})

test('whoever may not approve reads why in the window, and settles nothing', async () => {
  const stage = await twoDoubts()
  await press(stage, 'U0CHLOE', CAMPAIGNS, 'campaign:doubts')
  const { text } = await modalOf(stage, 'U0CHLOE', 'approbation')
  expect(text).not.toContain(stage.doubts[0]?.mailId)
  await press(stage, 'U0CHLOE', CAMPAIGNS, 'campaign:doubts-sent')
  await whisper(stage, 'U0CHLOE', 'approbation')
  expect(await sums(stage)).toMatchObject({ sent: 0, 'in-doubt': 2 })
})
