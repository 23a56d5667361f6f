import { isSending } from '#core/campaigns/life.ts'
import { STEPS, type Step } from '#core/messages/message.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { markAllSent, movePromises } from '#db/tables/campaign-audience.ts'
import { lockCampaign, recordAct } from '#db/tables/campaigns.ts'

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
  // Step by step: a person is in a batch once, and each batch is a seek in the index of what is in doubt.
  for (const step of STEPS) {
    for (let batch = A_BATCH; batch === A_BATCH; settled += batch)
      batch = await database.write((db) => settleBatch(db, now, command, step))
  }
  return { settled }
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

async function settleBatch(db: Write, now: number, command: SettleDoubts, step: Step): Promise<number> {
  const { campaignId, as } = command
  // Stopped meanwhile: what is not settled yet stays in doubt.
  if ((await whyNot(db, command)) !== undefined) return 0
  const doubts = await inDoubt(db, command)
    .where('d.step', '=', step)
    .innerJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.id', 'd.contact_id', 'd.sending_at', 'd.promise_at', 'a.answer'])
    .limit(A_BATCH)
    .execute()
  const arrived = doubts.filter(({ answer }) => as === 'sent' || answer !== null)
  const again = doubts.filter((doubt) => !arrived.includes(doubt))
  if (arrived.length > 0) {
    await db.updateTable('deliveries').set({ state: 'sent' }).where('id', 'in', idsOf(db, arrived)).execute()
    await markAllSent(
      db,
      arrived.map(({ contact_id, sending_at, promise_at }) => ({
        campaign_id: campaignId,
        contact_id,
        promise_at,
        at: sending_at ?? now,
      })),
    )
  }
  if (again.length > 0) {
    await db
      .updateTable('deliveries')
      .set({ state: 'queued', due_at: now, finished_at: null, worker_id: null, sending_at: null, response: null })
      .where('id', 'in', idsOf(db, again))
      .execute()
    // It may have arrived all the same, and named a day: whatever becomes of the new attempt, silence takes effect no sooner.
    await movePromises(
      db,
      again.flatMap(({ contact_id, promise_at }) =>
        promise_at === null ? [] : [{ campaign_id: campaignId, contact_id, promise_at }],
      ),
    )
  }
  if (doubts.length > 0) await showCard(db, campaignId, now)
  return doubts.length
}

function idsOf(db: Write, doubts: readonly { id: number }[]) {
  return idsFromJson(
    db,
    doubts.map(({ id }) => id),
  )
}
