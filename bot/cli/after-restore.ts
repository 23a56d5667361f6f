import { livingWorkers } from '#bot/process/living-workers.ts'
import { afterRestore, type Restored } from '#db/operations/restore/after-restore.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard after-restore`: makes a restored copy of the database safe to start on; may be stopped and run again. */
export const command: Command = {
  name: 'after-restore',
  usage: 'after-restore [--anyway] [--json]',
  summary: 'Bring the journal into a restored database, pause its campaigns and put what may have left in doubt.',
  async run(context, args) {
    const { values } = readArguments(args, { json: { type: 'boolean' }, anyway: { type: 'boolean' } })
    await using memory = await context.openMemory()
    if (await livingWorkers(memory.database))
      return context.refuse('Égard runs on this database: stop it everywhere, then run this again.')
    const done = await afterRestore(memory, memory.now().epochMilliseconds, {
      journal: memory.journal,
      by: context.user(),
      anyway: values.anyway === true,
    })
    if (values.json) context.print(JSON.stringify(done))
    else for (const line of reportOf(done, values.anyway === true)) context.print(line)
    return 0
  },
}

function reportOf(done: Restored, anyway: boolean): string[] {
  if (!done.older && !anyway)
    return [
      'This database is not older than its journal: nothing was changed.',
      'If it comes from a backup all the same (the journal was lost, or is on another machine), run this with --anyway.',
    ]
  const { events, addresses, forgotten, paused, inDoubt, unknownCampaigns } = done
  return [
    `Opt-outs and objections brought in again: ${events - forgotten + addresses}; people forgotten again: ${forgotten}.`,
    `Campaigns paused: ${paused.length === 0 ? 'none' : paused.join(', ')}. Messages in doubt: ${inDoubt}.`,
    ...(unknownCampaigns.length === 0
      ? []
      : [
          `Campaigns that sent after this copy was made, and whose messages it does not know: ${unknownCampaigns.join(', ')}. Do not send them again.`,
        ]),
    'A yes given since the backup is lost; the same link lets people say it again.',
    'Start Égard, settle the doubts on each campaign’s card, then resume it.',
  ]
}
