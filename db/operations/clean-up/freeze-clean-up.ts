import { workAhead } from '#db/operations/campaigns/work-ahead.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type CleanUp, type CleanUpCounts, listDigest, lockCleanUp } from '#db/tables/clean-ups.ts'
import { insertRows } from '#db/tables/insert-rows.ts'
import { judgePage, type ProposalPage, pagesFrom } from './count-proposals.ts'
import { endCleanUp } from './end-clean-up.ts'
import { countProposal, countWaiting } from './proposal-counts.ts'
import { showCleanUp } from './show-clean-up.ts'

/** Other work of the schedule has its turn in between. */
const PAGES_PER_RUN = 100

/**
 * Writes down who is on the list, a page of contacts a transaction, from where it was left. Two that freeze at once do not write a page twice: the
 * second finds it written and leaves the rest to the first. A run writes 100,000 contacts at most; the next goes on.
 */
export async function freezeCleanUp(memory: Memory, now: number, { id, frozenThrough }: CleanUp): Promise<void> {
  const { database } = memory
  let through = frozenThrough
  let pages = 0
  for await (const page of workAhead(pagesFrom(database.read, through), 1, (ids) => judgePage(memory, now, ids))) {
    if (!(await writePage(memory, id, through, page))) return
    through = page.lastId
    pages += 1
    if (pages === PAGES_PER_RUN) return
  }
  const digest = await listDigest(database.read, id)
  await database.write(async (db) => {
    const current = await lockCleanUp(db, id)
    if (current?.state !== 'freezing' || current.frozenThrough !== through) return
    const listed = Object.values(current.counts.buckets).reduce((sum, { count }) => sum + count, 0)
    if (listed === 0) {
      await endCleanUp(db, now, id, ['freezing'], { state: 'done', reason: 'nobody' })
      return
    }
    await db.updateTable('clean_ups').set({ state: 'proposed', digest }).where('id', '=', id).execute()
    await showCleanUp(db, id, now)
  })
}

function writePage({ database }: Memory, id: number, through: number, page: ProposalPage): Promise<boolean> {
  return database.write(async (db) => {
    const current = await lockCleanUp(db, id)
    if (current?.state !== 'freezing' || current.frozenThrough !== through) return false
    const chosen = page.proposals.filter(({ proposal }) => current.buckets.includes(proposal.bucket))
    const counts: CleanUpCounts = { ...current.counts, judged: current.counts.judged + page.judged }
    const rows = []
    for (const { contactId, proposal, waits } of chosen) {
      if (waits !== undefined) {
        countWaiting(counts, waits)
        continue
      }
      countProposal(counts, proposal)
      rows.push({ clean_up_id: id, contact_id: contactId, bucket: proposal.bucket, reason: proposal.reason })
    }
    if (rows.length > 0) await insertRows(db, 'clean_up_contacts', rows)
    await db
      .updateTable('clean_ups')
      .set({ frozen_through: page.lastId, counts: JSON.stringify(counts) })
      .where('id', '=', id)
      .execute()
    return true
  })
}
