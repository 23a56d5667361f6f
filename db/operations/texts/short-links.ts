import { randomBytes } from 'node:crypto'
import { encodeBase32 } from '#core/links/base32.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import { rowsFromJson, selectFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'

/** A page of one person; `campaignId` 0 where no campaign leads there. */
export interface WantedLink {
  purpose: 'answer' | 'preferences' | 'unsubscribe'
  contactId: number
  campaignId: number
}

/** 60 bits: among a billion links a guess finds one in a billion times. */
const CODE_LENGTH = 12
const TRIES = 5

const NEW = {
  code: 'text',
  purpose: 'text',
  contact_id: 'integer',
  campaign_id: 'integer',
  made_at: 'integer',
  expires_at: 'integer?',
} as const
const AGAIN = { purpose: 'text', contact_id: 'integer', campaign_id: 'integer', expires_at: 'integer?' } as const

/**
 * The codes of short addresses to people's own pages, in the order they are wanted, made in the caller's transaction. One page of one person keeps
 * its code, which lives on from now; two pages never share one. At most about 2,000 at a time; `newCode` gives an unguessable one.
 */
export async function shortLinks(
  db: Write,
  now: number,
  wanted: readonly WantedLink[],
  newCode: () => string = randomCode,
): Promise<string[]> {
  const codes = new Map<string, string>()
  const found = (rows: readonly { code: string; purpose: string; contact_id: number; campaign_id: number }[]) => {
    for (const { code, purpose, contact_id, campaign_id } of rows)
      codes.set(`${purpose} ${contact_id} ${campaign_id}`, code)
  }
  let missing = [...new Map(wanted.map((one) => [keyOf(one), one])).values()]
  for (let tries = 0; missing.length > 0; tries += 1) {
    if (tries === TRIES) throw new Error(`${missing.length} short links found no free code`)
    found(await insertNew(db, now, missing, newCode))
    missing = missing.filter((one) => !codes.has(keyOf(one)))
    // Whoever has a code already keeps it; whose code was somebody else's gets another one.
    if (missing.length > 0) found(await extend(db, now, missing))
    missing = missing.filter((one) => !codes.has(keyOf(one)))
  }
  return wanted.map((one) => codes.get(keyOf(one)) ?? '')
}

function keyOf({ purpose, contactId, campaignId }: WantedLink): string {
  return `${purpose} ${contactId} ${campaignId}`
}

function insertNew(db: Write, now: number, wanted: readonly WantedLink[], newCode: () => string) {
  const rows = wanted.map(({ purpose, contactId, campaignId }) => ({
    code: newCode(),
    purpose,
    contact_id: contactId,
    campaign_id: campaignId,
    made_at: now,
    expires_at: tokenExpiry(purpose, now),
  }))
  return db
    .insertInto('short_links')
    .columns(Object.keys(NEW) as (keyof typeof NEW)[])
    .expression(selectFromJson(db, rows, NEW))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['code', 'purpose', 'contact_id', 'campaign_id'])
    .execute()
}

function extend(db: Write, now: number, wanted: readonly WantedLink[]) {
  const rows = wanted.map(({ purpose, contactId, campaignId }) => ({
    purpose,
    contact_id: contactId,
    campaign_id: campaignId,
    expires_at: tokenExpiry(purpose, now),
  }))
  return db
    .updateTable('short_links')
    .from(rowsFromJson(db, rows, AGAIN, 'v'))
    .set((e) => ({ expires_at: e.ref('v.expires_at') }))
    .whereRef('short_links.contact_id', '=', 'v.contact_id')
    .whereRef('short_links.campaign_id', '=', 'v.campaign_id')
    .whereRef('short_links.purpose', '=', 'v.purpose')
    .returning(['short_links.code', 'short_links.purpose', 'short_links.contact_id', 'short_links.campaign_id'])
    .execute()
}

function randomCode(): string {
  return encodeBase32(randomBytes(8)).slice(0, CODE_LENGTH)
}
