import { type ComponentChild, h } from 'preact'
import { Blocks } from './blocks.ts'
import { timeText } from './dates.ts'
import { initialValue } from './element-values.ts'
import { Text } from './mrkdwn-text.ts'
import type { SlackMessage } from './state-types.ts'
import { SurfaceContext, usePane } from './surface.ts'
import { useInteractive } from './use-interactive.ts'

interface MessageProps {
  message: SlackMessage
  channel: string
  /** Set on what only this person sees: takes it out of their sight. */
  dismiss?: () => void
}

/** One message with its author, time, content and the answers to it. */
export function Message({ message, channel, dismiss }: MessageProps): ComponentChild {
  const { words, place, state } = usePane()
  const { surface, failure } = useInteractive({
    id: message.ts,
    blocks: message.blocks,
    target: { ts: message.ts, channel },
    known: (_block, element) => initialValue(element, place),
  })
  const isApp = message.author === state.bot
  const author = isApp ? words.appName : message.authorName
  const at = Number(message.ts) * 1000
  const time = timeText(at, place)
  const answers = message.thread ?? []
  return h('article', { class: `sl-message${dismiss ? ' sl-ephemeral' : ''}`, 'aria-label': `${author}, ${time}` }, [
    h(Avatar, { name: author, isApp }),
    h('div', { class: 'sl-message-body' }, [
      dismiss ? h('p', { class: 'sl-only-you' }, words.onlyYou) : null,
      h('p', { class: 'sl-message-head' }, [
        h('strong', { class: 'sl-author' }, author),
        isApp ? h('span', { class: 'sl-badge' }, words.app) : null,
        h('time', { dateTime: new Date(at).toISOString() }, time),
        message.edited ? h('span', { class: 'sl-edited' }, `(${words.edited})`) : null,
      ]),
      h(
        SurfaceContext.Provider,
        { value: surface },
        message.blocks.length > 0
          ? h('div', { class: message.blocks.length > 1 ? 'sl-card' : '' }, h(Blocks, { blocks: message.blocks }))
          : h(Text, { text: { type: 'mrkdwn', text: message.text } }),
      ),
      failure ? h('p', { class: 'sl-failure', role: 'alert' }, failure) : null,
      dismiss ? h('button', { type: 'button', class: 'sl-quiet', onClick: dismiss }, words.dismiss) : null,
      answers.length > 0
        ? h('details', { class: 'sl-thread', open: true }, [
            h('summary', null, words.answers(answers.length)),
            answers.map((answer) => h(Message, { key: answer.ts, message: answer, channel })),
          ])
        : null,
    ]),
  ])
}

function Avatar({ name, isApp }: { name: string; isApp: boolean }): ComponentChild {
  if (isApp) return h('span', { class: 'sl-avatar sl-avatar-app', 'aria-hidden': 'true' })
  const tone = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5
  return h('span', { class: `sl-avatar sl-tone-${tone}`, 'aria-hidden': 'true' }, name.slice(0, 1).toUpperCase())
}
