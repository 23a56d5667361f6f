import { expect, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { explainContact } from '#db/operations/decision/explain-contact.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY = 86_400_000

async function anApprovedCampaign(memory: Memory, now = NOW) {
  const text = {
    subject: 'Souhaitez-vous continuer ?',
    body: '{{greeting}}\n\nNous aimerions continuer à vous écrire.',
  }
  const { campaignId, version } = await createDraft(memory, now, {
    by: 'U0ALICE',
    kind: 're-opt-in',
    change: {
      name: 'Renouveler 2026',
      need: 'Nous avons perdu la trace de leur accord.',
      topics: ['newsletter'],
      texts: { fr: { ask: text, 'reminder-1': { ...text, subject: 'Dernier message sans réponse de votre part' } } },
    },
  })
  const submitted = await submitCampaign(
    memory,
    now,
    { campaignId, version, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived },
    aWorkshop,
  )
  if (isRefused(submitted)) throw new Error(JSON.stringify(submitted))
  const approved = await approveCampaign(memory, now, { campaignId, version, seal: submitted.seal, by: 'U0BRUNO' })
  if (isRefused(approved)) throw new Error(approved.refused)
  return campaignId
}

/** Sends everything due and says to whom. */
async function sendDue(memory: Memory, now: number): Promise<string[]> {
  await advanceCampaigns(memory, now)
  const { claimed } = await claimDeliveries(memory, now, { workerId: 1, limit: 100 })
  await recordResults(
    memory,
    now,
    claimed.map(({ id }) => ({ deliveryId: id, result: 'sent', response: '250 ok' })),
  )
  await advanceCampaigns(memory, now)
  return claimed.map(({ step, address }) => `${step} ${address}`).toSorted()
}

onBothDatabases('a whole re-opt-in campaign', (open) => {
  test('asks, reminds only the silent, lapses once, and both sums hold at each step', async () => {
    const memory = await aMemory(await open())
    const yes = await aContact(memory, NOW, { email: 'yes@example.org' })
    const silent = await aContact(memory, NOW, { email: 'silent@example.org' })
    await aContact(memory, NOW, { email: 'doubtful@example.org', basis: 'doubtful' })
    const campaignId = await anApprovedCampaign(memory)

    expect(await sendDue(memory, NOW)).toEqual(['ask silent@example.org', 'ask yes@example.org'])
    const asked = await readCampaign(memory, NOW, campaignId)
    expect(asked).toMatchObject({ state: 'reminding', audience: 2, buckets: { askable: 2, doubtful: 1 } })
    expect(asked?.deliveries).toMatchObject({ sent: 2, queued: 0 })

    await memory.database.write(async (db) => {
      await db
        .updateTable('campaign_audience')
        .set({ answer: 'yes', answered_at: NOW + 1000 })
        .where('contact_id', '=', yes)
        .execute()
      await appendEvents(db, memory, NOW + 1000, [
        {
          contactId: yes,
          type: 'granted',
          topic: 'newsletter',
          channel: 'email',
          via: 'answer-page',
          campaignId,
          evidence: { page: '/r' },
        },
      ])
    })
    expect(await sendDue(memory, NOW + 2 * DAY)).toEqual([])
    expect(await sendDue(memory, NOW + 3 * DAY)).toEqual(['reminder-1 silent@example.org'])
    expect(await readCampaign(memory, NOW + 3 * DAY, campaignId)).toMatchObject({
      state: 'grace',
      answers: { yes: 1, silent: 1, lapsed: 0 },
    })

    await sendDue(memory, NOW + 4 * DAY)
    expect((await readCampaign(memory, NOW, campaignId))?.answers.lapsed).toBe(0)
    await sendDue(memory, NOW + 6 * DAY)
    await sendDue(memory, NOW + 6 * DAY)
    const closed = await readCampaign(memory, NOW + 6 * DAY, campaignId)
    expect(closed).toMatchObject({ state: 'closed', answers: { yes: 1, no: 0, silent: 1, lapsed: 1 } })

    const address = { topic: 'newsletter', channel: 'email' as const }
    expect(await explainContact(memory, NOW + 7 * DAY, { address: 'yes@example.org', ...address })).toMatchObject({
      verdict: 'send',
    })
    expect(await explainContact(memory, NOW + 7 * DAY, { address: 'silent@example.org', ...address })).toMatchObject({
      verdict: 'refuse',
      contact: silent,
      gate: { bucket: 'already-asked', reason: 'lapsed' },
    })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 2 })
  })

  test('a withdrawal before the claim keeps the message from leaving', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'stop@example.org' })
    await aContact(memory, NOW, { email: 'other@example.org' })
    await anApprovedCampaign(memory)
    await advanceCampaigns(memory, NOW)
    await memory.database.write((db) =>
      appendEvents(db, memory, NOW, [{ contactId, type: 'withdrawn', topic: '*', channel: '*', via: 'one-click' }]),
    )
    const { claimed, refused, reasons } = await claimDeliveries(memory, NOW + 1, { workerId: 1, limit: 10 })
    expect(claimed.map(({ address }) => address)).toEqual(['other@example.org'])
    expect({ refused, reasons }).toEqual({ refused: 1, reasons: { stopped: 1 } })
  })

  test('a changed byte anywhere in the ledger is found', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    for (const type of ['granted', 'withdrawn'] as const) {
      await memory.database.write((db) =>
        appendEvents(db, memory, NOW, [{ contactId, type, topic: 'offers', channel: 'email', via: 'preference-page' }]),
      )
    }
    expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 2 })
    await memory.database.write((db) =>
      db.updateTable('consent_events').set({ type: 'granted' }).where('seq', '=', 2).execute(),
    )
    expect(await verifyLedger(memory)).toMatchObject({ ok: false, broken: { seq: 2, why: 'event 2 was changed' } })
  })
})
