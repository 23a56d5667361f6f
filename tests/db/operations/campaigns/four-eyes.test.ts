import { expect, test } from 'vitest'
import type { Database } from '#db/open.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import {
  pauseCampaign,
  refuseCampaign,
  resumeCampaign,
  stopCampaign,
  stopSending,
} from '#db/operations/campaigns/change-state.ts'
import { deleteDraft } from '#db/operations/campaigns/delete-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aDraft, anApprovedCampaign, aSubmittedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR

async function aFullMemory(database: Database): Promise<Memory> {
  const memory = await aMemory(database)
  for (const email of ['a@example.org', 'b@example.org']) await aContact(memory, NOW, { email })
  return memory
}

const stateOf = async (memory: Memory, id: number) => (await readCampaign(memory, NOW, id))?.state
const claim = (memory: Memory, now: number) => claimDeliveries(memory, now, { workerId: 1, limit: 100 })

onBothDatabases('four eyes', (open) => {
  test('nobody approves their own campaign, neither who submitted it nor who edited it', async () => {
    const memory = await aFullMemory(await open())
    const { campaignId, version } = await aDraft(memory, NOW)
    const edited = await saveDraft(memory, NOW, {
      campaignId,
      version,
      by: 'U0EDITOR',
      change: { need: 'Autre raison.' },
    })
    if ('refused' in edited) throw new Error(edited.refused)
    const approvers = ['U0ALICE', 'U0EDITOR', 'U0SUBMITTER', 'U0BRUNO']
    const command = { campaignId, version: edited.version, by: 'U0SUBMITTER', approvers, ...everythingWaived }
    const submitted = await submitCampaign(memory, NOW, command, aWorkshop)
    if ('refused' in submitted) throw new Error(submitted.refused)
    const shown = { campaignId, version: edited.version, seal: submitted.seal }
    for (const by of ['U0ALICE', 'U0EDITOR', 'U0SUBMITTER'])
      expect(await approveCampaign(memory, NOW, { ...shown, by })).toEqual({ refused: 'own-campaign' })
    expect(await approveCampaign(memory, NOW, { ...shown, by: 'U0LATE' })).toEqual({
      refused: 'not-approver-at-submission',
    })
    expect(await stateOf(memory, campaignId)).toBe('submitted')
    expect(await approveCampaign(memory, NOW, { ...shown, by: 'U0BRUNO' })).toEqual({ startsAt: NOW })
    expect(await approveCampaign(memory, NOW, { ...shown, by: 'U0BRUNO' })).toEqual({ refused: 'not-possible-now' })
  })

  test('an approval of another version or another seal is refused', async () => {
    const memory = await aFullMemory(await open())
    const shown = await aSubmittedCampaign(memory, NOW)
    const by = 'U0BRUNO'
    const changed = { refused: 'campaign-changed' }
    expect(await approveCampaign(memory, NOW, { ...shown, version: shown.version + 1, by })).toEqual(changed)
    expect(await approveCampaign(memory, NOW, { ...shown, seal: 'ff', by })).toEqual(changed)
    await saveDraft(memory, NOW, { ...shown, by: 'U0ALICE', change: { graceHours: 72 } })
    expect(await approveCampaign(memory, NOW, { ...shown, by })).toEqual(changed)
  })

  test('an edit after the approval voids it: nothing leaves, and it needs approval again', async () => {
    const memory = await aFullMemory(await open())
    const shown = await aSubmittedCampaign(memory, NOW, { window: { from: NOW + HOUR } })
    await approveCampaign(memory, NOW, { ...shown, by: 'U0BRUNO' })
    await saveDraft(memory, NOW, { ...shown, by: 'U0BRUNO', change: { need: 'Plus court.' } })
    await advanceCampaigns(memory, NOW + 2 * HOUR)
    expect((await claim(memory, NOW + 2 * HOUR)).claimed).toEqual([])
    expect(await readCampaign(memory, NOW, shown.campaignId)).toMatchObject({
      state: 'draft',
      approved: undefined,
      seal: undefined,
    })
    const author = { by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
    const command = { campaignId: shown.campaignId, version: shown.version + 1, ...author }
    const again = await submitCampaign(memory, NOW, command, aWorkshop)
    if ('refused' in again) throw new Error(again.refused)
    const approval = { campaignId: shown.campaignId, version: command.version, seal: again.seal, by: 'U0BRUNO' }
    expect(await approveCampaign(memory, NOW, approval)).toEqual({ refused: 'own-campaign' })
  })

  test('an approval that waited over 72 hours is void; at 72 hours it still starts', async () => {
    const memory = await aFullMemory(await open())
    const late = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW + 72 * HOUR + 1)
    expect(await stateOf(memory, late)).toBe('void')
    const inTime = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW + 72 * HOUR)
    expect(await stateOf(memory, inTime)).toBe('running')
  })

  test('rules that change before the start void the approval; before the approval they refuse it', async () => {
    const memory = await aFullMemory(await open())
    const id = await anApprovedCampaign(memory, NOW)
    const stricter = { ...memory, house: aHouse({ budget: { per7Days: 1, per30Days: 1 } }) }
    await advanceCampaigns(stricter, NOW + HOUR)
    expect(await stateOf(memory, id)).toBe('void')
    const shown = await aSubmittedCampaign(memory, NOW)
    expect(await approveCampaign(stricter, NOW, { ...shown, by: 'U0BRUNO' })).toEqual({ refused: 'rules-changed' })
  })

  test('a byte or a person changed behind the approval voids it at the start: nothing leaves', async () => {
    const memory = await aFullMemory(await open())
    const { database } = memory
    const changed = await anApprovedCampaign(memory, NOW)
    await database.write((db) =>
      db.updateTable('campaign_messages').set({ text: 'Autre chose' }).where('campaign_id', '=', changed).execute(),
    )
    await advanceCampaigns(memory, NOW)
    expect(await stateOf(memory, changed)).toBe('void')
    const joined = await anApprovedCampaign(memory, NOW)
    await database.write((db) =>
      db.deleteFrom('campaign_audience').where('campaign_id', '=', joined).where('contact_id', '=', 1).execute(),
    )
    await advanceCampaigns(memory, NOW)
    expect(await stateOf(memory, joined)).toBe('void')
    expect((await claim(memory, NOW)).claimed).toEqual([])
  })

  test('rules that become stricter hold at once for a running campaign, looser ones never', async () => {
    const memory = await aFullMemory(await open())
    const closed = aHouse({ windows: { email: [], sms: [] } })
    await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const { claimed, refused } = await claimDeliveries({ ...memory, house: closed }, NOW, { workerId: 1, limit: 1 })
    expect({ claimed, refused }).toEqual({ claimed: [], refused: 1 })
    const strict = { ...memory, house: aHouse({ windows: { email: [[], [], [], [], [], [], [[0, 1440]]], sms: [] } }) }
    await aContact(memory, NOW, { email: 'c@example.org' })
    await anApprovedCampaign(strict, NOW)
    await advanceCampaigns(strict, NOW)
    await claim(strict, NOW)
    expect((await claim(memory, NOW + HOUR)).claimed.map(({ address }) => address)).not.toContain('c@example.org')
  })

  test('a window that begins after the approval ends cannot be approved', async () => {
    const memory = await aFullMemory(await open())
    const shown = await aSubmittedCampaign(memory, NOW, { window: { from: NOW + 72 * HOUR + 1 } })
    expect(await approveCampaign(memory, NOW, { ...shown, by: 'U0BRUNO' })).toMatchObject({ refused: 'window-too-far' })
  })

  test('nothing leaves before the approved window, nor after it', async () => {
    const memory = await aFullMemory(await open())
    await anApprovedCampaign(memory, NOW, { window: { from: NOW + HOUR, until: NOW + 3 * HOUR } })
    await advanceCampaigns(memory, NOW)
    expect((await claim(memory, NOW)).claimed).toEqual([])
    await advanceCampaigns(memory, NOW + HOUR)
    expect((await claimDeliveries(memory, NOW + 2 * HOUR, { workerId: 1, limit: 1 })).claimed).toHaveLength(1)
    const late = await claim(memory, NOW + 4 * HOUR)
    expect(late).toMatchObject({ claimed: [], refused: 1, reasons: { 'past-best-before': 1 } })
  })

  test('a refusal sends it back with its reason, and the old card is dead', async () => {
    const memory = await aFullMemory(await open())
    const shown = await aSubmittedCampaign(memory, NOW)
    expect(await refuseCampaign(memory, NOW, { ...shown, seal: 'ff', by: 'U0BRUNO' })).toEqual({
      refused: 'campaign-changed',
    })
    expect(await refuseCampaign(memory, NOW, { ...shown, by: 'U0BRUNO', reason: 'Trop long' })).toEqual({
      state: 'draft',
    })
    expect((await readCampaign(memory, NOW, shown.campaignId))?.refused).toEqual({
      at: NOW,
      by: 'U0BRUNO',
      reason: 'Trop long',
    })
    expect(await approveCampaign(memory, NOW, { ...shown, by: 'U0BRUNO' })).toEqual({ refused: 'campaign-changed' })
  })

  test('two submissions at once: one is sealed, the other refused, and the audience is the sealed one', async () => {
    const memory = await aFullMemory(await open())
    const { campaignId, version } = await aDraft(memory, NOW)
    const command = { campaignId, version, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
    const both = await Promise.all([1, 2].map(() => submitCampaign(memory, NOW, command, aWorkshop)))
    expect(both.filter((one) => 'seal' in one)).toHaveLength(1)
    // Which of the two sentences depends on how far the winner was.
    expect(both.filter((one) => 'refused' in one)).toMatchObject([
      { refused: expect.stringMatching(/^(campaign-changed|not-possible-now)$/) },
    ])
    const rows = await memory.database.read.selectFrom('campaign_audience').select('contact_id').execute()
    expect(rows).toHaveLength(2)
  })

  test('only a draft is submitted, edited by its version, and deleted', async () => {
    const memory = await aFullMemory(await open())
    const shown = await aSubmittedCampaign(memory, NOW)
    const command = { ...shown, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
    expect(await submitCampaign(memory, NOW, command, aWorkshop)).toEqual({ refused: 'not-possible-now' })
    expect(await saveDraft(memory, NOW, { ...shown, version: 0, by: 'U0ALICE', change: {} })).toEqual({
      refused: 'campaign-changed',
    })
    expect(await deleteDraft(memory, NOW, { campaignId: shown.campaignId, by: 'U0ALICE' })).toMatchObject({
      refused: expect.any(String),
    })
    expect(await stopCampaign(memory, NOW, { campaignId: 999, by: 'U0ALICE' })).toEqual({ refused: 'unknown-campaign' })
    expect(await resumeCampaign(memory, NOW, { campaignId: shown.campaignId, by: 'U0ALICE' })).toEqual({
      refused: 'not-possible-now',
    })
    await stopCampaign(memory, NOW, { campaignId: shown.campaignId, by: 'U0ALICE' })
    for (const change of [stopCampaign, pauseCampaign, resumeCampaign])
      expect(await change(memory, NOW, { campaignId: shown.campaignId, by: 'U0ALICE' })).toEqual({
        refused: 'not-possible-now',
      })
  })
})

onBothDatabases('pausing and stopping', (open) => {
  async function sent(memory: Memory, now: number) {
    await advanceCampaigns(memory, now)
    const { claimed } = await claim(memory, now)
    await recordResults(
      memory,
      now,
      claimed.map(({ id }) => ({ deliveryId: id, result: 'sent', response: '250' })),
    )
    await advanceCampaigns(memory, now)
    return claimed
  }

  test('a pause of ten days moves every promise by ten days', async () => {
    const memory = await aFullMemory(await open())
    const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 0 })
    await sent(memory, NOW)
    const promise = (await readCampaign(memory, NOW, campaignId))?.nextPromiseAt ?? 0
    await pauseCampaign(memory, NOW + DAY, { campaignId, by: 'U0ALICE' })
    await advanceCampaigns(memory, NOW + 9 * DAY)
    expect((await readCampaign(memory, NOW + 9 * DAY, campaignId))?.answers.lapsed).toBe(0)
    expect(await resumeCampaign(memory, NOW + 11 * DAY, { campaignId, by: 'U0BRUNO' })).toEqual({ state: 'grace' })
    expect((await readCampaign(memory, NOW + 11 * DAY, campaignId))?.nextPromiseAt).toBe(promise + 10 * DAY)
    await advanceCampaigns(memory, promise + 10 * DAY - 1)
    expect((await readCampaign(memory, NOW, campaignId))?.answers.lapsed).toBe(0)
    await advanceCampaigns(memory, promise + 10 * DAY)
    expect(await readCampaign(memory, NOW, campaignId)).toMatchObject({ state: 'closed', answers: { lapsed: 2 } })
  })

  test('a machine’s clock set back during a pause brings no promised day nearer', async () => {
    const memory = await aFullMemory(await open())
    const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 0 })
    await sent(memory, NOW)
    const promise = (await readCampaign(memory, NOW, campaignId))?.nextPromiseAt
    await pauseCampaign(memory, NOW + DAY, { campaignId, by: 'U0ALICE' })
    await resumeCampaign(memory, NOW, { campaignId, by: 'U0BRUNO' })
    expect((await readCampaign(memory, NOW, campaignId))?.nextPromiseAt).toBe(promise)
  })

  test('a stop cancels what has not left, and nobody lapses', async () => {
    const memory = await aFullMemory(await open())
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const [one] = (await claimDeliveries(memory, NOW, { workerId: 1, limit: 1 })).claimed
    await stopCampaign(memory, NOW + 1, { campaignId, by: 'U0ALICE' })
    await recordResults(memory, NOW + 2, [{ deliveryId: one?.id ?? 0, result: 'sent', response: '250' }])
    await sent(memory, NOW + 30 * DAY)
    const view = await readCampaign(memory, NOW + 30 * DAY, campaignId)
    expect(view).toMatchObject({
      state: 'stopped',
      deliveries: { sent: 1, cancelled: 1, queued: 0 },
      answers: { silent: 1, lapsed: 0 },
    })
  })

  test('what the server put off while the campaign was stopped is cancelled, not queued for ever', async () => {
    const memory = await aFullMemory(await open())
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const { claimed } = await claim(memory, NOW)
    await stopCampaign(memory, NOW + 1, { campaignId, by: 'U0ALICE' })
    await recordResults(
      memory,
      NOW + 2,
      claimed.map(({ id }) => ({ deliveryId: id, result: 'retry', response: '451' })),
    )
    expect((await readCampaign(memory, NOW, campaignId))?.deliveries).toMatchObject({ cancelled: 2, queued: 0 })
  })

  test('/egard stop pauses everything that sends or is about to, and nothing leaves', async () => {
    const memory = await aFullMemory(await open())
    const running = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const approved = await anApprovedCampaign(memory, NOW, { kind: 'information', window: { from: NOW + HOUR } })
    const submitted = await aSubmittedCampaign(memory, NOW, { kind: 'information' })
    expect(await stopSending(memory, NOW + 1, { by: 'U0ANYONE' })).toEqual({ paused: [running, approved] })
    await advanceCampaigns(memory, NOW + 2 * HOUR)
    expect((await claim(memory, NOW + 2 * HOUR)).claimed).toEqual([])
    expect(await stateOf(memory, submitted.campaignId)).toBe('submitted')
    expect(await resumeCampaign(memory, NOW + 3 * HOUR, { campaignId: approved, by: 'U0BRUNO' })).toEqual({
      state: 'approved',
    })
    await advanceCampaigns(memory, NOW + 3 * HOUR)
    expect(await stateOf(memory, approved)).toBe('running')
  })
})
