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

/** What a running campaign still has to do. */
export async function openWork(db: Read, campaign: Campaign, now: number): Promise<OpenWork> {
  const [first = 'ask', ...reminders] = stepsOf(campaign.draft)
  const openSteps = new Set<string>()
  for (const step of [first, ...reminders]) if (await isOpen(db, campaign.id, step)) openSteps.add(step)
  const waiting = db
    .selectFrom('campaign_audience')
    .select('contact_id')
    .where('campaign_id', '=', campaign.id)
    .where('asked_at', 'is not', null)
    .where('answer', 'is', null)
    .where('lapsed_at', 'is', null)
    .limit(1)
  const unreminded = await waiting
    .where('steps_sent', '<', 1 + reminders.length)
    .where('promise_at', '>', now)
    .executeTakeFirst()
  const unlapsed = await waiting
    .where((e) =>
      e.or([
        e('promise_at', '>', now),
        e.and([
          e('bucket', 'in', ['askable', 'expiring']),
          e.or([e('visited_at', 'is', null), e('visit_settled_as', 'is', null), e('visit_settled_as', '=', 'lapse')]),
        ]),
      ]),
    )
    .executeTakeFirst()
  return {
    firstStepOpen: campaign.queued < campaign.audience || openSteps.has(first),
    remindersToCome:
      reminders.some((step) => openSteps.has(step)) || (reminders.length > 0 && unreminded !== undefined),
    promisesToCome: openSteps.size > 0 || unlapsed !== undefined,
  }
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
