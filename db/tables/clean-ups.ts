import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { DeletionBucket, KeptReason, WaitReason } from '#core/contacts/clean-up.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

export type CleanUpState = Schema['clean_ups']['state']

/** What judging the base counted. `reasons` sum to `count`; who waits is in no bucket. */
export interface CleanUpCounts {
  judged: number
  buckets: Partial<Record<DeletionBucket, { count: number; reasons: Partial<Record<ReasonCode, number>> }>>
  waiting: Partial<Record<WaitReason, number>>
}

/** A clean-up as it stands. Instants are epoch milliseconds. */
export interface CleanUp {
  id: number
  state: CleanUpState
  buckets: DeletionBucket[]
  why: string
  counts: CleanUpCounts
  frozenThrough: number
  /** Of the frozen list; undefined until it is whole. */
  digest: string | undefined
  proposed: { at: number; by: string }
  confirmed: { at: number; by: string } | undefined
  /** When the first contact is deleted. */
  startsAt: number | undefined
  /** `by` is undefined when it came to its end by itself. */
  ended: { at: number; by: string | undefined; reason: string | undefined } | undefined
}

export async function findCleanUp(db: Read, id: number): Promise<CleanUp | undefined> {
  const row = await db.selectFrom('clean_ups').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toCleanUp(row)
}

/** The same, held until the transaction ends: whoever changes a clean-up, or deletes for it, does so alone. */
export async function lockCleanUp(db: Write, id: number): Promise<CleanUp | undefined> {
  const row = await db
    .updateTable('clean_ups')
    .set((e) => ({ state: e.ref('state') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && toCleanUp(row)
}

/** Oldest first. */
export async function cleanUpsIn(db: Read, states: readonly CleanUpState[]): Promise<CleanUp[]> {
  const rows = await db.selectFrom('clean_ups').selectAll().where('state', 'in', states).orderBy('id').execute()
  return rows.map(toCleanUp)
}

function toCleanUp(row: Selectable<Schema['clean_ups']>): CleanUp {
  const confirmed = row.confirmed_at === null ? undefined : { at: row.confirmed_at, by: row.confirmed_by ?? '' }
  return {
    id: row.id,
    state: row.state,
    buckets: JSON.parse(row.buckets),
    why: row.why,
    counts: JSON.parse(row.counts),
    frozenThrough: row.frozen_through,
    digest: row.digest ?? undefined,
    proposed: { at: row.proposed_at, by: row.proposed_by },
    confirmed,
    startsAt: row.starts_at ?? undefined,
    ended:
      row.ended_at === null
        ? undefined
        : { at: row.ended_at, by: row.ended_by ?? undefined, reason: row.end_reason ?? undefined },
  }
}

/** One contact of a frozen list; `outcome` once it is decided. */
export interface ListedContact {
  contactId: number
  bucket: DeletionBucket
  reason: ReasonCode
  outcome: 'deleted' | 'kept' | undefined
  keptBecause: KeptReason | undefined
}

const PAGE = 5000

/** The frozen list in the order of the contacts, a page at a time: memory stays flat. */
export async function* listedContacts(db: Read, cleanUpId: number): AsyncGenerator<readonly ListedContact[]> {
  for (let after = 0; ; ) {
    const page = db
      .selectFrom('clean_up_contacts')
      .select(['contact_id', 'bucket', 'reason', 'outcome', 'kept_because'])
      .where('clean_up_id', '=', cleanUpId)
      .where('contact_id', '>', after)
      .orderBy('contact_id')
      .limit(PAGE)
    const { rows } = await db
      .selectFrom(page.as('page'))
      .select((e) =>
        jsonRows(
          db,
          (['contact_id', 'bucket', 'reason', 'outcome', 'kept_because'] as const).map((c) => e.ref(c)),
        ).as('rows'),
      )
      .executeTakeFirstOrThrow()
    const found = (JSON.parse(rows) as [number, string, string, string | null, string | null][])
      .map(([contactId, bucket, reason, outcome, kept]) => ({
        contactId,
        bucket: bucket as DeletionBucket,
        reason: reason as ReasonCode,
        outcome: (outcome ?? undefined) as ListedContact['outcome'],
        keptBecause: (kept ?? undefined) as KeptReason | undefined,
      }))
      .toSorted((a, b) => a.contactId - b.contactId)
    const last = found.at(-1)
    if (last === undefined) return
    after = last.contactId
    yield found
  }
}

/** Digest over who is on the list and why: a confirmation is bound to it. */
export async function listDigest(db: Read, cleanUpId: number): Promise<string> {
  const hash = createHash('sha256').update(`egard clean-up 1 ${cleanUpId}\n`)
  for await (const page of listedContacts(db, cleanUpId))
    for (const { contactId, bucket, reason } of page) hash.update(`${contactId} ${bucket} ${reason}\n`)
  return hash.digest('hex')
}

/** The next contacts nothing was decided about, in order. */
export async function undecided(
  db: Read,
  cleanUpId: number,
  limit: number,
): Promise<{ contactId: number; bucket: DeletionBucket }[]> {
  const rows = await db
    .selectFrom('clean_up_contacts')
    .select(['contact_id', 'bucket'])
    .where('clean_up_id', '=', cleanUpId)
    .where('outcome', 'is', null)
    .orderBy('contact_id')
    .limit(limit)
    .execute()
  return rows.map(({ contact_id, bucket }) => ({ contactId: contact_id, bucket: bucket as DeletionBucket }))
}

/** `keptBecause` undefined: deleted. */
export async function recordOutcomes(
  db: Write,
  cleanUpId: number,
  decisions: readonly { contactId: number; keptBecause: KeptReason | undefined }[],
  now: number,
): Promise<void> {
  for (const [kept, decided] of Map.groupBy(decisions, ({ keptBecause }) => keptBecause)) {
    const ids = decided.map(({ contactId }) => contactId)
    await db
      .updateTable('clean_up_contacts')
      .set({ outcome: kept === undefined ? 'deleted' : 'kept', kept_because: kept ?? null, decided_at: now })
      .where('clean_up_id', '=', cleanUpId)
      .where('contact_id', 'in', idsFromJson(db, ids))
      .execute()
  }
}

export interface OutcomeSums {
  deleted: number
  /** Not decided yet. */
  left: number
  kept: { reason: KeptReason; count: number }[]
}

export async function outcomeSums(db: Read, cleanUpId: number): Promise<OutcomeSums> {
  const rows = await db
    .selectFrom('clean_up_contacts')
    .select(['outcome', 'kept_because', (e) => e.fn.countAll<number>().as('n')])
    .where('clean_up_id', '=', cleanUpId)
    .groupBy(['outcome', 'kept_because'])
    .execute()
  const sum = (outcome: string | null) =>
    rows.filter((row) => row.outcome === outcome).reduce((total, { n }) => total + n, 0)
  return {
    deleted: sum('deleted'),
    left: sum(null),
    kept: rows
      .filter(({ outcome }) => outcome === 'kept')
      .map(({ kept_because, n }) => ({ reason: kept_because as KeptReason, count: n }))
      .toSorted((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
  }
}
