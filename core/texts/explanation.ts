import { type Asked, type Bucket } from '#core/consent/gate.ts'
import { BASES_TO_ATTEST, type Basis } from '#core/consent/gate-facts.ts'
import type { Consent } from '#core/consent/ledger.ts'
import type { Reason, ReasonCode } from '#core/decision/reasons.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel, House } from '#core/house.ts'
import type { Language, Step } from '#core/messages/message.ts'
import { type ExplainedEtiquette, etiquetteText, personsMoment } from './explanation-etiquette.ts'
import { EXPLANATION_TEXTS } from './explanation-texts.ts'
import { bucketText, reasonText } from './reasons.ts'
import { spacedFrench } from './spaced-french.ts'

/** What is said about one contact and one pair. Instants are epoch milliseconds. */
export interface Explained {
  verdict: 'send' | 'hold' | 'refuse'
  until?: number
  reasons: readonly Reason[]
  gate: { bucket: Bucket; reason: ReasonCode; asked: Asked }
  contact: number | undefined
  basis: { name: Basis; endsAt: number | undefined } | undefined
  consent: Pick<Consent, 'state' | 'via' | 'at'> | undefined
  sources: readonly { name: string; basis: Basis; attested: boolean; at: number }[]
  topic: string
  channel: Channel
  asOf: number
  /** Facts that are today's. */
  current: readonly string[]
  /** Undefined for an address nobody knows. */
  etiquette: ExplainedEtiquette | undefined
}

const MOST_SOURCES = 5

/**
 * The decision in words, a sentence a line: the verdict with the next moment on the person's own clock, why, where they are, what they chose and
 * had of us, their own word, the sources, the basis, whether they may be asked.
 */
export function explanationText(explained: Explained, house: House, language: Language): string[] {
  const texts = EXPLANATION_TEXTS[language]
  const day = (at: number) => dateText(at, house, language, { dateStyle: 'long' })
  const { verdict, until, reasons, gate, basis, consent, sources, current, etiquette, asOf } = explained
  const why = reasons.map((reason) => reasonText(reason, language))
  if (explained.contact === undefined || etiquette === undefined) return spaced([texts.refuse, ...why], language)
  const asked = [texts.mayAsk[gate.asked], reasonText({ code: gate.reason }, language)]
  return spaced(
    [
      verdict === 'hold' && until !== undefined
        ? texts.hold(texts.on(personsMoment(until, etiquette.place, language)))
        : texts[verdict === 'send' ? 'send' : 'refuse'],
      ...why,
      ...etiquetteText(etiquette, asOf, language),
      consent === undefined
        ? texts.noConsent
        : `${texts.consent[consent.state]}, ${texts.on(day(consent.at))}, ${texts.via[consent.via]}.`,
      ...(sources.length === 0 ? [texts.noSource] : []),
      ...sources
        .slice(-MOST_SOURCES)
        .map((source) => texts.source(source.name, day(source.at), declared(source, language))),
      ...(basis === undefined
        ? []
        : [
            `${[texts.reliesOn(texts.basis[basis.name]), ...(basis.endsAt === undefined ? [] : [texts.endsOn(day(basis.endsAt))])].join(', ')}.`,
          ]),
      asked.join(' '),
      texts.row(gate.bucket, bucketText(gate.bucket, language)),
      ...(current.length > 0 ? [texts.current] : []),
    ],
    language,
  )
}

/** `La lettre, par e-mail`. */
export function pairText(
  { topic, channel }: Pick<Explained, 'topic' | 'channel'>,
  house: House,
  language: Language,
): string {
  const texts = EXPLANATION_TEXTS[language]
  const name = house.topics.find(({ id }) => id === topic)?.name[language] ?? topic
  return texts.about(name, texts.channel[channel])
}

/** One message made for a person, as it was decided then. Instants are epoch milliseconds. */
export interface ExplainedMessage {
  campaign: number
  name: string
  step: Step
  channel: Channel
  state: DeliveryState
  reasons: readonly Reason[]
  at: number
}

/** What was prepared for them and what became of it, newest first, with the reasons kept then. */
export function messagesText(messages: readonly ExplainedMessage[], house: House, language: Language): string[] {
  const texts = EXPLANATION_TEXTS[language]
  if (messages.length === 0) return spaced([texts.noMessages], language)
  const lines = messages.map(({ campaign, name, step, state, reasons, at, channel }) => {
    const when = dateText(at, house, language, { dateStyle: 'long', timeStyle: 'short' })
    const what = `${texts.campaign(name, campaign)}, ${texts.step[step]}, ${texts.channel[channel]}`
    const why = reasons.map((reason) => reasonText(reason, language)).join(' ')
    return `${when} – ${what} : ${texts.state[state]}. ${why}`.trimEnd()
  })
  return spaced(
    [texts.lastMessages, ...(language === 'fr' ? lines : lines.map((line) => line.replace(' : ', ': ')))],
    language,
  )
}

/** The instant as the house's clock shows it, with its zone. */
export function momentText(at: number, house: House, language: Language): string {
  return EXPLANATION_TEXTS[language].on(dateText(at, house, language, { dateStyle: 'long', timeStyle: 'short' }))
}

function dateText(at: number, { organisation }: House, language: Language, style: Intl.DateTimeFormatOptions): string {
  const { locale } = EXPLANATION_TEXTS[language]
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: organisation.timeZone }).format(at)
}

/** Only a declared basis is confirmed by anyone. */
function declared({ basis, attested }: Explained['sources'][number], language: Language): string {
  const texts = EXPLANATION_TEXTS[language]
  const name = texts.basis[basis]
  return BASES_TO_ATTEST.includes(basis) ? `${name} (${attested ? texts.attested : texts.notAttested})` : name
}

function spaced(lines: readonly string[], language: Language): string[] {
  return language === 'fr' ? lines.map(spacedFrench) : [...lines]
}
