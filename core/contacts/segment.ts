import { readCountry } from './country.ts'
import { readLanguage } from './language.ts'
import { type FieldReference, type SegmentKind, segmentField } from './segment-fields.ts'

/** A named filter over contacts, as it is stored. */
export type SegmentFilter =
  | { readonly all: readonly SegmentFilter[] }
  | { readonly any: readonly SegmentFilter[] }
  | SegmentCondition

/**
 * One field and one operator. `isNot` is everybody else, those without a value too. Dates are `YYYY-MM-DD`; `before` and `after` leave the
 * day itself out of "before" and in "after".
 */
export type SegmentCondition = { readonly field: string } & (
  | { readonly is: string | boolean }
  | { readonly isNot: string | boolean }
  | { readonly in: readonly string[] }
  | { readonly contains: string }
  | { readonly before: string }
  | { readonly after: string }
  | { readonly exists: true }
  | { readonly missing: true }
)

export const OPERATORS = ['is', 'isNot', 'in', 'contains', 'before', 'after', 'exists', 'missing'] as const
export type SegmentOperator = (typeof OPERATORS)[number]

/** Everyone in the base. */
export const EVERYONE: SegmentFilter = { all: [] }

export type SegmentProblemCode =
  | 'not-a-filter'
  | 'too-large'
  | 'empty-any'
  | 'unknown-field'
  | 'unknown-topic'
  | 'one-operator'
  | 'wrong-operator'
  | 'wrong-value'
  | 'wrong-date'
  | 'unknown-country'
  | 'unknown-language'

export interface SegmentProblem {
  problem: SegmentProblemCode
  /** What the sentence names. */
  detail: string
}

const DEPTH_LIMIT = 6
const CONDITIONS_LIMIT = 100
const LIST_LIMIT = 500
const TEXT_LIMIT = 500

const TAKES: Readonly<Record<SegmentKind, readonly SegmentOperator[]>> = {
  text: ['is', 'isNot', 'in', 'contains', 'exists', 'missing'],
  code: ['is', 'isNot', 'in', 'exists', 'missing'],
  country: ['is', 'isNot', 'in', 'exists', 'missing'],
  language: ['is', 'isNot', 'in', 'exists', 'missing'],
  'yes-no': ['is', 'isNot', 'exists', 'missing'],
  date: ['before', 'after', 'exists', 'missing'],
  'birth-date': ['is', 'before', 'after', 'exists', 'missing'],
  tags: ['contains', 'exists', 'missing'],
  source: ['is', 'isNot', 'in', 'exists', 'missing'],
}

/** The operators that fit a field of this kind, in the order they are offered. */
export function operatorsOf(kind: SegmentKind): readonly SegmentOperator[] {
  return TAKES[kind]
}

/** A filter staff wrote, checked and with its values in their one form; or what is wrong with it. */
export function readSegment(json: unknown, topics: readonly string[]): SegmentFilter | SegmentProblem {
  const reading = { conditions: 0, topics }
  return readFilter(json, reading, 0)
}

export function isSegmentProblem(result: SegmentFilter | SegmentProblem): result is SegmentProblem {
  return 'problem' in result
}

interface Reading {
  conditions: number
  topics: readonly string[]
}

function readFilter(json: unknown, reading: Reading, depth: number): SegmentFilter | SegmentProblem {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return wrong('not-a-filter', short(json))
  if (depth > DEPTH_LIMIT) return wrong('too-large', '')
  const given = json as Record<string, unknown>
  if ('all' in given) return readGroup(given, 'all', reading, depth)
  if ('any' in given) return readGroup(given, 'any', reading, depth)
  reading.conditions += 1
  return reading.conditions > CONDITIONS_LIMIT ? wrong('too-large', '') : readCondition(given, reading)
}

function readGroup(
  given: Record<string, unknown>,
  how: 'all' | 'any',
  reading: Reading,
  depth: number,
): SegmentFilter | SegmentProblem {
  const list = given[how]
  if (!Array.isArray(list) || Object.keys(given).length !== 1) return wrong('not-a-filter', short(given))
  if (how === 'any' && list.length === 0) return wrong('empty-any', '')
  const parts: SegmentFilter[] = []
  for (const part of list) {
    const read = readFilter(part, reading, depth + 1)
    if (isSegmentProblem(read)) return read
    parts.push(read)
  }
  return how === 'all' ? { all: parts } : { any: parts }
}

function readCondition(given: Record<string, unknown>, { topics }: Reading): SegmentFilter | SegmentProblem {
  const { field: name, ...rest } = given
  if (typeof name !== 'string') return wrong('not-a-filter', short(given))
  const reference = segmentField(name)
  if (reference === undefined) return wrong('unknown-field', name)
  if (reference.of === 'consent' && !topics.includes(reference.topic)) return wrong('unknown-topic', reference.topic)
  const operators = Object.keys(rest)
  const operator = OPERATORS.find((known) => known === operators[0])
  if (operators.length !== 1 || operator === undefined) return wrong('one-operator', name)
  if (!TAKES[reference.field.kind].includes(operator)) {
    return wrong('wrong-operator', `${name} ${operator} (${TAKES[reference.field.kind].join(', ')})`)
  }
  return readOperand(name, reference, operator, rest[operator])
}

function readOperand(
  field: string,
  { field: { kind, values } }: FieldReference,
  operator: SegmentOperator,
  operand: unknown,
): SegmentFilter | SegmentProblem {
  if (operator === 'exists' || operator === 'missing') {
    return operand === true
      ? ({ field, [operator]: true } as SegmentCondition)
      : wrong('wrong-value', `${field} ${operator}: true`)
  }
  if (operator !== 'in') {
    const value = readValue(field, kind, values, operand)
    return typeof value === 'object' ? value : ({ field, [operator]: value } as SegmentCondition)
  }
  if (!Array.isArray(operand) || operand.length === 0 || operand.length > LIST_LIMIT) {
    return wrong('wrong-value', `${field} in: […]`)
  }
  const list: string[] = []
  for (const each of operand) {
    const value = readValue(field, kind, values, each)
    if (typeof value === 'object') return value
    list.push(String(value))
  }
  return { field, in: list }
}

/** The value in its one form, or what is wrong with it. */
function readValue(
  field: string,
  kind: SegmentKind,
  values: readonly string[] | undefined,
  value: unknown,
): string | boolean | SegmentProblem {
  if (kind === 'yes-no') return typeof value === 'boolean' ? value : wrong('wrong-value', `${field}: true, false`)
  if (typeof value !== 'string' || value.trim() === '' || value.length > TEXT_LIMIT) {
    return wrong('wrong-value', `${field}: "…"`)
  }
  if (values !== undefined) {
    return values.includes(value) ? value : wrong('wrong-value', `${field}: ${values.join(', ')}`)
  }
  switch (kind) {
    case 'country':
      return readCountry(value) ?? wrong('unknown-country', value)
    case 'language':
      return readLanguage(value) ?? wrong('unknown-language', value)
    case 'date':
    case 'birth-date':
      return isDay(value) ? value : wrong('wrong-date', `${field}: ${value}`)
    case 'text':
    case 'code':
    case 'tags':
    case 'source':
      return value.trim()
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function wrong(problem: SegmentProblemCode, detail: string): SegmentProblem {
  return { problem, detail: detail.slice(0, 200) }
}

function short(json: unknown): string {
  return (JSON.stringify(json) ?? 'undefined').slice(0, 80)
}
