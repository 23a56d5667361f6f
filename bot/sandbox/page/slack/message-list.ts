import { type ComponentChild, h } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { itemsOf } from './conversations.ts'
import { calendarDay, dayText } from './dates.ts'
import { Message } from './message.ts'
import { usePane } from './surface.ts'

/** Within so many pixels of the end, what comes next is followed. */
const NEAR_END = 80

/** The messages of a conversation, oldest first, with a line where a day begins. */
export function MessageList({ channel, name }: { channel: string; name: string }): ComponentChild {
  const { words, state, me, place } = usePane()
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const items = itemsOf(state, me, channel).filter(({ message }) => !dismissed.includes(message.ts))
  const last = items.at(-1)
  const list = useFollowing(`${channel} ${me}`, last?.message.ts, last?.isEphemeral === true)
  const dayOf = (ts: string) => calendarDay(Number(ts) * 1000, place)
  return h(
    'div',
    { class: 'sl-messages', ref: list, role: 'log', 'aria-label': name, tabIndex: 0 },
    items.length === 0
      ? h('p', { class: 'sl-empty' }, words.noMessages(name))
      : items.flatMap(({ message, isEphemeral }, at) => {
          const before = items[at - 1]?.message.ts
          const isNewDay = before === undefined || dayOf(before) !== dayOf(message.ts)
          const dismiss = () => setDismissed((all) => [...all, message.ts])
          return [
            isNewDay
              ? h(
                  'p',
                  { key: `day ${message.ts}`, class: 'sl-day' },
                  h('span', null, dayText(Number(message.ts) * 1000, place)),
                )
              : null,
            h(Message, { key: message.ts, message, channel, ...(isEphemeral ? { dismiss } : {}) }),
          ]
        }),
  )
}

/** Scrolls to what is new, to its beginning where it is taller than the list, unless the person is reading further up. */
function useFollowing(conversation: string, newest: string | undefined, isForMe: boolean) {
  const list = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const byPage = useRef(false)
  const shown = useRef('')
  const follow = () => {
    const box = list.current
    const end = box?.lastElementChild
    if (!box || !(end instanceof HTMLElement) || !follows.current) return
    const before = box.scrollTop
    box.scrollTop = end.offsetHeight > box.clientHeight ? end.offsetTop - 12 : box.scrollHeight
    byPage.current = box.scrollTop !== before
  }
  useLayoutEffect(() => {
    if (shown.current !== conversation || isForMe) follows.current = true
    shown.current = conversation
    follow()
  }, [conversation, newest])
  useLayoutEffect(() => {
    const box = list.current
    if (!box) return undefined
    const onScroll = () => {
      if (!byPage.current) follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
      byPage.current = false
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    // A pane that was hidden until now had nowhere to scroll to.
    const resized = new ResizeObserver(follow)
    resized.observe(box)
    return () => {
      box.removeEventListener('scroll', onScroll)
      resized.disconnect()
    }
  }, [])
  return list
}
