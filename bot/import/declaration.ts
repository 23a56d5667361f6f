import { BASES, type Basis } from '#core/consent/gate-facts.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import { readCountry } from '#core/contacts/country.ts'
import { parseDate } from '#core/contacts/dates.ts'
import { foldText } from '#core/contacts/fold-text.ts'
import { readLanguage } from '#core/contacts/language.ts'
import type { Channel, House } from '#core/house.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'

/** What is said of a file, as somebody typed it. */
export interface TypedDeclaration {
  source?: string | undefined
  basis?: string | undefined
  reason?: string | undefined
  collected?: string | undefined
  topics: readonly string[]
  channels: readonly string[]
  country?: string | undefined
  language?: string | undefined
  suppression: boolean
}

export type Declaration = Omit<ImportOptions, 'prefer' | 'reading'>

type DeclarationProblemCode =
  | 'unknown-basis'
  | 'unknown-period'
  | 'future-period'
  | 'unknown-topic'
  | 'unknown-channel'
  | 'unknown-country'
  | 'unknown-language'

export interface DeclarationProblem {
  readonly problem: DeclarationProblemCode
  readonly detail: string
  /** What may be written instead. */
  readonly choices: readonly string[]
}

/** What is said of a file, checked against the house. */
export function readDeclaration(
  typed: TypedDeclaration,
  house: House,
  now: Temporal.Instant,
): Declaration | DeclarationProblem {
  const basis = (typed.basis ?? 'unknown') as Basis
  if (!BASES.includes(basis)) return problem('unknown-basis', basis, BASES)
  const collected = readPeriod(typed.collected?.trim(), now)
  if (isProblem(collected)) return collected
  const topics = readTopics(typed.topics, house)
  if (isProblem(topics)) return topics
  const channels = readChannels(typed.channels)
  if (isProblem(channels)) return channels
  const country = readWord(typed.country, readCountry, 'unknown-country')
  if (isProblem(country)) return country
  const language = readWord(typed.language, readLanguage, 'unknown-language')
  if (isProblem(language)) return language
  return {
    source: typed.source?.trim() || undefined,
    basis,
    basisReason: typed.reason?.trim() || undefined,
    collected,
    topics,
    channels,
    country,
    language,
    suppression: typed.suppression,
  }
}

function readPeriod(text: string | undefined, now: Temporal.Instant): ImportOptions['collected'] | DeclarationProblem {
  if (text === undefined || text === '') return undefined
  const read = parseDate(text, 'day-first', now.toZonedDateTimeISO('UTC').year)
  if ('refused' in read) return problem('unknown-period', text)
  if (read.start > now.epochMilliseconds) return problem('future-period', text)
  return { text, from: read.start, until: Math.min(read.end, now.epochMilliseconds) }
}

function readTopics(typed: readonly string[], { topics }: House): string[] | DeclarationProblem {
  const ids: string[] = []
  for (const word of typed) {
    const folded = foldText(word)
    const topic = topics.find(({ id, name }) =>
      [id, ...Object.values(name)].some((known) => foldText(known) === folded),
    )
    if (topic === undefined) {
      return problem(
        'unknown-topic',
        word,
        topics.map(({ id }) => id),
      )
    }
    ids.push(topic.id)
  }
  return [...new Set(ids)]
}

function readChannels(typed: readonly string[]): Channel[] | DeclarationProblem {
  const channels = typed.map((word) => word.toLowerCase().replace('e-mail', 'email'))
  const unknown = channels.find((channel) => !(CHANNELS as readonly string[]).includes(channel))
  if (unknown !== undefined) return problem('unknown-channel', unknown, CHANNELS)
  return CHANNELS.filter((channel) => channels.includes(channel))
}

function readWord(
  text: string | undefined,
  read: (text: string) => string | undefined,
  code: DeclarationProblemCode,
): string | undefined | DeclarationProblem {
  if (text === undefined || text.trim() === '') return undefined
  return read(text) ?? problem(code, text)
}

function problem(code: DeclarationProblemCode, detail: string, choices: readonly string[] = []): DeclarationProblem {
  return { problem: code, detail, choices }
}

export function isProblem(read: unknown): read is DeclarationProblem {
  return typeof read === 'object' && read !== null && 'problem' in read
}

const TEXTS: Readonly<Record<DeclarationProblemCode, { readonly fr: string; readonly en: string }>> = {
  'unknown-basis': {
    fr: 'La base « % » n’existe pas : choisissez parmi @.',
    en: 'There is no basis “%”: choose among @.',
  },
  'unknown-period': {
    fr: '« % » n’est ni une date ni une période : écrivez par exemple 2019, 2018-2019, 03/2019 ou 12/03/2019.',
    en: '“%” is no date or period: write for instance 2019, 2018-2019, 03/2019 or 2019-03-12.',
  },
  'future-period': {
    fr: '« % » est dans le futur : la date de collecte est celle où les personnes ont donné leurs coordonnées.',
    en: '“%” is in the future: the date of collection is when the people gave their data.',
  },
  'unknown-topic': {
    fr: 'Le thème « % » n’existe pas : choisissez parmi @.',
    en: 'There is no topic “%”: choose among @.',
  },
  'unknown-channel': {
    fr: 'Le canal « % » n’existe pas : choisissez parmi @.',
    en: 'There is no channel “%”: choose among @.',
  },
  'unknown-country': {
    fr: '« % » n’est pas un pays connu : écrivez son code à deux lettres, par exemple FR.',
    en: '“%” is no country: write its two-letter code.',
  },
  'unknown-language': {
    fr: '« % » n’est pas une langue connue : écrivez son code à deux lettres, par exemple fr.',
    en: '“%” is no language: write its two-letter code.',
  },
}

export function declarationProblemText(
  { problem: code, detail, choices }: DeclarationProblem,
  language: 'fr' | 'en',
): string {
  return TEXTS[code][language]
    .replace(/ ([:;?!»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace('%', () => detail)
    .replace('@', () => choices.join(', '))
}
