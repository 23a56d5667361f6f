import { type ComponentChild, h } from 'preact'
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { AppEntry } from './app-entry.ts'
import { ChannelList } from './channel-list.ts'
import { Composer } from './composer.ts'
import { ConfirmDialog } from './confirm-dialog.ts'
import { appChannelOf, openChannels, shownChannel } from './conversations.ts'
import type { Value } from './element-values.ts'
import { MessageList } from './message-list.ts'
import { Modal } from './modal.ts'
import type { Act, Confirm, WorkspaceState } from './state-types.ts'
import { type Pane, PaneContext } from './surface.ts'
import { useUnread } from './use-unread.ts'
import { type PageLanguage, paneWords } from './words.ts'

export interface SlackPaneProps {
  state: WorkspaceState
  /** The person one acts as. */
  me: string
  channel: string
  onChannel: (id: string) => void
  act: Act
  language: PageLanguage
  /** What the page's story leads to next: a channel to mark, a command to offer. */
  hint?: { channel?: string; text?: string }
}

/** Slack as one person sees it: conversations, messages, the app's Home, modals. */
export function SlackPane({ state, me, channel, onChannel, act, language, hint }: SlackPaneProps): ComponentChild {
  const typed = useRef(new Map<string, Map<string, Value>>()).current
  const [asking, setAsking] = useState<{ confirm: Confirm; answer: (yes: boolean) => void }>()
  const [isReading, setReading] = useState(false)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const words = paneWords[language]
  const ask = (confirm: Confirm) =>
    new Promise<boolean>((resolve) => {
      const answer = (yes: boolean) => {
        setAsking(undefined)
        resolve(yes)
      }
      setAsking({ confirm, answer })
    })
  const place = { now: state.now, timeZone: state.timeZone, language }
  const pane: Pane = { state, me, words, place, onChannel, act, typed, ask }

  const current = shownChannel(state, me, channel)
  const isApp = current === appChannelOf(me)
  const unread = useUnread(state, me, isApp && !isReading ? undefined : current)
  const views = state.views.filter(({ user }) => user === me)
  const name = openChannels(state).find(({ id }) => id === current)?.name
  const waiting = isApp ? unread(current) : 0
  const isBehind = views.length > 0 || asking !== undefined

  // What was typed into a view goes with the view.
  useEffect(() => {
    const open = new Set([...state.views, ...state.homes].map(({ id }) => id))
    for (const id of typed.keys()) if (id.startsWith('V') && !open.has(id)) typed.delete(id)
  }, [state])
  useEffect(() => {
    if (!isApp) setReading(false)
  }, [isApp, me])

  return h(
    PaneContext.Provider,
    { value: pane },
    h('div', { class: 'sl-pane', lang: language }, [
      h('div', { class: 'sl-frame', inert: isBehind, 'aria-hidden': isBehind || undefined }, [
        h(ChannelList, { current, unread, next: hint?.channel }),
        h('div', { class: 'sl-main' }, [
          h('h2', { class: 'sl-title' }, isApp ? words.appName : [h('span', { class: 'sl-hash' }, '# '), name]),
          isApp
            ? h(AppEntry, {
                key: me,
                channel: current,
                first: waiting > 0 ? 'messages' : 'home',
                unread: waiting,
                hint: hint?.text,
                onLook: (isLooking) => {
                  setReading(isLooking)
                  redraw(0)
                },
              })
            : [
                h(MessageList, { key: `list ${me}`, channel: current, name: `#${name ?? ''}` }),
                h(Composer, {
                  key: `composer ${me} ${current}`,
                  channel: current,
                  hint: hint?.text,
                }),
              ],
        ]),
      ]),
      h(
        'div',
        { class: 'sl-windows', inert: asking !== undefined, 'aria-hidden': asking !== undefined || undefined },
        h(Modal, { key: me, views }),
      ),
      asking ? h(ConfirmDialog, asking) : null,
    ]),
  )
}
