import { createHash } from 'node:crypto'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { channelsOf, completeLanguages } from '#core/campaigns/draft.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { type GateClock, gateClock } from '#core/consent/gate-facts.ts'
import type { Pair } from '#core/consent/pair.ts'
import type { Channel, House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'
import { type JudgedPerson, judgePerson, type Question } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'

/** How many contacts are judged at a time: the longest a page of facts stays in memory. */
export const CONTACTS_PER_PAGE = 1000

/** What a campaign puts to a contact on one of its channels: the yes it asks for is for the channel the message travels on. */
export function questionOf(draft: CampaignDraft, house: House, carrier: Channel): Question {
  const topics = draft.kind === 'information' ? house.topics.map(({ id }) => id) : draft.topics
  return {
    kind: draft.kind,
    pairs: topics.map((topic): Pair => ({ topic, channel: carrier })),
    carrier,
    ticks: draft.ticks,
    overBudget: draft.overBudget ?? 'hold',
  }
}

/** The same for each channel it may travel on. */
function questionsOf(draft: CampaignDraft, house: House): Question[] {
  return channelsOf(draft).map((channel) => questionOf(draft, house, channel))
}

/** One contact of the segment, judged. */
export interface JudgedContact extends JudgedPerson {
  facts: ContactFacts
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
  const questions = questionsOf(draft, memory.house)
  const languages = completeLanguages(draft)
  const found = await loadFacts(db, memory, contactIds, { campaignId })
  const people: JudgedContact[] = []
  for (const id of contactIds) {
    const facts = found.get(id)
    if (facts === undefined) continue
    const language = languageFor(facts.language, languages, draft.languageOfRest)
    people.push({ facts, language, ...judgePerson(facts, questions, clock) })
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
