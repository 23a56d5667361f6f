import { instantOf, localDateTime, type Place } from './dates.ts'
import { markupOf } from './rich-text-markup.ts'
import type { ElementState, SlackElement, SlackOption } from './state-types.ts'

/** What an element holds on the page: a text (also a date, an option's value, rich text in marks) or several values. */
export type Value = string | readonly string[]

/** From the state the stand-in reports of an element in a view. */
export function valueOfState(state: ElementState, place: Place): Value {
  const { type, ...rest } = state
  if (type === 'rich_text_input') return markupOf(rest['rich_text_value'])
  if (type === 'datetimepicker') return dateTime(rest['selected_date_time'], place)
  return plainValue(Object.values(rest)[0])
}

/** From the element itself, where nothing is known of what was put in. */
export function initialValue(element: SlackElement, place: Place): Value {
  if (element.type === 'rich_text_input') return markupOf(element.initial_value)
  if (element.type === 'datetimepicker') return dateTime(element.initial_date_time, place)
  const [, initial] = Object.entries(element).find(([key]) => key.startsWith('initial_')) ?? []
  return plainValue(initial ?? (isSeveral(element) ? [] : ''))
}

/** As the stand-in takes it. */
export function valueToSend(element: SlackElement, value: Value, place: Place): unknown {
  if (element.type !== 'datetimepicker' || typeof value !== 'string' || value === '') return value
  const at = instantOf(value, place)
  return at === undefined ? value : Math.floor(at / 1000)
}

export function isSeveral({ type }: SlackElement): boolean {
  return type === 'checkboxes' || type.startsWith('multi_')
}

export function optionsOf({ options, option_groups }: SlackElement): readonly SlackOption[] {
  return [...(options ?? []), ...(option_groups ?? []).flatMap((group) => group.options)]
}

function plainValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map((one) => String(plainValue(one)))
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object' && value !== null && 'value' in value) return String(value.value)
  return ''
}

function dateTime(seconds: unknown, place: Place): string {
  return typeof seconds === 'number' ? localDateTime(seconds * 1000, place) : ''
}
