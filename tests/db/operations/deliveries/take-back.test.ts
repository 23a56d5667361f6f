import { expect, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY_MS = 86_400_000

// Found by the simulation.
onBothDatabases('what comes back', (open) => {
  async function oneClaimed() {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const [claimed] = (await claimDeliveries(memory, NOW, { workerId: 1, limit: 1 })).claimed
    return { memory, campaignId, deliveryId: claimed?.id ?? 0 }
  }

  test('a message whose claim nobody saw the end of is cancelled, not queued for ever, when its campaign was stopped meanwhile', async () => {
    const { memory, campaignId } = await oneClaimed()
    await stopCampaign(memory, NOW, { campaignId, by: 'U0BRUNO' })
    const known = { deliveries: [], services: [] }
    await turnOver(memory, NOW, { workerId: 1, channel: 'email', results: [], services: [], limit: 1, known })
    expect((await readCampaign(memory, NOW, campaignId))?.deliveries).toMatchObject({
      cancelled: 1,
      queued: 0,
      sending: 0,
    })
  })

  test('sent again after a doubt, and refused then: silence takes effect no sooner than the day the doubted message may have named', async () => {
    const { memory, campaignId, deliveryId } = await oneClaimed()
    await recordResults(memory, NOW, [{ deliveryId, result: 'sent', response: '250 Ok' }])
    const promise = async () => (await readCampaign(memory, NOW, campaignId))?.nextPromiseAt ?? 0
    const asked = await promise()
    const later = NOW + 4 * DAY_MS
    await advanceCampaigns(memory, later)
    const [reminder] = (await claimDeliveries(memory, later, { workerId: 1, limit: 1 })).claimed
    const about = { deliveryId: reminder?.id ?? 0, response: '' }
    await recordResults(memory, later, [{ ...about, result: 'in-doubt' }])
    await settleDoubts(memory, later, { campaignId, by: 'U0BRUNO', as: 'again' })
    await claimDeliveries(memory, later, { workerId: 1, limit: 1 })
    await recordResults(memory, later, [{ ...about, result: 'failed' }])
    expect(await promise()).toBeGreaterThan(asked)
  })
})
