import { createHash } from 'node:crypto'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { completeLanguages } from '#core/campaigns/draft.ts'
import { BUCKETS, type GateVerdict } from '#core/consent/gate.ts'
import { type GateClock, gateClock } from '#core/consent/gate-facts.ts'
import type { Pair } from '#core/consent/pair.ts'
import { isPermitted } from '#core/decision/decide.ts'
import type { House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'
import {
  addressFor,
  furthest,
  type JudgedPair,
  judgePairs,
  type Question,
} from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'

/** How many contacts are judged at a time: the longest a page of facts stays in memory. */
export const CONTACTS_PER_PAGE = 1000

/** What a campaign puts to every contact; e-mail is the carrier. */
export function questionOf(draft: CampaignDraft, house: House): Question {
  const topics = draft.kind === 'information' ? house.topics.map(({ id }) => id) : draft.topics
  return {
    kind: draft.kind,
    pairs: topics.map((topic): Pair => ({ topic, channel: 'email' })),
    carrier: 'email',
    ticks: draft.ticks,
  }
}

/** One contact of the segment, judged. `permitted` is empty when nothing may be put to them. */
export interface JudgedContact {
  facts: ContactFacts
  judged: readonly JudgedPair[]
  verdict: GateVerdict
  permitted: readonly Pair[]
  address: string | undefined
  language: Language
}

export async function judgePage(
  db: Read,
  memory: Pick<Memory, 'keyring' | 'house'>,
  draft: CampaignDraft,
  contactIds: readonly number[],
  clock: GateClock,
  campaignId: number,
): Promise<JudgedContact[]> {
  const question = questionOf(draft, memory.house)
  const languages = completeLanguages(draft)
  const found = await loadFacts(db, memory, contactIds, { campaignId })
  const people: JudgedContact[] = []
  for (const id of contactIds) {
    const facts = found.get(id)
    if (facts === undefined) continue
    const judged = judgePairs(facts, question, clock)
    people.push({
      facts,
      judged,
      verdict: furthest(judged, draft.kind),
      permitted: judged.filter((one) => isPermitted(draft.kind, one)).map(({ pair }) => pair),
      address: addressFor(facts, judged, question.carrier),
      language: languageFor(facts.language, languages, draft.languageOfRest),
    })
  }
  return people
}

/** Counts by bucket, zeros included: they sum to the contacts judged. */
export function emptyBuckets(): Record<string, number> {
  return Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0]))
}

export function clockFor(now: number, house: House): GateClock {
  return gateClock(now, house.organisation.timeZone)
}

/** Digest over the ordered audience: people may drop out later, nobody can be added or given another text. */
export function audienceDigester(): {
  add(member: { contactId: number; pairs: string; language: string }): void
  digest(): string
} {
  const hash = createHash('sha256')
  return {
    add: ({ contactId, pairs, language }) => void hash.update(`${contactId} ${language} ${pairs}\n`),
    digest: () => hash.copy().digest('hex'),
  }
}

function languageFor(own: string | undefined, available: readonly Language[], rest: Language): Language {
  return available.find((language) => language === own) ?? rest
}
