import { type ComponentChild, h } from 'preact'
import type { SlackBlock, SlackElement } from './state-types.ts'
import { elementKey, usePane, useSurface } from './surface.ts'

/** A button; one with an address opens it and tells the app as well, as Slack does. */
export function ButtonElement({ block, element }: { block: SlackBlock; element: SlackElement }): ComponentChild {
  const surface = useSurface()
  const { words } = usePane()
  const text = element.text?.text ?? ''
  const isBusy = surface.busy === elementKey(block, element)
  const look = element.style === 'primary' || element.style === 'danger' ? ` sl-${element.style}` : ''
  const given = {
    class: `sl-button${look}${isBusy ? ' sl-busy' : ''}`,
    ...(element.accessibility_label ? { 'aria-label': element.accessibility_label } : {}),
    // Not `disabled`: that would take the focus away from whoever pressed it.
    'aria-disabled': surface.busy !== undefined || undefined,
    onClick: (event: Event) => {
      if (surface.busy === undefined) void surface.use(block, element)
      else event.preventDefault()
    },
  }
  if (element.url !== undefined && /^https?:/i.test(element.url)) {
    const opened = h('span', { class: 'sl-unseen' }, ` (${words.newTab})`)
    return h('a', { ...given, href: element.url, target: '_blank', rel: 'noopener noreferrer' }, [
      text,
      h('span', { class: 'sl-out', 'aria-hidden': 'true' }, '↗'),
      opened,
    ])
  }
  return h('button', { ...given, type: 'button', 'aria-busy': isBusy || undefined }, text)
}
