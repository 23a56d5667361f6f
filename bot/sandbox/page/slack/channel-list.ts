import { type ComponentChild, h } from 'preact'
import { appChannelOf, openChannels } from './conversations.ts'
import { usePane } from './surface.ts'

interface ChannelListProps {
  current: string
  unread: (channel: string) => number
  /** The conversation the page's story leads to next. */
  next: string | undefined
}

/** Where a person can go: the channels, and the app. */
export function ChannelList({ current, unread, next }: ChannelListProps): ComponentChild {
  const { words, state, me, onChannel } = usePane()
  const entry = (id: string, name: string, isApp: boolean) => {
    const count = id === current ? 0 : unread(id)
    const isNext = id === next && id !== current
    return h(
      'li',
      { key: id },
      h(
        'button',
        {
          type: 'button',
          class: `sl-channel${count > 0 ? ' sl-unread' : ''}${isNext ? ' sl-next' : ''}`,
          'aria-current': id === current ? 'true' : undefined,
          onClick: () => onChannel(id),
        },
        [
          isApp
            ? h('span', { class: 'sl-dot-app', 'aria-hidden': 'true' })
            : h('span', { class: 'sl-hash' }, '#\u00A0'),
          h('span', { class: 'sl-channel-name' }, name),
          count > 0
            ? h('span', { class: 'sl-count' }, [
                h('span', { 'aria-hidden': 'true' }, count > 99 ? '99+' : count),
                h('span', { class: 'sl-unseen' }, ` ${words.unread(count)}`),
              ])
            : null,
          isNext ? h('span', { class: 'sl-unseen' }, ` (${words.nextStep})`) : null,
        ],
      ),
    )
  }
  const app = appChannelOf(me)
  return h('nav', { class: 'sl-nav', 'aria-label': words.conversations }, [
    h('p', { class: 'sl-nav-title', 'aria-hidden': 'true' }, words.channels),
    h(
      'ul',
      null,
      openChannels(state).map(({ id, name }) => entry(id, name, false)),
    ),
    h('p', { class: 'sl-nav-title', 'aria-hidden': 'true' }, words.app),
    h('ul', null, entry(app, words.appName, true)),
  ])
}
