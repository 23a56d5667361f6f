import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { type Claimed, moments } from '#bot/delivery/moments.ts'
import type { Log } from '#bot/log/create-log.ts'
import { OLDER_THAN_JOURNAL } from '#db/journal/open-journal.ts'
import { noteSends } from '#db/operations/restore/note-sends.ts'
import { StartError } from './start-error.ts'

const EVERY_MS = 1000

/**
 * What a start owes the journal: it does not begin on a copy that is older than it, nor where it cannot be written, and completes what a
 * kill cut off. From then on it also says, once a second while messages leave, whose they are: a copy from before them is then known as one.
 * @throws StartError journal
 */
export async function keepJournal(memory: OpenMemory, log: Log): Promise<{ close(): Promise<void> }> {
  const { journal } = memory
  if (journal.behind) throw new StartError('journal', OLDER_THAN_JOURNAL)
  try {
    await journal.prove()
  } catch (error) {
    const folder = memory.settings.journal
    throw new StartError(
      'journal',
      `The journal cannot be written in ${folder}: set EGARD_JOURNAL to a folder where it can.`,
      error,
    )
  }
  await journal.catchUp()

  const leaving = new Set<number>()
  let timer: NodeJS.Timeout | undefined
  let noting = Promise.resolve()
  const note = () => {
    const campaigns = [...leaving]
    leaving.clear()
    timer = campaigns.length === 0 ? undefined : setTimeout(note, EVERY_MS)
    if (campaigns.length === 0) return
    noting = noteSends(memory, memory.now().epochMilliseconds, campaigns).catch((error: unknown) =>
      log.error({ error }, 'the journal was not told what leaves'),
    )
  }
  const listen = (message: unknown) => {
    const { campaignId, ids } = message as Claimed
    if (ids.length === 0) return
    leaving.add(campaignId)
    if (timer === undefined) note()
  }
  moments.claimed.subscribe(listen)
  return {
    async close() {
      moments.claimed.unsubscribe(listen)
      clearTimeout(timer)
      note()
      clearTimeout(timer)
      await noting
    },
  }
}
