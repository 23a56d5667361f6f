import { sql } from 'kysely'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'

const DAY_MS = 86_400_000
const CONTACTS_PER_WRITE = 20_000

/**
 * Contacts straight into an SQLite base, whom the rules treat differently: of two countries, active and long silent, with a trace and without,
 * from a lawful, a documented and a doubtful file; one in fifty has opted out. The same ones for the same number.
 */
export async function seedContacts({ database }: Memory, contacts: number, now: number): Promise<void> {
  await database.write(async (db) => {
    for (const [index, basis] of ['lawful', 'documented', 'doubtful'].entries()) {
      await db
        .insertInto('sources')
        .values({
          id: index + 1,
          name: `Fichier ${basis}`,
          basis,
          attested_at: now,
          attested_by: 'U0BENCH',
          collected_at: now - 700 * DAY_MS,
          imported_at: now,
        })
        .execute()
    }
  })
  for (let from = 1; from <= contacts; from += CONTACTS_PER_WRITE) {
    const last = Math.min(contacts, from + CONTACTS_PER_WRITE - 1)
    await database.write((db) => seedRange(db, from, last, now))
  }
}

async function seedRange(db: Write, from: number, last: number, now: number): Promise<void> {
  const range = sql`with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${last})`
  await sql`${range} insert into contacts (
      id, key, email, email_hash, email_state, first_name, last_name, language, country, kind, birth_date,
      last_click_at, tags, custom, facts_as_of, created_at, updated_at)
    select i, 'contact.' || i || '@example.org', 'contact.' || i || '@example.org', printf('%022d', i * 7919 % 1000003),
      'usable', 'Marie', 'Dupont', 'fr', case when i % 10 = 0 then 'BE' else 'FR' end, 'b2c',
      case when i % 2 = 0 then (1940 + i % 65) || '-0' || (1 + i % 9) || '-15' end,
      case when i % 5 > 0 then ${now} - (i % 1500) * ${DAY_MS} end, '["client"]', '{}', ${now}, ${now}, ${now} from n`.execute(
    db,
  )
  await sql`${range} insert into contact_sources (
      contact_id, source_id, row_number, documented, consent_at, topics, channels)
    select i, 1 + (i % 7) / 3, i + 1, i % 7 / 3 = 1, case when i % 7 / 3 = 1 then ${now} - (i % 900) * ${DAY_MS} end,
      '["newsletter"]', '["email"]' from n`.execute(db)
  await sql`${range} insert into consents (contact_id, topic, channel, state, via, at, event_seq)
    select i, 'newsletter', 'email', case when i % 50 = 3 then 'withdrawn' else 'granted' end,
      case when i % 50 = 3 then 'import' else 'claim' end, ${now}, i from n where i % 7 / 3 = 1 or i % 50 = 3`.execute(
    db,
  )
  await sql`${range} insert into suppressions (address_hash, kind, topic, channel, at, event_seq)
    select printf('%022d', i * 7919 % 1000003), 'stopped', '*', 'email', ${now}, i from n where i % 50 = 3`.execute(db)
}
