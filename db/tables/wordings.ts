import { createHash } from 'node:crypto'
import { type Wording, wordingText } from '#core/consent/wording.ts'
import type { Read, Write } from '#db/open.ts'

/** SHA-256 of what the page shows, in hex: the name under which it is kept and proved. */
export function wordingHash(wording: Wording): string {
  return createHash('sha256').update(wordingText(wording)).digest('hex')
}

/** Keeps the text a person answered to, once, and returns its hash. */
export async function keepWording(db: Write, wording: Wording, now: number): Promise<string> {
  const hash = wordingHash(wording)
  await db
    .insertInto('wordings')
    .values({ hash, language: wording.language, text: wordingText(wording), first_shown_at: now })
    .onConflict((c) => c.column('hash').doNothing())
    .execute()
  return hash
}

/** The same of an SMS that asked: its sealed text, as it was approved. Undefined when there is none. */
export async function keepSealedText(
  db: Write,
  { campaignId, version, step, language }: { campaignId: number; version: number; step: string; language: string },
  now: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaign_messages')
    .select('text')
    .where('campaign_id', '=', campaignId)
    .where('version', '=', version)
    .where('step', '=', step)
    .where('language', '=', language)
    .where('variant', '=', 'sms')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const hash = createHash('sha256').update(row.text).digest('hex')
  await db
    .insertInto('wordings')
    .values({ hash, language, text: row.text, first_shown_at: now })
    .onConflict((c) => c.column('hash').doNothing())
    .execute()
  return hash
}

/** A text of the archive. `firstShownAt`: when the first person answered to it, milliseconds UTC. */
export interface KeptWording {
  hash: string
  language: string
  text: string
  firstShownAt: number
}

export async function findWording(db: Read, hash: string): Promise<KeptWording | undefined> {
  const row = await db.selectFrom('wordings').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row && { hash: row.hash, language: row.language, text: row.text, firstShownAt: row.first_shown_at }
}
