import { type ComponentChild, h } from 'preact'
import { Control } from './element.ts'
import { isSeveral, type Value } from './element-values.ts'
import type { SlackBlock, SlackElement } from './state-types.ts'
import { domId, elementKey, usePane, useSurface } from './surface.ts'

/** An input block: label, control, hint, how much is typed, and what is wrong with it. */
export function Field({ block, element }: { block: SlackBlock; element: SlackElement }): ComponentChild {
  const surface = useSurface()
  const { words } = usePane()
  const id = domId(surface, block, element)
  const value = surface.valueOf(block, element)
  const error = surface.errors[block.block_id]
  const most = typeof element.max_length === 'number' && typeof value === 'string' ? element.max_length : undefined
  const described = [
    error ? `${id}-error` : '',
    block.hint ? `${id}-hint` : '',
    most === undefined ? '' : `${id}-letters`,
  ].filter(Boolean)
  const onValue = (next: Value) => {
    surface.put(block, element, next)
    // Typed text is told by its own field, when Enter is pressed or the letters stop.
    if (block.dispatch_action === true && !element.type.endsWith('_input')) void surface.use(block, element, next)
  }
  const control = h(Control, {
    key: elementKey(block, element),
    block,
    element,
    id,
    onValue,
    name: undefined,
    described: described.join(' ') || undefined,
    isInvalid: error !== undefined,
    isRequired: block.optional !== true,
  })
  const label = [block.label?.text, block.optional ? h('span', { class: 'sl-optional' }, ` ${words.optional}`) : null]
  const below = [
    error ? h('p', { id: `${id}-error`, class: 'sl-error', role: 'alert' }, error) : null,
    h('div', { class: 'sl-below' }, [
      block.hint ? h('p', { id: `${id}-hint`, class: 'sl-hint' }, block.hint.text) : null,
      most === undefined ? null : h(Letters, { id: `${id}-letters`, used: String(value).length, most }),
    ]),
  ]
  const isGroup = isSeveral(element) || element.type === 'radio_buttons'
  const look = `sl-input-block${error ? ' sl-wrong' : ''}`
  if (!isGroup) return h('div', { class: look }, [h('label', { class: 'sl-label', for: id }, label), control, ...below])
  return h(
    'fieldset',
    {
      class: look,
      role: element.type === 'radio_buttons' ? 'radiogroup' : undefined,
      'aria-describedby': described.join(' ') || undefined,
    },
    [h('legend', { class: 'sl-label' }, label), control, ...below],
  )
}

function Letters({ id, used, most }: { id: string; used: number; most: number }): ComponentChild {
  const { words } = usePane()
  return h('p', { id, class: used > most ? 'sl-letters sl-too-many' : 'sl-letters' }, [
    h('span', { 'aria-hidden': 'true' }, `${used}\u2009/\u2009${most}`),
    h('span', { class: 'sl-unseen' }, words.letters(used, most)),
  ])
}
