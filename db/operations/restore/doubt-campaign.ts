import { channelsOf, stepsOf } from '#core/campaigns/draft.ts'
import { isSending } from '#core/campaigns/life.ts'
import { promiseAt, reminderAt } from '#core/campaigns/timing.ts'
import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import type { Channel } from '#core/house.ts'
import { rowsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'
import { insertDeliveries, noteReminders, peopleToRemind } from '#db/operations/campaigns/queue-steps.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, findCampaign, lockCampaign, recordAct } from '#db/tables/campaigns.ts'

const PEOPLE_PER_TRANSACTION = 500
const ROWS_PER_TRANSACTION = 2000

/**
 * Pauses a campaign of a restored copy. An approved one that may have begun since the copy was made is taken for one that has: only then does a
 * person look at everybody before anything leaves. False when it neither sends nor is about to.
 */
export function pauseRestored(
  { database }: Memory,
  now: number,
  { id }: Pick<Campaign, 'id'>,
  wasSending: boolean,
): Promise<boolean> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, id)
    if (campaign === undefined) return false
    const from = campaign.paused?.from ?? campaign.state
    const mayHaveBegun =
      from === 'approved' && (wasSending || (campaign.state === 'approved' && startHasCome(campaign, now)))
    const pauses = campaign.state === 'approved' || isSending(campaign.state)
    if (!pauses && !mayHaveBegun) return false
    await db
      .updateTable('campaigns')
      .set({
        state: 'paused',
        paused_at: campaign.paused?.at ?? now,
        resume_state: mayHaveBegun ? 'running' : from,
        ...(mayHaveBegun && { started_at: now }),
      })
      .where('id', '=', id)
      .execute()
    const reason = DOUBT_RESPONSES.restored
    await recordAct(db, now, { campaignId: id, actor: 'egard', act: 'pause', version: campaign.version, reason })
    await showCard(db, id, now)
    return true
  })
}

function startHasCome({ startsAt, approved }: Campaign, now: number): boolean {
  return (startsAt ?? approved?.at ?? now) <= now
}

/**
 * Puts every message of a started campaign that may have left since the copy was made in doubt: those that wait, those that were being handed
 * over, and those of people whose turn had not come. May be cut at any point and run again. Answers how many.
 */
export async function doubtCampaign(memory: Memory, now: number, campaignId: number): Promise<number> {
  const campaign = await findCampaign(memory.database.read, campaignId)
  if (campaign?.startedAt === undefined) return 0
  if (campaign.state === 'paused') {
    await writeFirstStep(memory, now, campaign)
    await writeDueReminders(memory, now, campaign)
  }
  let doubts = 0
  for (const [i, step] of stepsOf(campaign.draft).entries()) {
    for (;;) {
      const done = await memory.database.write((db) => doubtRows(db, memory, now, campaign, { step, after: i }))
      doubts += done
      if (done < ROWS_PER_TRANSACTION) break
    }
  }
  if (doubts > 0) await memory.database.write((db) => showCard(db, campaignId, now))
  return doubts
}

/** A row for everybody in the frozen audience, as if every wave were open; the campaign is paused, so none of them leaves. */
async function writeFirstStep(memory: Memory, now: number, { id }: Campaign): Promise<void> {
  for (;;) {
    const left = await memory.database.write(async (db) => {
      const campaign = await lockCampaign(db, id)
      if (campaign === undefined) return false
      const people = await db
        .selectFrom('campaign_audience')
        .select(['contact_id', 'language', 'visited_at', 'channel'])
        .where('campaign_id', '=', id)
        .where('contact_id', '>', campaign.queuedThrough)
        .orderBy('contact_id')
        .limit(PEOPLE_PER_TRANSACTION)
        .execute()
      const [step = 'ask'] = stepsOf(campaign.draft)
      await insertDeliveries(db, memory, now, campaign, step, due(people, now))
      const last = people.at(-1)
      await db
        .updateTable('campaigns')
        .set(
          last === undefined
            ? { queued: campaign.audience }
            : { queued_through: last.contact_id, queued: campaign.queued + people.length },
        )
        .where('id', '=', id)
        .execute()
      return last !== undefined
    })
    if (!left) return
  }
}

/** Reminders that fell due since the copy was made may have left too. */
async function writeDueReminders(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const [, ...reminders] = stepsOf(campaign.draft)
  const perChannel = channelsOf(campaign.draft).flatMap((channel) =>
    reminders.map((step, i) => ({ step, stepsSent: i + 1, channel, dueFrom: now - reminderAt(0, channel) })),
  )
  for (const what of perChannel) {
    for (;;) {
      const found = await memory.database.write(async (db) => {
        const people = await peopleToRemind(db, campaign.id, what)
        await insertDeliveries(db, memory, now, campaign, what.step, due(people, now))
        await noteReminders(db, campaign.id, people, what.stepsSent)
        return people.length
      })
      if (found < PEOPLE_PER_TRANSACTION) break
    }
  }
}

async function doubtRows(
  db: Write,
  { house }: Memory,
  now: number,
  { id, draft }: Campaign,
  { step, after }: { step: string; after: number },
): Promise<number> {
  const rows = await db
    .selectFrom('deliveries as d')
    .leftJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.id', 'd.channel', 'd.promise_at', 'a.basis_ends_at'])
    .where('d.campaign_id', '=', id)
    .where('d.step', '=', step)
    .where('d.state', 'in', ['queued', 'held', 'sending'])
    .limit(ROWS_PER_TRANSACTION)
    .execute()
  if (rows.length === 0) return 0
  // Should it have arrived, it named a day: not later than the day it would name if it left now.
  const promises = new Map<string, number | null>()
  const promiseFor = (channel: Channel, basisEndsAt: number | null) => {
    const key = `${channel} ${basisEndsAt}`
    const known = promises.get(key)
    if (known !== undefined) return known
    const promise =
      draft.kind !== 're-opt-in'
        ? null
        : promiseAt({
            stepAt: now,
            remindersLeft: stepsOf(draft).length - 1 - after,
            channel,
            graceHours: draft.graceHours,
            timeZone: house.organisation.timeZone,
            basisEndsAt: basisEndsAt ?? undefined,
          })
    promises.set(key, promise)
    return promise
  }
  const doubted = rows.map(({ id, channel, promise_at, basis_ends_at }) => {
    const promise = promiseFor(channel as Channel, basis_ends_at)
    return { id, promise: promise_at === null || (promise ?? 0) > promise_at ? promise : promise_at }
  })
  await db
    .updateTable('deliveries')
    .from(rowsFromJson(db, doubted, { id: 'integer', promise: 'integer?' }, 'v'))
    .set((e) => ({
      state: 'in-doubt',
      response: DOUBT_RESPONSES.restored,
      finished_at: now,
      promise_at: e.ref('v.promise'),
    }))
    .whereRef('deliveries.id', '=', 'v.id')
    .execute()
  return rows.length
}

function due<P extends object>(people: readonly P[], now: number): (P & { due_at: number })[] {
  return people.map((person) => ({ ...person, due_at: now }))
}
