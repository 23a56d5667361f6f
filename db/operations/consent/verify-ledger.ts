import { eventText, GENESIS, linkText } from '#core/consent/ledger.ts'
import type { Memory } from '#db/operations/memory.ts'
import { sha256, toEvent } from '#db/tables/consent-events.ts'

export interface LedgerReport {
  ok: boolean
  events: number
  /** Digest of the last link. */
  head: string
  broken?: { seq: number; why: string }
}

const LINKS_PER_PAGE = 500

/** Walks the chain from its beginning: every event's text, every link, and that each current consent rests on an event. */
export async function verifyLedger(
  { database }: Pick<Memory, 'database'>,
  onProgress: (events: number) => void = () => {},
): Promise<LedgerReport> {
  return database.snapshot(async (db) => {
    let head = GENESIS
    let events = 0
    let after = 0
    const broken = (seq: number, why: string): LedgerReport => ({ ok: false, events, head, broken: { seq, why } })
    for (;;) {
      const links = await db
        .selectFrom('ledger_links')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(LINKS_PER_PAGE)
        .execute()
      if (links.length === 0) break
      for (const link of links) {
        if (link.seq !== after + 1) return broken(link.seq, `link ${after + 1} is missing`)
        if (link.previous !== head) return broken(link.seq, `link ${link.seq} does not follow the link before it`)
        if (link.first_event !== events + 1)
          return broken(link.first_event, `event ${events + 1} is missing from the links`)
        const rows = await db
          .selectFrom('consent_events')
          .selectAll()
          .where('seq', '>=', link.first_event)
          .where('seq', '<=', link.last_event)
          .orderBy('seq')
          .execute()
        for (const row of rows) {
          events += 1
          if (row.seq !== events) return broken(events, `event ${events} is missing`)
          if (row.link_seq !== link.seq) return broken(row.seq, `event ${row.seq} belongs to another link`)
          if (sha256(eventText(toEvent(row))) !== row.digest) return broken(row.seq, `event ${row.seq} was changed`)
          if (row.evidence !== null && sha256(row.evidence) !== row.evidence_digest)
            return broken(row.seq, `the evidence of event ${row.seq} was changed`)
        }
        if (events !== link.last_event) return broken(events + 1, `event ${events + 1} is missing`)
        const digests = rows.map(({ digest }) => digest)
        if (sha256(linkText({ ...link, digests })) !== link.digest)
          return broken(link.seq, `link ${link.seq} was changed`)
        head = link.digest
        after = link.seq
        onProgress(events)
      }
    }
    const loose = await db
      .selectFrom('consent_events')
      .select('seq')
      .where('seq', '>', events)
      .limit(1)
      .executeTakeFirst()
    if (loose) return broken(loose.seq, `event ${loose.seq} stands outside the chain`)
    const unfounded = await db
      .selectFrom('consents as c')
      .leftJoin('consent_events as e', 'e.seq', 'c.event_seq')
      .select(['c.event_seq', 'e.seq'])
      .where((where) =>
        where.or([
          where('e.seq', 'is', null),
          where('e.contact_id', '<>', where.ref('c.contact_id')),
          where.and([where('e.topic', '<>', '*'), where('e.topic', '<>', where.ref('c.topic'))]),
          where.and([where('e.channel', '<>', '*'), where('e.channel', '<>', where.ref('c.channel'))]),
          // A complaint is kept as a withdrawal; every other state has its event's name.
          where.and([where('e.type', '<>', where.ref('c.state')), where('e.type', '<>', 'complained')]),
          where.and([where('e.type', '=', 'complained'), where('c.state', '<>', 'withdrawn')]),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
    if (unfounded) {
      const why = unfounded.seq === null ? 'which is not in the ledger' : 'which says something else'
      return broken(unfounded.event_seq, `a current consent rests on event ${unfounded.event_seq}, ${why}`)
    }
    return { ok: true, events, head }
  })
}
