import { type ComponentChild, h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ControlProps } from './element.ts'
import { RichTextField } from './rich-text-field.ts'
import type { SlackElement } from './state-types.ts'
import { useSurface } from './surface.ts'

const KINDS: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
}
/** After the last letter, before the app is told of what was typed, where it wants that. */
const QUIET_MS = 400

/** Whatever is typed: a line, several lines, a number, an address, rich text. */
export function TypedField(props: ControlProps): ComponentChild {
  const { block, element, id, value, onValue, name, described, isInvalid, isRequired } = props
  const surface = useSurface()
  const quiet = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(quiet.current), [])
  const tells = block.dispatch_action === true
  const given = {
    id,
    class: 'sl-input',
    value: typeof value === 'string' ? value : '',
    placeholder: element.placeholder?.text,
    'aria-label': name,
    'aria-describedby': described,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  }
  if (element.type === 'rich_text_input') return h(RichTextField, { given, onValue })
  const onInput = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).value
    onValue(typed)
    if (!tells || !triggers(element, 'on_character_entered')) return
    clearTimeout(quiet.current)
    quiet.current = setTimeout(() => void surface.use(block, element, typed), QUIET_MS)
  }
  if (element.multiline === true) return h('textarea', { ...given, class: 'sl-input sl-area', rows: 4, onInput })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !tells || !triggers(element, 'on_enter_pressed')) return
    event.preventDefault()
    void surface.use(block, element, (event.currentTarget as HTMLInputElement).value)
  }
  const numeric =
    element.type === 'number_input' ? { inputMode: element.is_decimal_allowed ? 'decimal' : 'numeric' } : {}
  return h('input', {
    ...given,
    ...numeric,
    type: KINDS[element.type] ?? 'text',
    autoComplete: 'off',
    onInput,
    onKeyDown,
  })
}

function triggers({ dispatch_action_config: config }: SlackElement, when: string): boolean {
  return (config?.trigger_actions_on ?? ['on_enter_pressed']).includes(when)
}
