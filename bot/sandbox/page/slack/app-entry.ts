import { type ComponentChild, h } from 'preact'
import { useState } from 'preact/hooks'
import { AppHome } from './app-home.ts'
import { Composer } from './composer.ts'
import { MessageList } from './message-list.ts'
import { usePane } from './surface.ts'

type Tab = 'home' | 'messages'
const TABS: readonly Tab[] = ['home', 'messages']

interface AppEntryProps {
  channel: string
  /** Where to begin: with messages that wait, those. */
  first: Tab
  unread: number
  hint: string | undefined
  /** Told when the messages are looked at. */
  onLook: (isLooking: boolean) => void
}

/** The app's own entry: its Home and the direct conversation with it. */
export function AppEntry({ channel, first, unread, hint, onLook }: AppEntryProps): ComponentChild {
  const { words } = usePane()
  const [tab, setTab] = useState(first)
  const choose = (next: Tab) => {
    setTab(next)
    onLook(next === 'messages')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const next: Tab = tab === 'home' ? 'messages' : 'home'
    choose(next)
    document.getElementById(`sl-tab-${next}`)?.focus()
  }
  return h('div', { class: 'sl-app' }, [
    h(
      'div',
      { class: 'sl-tabs', role: 'tablist', 'aria-label': words.appName, onKeyDown },
      TABS.map((one) =>
        h(
          'button',
          {
            key: one,
            type: 'button',
            role: 'tab',
            id: `sl-tab-${one}`,
            'aria-selected': one === tab,
            'aria-controls': 'sl-tab-panel',
            tabIndex: one === tab ? 0 : -1,
            onClick: () => choose(one),
          },
          [
            words[one],
            one === 'messages' && tab !== 'messages' && unread > 0
              ? h('span', { class: 'sl-count' }, [
                  h('span', { 'aria-hidden': 'true' }, unread),
                  h('span', { class: 'sl-unseen' }, ` ${words.unread(unread)}`),
                ])
              : null,
          ],
        ),
      ),
    ),
    h('div', { class: 'sl-tab-panel', role: 'tabpanel', id: 'sl-tab-panel', 'aria-labelledby': `sl-tab-${tab}` }, [
      tab === 'home'
        ? h(AppHome, null)
        : [h(MessageList, { channel, name: words.appName }), h(Composer, { channel, hint })],
    ]),
  ])
}
