import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import type { ConsentEventType, Via } from '#core/consent/ledger.ts'
import type { Pair } from '#core/consent/pair.ts'
import type { Channel } from '#core/house.ts'
import type { TokenPurpose } from '#core/links/token.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Database } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aHouse } from './a-house.ts'

export const NOW = Date.UTC(2026, 10, 22, 9, 30)
const SECRET = Buffer.alloc(32, 7).toString('base64')

/** The memory of a fresh database, with the sample house. */
export async function aMemory(database: Database): Promise<Memory> {
  return {
    database,
    keyring: await openKeyring(database, SECRET, undefined, NOW),
    house: aHouse(),
    holidays: publicHolidays(),
  }
}

export function link(memory: Memory, purpose: TokenPurpose, ids: readonly number[], madeAt = NOW): string {
  return signToken(memory.keyring, { purpose, ids, expiresAt: tokenExpiry(purpose, madeAt) })
}

/** Stores one person; gives their id. */
export async function aContact(
  { database, keyring }: Memory,
  given: { email?: string | null; phone?: string | null; language?: string | null } = {},
): Promise<number> {
  const { email = 'ana@example.org', phone = null, language = 'fr' } = given
  const row = await database.write((db) =>
    db
      .insertInto('contacts')
      .values({
        key: email ?? phone ?? 'without-an-address',
        email,
        email_hash: email === null ? null : keyring.addressHash(email),
        email_state: 'usable',
        phone,
        phone_hash: phone === null ? null : keyring.addressHash(phone),
        language,
        tags: '[]',
        custom: '{}',
        facts_as_of: NOW,
        created_at: NOW,
        updated_at: NOW,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return row.id
}

export const NEWSLETTER: Pair = { topic: 'newsletter', channel: 'email' }
export const OFFERS: Pair = { topic: 'offers', channel: 'email' }
export const PHONE = '+33612345678'

/** A campaign that wrote to this person about these pairs, with a reminder still waiting; gives its id. */
export async function aCampaign(
  { database, keyring }: Memory,
  contactId: number,
  given: { kind?: CampaignKind; pairs?: readonly Pair[]; bucket?: string; channel?: Channel } = {},
  to?: string,
): Promise<number> {
  const { kind = 're-opt-in', pairs = [NEWSLETTER], bucket = 'askable', channel = 'email' } = given
  const address = to ?? (channel === 'sms' ? PHONE : 'ana@example.org')
  return database.write(async (db) => {
    const { id } = await db
      .insertInto('campaigns')
      .values({
        name: 'Rentrée',
        kind,
        state: 'running',
        version: 1,
        draft: JSON.stringify({ topics: pairs.map(({ topic }) => topic), carrier: channel }),
        authors: '[]',
        approvers: '[]',
        made_by: 'U1',
        made_at: NOW,
        findings: '[]',
        buckets: '{}',
        audience: 1,
        queued_through: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('campaign_audience')
      .values({
        campaign_id: id,
        version: 1,
        contact_id: contactId,
        bucket,
        pairs: JSON.stringify(pairs),
        language: 'fr',
        channel,
        asked_at: NOW - 3_600_000,
        steps_sent: 1,
      })
      .execute()
    await db
      .insertInto('deliveries')
      .values({
        campaign_id: id,
        step: kind === 're-opt-in' ? 'reminder-1' : 'message',
        variant: 'plain',
        contact_id: contactId,
        channel,
        address,
        address_hash: keyring.addressHash(address),
        language: 'fr',
        state: 'queued',
        reasons: '[]',
        due_at: NOW + 86_400_000,
        attempts: 0,
      })
      .execute()
    return id
  })
}

/** Writes what happened before the test begins, an hour ago. */
export async function before(
  memory: Memory,
  contactId: number,
  type: ConsentEventType,
  { topic, channel }: { topic: string; channel: Channel | '*' } = NEWSLETTER,
  via: Via = 'answer-page',
): Promise<void> {
  await memory.database.write((db) =>
    appendEvents(db, memory, NOW - 3_600_000, [{ contactId, type, topic, channel, via }]),
  )
}

/** The ledger, as a person would read it. */
export async function ledger({ database }: Memory): Promise<string[]> {
  const rows = await database.read
    .selectFrom('consent_events')
    .select(['type', 'topic', 'channel', 'via'])
    .orderBy('seq')
    .execute()
  return rows.map(({ type, topic, channel, via }) => `${type} ${topic} ${channel} ${via}`)
}

/** Every current consent: `newsletter email granted`. */
export async function consents({ database }: Memory): Promise<string[]> {
  const rows = await database.read.selectFrom('consents').selectAll().orderBy('topic').orderBy('channel').execute()
  return rows.map(({ topic, channel, state }) => `${topic} ${channel} ${state}`)
}

export async function deliveryStates({ database }: Memory): Promise<string[]> {
  const rows = await database.read.selectFrom('deliveries').select('state').orderBy('id').execute()
  return rows.map(({ state }) => state)
}

/** Everything a consent could be read from, byte for byte. */
export async function everythingOfConsent({ database }: Memory): Promise<string> {
  const { read } = database
  const all = [
    await read.selectFrom('consents').selectAll().orderBy('contact_id').orderBy('topic').orderBy('channel').execute(),
    await read.selectFrom('consent_events').selectAll().orderBy('seq').execute(),
    await read.selectFrom('ledger_links').selectAll().orderBy('seq').execute(),
    await read.selectFrom('suppressions').selectAll().orderBy('address_hash').orderBy('topic').execute(),
    await read.selectFrom('pending_changes').selectAll().orderBy('id').execute(),
    await read.selectFrom('service_messages').selectAll().orderBy('id').execute(),
    await read.selectFrom('wordings').selectAll().orderBy('hash').execute(),
    await read.selectFrom('contacts').selectAll().orderBy('id').execute(),
    await read.selectFrom('deliveries').selectAll().orderBy('id').execute(),
    await read.selectFrom('preferences').selectAll().orderBy('contact_id').execute(),
    await read.selectFrom('preference_changes').selectAll().orderBy('id').execute(),
  ]
  return JSON.stringify(all)
}
