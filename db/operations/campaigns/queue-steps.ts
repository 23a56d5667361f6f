import { type Selectable, sql } from 'kysely'
import { channelsOf, stepsOf } from '#core/campaigns/draft.ts'
import { isSending } from '#core/campaigns/life.ts'
import { reminderAt } from '#core/campaigns/timing.ts'
import type { StoredVariant } from '#core/campaigns/variants.ts'
import { minuteAt, peopleIn } from '#core/campaigns/waves.ts'
import type { Channel } from '#core/house.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import { addressFor, judgePairs } from '#db/operations/decision/judge-contact.ts'
import { unreadReply } from '#db/operations/incoming/unread-reply.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Schema } from '#db/schema.ts'
import { type Campaign, findCampaign, lockCampaign } from '#db/tables/campaigns.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { clockFor, questionOf } from './audience.ts'
import { noteOtherAnswers } from './note-other-answers.ts'

const PEOPLE_PER_TRANSACTION = 500
const DAY_MS = 86_400_000

/**
 * Queues the first message of everyone in the open waves, in the audience's order, a few hundred a transaction. A rate lets so many go in its
 * minute, and the rest when their minute comes: after a pause nobody has piled up.
 */
export async function queueFirstStep(memory: Memory, now: number, { id }: Pick<Campaign, 'id'>): Promise<void> {
  for (;;) {
    const campaign = await findCampaign(memory.database.read, id)
    if (campaign === undefined || !isSending(campaign.state)) return
    const room = roomFor(campaign, now)
    if (room <= 0) return
    const people = await memory.database.read
      .selectFrom('campaign_audience')
      .select(['contact_id', 'language', 'visited_at', 'channel'])
      .where('campaign_id', '=', id)
      .where('contact_id', '>', campaign.queuedThrough)
      .orderBy('contact_id')
      .limit(room)
      .execute()
    if (!(await queueNext(memory, now, campaign, people))) return
  }
}

function roomFor({ audience, queued, wave, draft, minute }: Campaign, now: number): number {
  const rate = draft.ratePerMinute ?? Number.POSITIVE_INFINITY
  return Math.min(PEOPLE_PER_TRANSACTION, peopleIn(audience, wave.open) - queued, rate - minuteAt(minute, now).used)
}

type Member = Pick<Selectable<Schema['campaign_audience']>, 'contact_id' | 'language' | 'visited_at' | 'channel'>

/** False when somebody stopped the campaign meanwhile, or another process queues it. */
async function queueNext(memory: Memory, now: number, seen: Campaign, people: readonly Member[]): Promise<boolean> {
  const [step = 'ask'] = stepsOf(seen.draft)
  return memory.database.write(async (db) => {
    const campaign = await lockCampaign(db, seen.id)
    if (campaign === undefined || !isSending(campaign.state) || campaign.queuedThrough !== seen.queuedThrough)
      return false
    const minute = minuteAt(campaign.minute, now)
    await insertDeliveries(
      db,
      memory,
      now,
      campaign,
      step,
      people.map((person) => ({ ...person, due_at: now })),
    )
    await db
      .updateTable('campaigns')
      .set({
        queued_through: people.at(-1)?.contact_id ?? campaign.queuedThrough,
        // Nobody is left behind the last one: the whole audience has its messages.
        queued: people.length === 0 ? campaign.audience : campaign.queued + people.length,
        ...(campaign.draft.ratePerMinute !== undefined && {
          minute_at: minute.at,
          minute_used: minute.used + people.length,
        }),
      })
      .where('id', '=', campaign.id)
      .execute()
    return true
  })
}

/** Queues the next reminder of everyone whose own last step is old enough and who has not answered. */
export async function queueReminders(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const [, ...reminders] = stepsOf(campaign.draft)
  const perChannel = channelsOf(campaign.draft).flatMap((channel) =>
    reminders.map((step, i) => ({ step, stepsSent: i + 1, channel, dueFrom: now - reminderAt(0, channel) })),
  )
  for (const due of perChannel) {
    while ((await peopleToRemind(memory.database.read, campaign.id, due)).length > 0) {
      const added = await memory.database.write(async (db) => {
        if (!(await stillSends(db, campaign.id))) return 0
        const people = await peopleToRemind(db, campaign.id, due)
        const silent = await noteOtherAnswers(db, campaign.id, people)
        await insertDeliveries(
          db,
          memory,
          now,
          campaign,
          due.step,
          silent.map((person) => ({ ...person, due_at: now })),
        )
        await noteReminders(db, campaign.id, people, due.stepsSent)
        return people.length
      })
      if (added < PEOPLE_PER_TRANSACTION) break
    }
  }
}

