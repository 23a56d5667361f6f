import type { Memory } from '#db/operations/memory.ts'
import { cleanUpsIn } from '#db/tables/clean-ups.ts'
import { executeCleanUp, startCleanUp } from './execute-clean-up.ts'
import { freezeCleanUp } from './freeze-clean-up.ts'

/** Moves every clean-up as far as `now` allows: freezes its list, starts it a day after its confirmation, deletes. Run it as often as you like. */
export async function advanceCleanUps(memory: Memory, now: number): Promise<void> {
  for (const cleanUp of await cleanUpsIn(memory.database.read, ['freezing', 'confirmed', 'running'])) {
    if (cleanUp.state === 'freezing') await freezeCleanUp(memory, now, cleanUp)
    else if (cleanUp.state === 'running') await executeCleanUp(memory, now, cleanUp.id)
    else if ((cleanUp.startsAt ?? now) <= now && (await startCleanUp(memory, now, cleanUp)))
      await executeCleanUp(memory, now, cleanUp.id)
  }
}

/** The soonest instant after `after` at which a confirmed clean-up starts; undefined when none waits. Epoch milliseconds. */
export async function nextCleanUpStart(
  { database }: Pick<Memory, 'database'>,
  after: number,
): Promise<number | undefined> {
  const starts = (await cleanUpsIn(database.read, ['confirmed'])).flatMap(({ startsAt }) => startsAt ?? [])
  return starts.filter((at) => at > after).toSorted((a, b) => a - b)[0]
}
