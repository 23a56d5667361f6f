import type { Pair } from '#core/consent/pair.ts'
import type { Channel } from '#core/house.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'

/** What a person took back: one campaign's messages, the messages about these pairs only, or all of them (on one channel). */
export type CancelScope = { campaignId: number } | { pairs: readonly Pair[] } | { channel: Channel | '*' }

/**
 * Cancels what still waits for this person, in the transaction of their act. Whatever is claimed a moment later is decided again before it leaves;
 * this only makes the sums say at once what will not be sent.
 */
export async function cancelDeliveries(
  db: Write,
  contactId: number,
  now: number,
  reason: 'withdrawn' | 'refused' | 'stopped' | 'answered',
  scope: CancelScope,
): Promise<void> {
  const campaigns = 'pairs' in scope ? await campaignsAboutOnly(db, contactId, scope.pairs) : undefined
  if (campaigns?.length === 0) return
  let query = db
    .updateTable('deliveries')
    .set({ state: 'cancelled', finished_at: now, reasons: JSON.stringify([{ code: reason }]) })
    .where('contact_id', '=', contactId)
    .where('state', 'in', ['queued', 'held'])
  if ('campaignId' in scope) query = query.where('campaign_id', '=', scope.campaignId)
  if ('channel' in scope && scope.channel !== '*') query = query.where('channel', '=', scope.channel)
  if (campaigns !== undefined) query = query.where('campaign_id', 'in', campaigns)
  const cancelled = await query.returning('campaign_id').execute()
  for (const id of new Set(cancelled.map(({ campaign_id }) => campaign_id))) await showCard(db, id, now)
}

/** Campaigns that still wait for this person and have nothing left to say once these pairs are off. */
async function campaignsAboutOnly(db: Write, contactId: number, pairs: readonly Pair[]): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.campaign_id', 'a.pairs'])
    .where('d.contact_id', '=', contactId)
    .where('d.state', 'in', ['queued', 'held'])
    .execute()
  const off = new Set(pairs.map(({ topic, channel }) => `${topic} ${channel}`))
  return rows
    .filter((row) => {
      const about = JSON.parse(row.pairs) as Pair[]
      return about.length > 0 && about.every(({ topic, channel }) => off.has(`${topic} ${channel}`))
    })
    .map(({ campaign_id }) => campaign_id)
}
