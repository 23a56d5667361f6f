import type { House } from '#core/house.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { explanationText, messagesText, momentText, pairText } from '#core/texts/explanation.ts'
import { type Explanation, explainContact } from '#db/operations/decision/explain-contact.ts'
import { listMessages, type MessageMade } from '#db/operations/decision/list-messages.ts'
import { type Command, readArguments } from './shared/command.ts'
import { UsageError } from './shared/usage-error.ts'

const OPTIONS = {
  topic: { type: 'string' },
  channel: { type: 'string' },
  at: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** `egard explain ADDRESS`: would a message leave, and why; now or as of any instant. An unknown address is an answer, not an error. */
export const command: Command = {
  name: 'explain',
  usage: 'explain ADDRESS [--topic T] [--channel email|sms] [--at INSTANT] [--lang fr|en|nl] [--json]',
  summary: 'Say whether a message may be sent to an address, with every reason, now or as of any instant.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, OPTIONS, { least: 1 })
    const address = positionals[0] ?? ''
    const channel = oneOf(values.channel ?? 'email', ['email', 'sms'] as const, 'channel')
    const lang = values.lang === undefined ? undefined : oneOf(values.lang, LANGUAGES, 'language')
    await using memory = await context.openMemory()
    const { house } = memory
    const language = lang ?? house.organisation.language
    const topics = house.topics.map(({ id }) => id)
    const given = values.topic === undefined ? undefined : oneOf(values.topic, topics, 'topic')
    const now = memory.now().epochMilliseconds
    const at = values.at === undefined ? undefined : instantOf(values.at, house.organisation.timeZone)
    const shown = given !== undefined ? [given] : values.json ? topics.slice(0, 1) : topics
    const explained: Explanation[] = []
    for (const topic of shown)
      explained.push(await explainContact(memory, now, { address, topic, channel, ...(at !== undefined && { at }) }))
    const [first] = explained
    if (first === undefined) return context.refuse('The organisation has no topic: add one to its file.')
    const messages = first.contact === undefined ? [] : await listMessages(memory, first.contact, at)
    if (values.json) context.print(JSON.stringify(document(first, messages, house, language)))
    else for (const line of spoken(explained, messages, house, language)) context.print(line)
    return 0
  },
}

function document(explained: Explanation, messages: readonly MessageMade[], house: House, language: Language) {
  const { verdict, until, reasons, gate, contact, topic, channel, kind, asOf, current, consent, etiquette } = explained
  return {
    verdict,
    ...(until !== undefined && { until: iso(until) }),
    reasons,
    gate: { bucket: gate.bucket, reason: gate.reason },
    contact: contact ?? null,
    topic,
    channel,
    kind,
    asOf: iso(asOf),
    current,
    text: explanationText(explained, house, language),
    consent: consent === undefined ? null : { state: consent.state, via: consent.via, at: iso(consent.at) },
    messages: messages.map(({ at, ...message }) => ({ ...message, at: iso(at) })),
    etiquette: etiquette === undefined ? null : etiquetteDocument(etiquette),
  }
}

function etiquetteDocument({ place, holidaysKnown, settings, budget, spent, reserved, nextSlot, texted }: Etiquette) {
  const { pausedUntil, ...chosen } = settings
  const at = typeof nextSlot === 'number' ? iso(nextSlot) : null
  return {
    place: { ...place, country: place.country ?? null, region: place.region ?? null },
    ...(holidaysKnown !== undefined && { holidaysKnown }),
    settings: { ...chosen, ...(pausedUntil !== undefined && { pausedUntil: iso(pausedUntil) }) },
    budget: { allowed: budget, spent, reserved, nextSlot: at },
    ...(texted && { texted: { at: iso(texted.at), again: iso(texted.againAt) } }),
  }
}

type Etiquette = NonNullable<Explanation['etiquette']>

function spoken(
  explained: readonly Explanation[],
  messages: readonly MessageMade[],
  house: House,
  language: Language,
): string[] {
  const [first] = explained
  if (first?.contact === undefined) return first === undefined ? [] : explanationText(first, house, language)
  return [
    `${capitalised(momentText(first.asOf, house, language))} (${house.organisation.timeZone})`,
    ...explained.flatMap((one) => [
      '',
      pairText(one, house, language),
      ...explanationText(one, house, language).map((line) => `  ${line}`),
    ]),
    '',
    ...messagesText(messages, house, language).map((line, index) => (index === 0 ? line : `  ${line}`)),
  ]
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function oneOf<T extends string>(given: string, known: readonly T[], what: string): T {
  const found = known.find((one) => one === given)
  if (found === undefined) throw new UsageError(`There is no ${what} "${given}": choose among ${known.join(', ')}.`)
  return found
}

const LAST_MS = Date.UTC(9999, 11, 31)

/** `2026-11-23T09:00:00Z`, or a date with or without a time on the organisation's clock. Epoch milliseconds. */
function instantOf(text: string, timeZone: string): number {
  const at =
    readAs(() => Temporal.Instant.from(text)) ??
    readAs(() => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone))
  if (at === undefined || at < 0 || at > LAST_MS)
    throw new UsageError(`"${text}" is no instant: write 2026-11-23, 2026-11-23T09:00 or 2026-11-23T09:00:00Z.`)
  return at
}

function readAs(read: () => { epochMilliseconds: number }): number | undefined {
  try {
    return read().epochMilliseconds
  } catch {
    return undefined
  }
}

function iso(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString()
}
