import { type ComponentChild, h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type Edited, editMarks, type Mark } from './edit-marks.ts'
import { usePane } from './surface.ts'

/** Letters, or a drawing of 24 by 24. */
const MARKS: readonly { mark: Mark; sign?: string; path?: string }[] = [
  { mark: 'bold', sign: 'B' },
  { mark: 'italic', sign: 'I' },
  {
    mark: 'link',
    path: 'M10 13a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 11a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1',
  },
  { mark: 'bullets', path: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01' },
  { mark: 'numbers', path: 'M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M3.5 14.5a1.5 1.5 0 0 1 3 0c0 1-3 2.5-3 3.5h3' },
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
      MARKS.map(({ mark, sign, path }) =>
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
          path === undefined
            ? h('span', { 'aria-hidden': 'true' }, sign)
            : h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: path })),
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
