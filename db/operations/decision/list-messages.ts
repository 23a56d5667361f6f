import type { Reason } from '#core/decision/reasons.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import type { Step } from '#core/messages/message.ts'
import type { Memory } from '#db/operations/memory.ts'

/** One message made for a contact, with the decision kept with it. Instants are epoch milliseconds. */
export interface MessageMade {
  campaign: number
  name: string
  step: Step
  channel: Channel
  state: DeliveryState
  reasons: Reason[]
  /** When it ended, else when it was handed over, else when it is due. */
  at: number
}

const MOST_MESSAGES = 10

/**
 * The last messages made for a contact, newest first: what was decided then, not what would be decided now. Looking back (`at`), only what had
 * been handed over or had ended by that instant.
 */
export async function listMessages(
  { database }: Pick<Memory, 'database'>,
  contactId: number,
  at?: number,
): Promise<MessageMade[]> {
  let query = database.read
    .selectFrom('deliveries as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .select(['d.campaign_id', 'c.name', 'd.step', 'd.channel', 'd.state', 'd.reasons'])
    .select((e) => e.fn.coalesce('d.finished_at', 'd.sending_at', 'd.due_at').as('at'))
    .where('d.contact_id', '=', contactId)
  if (at !== undefined) query = query.where((e) => e(e.fn.coalesce('d.finished_at', 'd.sending_at'), '<=', at))
  const rows = await query.orderBy('at', 'desc').orderBy('d.id', 'desc').limit(MOST_MESSAGES).execute()
  return rows.map((row) => ({
    campaign: row.campaign_id,
    name: row.name,
    step: row.step as Step,
    channel: row.channel as Channel,
    state: row.state as DeliveryState,
    reasons: JSON.parse(row.reasons) as Reason[],
    at: row.at,
  }))
}
