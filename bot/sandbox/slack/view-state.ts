import {
  asText,
  type Block,
  type ElementState,
  isLoose,
  type Loose,
  listOf,
  type PlacedElement,
  placedElements,
  type ViewState,
} from './block-kit.ts'
import { richTextProblems } from './rich-text-checks.ts'
import { isBlankRichText, isRichText, richTextOf } from './rich-text-input.ts'

const STATELESS = new Set(['button', 'overflow'])

/** For element kinds whose state is one plain value: the state's key and where the initial value stands. */
const PLAIN: Readonly<Record<string, { key: string; initial: string; several?: boolean }>> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  url_text_input: { key: 'value', initial: 'initial_value' },
  number_input: { key: 'value', initial: 'initial_value' },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', several: true },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', several: true },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', several: true },
}

const SEVERAL_OPTIONS = new Set(['multi_static_select', 'multi_external_select', 'checkboxes'])

/** What a person put into an element, or why that is impossible. */
export type Filled = { ok: true; state: ElementState } | { ok: false; problem: string }

export function isStateful(placed: PlacedElement): boolean {
  return !STATELESS.has(placed.type)
}

/** `state.values` as Slack sends it: what was typed where something was, else the element's initial value, else null. */
export function stateValues(blocks: readonly Block[], typed: ViewState): ViewState {
  const values: ViewState = {}
  for (const placed of placedElements(blocks).filter(isStateful)) {
    const known = typed[placed.blockId]?.[placed.actionId]
    const block = (values[placed.blockId] ??= {})
    block[placed.actionId] = known?.type === placed.type ? known : initialState(placed)
  }
  return values
}

/** The state after a person sets an element to `value`; null empties it. */
export function fill({ type, element }: PlacedElement, value: unknown): Filled {
  const plain = PLAIN[type]
  if (plain) {
    if (plain.several) return { ok: true, state: { type, [plain.key]: asList(value).map(String) } }
    if (!isPlain(type, value)) return { ok: false, problem: notPlain(type, value) }
    return { ok: true, state: { type, [plain.key]: plainValue(type, value) } }
  }
  const wanted = asList(value).map(String)
  const found = wanted.map((one) => optionOf(type, element, one))
  const unknown = wanted.filter((_, at) => found[at] === undefined)
  if (unknown.length > 0) return { ok: false, problem: `no option "${unknown.join('", "')}"` }
  if (SEVERAL_OPTIONS.has(type)) return { ok: true, state: { type, selected_options: found } }
  if (wanted.length > 1) return { ok: false, problem: 'only one option can be chosen' }
  return { ok: true, state: { type, selected_option: found[0] ?? null } }
}

/** What a person sees as the content of a state: a text, a list, or null when it is empty. */
export function contentOf({ type: _, ...rest }: ElementState): unknown {
  const content = Object.values(rest)[0] ?? null
  if (isRichText(content) && isBlankRichText(content)) return null
  return content === '' || (Array.isArray(content) && content.length === 0) ? null : content
}

function initialState({ type, element }: PlacedElement): ElementState {
  const plain = PLAIN[type]
  if (plain) return { type, [plain.key]: element[plain.initial] ?? (plain.several ? [] : null) }
  if (SEVERAL_OPTIONS.has(type)) return { type, selected_options: element['initial_options'] ?? [] }
  return { type, selected_option: element['initial_option'] ?? null }
}

function isPlain(type: string, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number') return true
  return type === 'rich_text_input' && richTextProblems(value).length === 0
}

function notPlain(type: string, value: unknown): string {
  return type === 'rich_text_input'
    ? `no rich text: ${richTextProblems(value).join('; ')}`
    : 'only a text or a number can be typed here'
}

function plainValue(type: string, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return null
  if (type === 'datetimepicker') return Number(value)
  if (type !== 'rich_text_input') return asText(value)
  return isLoose(value) ? value : richTextOf(asText(value))
}

/** External selects take whatever the person picked: their options come from the app, not from the view. */
function optionOf(type: string, element: Loose, value: string): Loose | undefined {
  if (type.endsWith('external_select')) return { text: { type: 'plain_text', text: value, emoji: true }, value }
  return optionsOf(element).find((option) => option['value'] === value)
}

function optionsOf(element: Loose): readonly Loose[] {
  return [
    ...listOf(element['options']),
    ...listOf(element['option_groups']).flatMap((group) => listOf(group['options'])),
  ]
}

function asList(value: unknown): readonly unknown[] {
  if (value === null || value === undefined || value === '') return []
  return Array.isArray(value) ? value : [value]
}
