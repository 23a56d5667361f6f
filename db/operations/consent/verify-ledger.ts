import { eventText, GENESIS, linkText } from '#core/consent/ledger.ts'
import type { Memory } from '#db/operations/memory.ts'
import { sha256, toEvent } from '#db/tables/consent-events.ts'
import { brokenFold, missingEvidence } from './broken-fold.ts'

export interface LedgerReport {
  ok: boolean
  events: number
  /** Digest of the last link. */
  head: string
  broken?: { seq: number; why: string }
}

const LINKS_PER_PAGE = 500

/** Walks the chain from its beginning: every event's text and evidence, every link, and that the current consents are what the events fold to. */
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
    const unproven = await missingEvidence(db)
    if (unproven !== undefined) return broken(unproven, `the evidence of event ${unproven} is missing`)
    const unfolded = await brokenFold(db)
    if (unfolded) return broken(unfolded.seq, unfolded.why)
    return { ok: true, events, head }
  })
}
