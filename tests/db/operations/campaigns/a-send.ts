import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { type DeliveryResult, recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'

type Said = Pick<DeliveryResult, 'result'> & { hardBounce?: boolean }

/** Claims everything due, and records what the server says of each; answers whom it claimed. */
export async function sendAllDue(
  memory: Memory,
  now: number,
  said: (place: number) => Said = () => ({ result: 'sent' }),
): Promise<string[]> {
  const addresses: string[] = []
  for (;;) {
    const { claimed } = await claimDeliveries(memory, now, { workerId: 1, limit: 200 })
    if (claimed.length === 0) return addresses
    const results = claimed.map(({ id }, at) => ({ deliveryId: id, response: 'said', ...said(addresses.length + at) }))
    addresses.push(...claimed.map(({ address }) => address))
    await recordResults(memory, now, results)
  }
}

/** One look of the schedule, everything due sent, and a look at what came of it. */
export async function lookAndSend(memory: Memory, now: number, said?: (place: number) => Said): Promise<string[]> {
  await advanceCampaigns(memory, now)
  const addresses = await sendAllDue(memory, now, said)
  await advanceCampaigns(memory, now)
  return addresses
}

export async function cardOf(memory: Memory, now: number, id: number) {
  const view = await readCampaign(memory, now, id)
  if (view === undefined) throw new Error('the campaign is gone')
  return view
}
