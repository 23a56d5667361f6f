import type { SegmentCondition, SegmentFilter, SegmentOperator, SegmentProblem, SegmentProblemCode } from './segment.ts'
import { type FieldReference, SEGMENT_FIELDS, segmentField, type TopicName } from './segment-fields.ts'
import { segmentValueText } from './segment-values.ts'

type TextLanguage = 'fr' | 'en'
type Sentences = Partial<Record<SegmentOperator, string>>

const WORDS = {
  fr: {
    everyone: 'tous les contacts',
    and: ' et ',
    or: ' ou ',
    more: (count: number) => `${count} autres`,
    yesNo: [
      '{field}\u00a0: oui',
      '{field}\u00a0: non',
      '{field}\u00a0: non ou inconnu',
      '{field}\u00a0: oui ou inconnu',
    ],
  },
  en: {
    everyone: 'all contacts',
    and: ' and ',
    or: ' or ',
    more: (count: number) => `${count} others`,
    yesNo: ['{field}: yes', '{field}: no', '{field}: no or unknown', '{field}: yes or unknown'],
  },
} as const

/** How each operator is said. `isNot` keeps those nobody knows it of: it says so. */
const SENTENCES: Readonly<Record<TextLanguage, Readonly<Record<SegmentOperator, string>>>> = {
  fr: {
    is: '{field} est {value}',
    isNot: '{field} n’est pas {value} (inconnu compris)',
    in: '{field} est {value}',
    contains: '{field} contient {value}',
    before: '{field} est avant le {value}',
    after: '{field} est le {value} ou après',
    exists: 'on connaît {field}',
    missing: 'on ne connaît pas {field}',
  },
  en: {
    is: '{field} is {value}',
    isNot: '{field} is not {value} (unknown included)',
    in: '{field} is {value}',
    contains: '{field} contains {value}',
    before: '{field} is before {value}',
    after: '{field} is on or after {value}',
    exists: '{field} is known',
    missing: '{field} is not known',
  },
}

/** Fields a contact may have several of, and yes-or-no fields, are said in their own way. */
const OF_FIELD: Readonly<Record<string, Readonly<Record<TextLanguage, Sentences>>>> = {
  tags: {
    fr: {
      contains: 'l’une des étiquettes est {value}',
      exists: 'il y a des étiquettes',
      missing: 'il n’y a pas d’étiquette',
    },
    en: { contains: 'one of the tags is {value}', exists: 'there are tags', missing: 'there are no tags' },
  },
  source: {
    fr: {
      is: 'l’une des sources est {value}',
      isNot: 'aucune source n’est {value}',
      in: 'l’une des sources est {value}',
      exists: 'il y a une source',
      missing: 'il n’y a pas de source',
    },
    en: {
      is: 'one of the sources is {value}',
      isNot: 'no source is {value}',
      in: 'one of the sources is {value}',
      exists: 'there is a source',
      missing: 'there is no source',
    },
  },
  basis: {
    fr: {
      is: 'l’une des bases déclarées est {value}',
      isNot: 'aucune base déclarée n’est {value}',
      in: 'l’une des bases déclarées est {value}',
      exists: 'une base est déclarée',
      missing: 'aucune base n’est déclarée',
    },
    en: {
      is: 'one of the declared bases is {value}',
      isNot: 'no declared basis is {value}',
      in: 'one of the declared bases is {value}',
      exists: 'a basis is declared',
      missing: 'no basis is declared',
    },
  },
}

const OF_CONSENT: Readonly<Record<TextLanguage, Sentences>> = {
  fr: { exists: '{field} est enregistré', missing: '{field} n’est pas enregistré' },
  en: { exists: '{field} is on record', missing: '{field} is not on record' },
}

/** Of a long list, the values that are said; the rest is counted. */
const SAID = 12

/** A filter in words: "le pays est « France » et (l’une des étiquettes est « vip » ou …)". */
export function segmentText(filter: SegmentFilter, language: TextLanguage, topicName?: TopicName): string {
  return textOf(filter, language, topicName, false)
}

function textOf(
  filter: SegmentFilter,
  language: TextLanguage,
  topicName: TopicName | undefined,
  inside: boolean,
): string {
  const words = WORDS[language]
  if (!('all' in filter) && !('any' in filter)) return conditionText(filter, language, topicName)
  const parts = 'all' in filter ? filter.all : filter.any
  if (parts.length === 0) return words.everyone
  const text = parts
    .map((part) => textOf(part, language, topicName, inside || parts.length > 1))
    .join('all' in filter ? words.and : words.or)
  return inside && parts.length > 1 ? `(${text})` : text
}

