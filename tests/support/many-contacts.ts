import type { Memory } from '#db/operations/memory.ts'
import { insertRows } from '#db/tables/insert-rows.ts'

const DAY_MS = 86_400_000

/** So many people like `aContact`: lawfully collected, trace lost, active ten days before `now`. Their ids, in order. */
export async function manyContacts({ database, keyring }: Memory, now: number, count: number): Promise<number[]> {
  const emails = Array.from({ length: count }, (_, at) => `p${String(at).padStart(6, '0')}@example.org`)
  return database.write(async (db) => {
    await insertRows(
      db,
      'contacts',
      emails.map((email) => ({
        key: email,
        email,
        email_hash: keyring.addressHash(email),
        email_state: 'usable' as const,
        language: 'fr',
        country: 'FR',
        kind: 'b2c' as const,
        last_click_at: now - 10 * DAY_MS,
        tags: '[]',
        custom: '{}',
        facts_as_of: now,
        created_at: now,
        updated_at: now,
      })),
    )
    const source = await db
      .insertInto('sources')
      .values({
        name: 'Salon 2024',
        basis: 'lawful',
        attested_at: now,
        attested_by: 'U0CHLOE',
        collected_at: now - 500 * DAY_MS,
        imported_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const rows = await db.selectFrom('contacts').select('id').where('key', 'in', emails).orderBy('id').execute()
    const ids = rows.map(({ id }) => id)
    await insertRows(
      db,
      'contact_sources',
      ids.map((contact_id) => ({
        contact_id,
        source_id: source.id,
        row_number: 2,
        documented: 0,
        topics: '[]',
        channels: '["email"]',
      })),
    )
    return ids
  })
}
