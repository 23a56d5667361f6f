import { isSending } from '#core/campaigns/life.ts'
import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { idsFromJson, rowsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
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
      .set({ state: 'in-doubt', finished_at: now, response: DOUBT_RESPONSES['process-stopped'] })
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

export interface SettleDoubts {
  campaignId: number
  by: string
  /** Count as sent, or send again. */
  as: 'sent' | 'again'
  /** This message alone; without it all of the campaign's. */
  deliveryId?: number
}

const A_BATCH = 500

/**
 * A named person settles doubts: count them as sent, or send them again. Who answered got the message, whatever the person says; a campaign that
 * is over sends nothing again, and then nothing is settled. The person's word is on record before the first message; short transactions follow,
 * and where they are cut short the rest stays in doubt.
 */
export async function settleDoubts(
  { database }: Pick<Memory, 'database'>,
  now: number,
  command: SettleDoubts,
): Promise<{ settled: number } | Refused<'not-possible-now' | 'unknown-campaign'>> {
  const { campaignId, as, by } = command
  const begun = await database.write(async (db) => {
    const refused = await whyNot(db, command)
    if (refused !== undefined) return refused
    const count = await countDoubts(db, command)
    if (count === 0) return undefined
    const { version } = (await lockCampaign(db, campaignId)) ?? { version: 0 }
    await recordAct(db, now, { campaignId, actor: by, act: `doubts-${as}`, version, reason: String(count) })
    return undefined
  })
  if (begun !== undefined) return begun
  let settled = 0
  for (;;) {
    const batch = await database.write(async (db) => {
      // Stopped meanwhile: what is not settled yet stays in doubt.
      if ((await whyNot(db, command)) !== undefined) return 0
      const done = await settleBatch(db, now, command)
      if (done > 0) await showCard(db, campaignId, now)
      return done
    })
    settled += batch
    if (batch < A_BATCH) return { settled }
  }
}

async function whyNot(
  db: Write,
  { campaignId, as }: SettleDoubts,
): Promise<Refused<'not-possible-now' | 'unknown-campaign'> | undefined> {
  const campaign = await lockCampaign(db, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  if (as === 'sent' || isSending(campaign.state) || campaign.state === 'paused') return undefined
  return { refused: 'not-possible-now' }
}

async function countDoubts(db: Read, command: SettleDoubts): Promise<number> {
  const { n } = await inDoubt(db, command)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

function inDoubt(db: Read, { campaignId, deliveryId }: SettleDoubts) {
  const all = db.selectFrom('deliveries as d').where('d.campaign_id', '=', campaignId).where('d.state', '=', 'in-doubt')
  return deliveryId === undefined ? all : all.where('d.id', '=', deliveryId)
}

async function settleBatch(db: Write, now: number, command: SettleDoubts): Promise<number> {
  const { campaignId, as } = command
  const doubts = await inDoubt(db, command)
    .innerJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.id', 'd.contact_id', 'd.sending_at', 'd.promise_at', 'a.answer'])
    .orderBy('d.id')
    .limit(A_BATCH)
    .execute()
  const arrived = doubts.filter(({ answer }) => as === 'sent' || answer !== null)
  const again = doubts.filter((doubt) => !arrived.includes(doubt))
  if (arrived.length > 0) {
    await db.updateTable('deliveries').set({ state: 'sent' }).where('id', 'in', idsOf(db, arrived)).execute()
    for (const { contact_id, sending_at, promise_at } of arrived)
      await markSent(db, campaignId, contact_id, sending_at ?? now, promise_at)
  }
  if (again.length > 0) {
    await db
      .updateTable('deliveries')
      .set({ state: 'queued', due_at: now, finished_at: null, worker_id: null, sending_at: null, response: null })
      .where('id', 'in', idsOf(db, again))
      .execute()
    await keepNamedDays(db, campaignId, again)
  }
  return doubts.length
}

/** It may have arrived all the same, and named a day: whatever becomes of the new attempt, silence takes effect no sooner. */
async function keepNamedDays(
  db: Write,
  campaignId: number,
  again: readonly { contact_id: number; promise_at: number | null }[],
): Promise<void> {
  const named = again.flatMap(({ contact_id, promise_at }) => (promise_at === null ? [] : [{ contact_id, promise_at }]))
  if (named.length === 0) return
  await db
    .updateTable('campaign_audience')
    .from(rowsFromJson(db, named, { contact_id: 'integer', promise_at: 'integer' }, 'v'))
    .set((e) => ({ promise_at: e.ref('v.promise_at') }))
    .where('campaign_id', '=', campaignId)
    .whereRef('campaign_audience.contact_id', '=', 'v.contact_id')
    .whereRef('campaign_audience.promise_at', '<', 'v.promise_at')
    .execute()
}

function idsOf(db: Write, doubts: readonly { id: number }[]) {
  return idsFromJson(
    db,
    doubts.map(({ id }) => id),
  )
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
