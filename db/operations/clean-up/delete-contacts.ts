import { sql } from 'kysely'
import { idsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import { noteAddresses } from '#db/journal/note-events.ts'
import type { Write } from '#db/open.ts'

/**
 * Removes everything that says who these contacts were: their data, where it came from, their current consents, the keys of their evidence (which
 * stays in the chain, unreadable), visits, changes they never confirmed, how they wanted to be written to, and the addresses of old messages. What stays is
 * numbers: the ledger, deliveries (with the keyed hash of their address, on which "never twice" rests) and the opt-outs of their addresses. No tombstone is made: who
 * signs up again by their own act is welcome. At most 500 at a time; call it in the transaction that decided.
 */
export async function deleteContacts(db: Write, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return
  const these = idsFromJson(db, contactIds)
  await noteAddresses(db, contactIds)
  await keepBases(db, contactIds)
  await db
    .updateTable('deliveries')
    .set({ address: '', response: null })
    .where('contact_id', 'in', these)
    .where('address', '<>', '')
    .execute()
  await emptyServiceMessages(db, contactIds)
  for (const table of THEIRS) await db.deleteFrom(table).where('contact_id', 'in', these).execute()
  // The way out of an old SMS works for ever, also for who is gone: it says who nobody is.
  await db.deleteFrom('short_links').where('contact_id', 'in', these).where('purpose', '<>', 'unsubscribe').execute()
  await db
    .deleteFrom('keys')
    .where('purpose', '=', 'contact')
    .where('version', '=', 1)
    .where('contact_id', 'in', these)
    .execute()
  await db.deleteFrom('contacts').where('id', 'in', these).execute()
}

const THEIRS = [
  'contact_sources',
  'consents',
  'visits',
  'pending_changes',
  'preferences',
  'preference_changes',
] as const

/** The bases of a campaign's audience are counted from its contacts' sources: what these count for is written down before they go. */
async function keepBases(db: Write, contactIds: readonly number[]): Promise<void> {
  await sql`insert into campaign_bases_gone (campaign_id, basis, attested_by, people)
    select a.campaign_id, s.basis, coalesce(s.attested_by, ''), count(distinct a.contact_id)
    from campaign_audience a
    join contact_sources cs on cs.contact_id = a.contact_id
    join sources s on s.id = cs.source_id
    where a.contact_id in ${idsFromJson(db, contactIds)}
    group by a.campaign_id, s.basis, coalesce(s.attested_by, '')
    on conflict (campaign_id, basis, attested_by) do update
    set people = campaign_bases_gone.people + excluded.people`.execute(db)
}

/** An address somebody else still has is theirs too, and stays. */
async function emptyServiceMessages(db: Write, contactIds: readonly number[]): Promise<void> {
  const hashesOf = (column: 'email_hash' | 'phone_hash') =>
    db.selectFrom('contacts').select(`${column} as hash`).where('id', 'in', idsFromJson(db, contactIds))
  const rows = await hashesOf('email_hash').union(hashesOf('phone_hash')).execute()
  const hashes = rows.flatMap(({ hash }) => (hash === null ? [] : [hash]))
  if (hashes.length === 0) return
  const others = await db
    .selectFrom('contacts')
    .select(['email_hash', 'phone_hash'])
    .where('id', 'not in', idsFromJson(db, contactIds))
    .where((e) =>
      e.or([e('email_hash', 'in', textsFromJson(db, hashes)), e('phone_hash', 'in', textsFromJson(db, hashes))]),
    )
    .execute()
  const shared = new Set(others.flatMap(({ email_hash, phone_hash }) => [email_hash, phone_hash]))
  const gone = hashes.filter((hash) => !shared.has(hash))
  await db
    .updateTable('service_messages')
    .set({ address: '', response: null })
    .where('address_hash', 'in', textsFromJson(db, gone))
    .where('address', '<>', '')
    .where('state', 'not in', ['queued', 'held', 'sending'])
    .execute()
}
