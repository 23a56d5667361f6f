import type { SegmentCondition, SegmentFilter, SegmentProblem, SegmentProblemCode } from './segment.ts'
import { SEGMENT_FIELDS, segmentField } from './segment-fields.ts'

type TextLanguage = 'fr' | 'en'

const WORDS = {
  fr: {
    everyone: 'tous les contacts',
    and: ' et ',
    or: ' ou ',
    yes: 'oui',
    no: 'non',
    is: '{field} est « {value} »',
    isNot: '{field} n’est pas « {value} »',
    in: '{field} est l’une de ces valeurs : {value}',
    contains: '{field} contient « {value} »',
    before: '{field} est avant le {value}',
    after: '{field} est le {value} ou après',
    exists: '{field} est connu',
    missing: '{field} n’est pas connu',
  },
  en: {
    everyone: 'all contacts',
    and: ' and ',
    or: ' or ',
    yes: 'yes',
    no: 'no',
    is: '{field} is “{value}”',
    isNot: '{field} is not “{value}”',
    in: '{field} is one of: {value}',
    contains: '{field} contains “{value}”',
    before: '{field} is before {value}',
    after: '{field} is on or after {value}',
    exists: '{field} is known',
    missing: '{field} is not known',
  },
} as const

/** A filter in words: "le pays est « FR » et (les étiquettes contient « vip » ou …)". */
export function segmentText(filter: SegmentFilter, language: TextLanguage): string {
  return spaced(textOf(filter, language, false))
}

function textOf(filter: SegmentFilter, language: TextLanguage, inside: boolean): string {
  const words = WORDS[language]
  if (!('all' in filter) && !('any' in filter)) return conditionText(filter, language)
  const parts = 'all' in filter ? filter.all : filter.any
  if (parts.length === 0) return words.everyone
  const text = parts
    .map((part) => textOf(part, language, parts.length > 1))
    .join('all' in filter ? words.and : words.or)
  return inside && parts.length > 1 ? `(${text})` : text
}

function conditionText(condition: SegmentCondition, language: TextLanguage): string {
  const words = WORDS[language]
  const field = segmentField(condition.field)?.field.name[language] ?? condition.field
  const [operator, value] = Object.entries(condition).find(([name]) => name !== 'field') ?? ['exists', true]
  const shown =
    typeof value === 'boolean' ? (value ? words.yes : words.no) : Array.isArray(value) ? value.join(', ') : value
  const text = words[operator as keyof typeof words]
  return text.replace('{field}', () => field).replace('{value}', () => String(shown))
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
