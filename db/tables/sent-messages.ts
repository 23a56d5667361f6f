import { sql } from 'kysely'
import { type Attention, NO_ATTENTION } from '#core/etiquette/attention.ts'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'

const LONGEST_BUDGET_MS = 30 * 86_400_000

/**
 * When each person got a message of another campaign in the thirty days before `at`: a campaign with its reminders counts as one request, and
 * what is being handed over counts, so that two campaigns never spend the same slot. So does what was recorded a moment after `at`, by a process
 * whose clock is ahead or while this one waited for its turn; only a question about the past looks no further than `upTo`. Epoch milliseconds.
 */
export async function attentionTo(
  db: Read,
  campaignId: number | undefined,
  contactIds: readonly number[],
  at: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Map<number, Attention>> {
  const { rows } = await sentQuery(db, contactIds, campaignId ?? 0, sinceFor(at), upTo).executeTakeFirstOrThrow()
  return readSent(rows)
}

/** From when on messages count, at an instant. */
export function sinceFor(at: number): number {
  return at - LONGEST_BUDGET_MS
}

/** The same as one JSON text, for a statement that asks more. */
export function sentQuery(db: Read, contactIds: readonly number[], campaignId: number, since: number, upTo: number) {
  const sent = db
    .selectFrom('deliveries')
    .select(['contact_id', (e) => e.fn.max<number>(e.fn.coalesce('finished_at', 'sending_at')).as('at')])
    .where('contact_id', 'in', idsFromJson(db, contactIds))
    .where('campaign_id', '<>', campaignId)
    .where((e) =>
      e.or([
        e.and([e('finished_at', '>', since), e('finished_at', '<=', upTo), e('state', 'in', ['sent', 'in-doubt'])]),
        e.and([e('finished_at', 'is', null), e('sending_at', '<=', upTo), e('state', '=', 'sending')]),
      ]),
    )
    .groupBy(['contact_id', 'campaign_id'])
  return db.selectFrom(sent.as('s')).select(jsonRows(db, [sql.ref('s.contact_id'), sql.ref('s.at')]).as('rows'))
}

export function readSent(text: string): Map<number, Attention> {
  const found = new Map<number, Attention & { sentAt: number[] }>()
  for (const [contactId, at] of JSON.parse(text) as [number, number][]) {
    const mine = found.get(contactId)
    if (mine === undefined) found.set(contactId, { ...NO_ATTENTION, sentAt: [at] })
    else mine.sentAt.push(at)
  }
  return found
}
