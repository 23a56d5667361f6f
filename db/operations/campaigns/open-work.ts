import { stepsOf } from '#core/campaigns/draft.ts'
import type { Read } from '#db/open.ts'
import type { Campaign } from '#db/tables/campaigns.ts'

export interface OpenWork {
  /** A first message is still queued, held or being handed over, or waits for its wave. */
  firstStepOpen: boolean
  remindersToCome: boolean
  /** Somebody's promise has not run: it lies ahead, waits for an open message, or for a person to look at a visit. */
  promisesToCome: boolean
}

/** What a running campaign still has to do, asked in the order in which an answer ends the question. */
export async function openWork(db: Read, campaign: Campaign, now: number): Promise<OpenWork> {
  const [first = 'ask', ...reminders] = stepsOf(campaign.draft)
  if (campaign.queued < campaign.audience || (await isOpen(db, campaign.id, first)))
    return { firstStepOpen: true, remindersToCome: true, promisesToCome: true }
  let reminderOpen = false
  for (const step of reminders) reminderOpen ||= await isOpen(db, campaign.id, step)
  const remindersToCome = reminderOpen || (await isAnyUnreminded(db, campaign, reminders.length, now))
  const promisesToCome = remindersToCome || (await isAnyUnlapsed(db, campaign.id, now))
  return { firstStepOpen: false, remindersToCome, promisesToCome }
}

/** Those asked who neither answered nor lapsed. */
function waiting(db: Read, campaignId: number) {
  return db
    .selectFrom('campaign_audience')
    .select('contact_id')
    .where('campaign_id', '=', campaignId)
    .where('asked_at', 'is not', null)
    .where('answer', 'is', null)
    .where('lapsed_at', 'is', null)
    .limit(1)
}

async function isAnyUnreminded(db: Read, { id, state }: Campaign, reminders: number, now: number): Promise<boolean> {
  // In the last days every reminder has left; a promise ahead says the same, and is a seek.
  if (reminders === 0 || state === 'grace') return false
  for (let queued = 0; queued <= reminders; queued += 1) {
    for (let sent = 1; sent <= reminders; sent += 1) {
      const person = await waiting(db, id)
        .where('reminders_queued', '=', queued)
        .where('steps_sent', '=', sent)
        .where('promise_at', '>', now)
        // In the order of the index that knows both: where nearly everybody was reminded, no other finds the last ones at once.
        .orderBy('last_step_at')
        .executeTakeFirst()
      if (person !== undefined) return true
    }
  }
  return false
}

async function isAnyUnlapsed(db: Read, campaignId: number, now: number): Promise<boolean> {
  const ahead = await waiting(db, campaignId).where('promise_at', '>', now).executeTakeFirst()
  if (ahead !== undefined) return true
  const behind = await waiting(db, campaignId)
    .where('bucket', 'in', ['askable', 'expiring'])
    .where((e) =>
      e.or([e('visited_at', 'is', null), e('visit_settled_as', 'is', null), e('visit_settled_as', '=', 'lapse')]),
    )
    .executeTakeFirst()
  return behind !== undefined
}

/** A message of this step waits or is being handed over; a seek in the index, whatever the audience. */
async function isOpen(db: Read, campaignId: number, step: string): Promise<boolean> {
  const open = await db
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('step', '=', step)
    .where('state', 'in', ['queued', 'held', 'sending'])
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
