import { type ExpressionBuilder, sql } from 'kysely'
import type { Channel } from '#core/house.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import { jsonRows, skipLocked } from '#db/dialects/differences.ts'
import { prepared } from '#db/dialects/prepared.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

// Written out, not as parameters: only so can SQLite see that a partial index holds what is asked for.
const WAITING = sql<boolean>`state in ('queued', 'held')`
const SENDING = sql<boolean>`state in ('running', 'reminding', 'grace')`

/** What there is to claim on one channel, of both kinds. */
export interface WhatIsDue {
  services: boolean
  /** The campaigns that may send and have something due, those after the one served last first, so that each has its turn. */
  campaigns: { id: number; version: number }[]
}

/** A seek for the service messages and one for each campaign that sends, however much waits. */
export async function whatIsDue(db: Read, now: number, after: number, channel: Channel): Promise<WhatIsDue> {
  const [due] = await readDue[channel](db, { now })
  const rows = (JSON.parse(due?.campaigns ?? '[]') as [number, number][])
    .map(([id, version]) => ({ id, version }))
    .toSorted((a, b) => a.id - b.id)
  return {
    services: due !== undefined && due.service !== null,
    campaigns: [...rows.filter(({ id }) => id > after), ...rows.filter(({ id }) => id <= after)],
  }
}

const dueOn = (channel: Channel) =>
  prepared((db, { now }: { now: number }) => {
    const service = db
      .selectFrom('service_messages')
      .select('service_messages.id')
      .where(sql<boolean>`service_messages.state = 'queued'`)
      .where('service_messages.channel', '=', channel)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(1)
    // A scalar subselect with a limit is a seek per campaign on both databases; an EXISTS may be planned as a scan of all that waits.
    const delivery = (e: ExpressionBuilder<Schema & { c: Schema['campaigns'] }, 'c'>) =>
      e
        .selectFrom('deliveries')
        .select('deliveries.id')
        .whereRef('deliveries.campaign_id', '=', 'c.id')
        .where('deliveries.channel', '=', channel)
        .where(sql<boolean>`deliveries.state in ('queued', 'held')`)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('deliveries.id')
        .limit(1)
    const campaigns = db
      .selectFrom('campaigns as c')
      .select(jsonRows(db, [sql.ref('c.id'), sql.ref('c.version')]).as('rows'))
      .where(SENDING)
      .where((e) => e(delivery(e), 'is not', null))
    return db.selectNoFrom([service.as('service'), campaigns.as('campaigns')])
  })
const readDue = { email: dueOn('email'), sms: dueOn('sms') }

export type DueRow = Awaited<ReturnType<typeof dueRows>>[number]

/** What is due of one campaign on one channel, the longest due first; on PostgreSQL held until the transaction ends, and what another worker holds is passed over. */
export function dueRows(db: Write, now: number, campaignId: number, channel: Channel, limit: number) {
  const query = db
    .selectFrom('deliveries')
    .select(['id', 'step', 'variant', 'contact_id', 'address', 'address_hash', 'language', 'best_before_at', 'channel'])
    .where('campaign_id', '=', campaignId)
    .where('channel', '=', channel)
    .where(WAITING)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
  return skipLocked(db, query, 'deliveries').execute()
}

/**
 * Holds the people of due messages, and whoever shares an address or number with them, until the transaction ends, and gives the messages whose
 * people it got. A withdrawal holds its person too, from before it writes until it is committed: so it is either seen by the facts read after
 * this, or begins once this claim is committed. Two workers never decide about one person at a time, so that a budget's last slot is spent
 * once. The messages are of one channel. Nobody is waited for: who is held is left for the next look. SQLite has one writer at a time anyway.
 */
export async function holdPeople(db: Write, rows: readonly DueRow[]): Promise<DueRow[]> {
  if (rows.length === 0 || dialectOf(db) === 'sqlite') return [...rows]
  const ids = rows.map(({ contact_id }) => contact_id)
  const hashes = [...new Set(rows.map(({ address_hash }) => address_hash))]
  const own = (hash: string) =>
    sql`array(select ${sql.ref(hash)} from contacts where id = any(${ids}::bigint[]) and ${sql.ref(hash)} is not null)`
  const carried = sql.ref(rows[0]?.channel === 'sms' ? 'phone_hash' : 'email_hash')
  const theirs = sql`id = any(${ids}::bigint[]) or ${carried} = any(${hashes}::text[])
    or email_hash = any(${own('email_hash')}) or phone_hash = any(${own('phone_hash')})`
  const { rows: people } = await sql<{
    id: number
    email_hash: string | null
    phone_hash: string | null
    held: number
  }>`
    with held as materialized (select id from contacts where ${theirs} order by id for no key update skip locked)
    select id, email_hash, phone_hash, id in (select id from held) as held from contacts where ${theirs}`.execute(db)
  const missing = people.filter(({ held }) => held === 0)
  if (missing.length === 0) return [...rows]
  const missingIds = new Set(missing.map(({ id }) => id))
  const missingHashes = new Set(missing.flatMap(({ email_hash, phone_hash }) => [email_hash, phone_hash]))
  const free = new Map(people.map((person) => [person.id, person]))
  return rows.filter(({ contact_id, address_hash }) => {
    const person = free.get(contact_id)
    if (missingIds.has(contact_id) || missingHashes.has(address_hash)) return false
    return [person?.email_hash, person?.phone_hash].every((hash) => hash == null || !missingHashes.has(hash))
  })
}
