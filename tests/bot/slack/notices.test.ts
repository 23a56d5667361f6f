import { expect, test } from 'vitest'
import { pauseCampaign, refuseCampaign, resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { deleteDraft } from '#db/operations/campaigns/delete-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { addNotice } from '#db/tables/notices.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { allText, aSubmittedCampaign, buttonIn, NOW, post, type Staged, staged } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'

const waiting = async ({ memory }: Staged) =>
  (await memory.database.read.selectFrom('notices').select('id').where('sent_at', 'is', null).execute()).length

async function aDraft({ memory }: Staged, name = 'Un'): Promise<number> {
  const { campaignId, version } = await createDraft(memory, NOW, { by: 'U0ALICE', kind: 're-opt-in', change: { name } })
  await saveDraft(memory, NOW, { campaignId, version, by: 'U0ALICE', change: { need: 'Parce que.' } })
  return campaignId
}

test('several changes of one campaign become one message, later ones edit it in place', async () => {
  const stage = await staged()
  const campaignId = await aDraft(stage)
  expect(await waiting(stage)).toBe(1)
  // One that a sender put off, and one made since: still one message.
  const again = { kind: 'campaign-card', channel: 'campaigns', subjectId: campaignId } as const
  await stage.memory.database.write((db) => addNotice(db, again, NOW))
  expect(await stage.app.sendNotices(NOW)).toBe(2)
  expect(stage.posts(CAMPAIGNS)).toHaveLength(1)
  await saveDraft(stage.memory, NOW, { campaignId, version: 2, by: 'U0ALICE', change: { need: 'Autrement.' } })
  await stage.app.sendNotices(NOW)
  expect(stage.posts(CAMPAIGNS)).toHaveLength(1)
  await post(stage, CAMPAIGNS, 'Autrement.')
  expect(await waiting(stage)).toBe(0)
})

test('a channel gets one message a second; what waits is told later', async () => {
  const stage = await staged()
  await aDraft(stage, 'Un')
  await aDraft(stage, 'Deux')
  await aDraft(stage, 'Trois')
  const texts = () => stage.posts(CAMPAIGNS).map(({ text }) => text.match(/«\u00a0(\w+)/)?.[1])
  await stage.app.sendNotices(NOW)
  expect(texts()).toEqual(['Un'])
  await stage.app.sendNotices(NOW + 999)
  expect(texts()).toEqual(['Un'])
  await stage.app.sendNotices(NOW + 1000)
  expect(texts()).toEqual(['Un', 'Deux'])
  await stage.app.sendNotices(NOW + 2000)
  expect(texts()).toEqual(['Un', 'Deux', 'Trois'])
  expect(await waiting(stage)).toBe(0)
})

test('when Slack says to slow down, nothing is sent before the time it named, and nothing is lost', async () => {
  const stage = await staged()
  await aDraft(stage)
  stage.slack.rateLimit({ method: 'chat.postMessage', times: 1, retryAfterSeconds: 30 })
  expect(await stage.app.sendNotices(NOW)).toBe(0)
  await aDraft(stage, 'Deux')
  expect(await stage.app.sendNotices(NOW + 29_999)).toBe(0)
  expect(stage.posts(CAMPAIGNS)).toEqual([])
  expect(await stage.app.sendNotices(NOW + 30_000)).toBe(1)
  expect(await stage.app.sendNotices(NOW + 31_000)).toBe(1)
  expect(stage.posts(CAMPAIGNS)).toHaveLength(2)
})

test('a channel without the bot is tried again, ever less often, until somebody invites it', async () => {
  const stage = await staged()
  const channel = stage.slack.workspace.channels.get(CAMPAIGNS)
  if (channel) channel.hasBot = false
  await aDraft(stage)
  let now = NOW
  const tries: number[] = []
  for (let step = 0; step < 14; step += 1) {
    await stage.app.sendNotices(now)
    const row = await stage.memory.database.read
      .selectFrom('notices')
      .select(['due_at', 'failure'])
      .executeTakeFirstOrThrow()
    expect(row.failure).toBe('not_in_channel')
    tries.push(row.due_at - now)
    now = row.due_at
  }
  expect(tries.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000])
  expect(tries.at(-1)).toBe(3_600_000)
  if (channel) channel.hasBot = true
  await stage.app.sendNotices(now)
  expect(stage.posts(CAMPAIGNS)).toHaveLength(1)
})

