import { smsFrom } from '#bot/config/sms-from.ts'
import type { House } from '#core/house.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { bucketText, reasonText } from '#core/texts/reasons.ts'
import { SIMULATION_TEXTS, simulationLine } from '#core/texts/simulation.ts'
import { type Simulation, simulateCampaign } from '#db/operations/campaigns/simulate-campaign.ts'
import { isRefused } from '#db/operations/memory.ts'
import { type Command, readArguments } from './shared/command.ts'
import { showCount } from './shared/show-count.ts'
import { UsageError } from './shared/usage-error.ts'

/** `egard simulate CAMPAIGN`: who would be written to if it left now, and why the others would not; writes nothing. */
export const command: Command = {
  name: 'simulate',
  usage: 'simulate CAMPAIGN [--lang fr|en|nl] [--json]',
  summary: 'Count who a campaign would ask if it left now: every contact in one group, with the reason.',
  async run(context, args) {
    const options = { json: { type: 'boolean' }, lang: { type: 'string' } } as const
    const { values, positionals } = readArguments(args, options, { least: 1 })
    const language = LANGUAGES.find((one) => one === (values.lang ?? 'en'))
    if (language === undefined)
      throw new UsageError(`There is no language "${values.lang}": choose among ${LANGUAGES.join(', ')}.`)
    const given = positionals[0] ?? ''
    if (!/^#?\d{1,15}$/.test(given))
      return context.refuse(`There is no campaign "${given}": give its number, as its card shows it.`)
    await using memory = await context.openMemory()
    const progress = showCount(process.stderr, 'contacts judged', () => performance.now())
    const campaignId = Number(given.replace('#', ''))
    const now = memory.now().epochMilliseconds
    const ways = { from: smsFrom(memory.settings), origin: memory.settings.publicUrl }
    const simulated = await simulateCampaign(memory, now, campaignId, progress.show, ways).finally(progress.end)
    if (isRefused(simulated))
      return context.refuse(
        simulated.refused === 'unknown-segment'
          ? `Campaign ${campaignId} names a segment that does not exist: choose another one for it.`
          : `There is no campaign ${campaignId}: give its number, as its card shows it.`,
      )
    if (values.json) context.print(JSON.stringify(document(simulated)))
    else for (const line of spoken(simulated, memory.house, language)) context.print(line)
    return 0
  },
}

function document({ reasons, ...simulation }: Simulation) {
  const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()
  return {
    ...simulation,
    reasons: reasons.map(({ next, ...reason }) => ({ ...reason, ...(next !== undefined && { next: instant(next) }) })),
  }
}

const COUNT_WIDTH = 11
const NAME_WIDTH = 17
const MARGIN = ' '.repeat(COUNT_WIDTH + 2 + NAME_WIDTH + 1)

function spoken(simulation: Simulation, house: House, language: Language): string[] {
  const { campaign, total, buckets, unknownBirthDate } = simulation
  const texts = SIMULATION_TEXTS[language]
  const number = (one: number) => one.toLocaleString(texts.locale)
  const count = (one: number) => number(one).padStart(COUNT_WIDTH)
  const lines = [
    texts.head(campaign, number(total)),
    ...buckets.flatMap(({ bucket, count: held, reason, then }) => [
      `${count(held)}  ${bucket.padEnd(NAME_WIDTH)} ${bucketText(bucket, language)}`,
      ...(held > 0 ? [`${MARGIN}${texts.mostly(reason)}`] : []),
      ...(then && held > 0
        ? [`${MARGIN}${texts.then(number(then.send), number(then.hold), number(then.refuse))}`]
        : []),
    ]),
    `${count(total)}  ${texts.inAll}`,
    `${count(unknownBirthDate)}  ${texts.unknownBirthDate}`,
    ...reasonLines(simulation, house, language),
    ...channelLines(simulation, language),
  ]
  return lines.map((line) => simulationLine(line, language))
}

function reasonLines({ reasons }: Simulation, { organisation }: House, language: Language): string[] {
  if (reasons.length === 0) return []
  const texts = SIMULATION_TEXTS[language]
  const { timeZone } = organisation
  const clock = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const lines = reasons.flatMap(({ code, verdict, count, next }) => [
    `${count.toLocaleString(texts.locale).padStart(COUNT_WIDTH)}  ${texts.verdict[verdict].padEnd(NAME_WIDTH)} ${reasonText({ code }, language)}`,
    ...(next === undefined ? [] : [`${MARGIN}${texts.next(clock.format(next))} (${timeZone})`]),
  ])
  return ['', texts.why, ...lines]
}

function channelLines({ channels, sms }: Simulation, language: Language): string[] {
  const texts = SIMULATION_TEXTS[language]
  const number = (one: number) => one.toLocaleString(texts.locale)
  const said = ['', texts.channels(number(channels.email), number(channels.sms))]
  if (sms === undefined) return said
  const { messages, segments, cost, currency } = sms
  const amount =
    cost === undefined || currency === undefined
      ? ''
      : texts.cost(cost.toLocaleString(texts.locale, { style: 'currency', currency }))
  return [...said, `${texts.sms(number(messages), number(segments))}${amount}.`]
}
