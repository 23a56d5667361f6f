import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { openFor, sealFor } from '#db/keys/seal.ts'
import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'

/** What is kept of a message that a person reads. */
export interface Words {
  from: string
  subject: string
  text: string
  /** The words it was read as a stop by. */
  phrase?: string
  /** It came from another address than the one we wrote to. */
  elsewhere?: true
  /** Several of our contacts have the number it came from. */
  shared?: true
  /** Pictures and files that came with an SMS; they are not kept. */
  media?: number
  /** Whom a bounce or a complaint speaks of. */
  about?: string[]
}

const MOST_ABOUT = 20

export function wordsOf(mail: IncomingMail): Words {
  const about = mail.recipients.flatMap(({ address }) => (address === undefined ? [] : [address])).slice(0, MOST_ABOUT)
  return {
    from: mail.from ?? mail.envelopeFrom ?? '',
    subject: mail.subject,
    text: mail.text,
    ...(mail.stop && { phrase: mail.stop.phrase }),
    ...(about.length > 0 && { about }),
  }
}

/**
 * Seals words with a person's key, or with a key of the message's own (`keyOf` below zero) where we know nobody: the words go when that key goes.
 */
export async function sealWords(
  db: Write,
  { keyring }: Pick<Memory, 'keyring'>,
  now: number,
  { words, keyOf }: { words: Words; keyOf: number },
): Promise<string> {
  const { wrapped } = keyring.makeContactKey()
  await db
    .insertInto('keys')
    .values({ purpose: 'contact', version: 1, contact_id: keyOf, wrapped, made_at: now })
    .onConflict((c) => c.columns(['purpose', 'version', 'contact_id']).doNothing())
    .execute()
  const key = await keyFor(db, { keyring }, keyOf)
  if (key === undefined) throw new Error(`the key of ${keyOf} was not made`)
  return sealFor(key, JSON.stringify(words))
}

/** Undefined once the person is forgotten. */
export async function openWords(
  db: Read,
  memory: Pick<Memory, 'keyring'>,
  { words, key_of }: { words: string | null; key_of: number | null },
): Promise<Words | undefined> {
  const key = words === null || key_of === null ? undefined : await keyFor(db, memory, key_of)
  return key === undefined || words === null ? undefined : JSON.parse(openFor(key, words))
}

/** What came from nobody we know is not kept once it was read. */
export async function forgetWords(db: Write, id: number): Promise<void> {
  await db
    .deleteFrom('keys')
    .where('purpose', '=', 'contact')
    .where('version', '=', 1)
    .where('contact_id', '=', -id)
    .execute()
  await db.updateTable('incoming_mails').set({ words: null }).where('id', '=', id).where('key_of', '=', -id).execute()
}

async function keyFor(db: Read, { keyring }: Pick<Memory, 'keyring'>, keyOf: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('keys')
    .select('wrapped')
    .where('purpose', '=', 'contact')
    .where('version', '=', 1)
    .where('contact_id', '=', keyOf)
    .executeTakeFirst()
  return row && keyring.openContactKey(row.wrapped)
}
