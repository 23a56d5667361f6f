import type { Pair } from '#core/consent/pair.ts'
import type { Channel } from '#core/house.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Wants } from './lay-on-pile.ts'
import { openWords, type Words } from './sealed-words.ts'

/** One message as the person who settles it reads it. */
export interface IncomingCase {
  id: number
  pile: number
  at: number
  channel: Channel
  kind: 'bounce' | 'complaint' | 'auto-reply' | 'human' | 'other'
  wants: Wants
  campaignId: number | undefined
  /** What was asked of them, where they answer an ask. */
  pairs: readonly Pair[]
  /** Undefined once the person is forgotten. */
  words: Words | undefined
}

/** The next of a pile that waits, stops first, oldest first; it is recorded who opened which. Undefined when all is read. */
export async function openIncoming(
  memory: Memory,
  now: number,
  { pile, by, trusted }: { pile: number; by: string; trusted: boolean },
): Promise<IncomingCase | undefined> {
  return memory.database.write(async (db) => {
    const row = await db
      .selectFrom('incoming_mails')
      .select(['id', 'at', 'channel', 'kind', 'wants', 'campaign_id', 'contact_id', 'words', 'key_of'])
      .where('pile', '=', pile)
      .where('settled_at', 'is', null)
      .where('wants', trusted ? '<>' : '=', 'trust')
      .orderBy((e) => e.case().when('wants', '=', 'stop').then(0).else(1).end())
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined || row.wants === null) return undefined
    const { id, at, channel, kind, wants, campaign_id, contact_id } = row
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act: 'read-incoming', subject: `incoming:${id}` })
      .execute()
    const asked =
      wants === 'answer'
        ? await db
            .selectFrom('campaign_audience')
            .select('pairs')
            .where('campaign_id', '=', campaign_id ?? 0)
            .where('contact_id', '=', contact_id ?? 0)
            .executeTakeFirst()
        : undefined
    return {
      id,
      pile,
      at,
      channel,
      kind,
      wants,
      campaignId: campaign_id ?? undefined,
      pairs: JSON.parse(asked?.pairs ?? '[]') as Pair[],
      words: await openWords(db, memory, row),
    }
  })
}
