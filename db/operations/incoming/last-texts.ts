import { sql } from 'kysely'
import type { Pair } from '#core/consent/pair.ts'
import { TOKEN_LIVES } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'
import type { MarkedDelivery } from './find-marked.ts'

/** The newest SMS of ours to one person at the number they write from. */
export interface LastText {
  contactId: number
  campaignId: number
  /** The newest that asked; undefined where none did, or the child's guardian was asked. */
  ask: TextAsk | undefined
}

/** A question by SMS that a word may answer. */
export interface TextAsk {
  contactId: number
  campaignId: number
  version: number
  pairs: readonly Pair[]
  language: Language
  answer: 'yes' | 'no' | undefined
  lapsed: boolean
  delivery: MarkedDelivery
}

/** What has been written to these people at this number, newest first. A word answers no longer than the page does. */
export async function lastTexts(
  db: Read,
  people: readonly number[],
  numberHash: string,
  now: number,
): Promise<Map<number, LastText>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .innerJoin('campaign_audience as a', (on) =>
      on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
    )
    .select(['d.id', 'd.campaign_id', 'd.contact_id', 'd.address_hash', 'd.state', 'd.step'])
    .select(['d.sending_at', 'd.promise_at', 'c.kind', 'a.version', 'a.pairs', 'a.language', 'a.bucket'])
    .select(['a.answer', 'a.lapsed_at'])
    .where('d.contact_id', 'in', idsFromJson(db, people))
    // Written out, so that SQLite sees that a partial index holds what is asked for.
    .where(sql<boolean>`d.channel = 'sms'`)
    .where('d.address_hash', '=', numberHash)
    // An answer may be faster than the provider's word that the message left.
    .where('d.state', 'in', ['sent', 'in-doubt', 'sending'])
    .where('d.sending_at', '>', now - (TOKEN_LIVES.answer ?? 0))
    .orderBy('d.sending_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(1000)
    .execute()
  const found = new Map<number, LastText>()
  for (const row of rows) {
    const { contact_id: contactId, campaign_id: campaignId } = row
    const mine: LastText = found.get(contactId) ?? { contactId, campaignId, ask: undefined }
    found.set(contactId, mine)
    const pairs = JSON.parse(row.pairs) as Pair[]
    if (mine.ask !== undefined || row.kind !== 're-opt-in' || row.bucket === 'minor' || pairs.length === 0) continue
    const delivery: MarkedDelivery = {
      id: row.id,
      campaignId,
      contactId,
      addressHash: row.address_hash,
      state: row.state,
      step: row.step,
      sendingAt: row.sending_at,
      promiseAt: row.promise_at,
    }
    const language = row.language as Language
    const answered = { answer: row.answer ?? undefined, lapsed: row.lapsed_at !== null }
    mine.ask = { contactId, campaignId, version: row.version, pairs, language, ...answered, delivery }
  }
  return found
}
