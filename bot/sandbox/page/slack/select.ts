import { type ComponentChild, h } from 'preact'
import type { ControlProps } from './element.ts'
import { isSeveral, optionsOf } from './element-values.ts'
import type { SlackElement, SlackOption, WorkspaceState } from './state-types.ts'
import { usePane } from './surface.ts'

/** A menu of which one option is chosen. */
export function Select({
  element,
  id,
  value,
  onValue,
  name,
  described,
  isInvalid,
  isRequired,
}: ControlProps): ComponentChild {
  const { words, state } = usePane()
  const chosen = typeof value === 'string' ? value : ''
  const groups = element.option_groups
  return h(
    'select',
    {
      id,
      class: 'sl-input sl-select',
      value: chosen,
      'aria-label': name,
      'aria-describedby': described,
      'aria-invalid': isInvalid || undefined,
      'aria-required': isRequired || undefined,
      onChange: (event: Event) => onValue((event.currentTarget as HTMLSelectElement).value),
    },
    [
      // Once something is chosen Slack has no way back to nothing, except where it may stay empty.
      h(
        'option',
        { key: '', value: '', disabled: isRequired && chosen !== '' },
        element.placeholder?.text ?? words.choose,
      ),
      ...(groups
        ? groups.map(({ label, options }) =>
            h('optgroup', { key: label.text, label: label.text }, options.map(drawOption)),
          )
        : choicesOf(element, state).map(drawOption)),
    ],
  )
}

/** The options of an element; those of a menu of people or channels are the workspace's. */
export function choicesOf(element: SlackElement, state: WorkspaceState): readonly SlackOption[] {
  const option = (value: string, text: string): SlackOption => ({ value, text: { type: 'plain_text', text } })
  const kind = element.type.replace(/^multi_/, '')
  if (kind === 'users_select')
    return state.users.filter((one) => one.kind !== 'bot').map(({ id, name }) => option(id, name))
  if (kind === 'channels_select' || kind === 'conversations_select')
    return state.channels.filter(({ user }) => user === undefined).map(({ id, name }) => option(id, `#${name}`))
  return optionsOf(element)
}

function drawOption({ value, text, description }: SlackOption): ComponentChild {
  return h('option', { key: value, value }, description ? `${text.text} – ${description.text}` : text.text)
}

/** Whether so many options want a filter above them. */
export function isLong(element: SlackElement, state: WorkspaceState): boolean {
  return isSeveral(element) && element.type !== 'checkboxes' && choicesOf(element, state).length > 8
}
