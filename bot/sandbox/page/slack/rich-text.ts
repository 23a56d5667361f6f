import { type ComponentChild, type ComponentChildren, h } from 'preact'
import type { Run } from './mrkdwn.ts'
import { runs } from './mrkdwn-text.ts'
import type { RichTextPart } from './state-types.ts'
import { type Pane, usePane } from './surface.ts'

/** A `rich_text` block. */
export function RichText({ elements }: { elements: readonly RichTextPart[] }): ComponentChild {
  const pane = usePane()
  return h(
    'div',
    { class: 'sl-text' },
    elements.map((part) => drawPart(part, pane)),
  )
}

function drawPart(part: RichTextPart, pane: Pane): ComponentChild {
  const inner = part.elements ?? []
  switch (part.type) {
    case 'rich_text_list': {
      const items = inner.map((item) => h('li', null, inline(item, pane)))
      const depth = `sl-list sl-indent-${Math.min(part.indent ?? 0, 4)}`
      if (part.style === 'ordered') return h('ol', { class: depth, start: (part.offset ?? 0) + 1 }, items)
      return h('ul', { class: depth }, items)
    }
    case 'rich_text_quote':
      return h('blockquote', null, inline(part, pane))
    case 'rich_text_preformatted':
      return h('pre', { class: 'sl-code' }, inline(part, pane))
    default:
      return h('p', { class: 'sl-plain' }, inline(part, pane))
  }
}

function inline({ elements = [] }: RichTextPart, pane: Pane): ComponentChildren {
  return runs(elements.map(runOf), pane)
}

function runOf({ type, text = '', url = '', style, ...rest }: RichTextPart): Run {
  const look = typeof style === 'object' ? style : {}
  switch (type) {
    case 'link':
      return { kind: 'link', url, text: text || url, style: look }
    case 'user':
      return { kind: 'user', id: rest.user_id ?? '', text: '', style: look }
    case 'channel':
      return { kind: 'channel', id: rest.channel_id ?? '', text: '', style: look }
    case 'usergroup':
      return { kind: 'group', id: rest.usergroup_id ?? '', text: '', style: look }
    case 'broadcast':
      return { kind: 'everyone', id: rest.range ?? '', text: rest.range ?? '', style: look }
    case 'date':
      return {
        kind: 'date',
        at: rest.timestamp ?? 0,
        format: rest.format ?? '{date}',
        fallback: rest.fallback ?? '',
        style: look,
      }
    case 'emoji':
      return { kind: 'text', text: `:${rest.name ?? ''}:`, style: look }
    default:
      return { kind: 'text', text, style: look }
  }
}
