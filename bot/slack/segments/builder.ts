import { createHash } from 'node:crypto'
import { operatorsOf, type SegmentCondition, type SegmentFilter, type SegmentOperator } from '#core/contacts/segment.ts'
import { segmentField } from '#core/contacts/segment-fields.ts'

/** Conditions a modal holds: it takes 100 blocks. */
export const MOST_ROWS = 20
/** What a text input takes. */
const LONGEST_INPUT = 2900

/** One condition as far as a person has come with it. `field` is a segment's field, or `custom` with the name beside it. */
export interface Row {
  key: number
  field: string
  customName: string
  operator: SegmentOperator
  values: readonly string[]
  /** The input block of its value in an open modal: where a sentence about it stands. */
  inputId?: string | undefined
}

/** A part of the stored filter that is kept as it is: its place there, -1 for the whole. */
export interface KeptRow {
  key: number
  kept: number
}

/** The builder between two clicks. Nothing of it is stored before it is saved. */
export interface Builder {
  mode: 'new' | 'edit' | 'copy'
  /** The stored segment it began with. */
  from: { id: number; name: string; digest: string } | undefined
  name: string
  how: 'all' | 'any'
  rows: readonly (Row | KeptRow)[]
  nextKey: number
}

export const NEW_BUILDER: Builder = {
  mode: 'new',
  from: undefined,
  name: '',
  how: 'all',
  rows: [emptyRow(1)],
  nextKey: 2,
}

export function emptyRow(key: number): Row {
  return { key, field: '', customName: '', operator: 'is', values: [] }
}

export function isKept(row: Row | KeptRow): row is KeptRow {
  return 'kept' in row
}

/** A stored segment taken apart: its conditions one by one; what has conditions inside, or too many of them, is kept as it is. */
export function builderOf(mode: 'edit' | 'copy', stored: { id: number; name: string; filter: SegmentFilter }): Builder {
  const parts = partsOf(stored.filter)
  const whole = parts.length > MOST_ROWS
  const rows = whole ? [{ key: 1, kept: -1 }] : parts.map((part, at) => rowOf(part, at))
  return {
    mode,
    from: { id: stored.id, name: stored.name, digest: filterDigest(stored.filter) },
    name: stored.name,
    how: !whole && 'any' in stored.filter ? 'any' : 'all',
    rows,
    nextKey: rows.length + 1,
  }
}

/** Tells whether a stored filter is still the one a person saw. */
export function filterDigest(filter: SegmentFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('hex').slice(0, 16)
}

/** The condition a row says; undefined while it says nothing yet. Whether it is right is for `readSegment` to say. */
export function conditionOf({ field, customName, operator, values }: Row): object | undefined {
  const name = field === 'custom' ? customName.trim() && `custom.${customName.trim()}` : field
  if (name === '') return undefined
  if (operator === 'exists' || operator === 'missing') return { field: name, [operator]: true }
  const kind = segmentField(name)?.field.kind
  if (operator === 'in') return values.length === 0 ? undefined : { field: name, in: values }
  const [value] = values
  if (value === undefined) return undefined
  return { field: name, [operator]: kind === 'yes-no' ? value === 'true' : value }
}

/** A kept part of the stored filter. */
export function keptPart(stored: SegmentFilter | undefined, { kept }: KeptRow): SegmentFilter | undefined {
  if (stored === undefined) return undefined
  return kept === -1 ? stored : partsOf(stored)[kept]
}

/** The filter of the rows that say something, unchecked; `complete` when all of them do. */
export function filterOf(builder: Builder, stored: SegmentFilter | undefined): { filter: object; complete: boolean } {
  const parts = builder.rows.map((row) => (isKept(row) ? keptPart(stored, row) : conditionOf(row)))
  const said = parts.filter((part) => part !== undefined)
  return { filter: { [builder.how]: said }, complete: said.length === parts.length && said.length > 0 }
}

function partsOf(filter: SegmentFilter): readonly SegmentFilter[] {
  if ('all' in filter) return filter.all
  return 'any' in filter ? filter.any : [filter]
}

function rowOf(part: SegmentFilter, at: number): Row | KeptRow {
  const key = at + 1
  if ('all' in part || 'any' in part) return { key, kept: at }
  const reference = segmentField(part.field)
  if (reference === undefined) return { key, kept: at }
  const [operator, value] = operatorIn(part)
  const values = operator === 'exists' || operator === 'missing' ? [] : [value].flat().map(String)
  if (values.join('\n').length > LONGEST_INPUT) return { key, kept: at }
  return {
    key,
    field: reference.of === 'custom' ? 'custom' : part.field,
    customName: reference.of === 'custom' ? reference.name : '',
    operator: operatorsOf(reference.field.kind).includes(operator) ? operator : 'is',
    values,
  }
}

function operatorIn(condition: SegmentCondition): [SegmentOperator, unknown] {
  const [operator = 'exists', value] = Object.entries(condition).find(([name]) => name !== 'field') ?? []
  return [operator as SegmentOperator, value]
}
