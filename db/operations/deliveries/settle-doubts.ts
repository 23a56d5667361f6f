import { isSending } from '#core/campaigns/life.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { markSent } from '#db/tables/campaign-audience.ts'
import { lockCampaign, recordAct } from '#db/tables/campaigns.ts'

/**
 * What a worker that is gone was handing over: nobody knows whether it left, so it is in doubt, never sent again by itself.
 * `deadWorkers`: ids of workers that will not come back.
 */
export async function doubtOrphans(
  { database }: Pick<Memory, 'database'>,
  now: number,
  deadWorkers: readonly number[],
): Promise<number> {
  if (deadWorkers.length === 0) return 0
  return database.write(async (db) => {
    const orphans = await db
      .updateTable('deliveries')
      .set({ state: 'in-doubt', finished_at: now, response: 'the process stopped during the hand-over' })
      .where('state', '=', 'sending')
      .where('worker_id', 'in', deadWorkers)
      .returning('campaign_id')
      .execute()
    await db
      .updateTable('service_messages')
      .set({ state: 'in-doubt', finished_at: now })
      .where('state', '=', 'sending')
      .where('worker_id', 'in', deadWorkers)
      .execute()
    for (const id of new Set(orphans.map(({ campaign_id }) => campaign_id))) await showCard(db, id, now)
    return orphans.length
  })
}

/**
 * A named person settles a campaign's doubts: count them as sent, or send them again. Who answered got the message, whatever the person says; a
 * campaign that is over sends nothing again, and then nothing is settled.
 */
export async function settleDoubts(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { campaignId, by, as }: { campaignId: number; by: string; as: 'sent' | 'again' },
): Promise<{ settled: number }> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { settled: 0 }
    const maySend = isSending(campaign.state) || campaign.state === 'paused'
    if (as === 'again' && !maySend) return { settled: 0 }
    const doubts = await db
      .selectFrom('deliveries as d')
      .innerJoin('campaign_audience as a', (on) =>
        on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
      )
      .select(['d.id', 'd.contact_id', 'd.sending_at', 'd.promise_at', 'a.answer'])
      .where('d.campaign_id', '=', campaignId)
      .where('d.state', '=', 'in-doubt')
      .execute()
    for (const { id, contact_id, sending_at, promise_at, answer } of doubts) {
      if (as === 'sent' || answer !== null) {
        await db.updateTable('deliveries').set({ state: 'sent' }).where('id', '=', id).execute()
        await markSent(db, campaignId, contact_id, sending_at ?? now, promise_at)
      } else {
        await db
          .updateTable('deliveries')
          .set({ state: 'queued', due_at: now, finished_at: null, worker_id: null, sending_at: null })
          .where('id', '=', id)
          .execute()
      }
    }
    if (doubts.length > 0) {
      await recordAct(db, now, {
        campaignId,
        actor: by,
        act: `doubts-${as}`,
        version: campaign.version,
        reason: String(doubts.length),
      })
      await showCard(db, campaignId, now)
    }
    return { settled: doubts.length }
  })
}

/** An answer is evidence that the message arrived: doubts about people who answered are settled by it. */
export async function settleAnsweredDoubts({ database }: Pick<Memory, 'database'>): Promise<void> {
  const answered = await database.read
    .selectFrom('deliveries as d')
    .innerJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.id', 'd.campaign_id', 'd.contact_id', 'd.sending_at', 'd.promise_at'])
    .where('d.state', '=', 'in-doubt')
    .where('a.answer', 'is not', null)
    .limit(500)
    .execute()
  for (const { id, campaign_id, contact_id, sending_at, promise_at } of answered) {
    await database.write(async (db) => {
      const done = await db
        .updateTable('deliveries')
        .set({ state: 'sent' })
        .where('id', '=', id)
        .where('state', '=', 'in-doubt')
        .executeTakeFirst()
      if (Number(done.numUpdatedRows) === 1) {
        await markSent(db, campaign_id, contact_id, sending_at ?? 0, promise_at)
      }
    })
  }
}
