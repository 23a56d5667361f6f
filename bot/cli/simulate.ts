import { bucketText } from '#core/texts/reasons.ts'
import { type Simulation, simulateCampaign } from '#db/operations/campaigns/simulate-campaign.ts'
import { isRefused } from '#db/operations/memory.ts'
import { type Command, readArguments } from './shared/command.ts'
import { showCount } from './shared/show-count.ts'

/** `egard simulate CAMPAIGN`: who would be written to if it left now, and why the others would not; writes nothing. */
export const command: Command = {
  name: 'simulate',
  usage: 'simulate CAMPAIGN [--json]',
  summary: 'Count who a campaign would ask if it left now: every contact in one group, with the reason.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const given = positionals[0] ?? ''
    if (!/^#?\d{1,15}$/.test(given))
      return context.refuse(`There is no campaign "${given}": give its number, as its card shows it.`)
    await using memory = await context.openMemory()
    const progress = showCount(process.stderr, 'contacts judged', () => performance.now())
    const campaignId = Number(given.replace('#', ''))
    const now = memory.now().epochMilliseconds
    const simulated = await simulateCampaign(memory, now, campaignId, progress.show).finally(progress.end)
    if (isRefused(simulated))
      return context.refuse(
        simulated.refused === 'unknown-segment'
          ? `Campaign ${campaignId} names a segment that does not exist: choose another one for it.`
          : `There is no campaign ${campaignId}: give its number, as its card shows it.`,
      )
    if (values.json) context.print(JSON.stringify(simulated))
    else for (const line of spoken(simulated)) context.print(line)
    return 0
  },
}

const MARGIN = ' '.repeat(31)

function spoken({ campaign, total, buckets, unknownBirthDate }: Simulation): string[] {
  const count = (one: number) => one.toLocaleString('en').padStart(11)
  return [
    `Campaign ${campaign}: ${total.toLocaleString('en')} contacts.`,
    ...buckets.flatMap(({ bucket, count: held, reason, then }) => [
      `${count(held)}  ${bucket.padEnd(17)} ${bucketText(bucket, 'en')}`,
      ...(held > 0 ? [`${MARGIN}mostly: ${reason}`] : []),
      ...(then && held > 0 ? [`${MARGIN}send ${then.send} + hold ${then.hold} + refuse ${then.refuse}`] : []),
    ]),
    `${count(total)}  in all`,
    `${count(unknownBirthDate)}  of them have no birth date on record and are not taken for minors.`,
  ]
}
