import type { CampaignState } from '#core/campaigns/life.ts'
import { type DoubtCause, doubtCause } from '#core/deliveries/doubt.ts'
import type { Channel } from '#core/house.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import type { Memory } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'

/** One message nobody can speak for, with what is known of it. No personal data. Instants are epoch milliseconds. */
export interface Doubt {
  deliveryId: number
  /** What its Message-ID begins with, or its status callback names: what the log of whoever took it can be asked for. */
  mailId: string
  step: string
  channel: Channel
  /** When the hand-over began; undefined where even that is not known. */
  handedOverAt: number | undefined
  cause: DoubtCause
}

export interface Doubts {
  state: CampaignState
  total: number
  causes: { cause: DoubtCause; count: number }[]
  /** The oldest first, at most 20. */
  oldest: Doubt[]
}

const LISTED = 20

/** What a campaign has in doubt, for who decides about it; undefined when there is no such campaign. */
export async function listDoubts(
  { database, keyring }: Pick<Memory, 'database' | 'keyring'>,
  campaignId: number,
): Promise<Doubts | undefined> {
  return database.snapshot(async (db) => {
    const campaign = await findCampaign(db, campaignId)
    if (campaign === undefined) return undefined
    const doubts = db.selectFrom('deliveries').where('campaign_id', '=', campaignId).where('state', '=', 'in-doubt')
    const responses = await doubts
      .select(['response', (e) => e.fn.countAll<number>().as('n')])
      .groupBy('response')
      .execute()
    const counts = new Map<DoubtCause, number>()
    for (const { response, n } of responses) {
      const cause = doubtCause(response)
      counts.set(cause, (counts.get(cause) ?? 0) + n)
    }
    const rows = await doubts
      .select(['id', 'step', 'channel', 'sending_at', 'response'])
      .orderBy('id')
      .limit(LISTED)
      .execute()
    return {
      state: campaign.state,
      total: [...counts.values()].reduce((sum, n) => sum + n, 0),
      causes: [...counts].map(([cause, count]) => ({ cause, count })),
      oldest: rows.map(({ id, step, channel, sending_at, response }) => ({
        deliveryId: id,
        mailId: mailId(keyring, 'd', id),
        step,
        channel: channel as Channel,
        handedOverAt: sending_at ?? undefined,
        cause: doubtCause(response),
      })),
    }
  })
}
