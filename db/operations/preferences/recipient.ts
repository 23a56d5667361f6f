import type { PlaceFacts } from '#core/etiquette/place.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import type { Read, Write } from '#db/open.ts'

/** Which language a page is in: what was asked for by a click, else the person's own, else what their browser prefers. */
export interface LanguageWish {
  asked?: Language | undefined
  fallback: Language
}

/** What the recipients' pages may know of a person. */
export interface Recipient {
  id: number
  /** Their own language, when the pages speak it. */
  language: Language | undefined
  email: string | undefined
  emailHash: string | undefined
  /** E.164, when it works. */
  phone: string | undefined
  phoneHash: string | undefined
  /** Where they are, as far as it can be told. */
  whereabouts: PlaceFacts
}

export async function findRecipient(db: Read, contactId: number): Promise<Recipient | undefined> {
  const row = await db
    .selectFrom('contacts')
    .select(['id', 'language', 'email', 'email_hash', 'email_state', 'phone', 'phone_hash', 'phone_state'])
    .select(['time_zone', 'country', 'region', 'postcode'])
    .where('id', '=', contactId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    language: spoken(row.language),
    email: (row.email_state === 'usable' ? row.email : null) ?? undefined,
    emailHash: row.email_hash ?? undefined,
    phone: (row.phone_state === 'usable' ? row.phone : null) ?? undefined,
    phoneHash: row.phone_hash ?? undefined,
    whereabouts: {
      timeZone: row.time_zone ?? undefined,
      country: row.country ?? undefined,
      region: row.region ?? undefined,
      postcode: row.postcode ?? undefined,
      phone: row.phone ?? undefined,
    },
  }
}

/** The same, held until the transaction ends: an act and a deletion of the same person never miss each other. */
export async function holdRecipient(db: Write, contactId: number): Promise<Recipient | undefined> {
  if (dialectOf(db) === 'postgres')
    await db.selectFrom('contacts').select('id').where('id', '=', contactId).forNoKeyUpdate().execute()
  return findRecipient(db, contactId)
}

export function pageLanguage({ asked, fallback }: LanguageWish, ...own: (string | null | undefined)[]): Language {
  if (asked !== undefined) return asked
  for (const language of own) {
    const found = spoken(language)
    if (found !== undefined) return found
  }
  return fallback
}

/** Contact 0 is the made-up person of a test send. */
export const NOBODY: Recipient = {
  id: 0,
  language: undefined,
  email: undefined,
  emailHash: undefined,
  phone: undefined,
  phoneHash: undefined,
  whereabouts: { timeZone: undefined, country: undefined, region: undefined, postcode: undefined, phone: undefined },
}

/** A person who answers on our pages is there: that is an act of theirs. */
export async function noteAct(db: Write, contactId: number, now: number): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ last_act_at: now })
    .where('id', '=', contactId)
    .where((e) => e.or([e('last_act_at', 'is', null), e('last_act_at', '<', now)]))
    .execute()
}

function spoken(language: string | null | undefined): Language | undefined {
  return LANGUAGES.find((each) => each === language)
}
