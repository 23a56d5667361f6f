import type { Write } from '#db/open.ts'
import type { Refused } from '#db/operations/memory.ts'
import { type CleanUp, type CleanUpState, lockCleanUp } from '#db/tables/clean-ups.ts'
import { showCleanUp } from './show-clean-up.ts'

export type CleanUpRefusal = Refused<'unknown-clean-up' | 'not-possible-now'>

export interface CleanUpEnd {
  state: Extract<CleanUpState, 'done' | 'refused' | 'cancelled'>
  /** Undefined: by itself. */
  by?: string
  /** `nobody`: the list is empty; `list-changed`: what is stored is not what was confirmed. */
  reason?: 'nobody' | 'list-changed'
}

/** Ends a clean-up that stands in one of these states; the rest of its list is never deleted. */
export async function endCleanUp(
  db: Write,
  now: number,
  cleanUpId: number,
  from: readonly CleanUpState[],
  { state, by, reason }: CleanUpEnd,
): Promise<CleanUp | CleanUpRefusal> {
  const cleanUp = await lockCleanUp(db, cleanUpId)
  if (cleanUp === undefined) return { refused: 'unknown-clean-up' }
  if (!from.includes(cleanUp.state)) return { refused: 'not-possible-now' }
  await db
    .updateTable('clean_ups')
    .set({ state, open: null, ended_at: now, ended_by: by ?? null, end_reason: reason ?? null })
    .where('id', '=', cleanUpId)
    .execute()
  const subject = `clean-up:${cleanUpId}`
  await db
    .insertInto('audit')
    .values({ at: now, actor: by ?? 'egard', act: `${ACTS[state]}-clean-up`, subject })
    .execute()
  await showCleanUp(db, cleanUpId, now)
  return cleanUp
}

const ACTS = { done: 'finish', refused: 'refuse', cancelled: 'cancel' } as const
