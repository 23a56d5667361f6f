import { sql } from 'kysely'
import { type Attention, NO_ATTENTION } from '#core/etiquette/attention.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'
import { reservedQuery, reservedThenQuery } from './reserved-slots.ts'

const LONGEST_BUDGET_MS = 30 * 86_400_000
const LOOK_MS = TIMING.reservedLookHours * 3_600_000

/**
 * What each person had of us in the thirty days before `at`, and what campaigns approved before this one (any, without a campaign) keep for them:
 * a campaign with its reminders counts as one request, and what is being handed over or in doubt counts, so that two campaigns never spend the
 * same slot. So does what was recorded a moment after `at`, by a process whose clock is ahead or while this one waited for its turn; only a
 * question about the past looks no further than `upTo`. Who had nothing is absent. Epoch milliseconds.
 */
export async function attentionTo(
  db: Read,
  campaignId: number | undefined,
  contactIds: readonly number[],
  at: number,
  upTo?: number,
): Promise<Map<number, Attention>> {
  const own = campaignId ?? 0
  const sent = sentQuery(db, contactIds, sinceFor(at), upTo ?? Number.MAX_SAFE_INTEGER)
  const reserved = upTo === undefined ? reservedQuery(db, contactIds, own, at) : reservedThenQuery(db, contactIds, upTo)
  const texts = await db
    .selectNoFrom([sent.as('sent'), reserved.as('reserved')])
    .$castTo<AttentionTexts>()
    .executeTakeFirstOrThrow()
  return readAttention(texts, own, at)
}

/** From when on messages count, at an instant. */
export function sinceFor(at: number): number {
  return at - LONGEST_BUDGET_MS
}

/** What the two questions answer: each a JSON text. */
export interface AttentionTexts {
  /** `[contact, campaign, the last message, the last SMS]`. */
  sent: string
  /** `[contact, campaign]`. */
  reserved: string
}

/** What people got of each campaign, as one JSON text, for a statement that asks more. */
export function sentQuery(db: Read, contactIds: readonly number[], since: number, upTo: number) {
  const left = sql<number>`coalesce(finished_at, sending_at)`
  const sent = db
    .selectFrom('deliveries')
    .select(['contact_id', 'campaign_id'])
    .select([
      sql<number>`max(${left})`.as('at'),
      sql<number | null>`max(case when channel = 'sms' then ${left} end)`.as('texted_at'),
    ])
    .where('contact_id', 'in', idsFromJson(db, contactIds))
    .where((e) =>
      e.or([
        e.and([e('finished_at', '>', since), e('finished_at', '<=', upTo), e('state', 'in', ['sent', 'in-doubt'])]),
        e.and([e('finished_at', 'is', null), e('sending_at', '<=', upTo), e('state', '=', 'sending')]),
      ]),
    )
    .groupBy(['contact_id', 'campaign_id'])
  return db.selectFrom(sent.as('s')).select(
    jsonRows(
      db,
      ['s.contact_id', 's.campaign_id', 's.at', 's.texted_at'].map((column) => sql.ref(column)),
    ).as('rows'),
  )
}

/** By contact. A campaign that keeps a slot counts once: what it sent so far is part of that request. */
export function readAttention(
  { sent, reserved }: AttentionTexts,
  ownCampaign: number,
  at: number,
): Map<number, Attention> {
  const found = new Map<number, Mutable>()
  const mine = (contactId: number) => {
    const one = found.get(contactId) ?? { sentAt: [], reservedUntil: [], textedAt: undefined }
    found.set(contactId, one)
    return one
  }
  const keeps = new Set<string>()
  for (const [contactId, campaignId] of JSON.parse(reserved) as [number, number][]) {
    keeps.add(`${contactId} ${campaignId}`)
    mine(contactId).reservedUntil.push(at + LOOK_MS)
  }
  for (const [contactId, campaignId, lastAt, textedAt] of JSON.parse(sent) as [
    number,
    number,
    number,
    number | null,
  ][]) {
    const one = mine(contactId)
    if (campaignId !== ownCampaign && !keeps.has(`${contactId} ${campaignId}`)) one.sentAt.push(lastAt)
    if (textedAt !== null) one.textedAt = Math.max(textedAt, one.textedAt ?? textedAt)
  }
  return found
}

/** Who had nothing of us. */
export function attentionOf(found: ReadonlyMap<number, Attention>, contactId: number): Attention {
  return found.get(contactId) ?? NO_ATTENTION
}

interface Mutable extends Attention {
  sentAt: number[]
  reservedUntil: number[]
}
