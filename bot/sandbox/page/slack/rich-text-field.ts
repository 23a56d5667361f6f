import { type ComponentChild, h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type Edited, editMarks, type Mark } from './edit-marks.ts'
import { usePane } from './surface.ts'

const MARKS: readonly { mark: Mark; sign: string }[] = [
  { mark: 'bold', sign: 'B' },
  { mark: 'italic', sign: 'I' },
  { mark: 'link', sign: '🔗' },
  { mark: 'bullets', sign: '•' },
  { mark: 'numbers', sign: '1.' },
]
const KEYS: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic', k: 'link' }

/** Slack's rich text editor as a text area with marks, and buttons that put them there. */
export function RichTextField({
  given,
  onValue,
}: {
  given: Record<string, unknown> & { id: string; value: string; 'aria-describedby': string | undefined }
  onValue: (value: string) => void
}): ComponentChild {
  const { words } = usePane()
  const area = useRef<HTMLTextAreaElement>(null)
  const selection = useRef<Edited>()
  useLayoutEffect(() => {
    const wanted = selection.current
    if (wanted?.text !== given.value || !area.current) return
    area.current.setSelectionRange(wanted.start, wanted.end)
    selection.current = undefined
  })
  const put = (mark: Mark) => {
    const field = area.current
    if (!field) return
    const made = editMarks(mark, { text: field.value, start: field.selectionStart, end: field.selectionEnd })
    selection.current = made
    field.focus()
    onValue(made.text)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = event.ctrlKey || event.metaKey ? KEYS[event.key.toLowerCase()] : undefined
    if (mark === undefined) return
    event.preventDefault()
    put(mark)
  }
  const hint = `${given.id}-marks`
  return h('div', { class: 'sl-rich' }, [
    h(
      'div',
      { class: 'sl-toolbar', role: 'toolbar', 'aria-label': words.formatting, 'aria-controls': given.id },
      MARKS.map(({ mark, sign }) =>
        h(
          'button',
          {
            key: mark,
            type: 'button',
            class: `sl-mark sl-mark-${mark}`,
            'aria-label': words[mark],
            title: words[mark],
            onClick: () => put(mark),
          },
          h('span', { 'aria-hidden': 'true' }, sign),
        ),
      ),
    ),
    h('textarea', {
      ...given,
      ref: area,
      class: 'sl-input sl-area sl-rich-area',
      rows: 9,
      'aria-describedby': [given['aria-describedby'], hint].filter(Boolean).join(' '),
      onInput: (event: Event) => onValue((event.currentTarget as HTMLTextAreaElement).value),
      onKeyDown,
    }),
    h('p', { id: hint, class: 'sl-hint sl-marks-hint' }, words.markupHint),
  ])
}
