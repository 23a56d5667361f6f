import { stepsOf } from '#core/campaigns/draft.ts'
import { isSending } from '#core/campaigns/life.ts'
import { reminderAt } from '#core/campaigns/timing.ts'
import type { Variant } from '#core/campaigns/variants.ts'
import { TIMING } from '#core/parameters/timing.ts'
import type { Write } from '#db/open.ts'
import { addressFor, judgePairs } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, lockCampaign } from '#db/tables/campaigns.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { clockFor, questionOf } from './audience.ts'
import { noteOtherAnswers } from './note-other-answers.ts'

const PEOPLE_PER_TRANSACTION = 500
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Queues the first message of everyone in the frozen audience, in order, a few hundred a transaction. */
export async function queueFirstStep(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const [step = 'ask'] = stepsOf(campaign.draft)
  const { id, startedAt = now } = campaign
  let through = campaign.queuedThrough
  let position = campaign.draft.ratePerMinute === undefined ? 0 : await countQueued(memory, id, step)
  for (;;) {
    const people = await memory.database.read
      .selectFrom('campaign_audience')
      .select(['contact_id', 'language', 'visited_at'])
      .where('campaign_id', '=', id)
      .where('contact_id', '>', through)
      .orderBy('contact_id')
      .limit(PEOPLE_PER_TRANSACTION)
      .execute()
    const last = people.at(-1)
    if (last === undefined) return
    const from = position
    const queued = await memory.database.write(async (db) => {
      if (!(await stillSends(db, id))) return false
      const due = people.map((person, i) => ({ ...person, due_at: spread(campaign, startedAt, from + i) }))
      await insertDeliveries(db, memory, now, campaign, step, due)
      await db.updateTable('campaigns').set({ queued_through: last.contact_id }).where('id', '=', id).execute()
      return true
    })
    if (!queued) return
    through = last.contact_id
    position += people.length
  }
}

async function countQueued({ database }: Memory, campaignId: number, step: string): Promise<number> {
  const { n } = await database.read
    .selectFrom('deliveries')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaignId)
    .where('step', '=', step)
    .executeTakeFirstOrThrow()
  return n
}

/** Queues the next reminder of everyone whose own last step is old enough and who has not answered. */
export async function queueReminders(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const [, ...reminders] = stepsOf(campaign.draft)
  for (const [i, step] of reminders.entries()) {
    const dueFrom = now - reminderAt(0, 'email')
    for (;;) {
      const added = await memory.database.write(async (db) => {
        if (!(await stillSends(db, campaign.id))) return 0
        const people = await db
          .selectFrom('campaign_audience as a')
          .select(['a.contact_id', 'a.language', 'a.visited_at', 'a.pairs', 'a.asked_at'])
          .where('a.campaign_id', '=', campaign.id)
          .where('a.asked_at', 'is not', null)
          .where('a.answer', 'is', null)
          .where('a.lapsed_at', 'is', null)
          .where('a.steps_sent', '=', i + 1)
          .where('a.last_step_at', '<=', dueFrom)
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
          .orderBy('a.contact_id')
          .limit(PEOPLE_PER_TRANSACTION)
          .execute()
        const silent = await noteOtherAnswers(db, campaign.id, people)
        await insertDeliveries(
          db,
          memory,
          now,
          campaign,
          step,
          silent.map((person) => ({ ...person, due_at: now })),
        )
        return people.length
      })
      if (added < PEOPLE_PER_TRANSACTION) break
    }
  }
}

/** Held until the transaction ends: nothing is queued behind the back of who just stopped the campaign. */
async function stillSends(db: Write, campaignId: number): Promise<boolean> {
  const current = await lockCampaign(db, campaignId)
  return current !== undefined && isSending(current.state)
}

interface Person {
  contact_id: number
  language: string
  due_at: number
  visited_at: number | null
}

/** Makes the delivery rows. Who shares an address with somebody already written to gets a refused row: counted, never silent. */
async function insertDeliveries(
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
  const question = questionOf(campaign.draft, memory.house)
  const ends = campaign.endsAt ?? Number.MAX_SAFE_INTEGER
  const rows = people.map((person) => {
    const contact = facts.get(person.contact_id)
    const judged = contact ? judgePairs(contact, question, clock) : []
    const toGuardian = judged.some(({ gate }) => gate.asked === 'guardian')
    const address = contact && addressFor(contact, judged, question.carrier)
    const variant: Variant = toGuardian ? 'guardian' : person.visited_at !== null ? 'visited' : 'plain'
    return {
      campaign_id: campaign.id,
      step,
      variant,
      contact_id: person.contact_id,
      channel: 'email',
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

/** A rate spreads the first messages over minutes, in the audience's order. */
function spread({ draft }: Campaign, startedAt: number, position: number): number {
  const { ratePerMinute } = draft
  return ratePerMinute === undefined ? startedAt : startedAt + Math.floor(position / ratePerMinute) * MINUTE_MS
}