test('a card somebody deleted in Slack is posted anew', async () => {
  const stage = await staged()
  const campaignId = await aDraft(stage)
  await stage.app.sendNotices(NOW)
  stage.slack.workspace.channels.get(CAMPAIGNS)?.messages.splice(0)
  await saveDraft(stage.memory, NOW, { campaignId, version: 2, by: 'U0ALICE', change: { name: 'Deux' } })
  await stage.app.sendNotices(NOW + 1000)
  await post(stage, CAMPAIGNS, 'Deux')
})

test('a deleted draft leaves a card that says who deleted it, without a button', async () => {
  const stage = await staged()
  const campaignId = await aDraft(stage)
  await stage.app.sendNotices(NOW)
  await deleteDraft(stage.memory, NOW, { campaignId, by: 'U0ALICE' })
  await stage.app.sendNotices(NOW)
  const left = await post(stage, CAMPAIGNS, 'supprimé par <@U0ALICE>')
  expect(JSON.stringify(left.blocks)).not.toContain('"button"')
})

test('a second submission is a new message for the approvers, and the first one is dead', async () => {
  const stage = await staged()
  const { version, seal } = await aSubmittedCampaign(stage)
  await refuseCampaign(stage.memory, NOW, { campaignId: 1, version, seal, by: 'U0BRUNO', reason: 'Trop long.' })
  await stage.app.sendNotices(NOW)
  expect(stage.posts(APPROVALS)).toHaveLength(1)
  const again = { campaignId: 1, version: version + 1, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
  expect(await submitCampaign(stage.memory, NOW, again, aWorkshop)).toHaveProperty('seal')
  await stage.app.sendNotices(NOW + 5000)
  const [first, second] = stage.posts(APPROVALS)
  expect(allText(first)).toContain('Remplacée par une carte plus récente')
  expect(buttonIn(first, 'campaign:approve')).toBeUndefined()
  expect(buttonIn(second, 'campaign:approve')?.value).toContain(`1.${version + 1}.`)
})

test('visitors who wait for a decision are a message of their own, with the two choices', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  const { database } = stage.memory
  await database.write(async (db) => {
    await db.updateTable('campaigns').set({ state: 'grace' }).execute()
    await db
      .updateTable('campaign_audience')
      .set({ promise_at: NOW - 1, visited_at: NOW - 2 })
      .execute()
    await addNotice(db, { kind: 'visitors-waiting', channel: 'campaigns', subjectId: 1, data: { count: 1 } }, NOW)
  })
  await stage.app.sendNotices(NOW + 5000)
  const [old, card] = stage.posts(CAMPAIGNS)
  expect(allText(old)).toContain('Remplacée')
  expect(allText(card)).toContain('1 personne a ouvert la page de réponse sans répondre')
  expect(buttonIn(card, 'campaign:visitors-lapse')).toBeDefined()
  expect(buttonIn(card, 'campaign:visitors-keep')).toBeDefined()
})

test('what a sender had claimed when it died is told by the next one', async () => {
  const stage = await staged()
  await aDraft(stage)
  await stage.memory.database.write((db) =>
    db
      .updateTable('notices')
      .set({ due_at: NOW + 60_000, attempts: 1 })
      .execute(),
  )
  expect(await stage.app.sendNotices(NOW + 59_999)).toBe(0)
  expect(await stage.app.sendNotices(NOW + 60_000)).toBe(1)
})

test('two sendings at once tell everything once', async () => {
  const stage = await staged()
  await aDraft(stage)
  const counts = await Promise.all([stage.app.sendNotices(NOW), stage.app.sendNotices(NOW), stage.app.sendNotices(NOW)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(stage.posts(CAMPAIGNS)).toHaveLength(1)
})

test('pausing and resuming stand on the card with who did it', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await stage.memory.database.write((db) =>
    db.updateTable('campaigns').set({ state: 'running', starts_at: NOW, started_at: NOW }).execute(),
  )
  await pauseCampaign(stage.memory, NOW, { campaignId: 1, by: 'U0EMMA' })
  await stage.app.sendNotices(NOW + 5000)
  expect(buttonIn(await post(stage, CAMPAIGNS, '<@U0EMMA> l’a mise en pause'), 'campaign:resume')).toBeDefined()
  await resumeCampaign(stage.memory, NOW, { campaignId: 1, by: 'U0BRUNO' })
  await stage.app.sendNotices(NOW + 5000)
  expect(buttonIn(await post(stage, CAMPAIGNS, '<@U0BRUNO> l’a reprise'), 'campaign:pause')).toBeDefined()
  expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('running')
})
