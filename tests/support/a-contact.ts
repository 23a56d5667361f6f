import type { Memory } from '#db/operations/memory.ts'

const DAY_MS = 86_400_000

export interface ContactGiven {
  email: string
  /** The organisation's own key, where two contacts share an address. */
  key?: string
  phone?: string
  birthDate?: string
  /** With a guardian's consent on record. */
  guardianEmail?: string
  firstName?: string
  language?: string
  country?: string
  /** How the source says the address was collected; attested when it must be. */
  basis?: string
  collectedAt?: number
  lastClickAt?: number
  topics?: string[]
  consentAt?: number
}

/** Somebody lawfully collected, trace lost, active ten days before `now`: the person a re-opt-in campaign exists for. */
export async function aContact({ database, keyring }: Memory, now: number, given: ContactGiven): Promise<number> {
  return database.write(async (db) => {
    const { id } = await db
      .insertInto('contacts')
      .values({
        key: given.key ?? given.email,
        email: given.email,
        email_hash: keyring.addressHash(given.email),
        email_state: 'usable',
        phone: given.phone ?? null,
        phone_hash: given.phone === undefined ? null : keyring.addressHash(given.phone),
        birth_date: given.birthDate ?? null,
        guardian_email: given.guardianEmail ?? null,
        guardian_consent_at: given.guardianEmail === undefined ? null : now - 100 * DAY_MS,
        first_name: given.firstName ?? 'Marie',
        language: given.language ?? 'fr',
        country: given.country ?? 'FR',
        kind: 'b2c',
        last_click_at: given.lastClickAt ?? now - 10 * DAY_MS,
        tags: '[]',
        custom: '{}',
        facts_as_of: now,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const source = await db
      .insertInto('sources')
      .values({
        name: 'Salon 2024',
        basis: given.basis ?? 'lawful',
        attested_at: now,
        attested_by: 'U0CHLOE',
        collected_at: given.collectedAt ?? now - 500 * DAY_MS,
        imported_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('contact_sources')
      .values({
        contact_id: id,
        source_id: source.id,
        row_number: 2,
        documented: given.consentAt === undefined ? 0 : 1,
        consent_at: given.consentAt ?? null,
        topics: JSON.stringify(given.topics ?? []),
        channels: '["email"]',
      })
      .execute()
    return id
  })
}
