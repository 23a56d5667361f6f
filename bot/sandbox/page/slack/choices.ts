import { type ComponentChild, h } from 'preact'
import { useState } from 'preact/hooks'
import type { ControlProps } from './element.ts'
import { isSeveral } from './element-values.ts'
import { Words } from './mrkdwn-text.ts'
import { choicesOf, isLong } from './select.ts'
import type { SlackOption } from './state-types.ts'
import { usePane } from './surface.ts'

/** Options one under the other: boxes to tick (also for menus of several) or one of several. */
export function Choices(props: ControlProps): ComponentChild {
  const { element, id, value, onValue, name, described } = props
  const { words, state } = usePane()
  const [wanted, setWanted] = useState('')
  const several = isSeveral(element)
  const isMenu = element.type.startsWith('multi_')
  const chosen = typeof value === 'string' ? [value] : value
  const all = choicesOf(element, state)
  const options = all.filter(({ text }) => folded(text.text).includes(folded(wanted)))
  const toggle = (one: string, isOn: boolean) => {
    if (!several) return onValue(one)
    // In the options' own order, as Slack reports them.
    onValue(all.map((option) => option.value).filter((each) => (each === one ? isOn : chosen.includes(each))))
  }
  const box = (option: SlackOption, at: number) => {
    const own = `${id}-${at}`
    return h('div', { key: option.value, class: 'sl-choice' }, [
      h('input', {
        type: several ? 'checkbox' : 'radio',
        id: own,
        name: id,
        checked: chosen.includes(option.value),
        'aria-describedby': option.description ? `${own}-more` : undefined,
        onChange: (event: Event) => toggle(option.value, (event.currentTarget as HTMLInputElement).checked),
      }),
      h('div', null, [
        h('label', { for: own }, h(Words, { text: option.text })),
        option.description
          ? h('p', { id: `${own}-more`, class: 'sl-choice-more' }, h(Words, { text: option.description }))
          : null,
      ]),
    ])
  }
  const list = h(
    'div',
    { class: isMenu ? 'sl-choices sl-choices-menu' : 'sl-choices' },
    options.length > 0 ? options.map(box) : h('p', { class: 'sl-hint' }, words.noOption),
  )
  const filter = isLong(element, state)
    ? h('div', { class: 'sl-filter' }, [
        h('input', {
          type: 'search',
          class: 'sl-input',
          'aria-label': words.filter,
          placeholder: words.filter,
          value: wanted,
          onInput: (event: Event) => setWanted((event.currentTarget as HTMLInputElement).value),
        }),
        h('span', { class: 'sl-hint', role: 'status' }, words.chosen(chosen.length)),
      ])
    : null
  // Inside an input block the field set around it carries the name.
  if (name === undefined) return h('div', null, [filter, list])
  const role = several ? 'group' : 'radiogroup'
  return h('div', { role, 'aria-label': name, 'aria-describedby': described }, [filter, list])
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
