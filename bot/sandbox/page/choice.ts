import { h } from 'preact'

interface ChoiceProps<T extends string> {
  name: string
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  choose: (value: T) => void
}

/** A few ways to see something, one of them chosen. */
export function Choice<T extends string>({ name, label, value, options, choose }: ChoiceProps<T>) {
  return h(
    'fieldset',
    { class: 'choice' },
    h('legend', { class: 'hidden' }, label),
    options.map((option) =>
      h(
        'label',
        { key: option.value },
        h('input', {
          type: 'radio',
          name,
          checked: option.value === value,
          onChange: () => choose(option.value),
        }),
        h('span', null, option.label),
      ),
    ),
  )
}
