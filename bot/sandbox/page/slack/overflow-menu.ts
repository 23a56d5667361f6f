import { type ComponentChild, h } from 'preact'
import { useRef } from 'preact/hooks'
import type { SlackBlock, SlackElement, SlackOption } from './state-types.ts'
import { usePane, useSurface } from './surface.ts'

/** The “…” with a few more acts. */
export function OverflowMenu({ block, element }: { block: SlackBlock; element: SlackElement }): ComponentChild {
  const surface = useSurface()
  const { words } = usePane()
  const details = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (details.current) details.current.open = false
    details.current?.querySelector('summary')?.focus()
  }
  const choose = ({ value, url }: SlackOption) => {
    close()
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener')
    void surface.use(block, element, value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.current?.open) return
    event.stopPropagation()
    close()
  }
  const onFocusOut = (event: FocusEvent) => {
    const isInside = event.relatedTarget instanceof Node && details.current?.contains(event.relatedTarget)
    if (event.relatedTarget && !isInside && details.current) details.current.open = false
  }
  return h('details', { class: 'sl-overflow', ref: details, onKeyDown, onFocusOut }, [
    h('summary', { class: 'sl-button', 'aria-label': element.accessibility_label ?? words.more }, '⋯'),
    h(
      'div',
      { class: 'sl-menu' },
      (element.options ?? []).map((option) =>
        h('button', { key: option.value, type: 'button', onClick: () => choose(option) }, [
          option.text.text,
          option.description ? h('small', null, option.description.text) : null,
        ]),
      ),
    ),
  ])
}
