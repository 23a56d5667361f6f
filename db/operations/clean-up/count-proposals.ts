import type { DeletionProposal, WaitReason } from '#core/contacts/clean-up.ts'
import type { Read } from '#db/open.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import { workAhead } from '#db/operations/campaigns/work-ahead.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { CleanUpCounts } from '#db/tables/clean-ups.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { allPairs, contactsAfter, proposalOf, waitFor, waitingAmong } from './judge-proposals.ts'
import { countProposal, countWaiting, noCounts } from './proposal-counts.ts'

export type { CleanUpCounts } from '#db/tables/clean-ups.ts'

/** Judged in one piece: short enough that whoever presses a button meanwhile is answered at once. */
const PAGE = 1000
const PAGES_AHEAD = 2

/** Who the gate proposes for deletion now, counted by bucket and reason; reads a page of contacts at a time and writes nothing. */
export async function countProposals(memory: Memory, now: number): Promise<CleanUpCounts> {
  const counts = noCounts()
  const pages = workAhead(pagesFrom(memory.database.read, 0), PAGES_AHEAD, (ids) => judgePage(memory, now, ids))
  for await (const { judged, proposals } of pages) {
    counts.judged += judged
    for (const { proposal, waits } of proposals)
      if (waits === undefined) countProposal(counts, proposal)
      else countWaiting(counts, waits)
  }
  return counts
}

export interface ProposalPage {
  lastId: number
  judged: number
  proposals: { contactId: number; proposal: DeletionProposal; waits: WaitReason | undefined }[]
}

export async function judgePage(memory: Memory, now: number, ids: readonly number[]): Promise<ProposalPage> {
  const { database, house } = memory
  const pairs = allPairs(house)
  const clock = clockFor(now, house)
  const found = [...(await loadFacts(database.read, memory, ids)).values()].flatMap((facts) => {
    const proposal = proposalOf(facts, pairs, clock)
    return proposal === undefined ? [] : [{ contactId: facts.contactId, proposal }]
  })
  const waiting = await waitingAmong(
    database.read,
    found.map(({ contactId }) => contactId),
    now,
  )
  const proposals = found.map((one) => ({ ...one, waits: waitFor(one.proposal, waiting.get(one.contactId)) }))
  return { lastId: ids.at(-1) ?? 0, judged: ids.length, proposals }
}

/** Every contact after the given one, in pages. */
export async function* pagesFrom(db: Read, after: number): AsyncGenerator<readonly number[]> {
  for (let last = after; ; ) {
    const ids = await contactsAfter(db, last, PAGE)
    const end = ids.at(-1)
    if (end === undefined) return
    last = end
    yield ids
  }
}
