import type { Stop } from '#core/contacts/merge-consents.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { NewEvent } from '#db/tables/consent-events.ts'
import { contactsByAddress } from '#db/tables/contacts.ts'
import { type NewSuppression, putSuppressions } from '#db/tables/suppressions.ts'
import { loadStops } from './batch-stops.ts'
import type { BatchVerdicts } from './batch-verdicts.ts'
import type { ReadRow } from './merge-batch.ts'

const STOP_ALL: Stop = { type: 'withdrawn', channel: '*' }

/**
 * Stops every address of a list. People the base knows get their event; an address nobody has is kept as its keyed hash only, so that a later
 * import finds it. No contact is made.
 */
export async function suppressBatch(
  db: Write,
  memory: Pick<Memory, 'house'>,
  now: number,
  sourceId: number,
  rows: readonly ReadRow[],
  verdicts: BatchVerdicts,
  refusals: readonly { line: number; codes: readonly string[] }[],
): Promise<NewEvent[]> {
  const hashes = [...new Set(rows.flatMap(({ emailHash, phoneHash }) => [emailHash, phoneHash]))].filter(
    (h) => h !== null,
  )
  const topics = memory.house.topics.map(({ id }) => id)
  const stops = await loadStops(db, hashes, topics)
  const owners = await contactsByAddress(db, hashes)
  const events = new Map<number, NewEvent>()
  const unknown = new Map<string, NewSuppression>()
  const judged = rows.map(({ line, emailHash, phoneHash }) => {
    let verdict: 'new' | 'merged' | 'unchanged' = 'unchanged'
    for (const hash of [emailHash, phoneHash]) {
      if (hash === null || stops.holdsFor(hash, STOP_ALL)) continue
      stops.addFor(hash, STOP_ALL)
      const people = owners.get(hash) ?? []
      for (const contactId of people) {
        events.set(contactId, { contactId, ...STOP_ALL, topic: '*', via: 'import', sourceId })
      }
      if (people.length === 0) {
        unknown.set(hash, {
          address_hash: hash,
          kind: 'stopped',
          topic: '*',
          channel: '*',
          at: now,
          event_seq: null,
          lifted_at: null,
        })
      }
      if (people.length > 0) verdict = 'merged'
      else if (verdict === 'unchanged') verdict = 'new'
    }
    return { line, verdict, codes: verdict === 'unchanged' ? [] : ['stopped'] }
  })
  await putSuppressions(db, [...unknown.values()])
  for (const { line, verdict, codes } of [
    ...judged,
    ...refusals.map((refusal) => ({ ...refusal, verdict: 'refused' as const })),
  ].sort((a, b) => a.line - b.line)) {
    verdicts.add(line, verdict, codes)
  }
  return [...events.values()]
}
