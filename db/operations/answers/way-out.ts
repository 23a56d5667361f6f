import type { WayOutScope } from '#core/consent/wording.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { askedInTest, findAsked } from './asked.ts'

/** What a way out ends: the pairs a campaign asked, the pairs it wrote about, or everything on the channel it wrote on. */
export interface WayOut {
  scope: WayOutScope
  /** The language of the message. */
  language: string
}

/**
 * A link without a campaign ends every e-mail; one whose campaign says nothing of this person any more, or has no topic, ends everything the way its
 * message came: a way out always works, and never does less than it says.
 */
export async function findWayOut(db: Read, { house }: Memory, contactId: number, campaignId: number): Promise<WayOut> {
  if (campaignId === 0) return { scope: { everything: ['email'] }, language: '' }
  const found = contactId === 0 ? await askedInTest(db, house, campaignId) : await findAsked(db, campaignId, contactId)
  if (found === undefined || found.pairs.length === 0)
    return { scope: { everything: [found?.channel ?? 'email'] }, language: found?.language ?? '' }
  return { scope: { asked: found.kind === 're-opt-in', pairs: found.pairs }, language: found.language }
}
