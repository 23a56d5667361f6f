import type { ViewOutput } from '@slack/bolt'
import { OPERATORS, operatorsOf } from '#core/contacts/segment.ts'
import { segmentField } from '#core/contacts/segment-fields.ts'
import { type Builder, emptyRow, type KeptRow, type Row } from './builder.ts'

type Values = ViewOutput['state']['values']
type Element = Values[string][string]

/** What the modal carries beside what is typed in it. At most 20 rows, so far under Slack's 3,000 characters. */
interface Meta {
  mode: Builder['mode']
  from?: Builder['from']
  /** A condition's key, or a kept part's key and place. */
  rows: (number | [key: number, kept: number])[]
  next: number
}

export function builderMeta({ mode, from, rows, nextKey }: Builder): string {
  const meta: Meta = {
    mode,
    ...(from === undefined ? {} : { from }),
    rows: rows.map((row) => ('kept' in row ? [row.key, row.kept] : row.key)),
    next: nextKey,
  }
  return JSON.stringify(meta)
}

/** Block ids: a new field or another kind of input is another block, so that Slack keeps no word of the one before. */
export const blockIds = {
  condition: ({ key, field }: Pick<Row, 'key' | 'field'>) => `c${key}|${field}`,
  customName: ({ key }: Pick<Row, 'key'>) => `n${key}`,
  value: ({ key, field }: Pick<Row, 'key' | 'field'>, shape: string) => `v${key}|${field}|${shape}`,
}

/** The builder as it stands in an open modal, with everything a person typed so far. */
export function readBuilder(view: Pick<ViewOutput, 'private_metadata' | 'state'>): Builder {
  const meta = JSON.parse(view.private_metadata) as Meta
  const { values } = view.state
  return {
    mode: meta.mode,
    from: meta.from,
    name: meta.mode === 'edit' ? (meta.from?.name ?? '') : (values['name']?.['name']?.value ?? '').trim(),
    how: values['how']?.['segment:how']?.selected_option?.value === 'any' ? 'any' : 'all',
    rows: meta.rows.map((row) => (typeof row === 'number' ? readRow(row, values) : keptRow(row))),
    nextKey: meta.next,
  }
}

function keptRow([key, kept]: [number, number]): KeptRow {
  return { key, kept }
}

function readRow(key: number, values: Values): Row {
  const block = elementsOf(values, `c${key}|`)
  const field = block?.['segment:field']?.selected_option?.value ?? ''
  if (field === '') return emptyRow(key)
  const chosen = block?.['segment:operator']?.selected_option?.value
  const kind = segmentField(field)?.field.kind ?? 'text'
  const allowed = operatorsOf(kind)
  const operator = OPERATORS.find((one) => one === chosen && allowed.includes(one)) ?? allowed[0] ?? 'exists'
  const [blockId, input] = valueOf(values, key)
  // What was typed for one field is no value of another.
  const same = blockId?.startsWith(`v${key}|${field}|`) ?? false
  return {
    key,
    field,
    customName: values[blockIds.customName({ key })]?.['name']?.value ?? '',
    operator,
    values: same ? typedValues(input) : [],
    inputId: blockId,
  }
}

function elementsOf(values: Values, prefix: string): Values[string] | undefined {
  return Object.entries(values).find(([id]) => id.startsWith(prefix))?.[1]
}

function valueOf(values: Values, key: number): [string | undefined, Element | undefined] {
  const [id, elements] = Object.entries(values).find(([name]) => name.startsWith(`v${key}|`)) ?? []
  return [id, elements?.['segment:value']]
}

function typedValues(input: Element | undefined): string[] {
  if (input === undefined) return []
  const { selected_option: one, selected_options: several, selected_date: day, value } = input
  const options = (several ?? []) as readonly { value?: string }[]
  const all = [
    ...options.map((option) => option.value ?? ''),
    one?.value ?? '',
    day ?? '',
    ...(value ?? '').split('\n'),
  ]
  return all.map((text) => text.trim()).filter((text) => text !== '')
}