/** These have their message of this step: they are not looked for again. */
export async function noteReminders(
  db: Write,
  campaignId: number,
  people: readonly Pick<Person, 'contact_id'>[],
  count: number,
) {
  const ids = people.map(({ contact_id }) => contact_id)
  await db
    .updateTable('campaign_audience')
    .set({ reminders_queued: count })
    .where('campaign_id', '=', campaignId)
    .where('contact_id', 'in', idsFromJson(db, ids))
    .execute()
}

/** The next few hundred whose last step is old enough and who have no message of this step yet. */
export function peopleToRemind(
  db: Read,
  campaignId: number,
  { step, stepsSent, channel, dueFrom }: { step: string; stepsSent: number; channel: Channel; dueFrom: number },
) {
  return db
    .selectFrom('campaign_audience as a')
    .select(['a.contact_id', 'a.language', 'a.visited_at', 'a.pairs', 'a.asked_at', 'a.channel'])
    .where('a.campaign_id', '=', campaignId)
    .where('a.channel', '=', channel)
    .where('a.asked_at', 'is not', null)
    .where('a.answer', 'is', null)
    .where('a.lapsed_at', 'is', null)
    .where('a.reminders_queued', '=', stepsSent - 1)
    .where('a.steps_sent', '=', stepsSent)
    .where('a.last_step_at', '<=', dueFrom)
    .where(sql<boolean>`not ${unreadReply}`)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('deliveries as d')
            .select('d.id')
            .whereRef('d.campaign_id', '=', 'a.campaign_id')
            .whereRef('d.contact_id', '=', 'a.contact_id')
            .where('d.step', '=', step),
        ),
      ),
    )
    .orderBy('a.last_step_at')
    .limit(PEOPLE_PER_TRANSACTION)
    .execute()
}

/** Held until the transaction ends: nothing is queued behind the back of who just stopped the campaign. */
async function stillSends(db: Write, campaignId: number): Promise<boolean> {
  const current = await lockCampaign(db, campaignId)
  return current !== undefined && isSending(current.state)
}

interface Person {
  contact_id: number
  language: string
  /** The one they were frozen with: one message a person and step. */
  channel: string
  due_at: number
  visited_at: number | null
}

/** Makes the delivery rows. Who shares an address with somebody already written to gets a refused row: counted, never silent. */
export async function insertDeliveries(
  db: Write,
  memory: Memory,
  now: number,
  campaign: Campaign,
  step: string,
  people: readonly Person[],
): Promise<void> {
  if (people.length === 0) return
  const facts = await loadFacts(
    db,
    memory,
    people.map(({ contact_id }) => contact_id),
    { campaignId: campaign.id },
  )
  const clock = clockFor(now, memory.house)
  const questionOn = {
    email: questionOf(campaign.draft, memory.house, 'email'),
    sms: questionOf(campaign.draft, memory.house, 'sms'),
  }
  const ends = campaign.endsAt ?? Number.MAX_SAFE_INTEGER
  const rows = people.map((person) => {
    const contact = facts.get(person.contact_id)
    const channel = person.channel as Channel
    const judged = contact ? judgePairs(contact, questionOn[channel], clock) : []
    const toGuardian = judged.some(({ gate }) => gate.asked === 'guardian')
    const address = contact && addressFor(contact, judged, channel)
    const variant: StoredVariant =
      channel === 'sms' ? 'sms' : toGuardian ? 'guardian' : person.visited_at !== null ? 'visited' : 'plain'
    return {
      campaign_id: campaign.id,
      step,
      variant,
      contact_id: person.contact_id,
      channel,
      address: address ?? '',
      address_hash: memory.keyring.addressHash(address ?? `contact ${person.contact_id}`),
      language: person.language,
      state: address === undefined ? 'refused' : 'queued',
      reasons: address === undefined ? '[{"code":"address-missing"}]' : '[]',
      due_at: person.due_at,
      // The approved window ends for every step: nothing leaves after it.
      best_before_at: Math.min(ends, Math.max(now, person.due_at) + TIMING.bestBeforeDays * DAY_MS),
      attempts: 0,
      finished_at: address === undefined ? now : null,
    }
  })
  const inserted = await db
    .insertInto('deliveries')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .returning('contact_id')
    .execute()
  const done = new Set(inserted.map(({ contact_id }) => contact_id))
  const shared = rows.filter(({ contact_id }) => !done.has(contact_id))
  if (shared.length === 0) return
  await db
    .insertInto('deliveries')
    .values(shared.map((row) => ({ ...row, state: 'refused', reasons: '[{"code":"same-address"}]', finished_at: now })))
    .onConflict((c) => c.doNothing())
    .execute()
}
