import type { Channel } from '#core/house.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'

type Result = 'sent' | 'failed' | 'in-doubt'

/** A look of the schedule, then everything due on both channels is claimed and ends so; answers the campaigns that wrote, in that order. */
export async function send(memory: Memory, now: number, result: Result = 'sent'): Promise<number[]> {
  await advanceCampaigns(memory, now)
  const wrote: number[] = []
  for (const channel of ['email', 'sms'] as const) wrote.push(...(await claimAndRecord(memory, now, channel, result)))
  await advanceCampaigns(memory, now)
  return wrote
}

/** What one worker of a channel does, until nothing is left to claim. */
export async function claimAndRecord(
  memory: Memory,
  now: number,
  channel: Channel,
  result: Result = 'sent',
  workerId = 1,
): Promise<number[]> {
  const wrote: number[] = []
  for (;;) {
    const { claimed } = await claimDeliveries(memory, now, { workerId, limit: 200, channel })
    if (claimed.length === 0) return wrote
    wrote.push(...claimed.map(({ campaignId }) => campaignId))
    await recordResults(
      memory,
      now,
      claimed.map(({ id }) => ({ deliveryId: id, result, response: 'said' })),
    )
  }
}

/** The messages of one campaign: where each stands, why, and until when it waits. */
export async function messagesOf({ database }: Memory, campaignId: number) {
  const rows = await database.read
    .selectFrom('deliveries')
    .select(['state', 'reasons', 'due_at'])
    .where('campaign_id', '=', campaignId)
    .orderBy('id')
    .execute()
  return rows.map(({ state, reasons, due_at }) => ({
    state,
    reasons: (JSON.parse(reasons) as { code: string }[]).map(({ code }) => code),
    ...(state === 'held' && { until: due_at }),
  }))
}
