import { sql } from 'kysely'
import { type BrakeCounts, NO_COUNTS } from '#core/campaigns/brake.ts'
import { stepsOf } from '#core/campaigns/draft.ts'
import { isSending } from '#core/campaigns/life.ts'
import { judgeWaves, mayStillWait, type OpenWaves, peopleIn } from '#core/campaigns/waves.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, lockCampaign } from '#db/tables/campaigns.ts'
import { brakeBeforeWave } from './brake-campaign.ts'
import { showCard } from './show-card.ts'

/**
 * Opens a campaign's next wave when the open ones have had their answers, what came back allows it, and the pause has passed. Everything it
 * asks every second is one seek; the one bounded count runs only when nothing is due, and then not again before something can have changed.
 */
export async function openWaves(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const { audience, wave } = campaign
  if (wave.open === 0) return openNext(memory, now, campaign, NO_COUNTS)
  const people = peopleIn(audience, wave.open)
  if (people >= audience || campaign.queued < people) return
  if (wave.lookAt !== undefined && now < wave.lookAt) return
  const verdict = judgeWaves(await lookAtWaves(memory.database.read, now, campaign, people), now)
  if (verdict.is === 'sending') return
  if (verdict.is === 'waiting') return note(memory, campaign, { wave_look_at: verdict.lookAt })
  if (now < verdict.opensAt) {
    if (wave.settledAt === undefined)
      await note(memory, campaign, { wave_settled_at: verdict.settledAt, wave_look_at: null })
    return
  }
  const { braked, counts } = await brakeBeforeWave(memory, now, campaign)
  if (!braked) await openNext(memory, now, campaign, counts)
}

async function lookAtWaves(db: Read, now: number, campaign: Campaign, people: number): Promise<OpenWaves> {
  const { openedAt, settledAt } = campaign.wave
  const known = { openedAt, settledAt, people, quiet: false, waiting: 0, anySent: false, soonestDue: undefined }
  if (settledAt !== undefined) return known
  const soonestDue = await soonestWaiting(db, campaign.id)
  if ((soonestDue !== undefined && soonestDue <= now) || (await anyIn(db, campaign, 'sending'))) return known
  const waiting = await countWaiting(db, campaign.id, mayStillWait(people) + 1)
  return { ...known, quiet: true, waiting, anySent: await anyIn(db, campaign, 'sent'), soonestDue }
}

/** The first entry of the claim's own index: literals, since SQLite takes a partial index for nothing less. */
async function soonestWaiting(db: Read, campaignId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('due_at')
    .where('campaign_id', '=', campaignId)
    .where(waits)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

async function countWaiting(db: Read, campaignId: number, most: number): Promise<number> {
  const some = db
    .selectFrom('deliveries')
    .select('due_at')
    .where('campaign_id', '=', campaignId)
    .where(waits)
    .limit(most)
  const { n } = await db
    .selectFrom(some.as('some'))
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

const waits = sql<boolean>`state in ('queued', 'held')`

async function anyIn(db: Read, { id, draft }: Campaign, state: 'sending' | 'sent'): Promise<boolean> {
  const [first = 'ask'] = stepsOf(draft)
  const row = await db
    .selectFrom('deliveries')
    .select('campaign_id')
    .where('campaign_id', '=', id)
    .where('step', '=', first)
    .where('state', '=', state)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** `counts`: what came back so far; the wave that opens is judged by what comes after. */
async function openNext({ database }: Memory, now: number, campaign: Campaign, counts: BrakeCounts): Promise<void> {
  await database.write(async (db) => {
    const current = await lockCampaign(db, campaign.id)
    // Another process may have opened it meanwhile, or a person paused the campaign.
    if (current === undefined || !isSending(current.state) || current.wave.open !== campaign.wave.open) return
    await db
      .updateTable('campaigns')
      .set({
        wave: current.wave.open + 1,
        wave_opened_at: now,
        wave_settled_at: null,
        wave_look_at: null,
        brake_base: JSON.stringify({ accepted: current.brakeBase?.accepted ?? NO_COUNTS, wave: counts }),
      })
      .where('id', '=', campaign.id)
      .execute()
    if (current.wave.open > 0) await showCard(db, campaign.id, now)
  })
}

async function note(
  { database }: Memory,
  { id, wave }: Campaign,
  set: { wave_look_at: number | null; wave_settled_at?: number },
): Promise<void> {
  await database.write(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('campaigns')
      .set(set)
      .where('id', '=', id)
      .where('wave', '=', wave.open)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && set.wave_settled_at !== undefined) await showCard(db, id, set.wave_settled_at)
  })
}
