import { type Consent, type ConsentEvent, foldConsent, standing } from '#core/consent/ledger.ts'
import { pairsOf } from '#core/consent/reach.ts'
import type { Read } from '#db/open.ts'
import { toEvent } from '#db/tables/consent-events.ts'
import { consentsBetween } from '#db/tables/consents.ts'

const CONTACTS_PER_PAGE = 1000

/**
 * The first contact whose current consents are not what their events fold to. Reads a page of contacts at a time, so memory stays flat. A topic
 * counts from the first event that shows it existed: what a sweeping event said before that had nothing to say of it.
 */
export async function brokenFold(db: Read): Promise<{ seq: number; why: string } | undefined> {
  const topics = await topicsSince(db)
  for (let after = 0; ; ) {
    const page = await contactsAfter(db, after)
    const last = page.at(-1)
    if (last === undefined) return undefined
    const events = Map.groupBy(await eventsBetween(db, after, last), ({ contactId }) => contactId)
    const stored = await consentsBetween(db, after, last)
    for (const contactId of page) {
      const folded = foldAll(events.get(contactId) ?? [], topics)
      const found = difference(folded, stored.get(contactId) ?? new Map())
      if (found) return found
    }
    after = last
  }
}

/** An event whose evidence is gone though nobody was forgotten: their key is still there. */
export async function missingEvidence(db: Read): Promise<number | undefined> {
  const row = await db
    .selectFrom('consent_events as e')
    .innerJoin('keys as k', (on) => on.onRef('k.contact_id', '=', 'e.contact_id').on('k.purpose', '=', 'contact'))
    .select('e.seq')
    .where('e.evidence', 'is', null)
    .where('e.evidence_digest', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row?.seq
}

type Topics = ReadonlyMap<string, number>

/** Topics by the number of the first event that names them, or that stands behind a consent of theirs. */
async function topicsSince(db: Read): Promise<Topics> {
  const named = await db
    .selectFrom('consent_events')
    .select(['topic', (e) => e.fn.min<number>('seq').as('since')])
    .where('topic', '<>', '*')
    .groupBy('topic')
    .execute()
  const current = await db
    .selectFrom('consents')
    .select(['topic', (e) => e.fn.min<number>('event_seq').as('since')])
    .groupBy('topic')
    .execute()
  const found = new Map<string, number>()
  for (const { topic, since } of [...named, ...current])
    found.set(topic, Math.min(since, found.get(topic) ?? Number.MAX_SAFE_INTEGER))
  return found
}

/** Everybody with an event or a consent, in order. */
async function contactsAfter(db: Read, after: number): Promise<number[]> {
  const of = (table: 'consent_events' | 'consents') =>
    db
      .selectFrom(table)
      .select('contact_id')
      .distinct()
      .where('contact_id', '>', after)
      .orderBy('contact_id')
      .limit(CONTACTS_PER_PAGE)
      .execute()
  const ids = [...(await of('consent_events')), ...(await of('consents'))].map(({ contact_id }) => contact_id)
  return [...new Set(ids)].toSorted((a, b) => a - b).slice(0, CONTACTS_PER_PAGE)
}

async function eventsBetween(db: Read, after: number, last: number): Promise<ConsentEvent[]> {
  const rows = await db
    .selectFrom('consent_events')
    .selectAll()
    .where('contact_id', '>', after)
    .where('contact_id', '<=', last)
    .orderBy('seq')
    .execute()
  return rows.map(toEvent)
}

function foldAll(events: readonly ConsentEvent[], topics: Topics): Map<string, Consent> {
  const folded = new Map<string, Consent>()
  for (const event of standing(events)) {
    if (event.type === 'deleted') folded.clear()
    const known = [...topics].filter(([, since]) => since <= event.seq).map(([topic]) => topic)
    for (const { topic, channel } of pairsOf(event, known)) {
      const key = `${topic} ${channel}`
      const consent = foldConsent(folded.get(key), event)
      if (consent) folded.set(key, consent)
    }
  }
  return folded
}

function difference(
  folded: ReadonlyMap<string, Consent>,
  stored: ReadonlyMap<string, Consent>,
): { seq: number; why: string } | undefined {
  for (const key of new Set([...folded.keys(), ...stored.keys()])) {
    const says = folded.get(key)
    const stands = stored.get(key)
    if (says === undefined) {
      const seq = stands?.eventSeq ?? 0
      return { seq, why: `a current consent rests on event ${seq}, which does not say so` }
    }
    if (stands === undefined) return { seq: says.eventSeq, why: `event ${says.eventSeq} has no current consent` }
    if (
      says.state !== stands.state ||
      says.via !== stands.via ||
      says.at !== stands.at ||
      says.eventSeq !== stands.eventSeq
    )
      return { seq: says.eventSeq, why: `a current consent is not what event ${says.eventSeq} says` }
  }
  return undefined
}
