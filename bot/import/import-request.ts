import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from '#bot/cli/shared/usage-error.ts'
import { BASES, type Basis } from '#core/consent/gate-facts.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import { readCountry } from '#core/contacts/country.ts'
import { parseDate } from '#core/contacts/dates.ts'
import { foldText } from '#core/contacts/fold-text.ts'
import { readLanguage } from '#core/contacts/language.ts'
import { PREFERABLE_FIELDS, type PreferableField } from '#core/contacts/merge.ts'
import type { Channel, House } from '#core/house.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'
import type { ReadingOptions } from './prepare-file.ts'

/** What `egard import` was asked, checked against the house. */
export interface ImportRequest {
  files: readonly string[]
  options: ImportOptions
  /** For numbers without a prefix: the file's country, else the organisation's. */
  country: string
  reading: ReadingOptions
  dryRun: boolean
  json: boolean
}

const ARGUMENTS = {
  source: { type: 'string' },
  basis: { type: 'string' },
  reason: { type: 'string' },
  collected: { type: 'string' },
  topics: { type: 'string' },
  channels: { type: 'string' },
  country: { type: 'string' },
  language: { type: 'string' },
  map: { type: 'string', multiple: true },
  prefer: { type: 'string', multiple: true },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  suppression: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const FILES_LIMIT = 100

/**
 * A refusal is its sentence.
 * @throws UsageError when the command line itself cannot be understood
 */
export function readImportRequest(args: string[], house: House, now: Temporal.Instant): ImportRequest | string {
  const { values, positionals } = parseArgs({ args, options: ARGUMENTS, allowPositionals: true, strict: true })
  if (positionals.length === 0) throw new UsageError('Which file?')
  if (positionals.length > FILES_LIMIT) throw new UsageError(`At most ${FILES_LIMIT} files at a time.`)
  const basis = (values.basis ?? 'unknown') as Basis
  if (!BASES.includes(basis)) return `There is no basis “${values.basis}”: choose among ${BASES.join(', ')}.`
  const collected = values.collected === undefined ? undefined : readPeriod(values.collected, now)
  if (typeof collected === 'string') return collected
  const topics = readTopics(values.topics, house)
  if (typeof topics === 'string') return topics
  const channels = readChannels(values.channels)
  if (typeof channels === 'string') return channels
  const country = values.country === undefined ? undefined : readCountry(values.country)
  if (values.country !== undefined && country === undefined) {
    return `“${values.country}” is no country: write its two-letter code.`
  }
  const language = values.language === undefined ? undefined : readLanguage(values.language)
  if (values.language !== undefined && language === undefined) {
    return `“${values.language}” is no language: write its two-letter code.`
  }
  const prefer = readPreferences(values.prefer ?? [])
  if (typeof prefer === 'string') return prefer
  const reading: ReadingOptions = {
    encoding: values.encoding,
    delimiter: values.delimiter,
    map: values.map ?? [],
    contactKey: house.contactKey === 'email' ? undefined : house.contactKey,
  }
  return {
    files: positionals,
    country: country ?? house.organisation.country,
    reading,
    dryRun: values['dry-run'] === true,
    json: values.json === true,
    options: {
      source: values.source?.trim() || undefined,
      basis,
      basisReason: values.reason?.trim() || undefined,
      collected,
      topics,
      channels,
      country,
      language,
      prefer,
      suppression: values.suppression === true,
      reading: JSON.stringify(reading),
    },
  }
}

function readPeriod(text: string, now: Temporal.Instant): ImportOptions['collected'] | string {
  const read = parseDate(text, 'day-first', now.toZonedDateTimeISO('UTC').year)
  if ('refused' in read)
    return `“${text}” is no date or period: write for instance 2019, 2018-2019, 03/2019 or 2019-03-12.`
  if (read.start > now.epochMilliseconds)
    return `“${text}” is in the future: --collected is when the people gave their data.`
  return { text: text.trim(), from: read.start, until: Math.min(read.end, now.epochMilliseconds) }
}

function readTopics(text: string | undefined, { topics }: House): string[] | string {
  const ids: string[] = []
  for (const word of words(text)) {
    const folded = foldText(word)
    const topic = topics.find(({ id, name }) =>
      [id, ...Object.values(name)].some((known) => foldText(known) === folded),
    )
    if (topic === undefined) {
      return `There is no topic “${word}”: choose among ${topics.map(({ id }) => id).join(', ')}.`
    }
    ids.push(topic.id)
  }
  return [...new Set(ids)]
}

function readChannels(text: string | undefined): Channel[] | string {
  const channels = words(text).map((word) => word.toLowerCase().replace('e-mail', 'email'))
  const unknown = channels.find((channel) => !(CHANNELS as readonly string[]).includes(channel))
  if (unknown !== undefined) return `There is no channel “${unknown}”: choose among ${CHANNELS.join(', ')}.`
  return CHANNELS.filter((channel) => channels.includes(channel))
}

function readPreferences(given: readonly string[]): ImportOptions['prefer'] | string {
  const prefer: Partial<Record<PreferableField, 'this-file' | 'known'>> = {}
  for (const text of given) {
    const [field = '', whose = ''] = text.split('=')
    if (!(PREFERABLE_FIELDS as readonly string[]).includes(field)) {
      return `--prefer knows no field “${field}”: choose among ${PREFERABLE_FIELDS.join(', ')}.`
    }
    if (whose !== 'this-file' && whose !== 'known') return `--prefer ${field}= is followed by this-file or known.`
    prefer[field as PreferableField] = whose
  }
  return prefer
}

function words(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