function conditionText(condition: SegmentCondition, language: TextLanguage, topicName: TopicName | undefined): string {
  const reference = segmentField(condition.field, topicName)
  const field = reference?.field.name[language] ?? condition.field
  const [operator, value] = operatorOf(condition)
  const own = sentencesOf(reference, language)?.[operator]
  const text =
    typeof value === 'boolean' && (operator === 'is' || operator === 'isNot')
      ? (WORDS[language].yesNo[(operator === 'is' ? 0 : 2) + (value ? 0 : 1)] ?? '')
      : (own ?? SENTENCES[language][operator])
  return text.replace('{field}', () => field).replace('{value}', () => valueText(reference, operator, value, language))
}

function sentencesOf(reference: FieldReference | undefined, language: TextLanguage): Sentences | undefined {
  if (reference?.of === 'consent') return OF_CONSENT[language]
  return reference?.of === 'contact' ? OF_FIELD[reference.name]?.[language] : undefined
}

function operatorOf(condition: SegmentCondition): [SegmentOperator, unknown] {
  const [operator = 'exists', value] = Object.entries(condition).find(([name]) => name !== 'field') ?? []
  return [operator as SegmentOperator, value]
}

function valueText(
  reference: FieldReference | undefined,
  operator: SegmentOperator,
  value: unknown,
  language: TextLanguage,
): string {
  const { more, or } = WORDS[language]
  const one = (text: string) => (reference === undefined ? text : segmentValueText(reference, text, language))
  if (operator === 'before' || operator === 'after') return one(String(value))
  const values = (Array.isArray(value) ? value : [value]).map(String)
  const said = values.slice(0, SAID).map((text) => quoted(one(text), language))
  const rest = values.length > SAID ? [more(values.length - SAID)] : []
  const parts = [...said, ...rest]
  const last = parts.pop() ?? ''
  return parts.length === 0 ? last : `${parts.join(', ')}${or}${last}`
}

function quoted(text: string, language: TextLanguage): string {
  return language === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`
}

const PROBLEMS: Readonly<Record<SegmentProblemCode, Record<TextLanguage, string>>> = {
  'not-a-filter': {
    fr: 'Ceci n’est pas un filtre : {detail}. Écrivez par exemple {"all":[{"field":"country","is":"FR"}]}.',
    en: 'This is no filter: {detail}. Write for instance {"all":[{"field":"country","is":"FR"}]}.',
  },
  'too-large': {
    fr: 'Le filtre a plus de 100 conditions ou plus de 6 niveaux : coupez-le en plusieurs segments.',
    en: 'The filter has more than 100 conditions or 6 levels: split it into several segments.',
  },
  'empty-any': { fr: '« any » est vide : donnez-lui une condition.', en: '“any” is empty: give it a condition.' },
  'unknown-field': {
    fr: 'Il n’y a pas de champ « {detail} » : choisissez parmi {fields}, custom.NOM et consent.THÈME.email (ou .sms).',
    en: 'There is no field “{detail}”: choose among {fields}, custom.NAME and consent.TOPIC.email (or .sms).',
  },
  'unknown-topic': {
    fr: 'Le thème « {detail} » n’est pas dans le fichier de l’organisation : corrigez-le.',
    en: 'The topic “{detail}” is not in the organisation’s file: correct it.',
  },
  'one-operator': {
    fr: 'Le champ « {detail} » veut un seul opérateur parmi is, isNot, in, contains, before, after, exists, missing.',
    en: 'The field “{detail}” takes one operator among is, isNot, in, contains, before, after, exists, missing.',
  },
  'wrong-operator': {
    fr: 'Cet opérateur ne va pas avec ce champ : {detail}.',
    en: 'This operator does not fit the field: {detail}.',
  },
  'wrong-value': {
    fr: 'La valeur ne convient pas ; écrivez {detail}.',
    en: 'The value does not fit; write {detail}.',
  },
  'wrong-date': {
    fr: 'La date n’est pas comprise ({detail}) : écrivez AAAA-MM-JJ.',
    en: 'The date is not understood ({detail}): write YYYY-MM-DD.',
  },
  'unknown-country': {
    fr: '« {detail} » n’est pas un pays : écrivez son code à deux lettres.',
    en: '“{detail}” is no country: write its two-letter code.',
  },
  'unknown-language': {
    fr: '« {detail} » n’est pas une langue : écrivez son code à deux lettres.',
    en: '“{detail}” is no language: write its two-letter code.',
  },
}

export function segmentProblemText({ problem, detail }: SegmentProblem, language: TextLanguage): string {
  return spaced(PROBLEMS[problem][language])
    .replace('{fields}', () => Object.keys(SEGMENT_FIELDS).join(', '))
    .replace('{detail}', () => detail)
}

function spaced(text: string): string {
  return text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}
