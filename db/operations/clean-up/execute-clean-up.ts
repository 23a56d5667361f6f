import { type DeletionBucket, type KeptReason, keptBecause } from '#core/contacts/clean-up.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type CleanUp, listDigest, lockCleanUp, recordOutcomes, undecided } from '#db/tables/clean-ups.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { deleteContacts } from './delete-contacts.ts'
import { endCleanUp } from './end-clean-up.ts'
import { allPairs, proposalOf, waitFor, waitingAmong } from './judge-proposals.ts'
import { showCleanUp } from './show-clean-up.ts'

const CONTACTS_PER_TRANSACTION = 500

/** Starts what was confirmed, if the stored list is still the one that was. */
export async function startCleanUp({ database }: Memory, now: number, { id, digest }: CleanUp): Promise<boolean> {
  const whole = (await listDigest(database.read, id)) === digest
  return database.write(async (db) => {
    if (!whole) {
      await endCleanUp(db, now, id, ['confirmed'], { state: 'cancelled', reason: 'list-changed' })
      return false
    }
    const current = await lockCleanUp(db, id)
    if (current?.state !== 'confirmed') return current?.state === 'running'
    await db.updateTable('clean_ups').set({ state: 'running' }).where('id', '=', id).execute()
    await showCleanUp(db, id, now)
    return true
  })
}

/** Other work of the schedule has its turn in between. */
const BATCHES_PER_RUN = 10

/**
 * Deletes from the list, a batch a transaction, until nobody is left, somebody cancels it, or this run has done its part. A kill loses nothing and repeats nothing: what a batch
 * decided is written with it. Two workers take turns, since the clean-up is held while a batch is decided.
 */
export async function executeCleanUp(memory: Memory, now: number, cleanUpId: number): Promise<void> {
  for (let batches = 0; batches < BATCHES_PER_RUN; batches += 1)
    if (!(await executeBatch(memory, now, cleanUpId))) return
}

/** False when there is nothing left to do. */
export async function executeBatch(memory: Memory, now: number, cleanUpId: number): Promise<boolean> {
  return memory.database.write(async (db) => {
    const cleanUp = await lockCleanUp(db, cleanUpId)
    if (cleanUp?.state !== 'running') return false
    const batch = await undecided(db, cleanUpId, CONTACTS_PER_TRANSACTION)
    if (batch.length === 0) {
      await endCleanUp(db, now, cleanUpId, ['running'], { state: 'done' })
      return false
    }
    const decided = await decide(db, memory, now, cleanUp, batch)
    const deleted = decided.filter(({ keptBecause: kept }) => kept === undefined)
    await deleteContacts(
      db,
      deleted.map(({ contactId }) => contactId),
    )
    await recordOutcomes(db, cleanUpId, decided, now)
    await showCleanUp(db, cleanUpId, now)
    await appendEvents(
      db,
      memory,
      now,
      deleted.map(({ contactId, bucket }) => ({
        contactId,
        type: 'deleted' as const,
        topic: '*',
        channel: '*' as const,
        via: 'staff' as const,
        actor: `${cleanUp.confirmed?.by ?? ''} clean-up:${cleanUpId} ${bucket}`,
      })),
    )
    return true
  })
}

async function decide(
  db: Write,
  memory: Memory,
  now: number,
  { proposed }: CleanUp,
  batch: readonly { contactId: number; bucket: DeletionBucket }[],
): Promise<{ contactId: number; bucket: DeletionBucket; keptBecause: KeptReason | undefined }[]> {
  const ids = batch.map(({ contactId }) => contactId)
  await holdContacts(db, ids)
  const facts = await loadFacts(db, memory, ids)
  const waiting = await waitingAmong(db, ids, now)
  const pairs = allPairs(memory.house)
  const clock = clockFor(now, memory.house)
  return batch.map(({ contactId, bucket }) => {
    const known = facts.get(contactId)
    if (known === undefined) return { contactId, bucket, keptBecause: 'gone' }
    const current = proposalOf(known, pairs, clock)
    const kept = keptBecause({
      confirmed: bucket,
      proposedAt: proposed.at,
      actedAt: known.gate.lastActAt,
      now: current,
      waits: waitFor(current, waiting.get(contactId)),
    })
    return { contactId, bucket, keptBecause: kept }
  })
}

/** Whoever is changing one of them ends first and is seen; whoever comes later finds it gone. SQLite has one writer at a time anyway. */
async function holdContacts(db: Write, ids: readonly number[]): Promise<void> {
  if (dialectOf(db) !== 'postgres') return
  await db
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', idsFromJson(db, ids))
    .orderBy('id')
    .forUpdate()
    .execute()
}
