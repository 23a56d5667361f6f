import { type ComponentChild, type ComponentChildren, h } from 'preact'
import { slackDateText } from './dates.ts'
import { type Paragraph, parseInline, parseMrkdwn, type Run, type Style } from './mrkdwn.ts'
import type { TextObject } from './state-types.ts'
import { type Pane, usePane } from './surface.ts'

/** A text object: `mrkdwn` with its marks, `plain_text` as it is. */
export function Text({ text }: { text: TextObject }): ComponentChild {
  const pane = usePane()
  // An app that opens a window before it knows what to show says this.
  if (text.text === '…')
    return h('p', { class: 'sl-waiting sl-busy' }, h('span', { class: 'sl-unseen' }, pane.words.working))
  if (text.type !== 'mrkdwn') return h('span', { class: 'sl-plain' }, text.text)
  return h(
    'div',
    { class: 'sl-text' },
    parseMrkdwn(text.text).map((one) => paragraph(one, pane)),
  )
}

/** A text object where only words fit: in a label, an option, a button. */
export function Words({ text }: { text: TextObject }): ComponentChild {
  const pane = usePane()
  if (text.type !== 'mrkdwn') return h('span', { class: 'sl-plain' }, text.text)
  return h('span', null, between(text.text.split('\n').map((line) => runs(parseInline(line), pane))))
}

/** Stretches of text, in `mrkdwn` or from a rich text. */
export function runs(list: readonly Run[], pane: Pane): ComponentChildren {
  return list.map((run) => styled(content(run, pane), run.style))
}

function paragraph(one: Paragraph, pane: Pane): ComponentChild {
  if (one.kind === 'code') return h('pre', { class: 'sl-code' }, one.text)
  const lines = one.lines.map((line) => runs(line, pane))
  if (one.kind === 'bullets')
    return h(
      'ul',
      { class: 'sl-list' },
      lines.map((line) => h('li', null, line)),
    )
  return h(one.kind === 'quote' ? 'blockquote' : 'p', null, between(lines))
}

function between(lines: readonly ComponentChildren[]): ComponentChildren {
  return lines.flatMap((line, at) => (at === 0 ? [line] : [h('br', null), line]))
}

function content(run: Run, pane: Pane): ComponentChildren {
  const { state, words, place, onChannel } = pane
  switch (run.kind) {
    case 'text':
      return run.text
    case 'link':
      return h(Link, { url: run.url }, run.text)
    case 'date':
      return h('time', { dateTime: new Date(run.at * 1000).toISOString() }, slackDateText(run.at, run.format, place))
    case 'user': {
      const name = state.users.find(({ id }) => id === run.id)?.name ?? (run.text || words.somebody)
      return h('span', { class: run.id === pane.me ? 'sl-mention sl-me' : 'sl-mention' }, `@${name}`)
    }
    case 'group': {
      const handle = state.groups.find(({ id }) => id === run.id)?.handle ?? (run.text || run.id)
      return h('span', { class: 'sl-mention' }, `@${handle.replace(/^@/, '')}`)
    }
    case 'channel': {
      const known = state.channels.find(({ id }) => id === run.id)
      const name = `#${known?.name ?? (run.text || run.id)}`
      if (!known) return h('span', { class: 'sl-mention' }, name)
      return h('button', { type: 'button', class: 'sl-mention', onClick: () => onChannel(known.id) }, name)
    }
    case 'everyone':
      return h('span', { class: 'sl-mention' }, words.everyone(run.text))
  }
}

/** A link that leaves the sandbox's page in peace; an address that is no web or mail address stays text. */
function Link({ url, children }: { url: string; children?: ComponentChildren }): ComponentChild {
  if (!/^(https?:|mailto:)/i.test(url)) return h('span', null, children)
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, children)
}

function styled(inner: ComponentChildren, { bold, italic, strike, code }: Style): ComponentChildren {
  let made = inner
  if (code) made = h('code', null, made)
  if (strike) made = h('s', null, made)
  if (italic) made = h('em', null, made)
  return bold ? h('strong', null, made) : made
}
