import { type ComponentChild, h } from 'preact'
import { ButtonElement } from './button-element.ts'
import { Choices } from './choices.ts'
import { DateField } from './date-field.ts'
import { isSeveral, type Value } from './element-values.ts'
import { OverflowMenu } from './overflow-menu.ts'
import { Select } from './select.ts'
import type { SlackBlock, SlackElement } from './state-types.ts'
import { domId, usePane, useSurface } from './surface.ts'
import { TypedField } from './typed-field.ts'

/** What a control needs: its value, what to do with a new one, and how it is named. */
export interface ControlProps {
  block: SlackBlock
  element: SlackElement
  id: string
  value: Value
  onValue: (value: Value) => void
  /** Its name where no label stands beside it. */
  name: string | undefined
  described: string | undefined
  isInvalid: boolean
  isRequired: boolean
}

/** An interactive element outside an input block: using it tells the app at once. */
export function Element({ block, element }: { block: SlackBlock; element: SlackElement }): ComponentChild {
  const surface = useSurface()
  const { words } = usePane()
  if (element.type === 'button') return h(ButtonElement, { block, element })
  if (element.type === 'overflow') return h(OverflowMenu, { block, element })
  const onValue = (value: Value) => {
    surface.put(block, element, value)
    void surface.use(block, element, value)
  }
  const given = { block, element, onValue, described: undefined, isInvalid: false, isRequired: false }
  const name = element.accessibility_label ?? element.placeholder?.text ?? sectionWords(block) ?? words.choose
  return h(Control, { ...given, name })
}

/** The control of a kind of element. */
export function Control(props: Omit<ControlProps, 'id' | 'value'> & { id?: string }): ComponentChild {
  const surface = useSurface()
  const { words } = usePane()
  const { block, element } = props
  const all: ControlProps = {
    ...props,
    id: props.id ?? domId(surface, block, element),
    value: surface.valueOf(block, element),
  }
  switch (element.type) {
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return h(DateField, all)
    case 'radio_buttons':
      return h(Choices, all)
    case 'plain_text_input':
    case 'rich_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    // Slack asks the app for its options; here their value is typed.
    case 'external_select':
      return h(TypedField, all)
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return h(Select, all)
    default:
      return isSeveral(element) ? h(Choices, all) : h('p', { class: 'sl-unknown' }, words.unknownBlock(element.type))
  }
}

/** The first line of the section beside a menu is its name. */
function sectionWords({ text }: SlackBlock): string | undefined {
  return text?.text
    .split('\n')[0]
    ?.replaceAll(/[*_~`]/g, '')
    .slice(0, 120)
}
