import { expect, test } from 'vitest'
import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { listDoubts } from '#db/operations/deliveries/list-doubts.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

onBothDatabases('doubts and who settles them', (open) => {
  /** `stopped` messages of a process that went, and one without an answer. */
  async function inDoubt(stopped: number) {
    const memory = await aMemory(await open())
    for (let i = 0; i <= stopped; i += 1) await aContact(memory, NOW, { email: `p${i}@example.org` })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 1000 })
    const [{ id } = { id: 0 }] = claimed
    await recordResults(memory, NOW, [{ deliveryId: id, result: 'in-doubt', response: 'Connection closed' }])
    await doubtOrphans(memory, NOW, [1])
    const sums = async () => (await readCampaign(memory, NOW, campaignId))?.deliveries
    return { memory, campaignId, claimed, silent: id, sums }
  }

  test('a person sees each with its evidence: when, why, and the name the mail server’s log knows it by', async () => {
    const { memory, campaignId, claimed, silent } = await inDoubt(2)
    const doubts = await listDoubts(memory, campaignId)
    expect(doubts).toMatchObject({ state: 'running', total: 3 })
    expect(doubts?.causes.toSorted((a, b) => a.count - b.count)).toEqual([
      { cause: 'no-answer', count: 1 },
      { cause: 'process-stopped', count: 2 },
    ])
    expect(doubts?.oldest).toEqual(
      claimed.map(({ id, mailId, step }) => ({
        deliveryId: id,
        mailId,
        step,
        channel: 'email',
        handedOverAt: NOW,
        cause: id === silent ? 'no-answer' : 'process-stopped',
      })),
    )
    expect(await listDoubts(memory, 999)).toBeUndefined()
  })

  test('one message is settled alone, in the name of who said so; the others stay in doubt', async () => {
    const { memory, campaignId, claimed, silent, sums } = await inDoubt(2)
    const one = { campaignId, by: 'U0BRUNO', deliveryId: silent, as: 'sent' as const }
    expect(await settleDoubts(memory, NOW, one)).toEqual({ settled: 1 })
    expect(await settleDoubts(memory, NOW, one)).toEqual({ settled: 0 })
    const other = claimed.find(({ id }) => id !== silent)?.id ?? 0
    expect(await settleDoubts(memory, NOW, { ...one, deliveryId: other, as: 'again' })).toEqual({ settled: 1 })
    expect(await sums()).toMatchObject({ sent: 1, queued: 1, 'in-doubt': 1 })
    const acts = (await readCampaign(memory, NOW, campaignId))?.acts.filter(({ act }) => act.startsWith('doubts'))
    expect(acts?.map(({ act, actor, reason }) => [act, actor, reason])).toEqual([
      ['doubts-sent', 'U0BRUNO', '1'],
      ['doubts-again', 'U0BRUNO', '1'],
    ])
  })

  test('a message of another campaign is not settled with this one', async () => {
    const { memory, campaignId, silent, sums } = await inDoubt(0)
    const other = await anApprovedCampaign(memory, NOW, { kind: 'information', name: 'Autre' })
    const wrong = { campaignId: other, by: 'U0BRUNO', deliveryId: silent, as: 'sent' as const }
    expect(await settleDoubts(memory, NOW, wrong)).toEqual({ settled: 0 })
    expect(await sums()).toMatchObject({ 'in-doubt': 1 })
    expect(await settleDoubts(memory, NOW, { ...wrong, campaignId: 999 })).toEqual({ refused: 'unknown-campaign' })
    expect((await listDoubts(memory, campaignId))?.total).toBe(1)
  })

  test('in bulk every one is settled, however many; after the end nothing is sent again, but may be counted as sent', async () => {
    const { memory, campaignId, sums } = await inDoubt(0)
    // More than one transaction takes, as after a backup came back.
    const rest = 1200
    const [row] = await memory.database.read.selectFrom('deliveries').selectAll().execute()
    const [member] = await memory.database.read.selectFrom('campaign_audience').selectAll().execute()
    if (row === undefined || member === undefined) throw new Error('nobody is in doubt')
    const { id: _id, ...like } = row
    await memory.database.write(async (db) => {
      for (let at = 0; at < rest; at += 300) {
        const ids = Array.from({ length: 300 }, (_, i) => 10_000 + at + i)
        await db
          .insertInto('deliveries')
          .values(
            ids.map((contact_id) => ({
              ...like,
              contact_id,
              address_hash: `h${contact_id}`,
              sending_at: null,
              response: DOUBT_RESPONSES.restored,
            })),
          )
          .execute()
        await db
          .insertInto('campaign_audience')
          .values(ids.map((contact_id) => ({ ...member, contact_id })))
          .execute()
      }
      await db
        .updateTable('campaigns')
        .set({ audience: rest + 1 })
        .execute()
    })
    const doubts = await listDoubts(memory, campaignId)
    expect([doubts?.total, doubts?.oldest.length]).toEqual([rest + 1, 20])
    await stopCampaign(memory, NOW, { campaignId, by: 'U0ALICE' })
    const again = { campaignId, by: 'U0BRUNO', as: 'again' as const }
    expect(await settleDoubts(memory, NOW, again)).toEqual({ refused: 'not-possible-now' })
    expect(await settleDoubts(memory, NOW, { ...again, as: 'sent' })).toEqual({ settled: rest + 1 })
    expect(await sums()).toMatchObject({ sent: rest + 1, 'in-doubt': 0 })
  })
})
