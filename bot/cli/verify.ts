import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { type Command, readArguments } from './shared/command.ts'
import { showCount } from './shared/show-count.ts'

/** `egard verify`: walks the whole chain of consent events; exit 1 names the first place where it does not hold. */
export const command: Command = {
  name: 'verify',
  usage: 'verify [--json]',
  summary: 'Walk the ledger from its beginning and say whether every event still stands as it was written.',
  async run(context, args) {
    const { values } = readArguments(args, { json: { type: 'boolean' } })
    await using memory = await context.openMemory()
    const progress = showCount(process.stderr, 'events checked', () => performance.now())
    const report = await verifyLedger(memory, progress.show).finally(progress.end)
    if (values.json) context.print(JSON.stringify(report))
    if (report.broken !== undefined)
      return context.refuse(`The ledger does not hold at ${report.broken.seq}: ${report.broken.why}.`)
    if (!values.json) {
      context.print(`The ledger holds: ${report.events.toLocaleString('en')} events.`)
      context.print(`Its last link is ${report.head}.`)
    }
    return 0
  },
}
