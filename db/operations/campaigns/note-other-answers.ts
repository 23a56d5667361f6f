import type { Consent, Via } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import type { Write } from '#db/open.ts'
import { consentsOf } from '#db/tables/consents.ts'

interface AskedPerson {
  contact_id: number
  /** JSON of the asked pairs. */
  pairs: string
  asked_at: number | null
}

/**
 * A yes or a no said in another way since the ask (preference page, reply, one-click of another message) is their answer to it: they get no
 * reminder and no promise runs for them. Writes those answers; returns who is still silent.
 */
export async function noteOtherAnswers<P extends AskedPerson>(
  db: Write,
  campaignId: number,
  people: readonly P[],
): Promise<P[]> {
  if (people.length === 0) return []
  const consents = await consentsOf(
    db,
    people.map(({ contact_id }) => contact_id),
  )
  const silent: P[] = []
  for (const person of people) {
    const answer = otherAnswer(person, consents.get(person.contact_id))
    if (answer === undefined) {
      silent.push(person)
      continue
    }
    await db
      .updateTable('campaign_audience')
      .set({ answer: answer.answer, answered_at: answer.at })
      .where('campaign_id', '=', campaignId)
      .where('contact_id', '=', person.contact_id)
      .execute()
  }
  return silent
}

/** One yes is a yes; a no is a no to everything that was asked. */
function otherAnswer(
  { pairs, asked_at }: AskedPerson,
  consents: ReadonlyMap<string, Consent> | undefined,
): { answer: 'yes' | 'no'; at: number } | undefined {
  const asked = JSON.parse(pairs) as Pair[]
  const said = asked.flatMap((pair) => {
    const consent = consents?.get(pairKey(pair))
    return consent !== undefined && asked_at !== null && consent.at >= asked_at && isOwnAct(consent.via)
      ? [consent]
      : []
  })
  const granted = said.find(({ state }) => state === 'granted')
  if (granted !== undefined) return { answer: 'yes', at: granted.at }
  const [first] = said
  return first !== undefined && said.length === asked.length ? { answer: 'no', at: first.at } : undefined
}

/** A file's word and a promise that ran are nobody's answer. */
function isOwnAct(via: Via): boolean {
  return via !== 'claim' && via !== 'import' && via !== 'promise'
}
