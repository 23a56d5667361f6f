import type { types } from '@slack/bolt'
import { clip, plain } from '#bot/slack/blocks.ts'
import { ISO_3166 } from '#core/contacts/country.ts'
import { ISO_639_1 } from '#core/contacts/language.ts'
import type { SegmentOperator } from '#core/contacts/segment.ts'
import {
  type FieldReference,
  SEGMENT_FIELDS,
  type SegmentFieldName,
  segmentField,
} from '#core/contacts/segment-fields.ts'
import { segmentValueText } from '#core/contacts/segment-values.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'

type Option = types.PlainTextOption
export interface OptionGroup {
  label: types.PlainTextElement
  options: Option[]
}

/** How a value is given: not at all, one or several of a list, a day, a word, several words. */
export type Shape = 'none' | 'pick' | 'picks' | 'day' | 'word' | 'lines'

const GROUPS = {
  person: [
    'email', 'emailState', 'phone', 'civility', 'firstName', 'lastName', 'language', 'birthDate', 'minor',
    'guardianEmail', 'guardianConsent',
  ],
  where: ['country', 'region', 'postcode', 'timeZone'],
  work: ['kind', 'function', 'company', 'informed'],
  acts: ['lastAct', 'lastClick', 'lastOpen', 'lastPurchase', 'created'],
  origin: ['source', 'basis', 'tags'],
} as const satisfies Record<string, readonly SegmentFieldName[]> // biome-ignore format: one group a line

const OFTEN = {
  country: ['FR', 'BE', 'CH', 'LU', 'CA', 'NL', 'DE', 'GB', 'ES', 'IT', 'US'],
  language: ['fr', 'nl', 'en', 'de', 'es', 'it', 'pt', 'ar'],
}

/** Slack's limits of a menu: options of a list, length of a value. */
const MOST_OPTIONS = 100
const LONGEST_VALUE = 150

/** Everything a condition can be about, in words, by theme; the consents to each topic last. */
export function fieldGroups({ topics }: Pick<House, 'topics'>, language: StaffLanguage): OptionGroup[] {
  const texts = segmentTexts(language)
  const groups = Object.entries(GROUPS).map(([group, names]) => ({
    label: plain(texts.groups[group as keyof typeof GROUPS]),
    options: names.map((name) => option(capital(SEGMENT_FIELDS[name].name[language]), name)),
  }))
  groups.at(-1)?.options.push(option(texts.custom, 'custom'))
  const consents = topics.flatMap(({ id, name }) =>
    (['email', 'sms'] as const).map((channel) =>
      option(texts.consent(name[language], texts.by[channel]), `consent.${id}.${channel}`),
    ),
  )
  const shown = consents.filter(({ value = '' }) => value.length <= LONGEST_VALUE).slice(0, MOST_OPTIONS)
  return shown.length === 0 ? groups : [...groups, { label: plain(texts.groups.consents), options: shown }]
}

/** The field of a row: `custom` stands for any field of the house's own. */
export function rowField(field: string): FieldReference | undefined {
  return segmentField(field === 'custom' ? 'custom.x' : field)
}

/** The values a person can choose among; undefined where they type. */
export function valueGroups(
  reference: FieldReference,
  sources: readonly string[],
  language: StaffLanguage,
): OptionGroup[] | undefined {
  const texts = segmentTexts(language)
  const { kind, values } = reference.field
  if (kind === 'yes-no') return oneGroup(texts.choose, [option(texts.yes, 'true'), option(texts.no, 'false')])
  if (values !== undefined) {
    return oneGroup(
      texts.choose,
      values.map((value) => option(capital(segmentValueText(reference, value, language)), value)),
    )
  }
  if (kind === 'country') return codeGroups(reference, ISO_3166, OFTEN.country, language)
  if (kind === 'language') return codeGroups(reference, ISO_639_1, OFTEN.language, language)
  if (kind !== 'source' || sources.length === 0 || sources.length > MOST_OPTIONS) return undefined
  return oneGroup(
    texts.choose,
    sources.filter((name) => name.length <= LONGEST_VALUE).map((name) => option(name, name)),
  )
}

/** How the value of a row is given: chosen where there is a list and what stands there is in it. */
export function shapeOf(
  reference: FieldReference,
  operator: SegmentOperator,
  groups: readonly OptionGroup[] | undefined,
  values: readonly string[],
): Shape {
  if (operator === 'exists' || operator === 'missing') return 'none'
  const { kind } = reference.field
  if (kind === 'date' || kind === 'birth-date') return 'day'
  const listed = groups !== undefined && values.every((value) => chosen(groups, value) !== undefined)
  if (operator === 'in') return listed ? 'picks' : 'lines'
  return listed ? 'pick' : 'word'
}

export function chosen(groups: readonly OptionGroup[], value: string): Option | undefined {
  return groups.flatMap(({ options }) => options).find((one) => one.value === value)
}

/** Countries or languages by name: the frequent ones first, the others from A to Z, 80 a group. */
function codeGroups(
  reference: FieldReference,
  codes: readonly string[],
  often: readonly string[],
  language: StaffLanguage,
): OptionGroup[] {
  const named = (code: string) => option(capital(segmentValueText(reference, code, language)), code)
  const rest = codes
    .filter((code) => !often.includes(code))
    .map(named)
    .toSorted((a, b) => a.text.text.localeCompare(b.text.text, language))
  const groups: OptionGroup[] = [{ label: plain(segmentTexts(language).often), options: often.map(named) }]
  for (let at = 0; at < rest.length; at += 80) {
    const options = rest.slice(at, at + 80)
    const [first, last] = [options[0], options.at(-1)].map((one) => one?.text.text.slice(0, 30) ?? '')
    groups.push({ label: plain(`${first} – ${last}`), options })
  }
  return groups
}

function oneGroup(label: string, options: Option[]): OptionGroup[] | undefined {
  return options.length === 0 ? undefined : [{ label: plain(label), options }]
}

export function option(text: string, value: string): Option {
  return { text: plain(clip(text, 75)), value }
}

/** A sentence's first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
