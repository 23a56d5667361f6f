import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'

export interface Thread {
  /** The person's number. */
  peer: string
  /** What they answer to; undefined where the house wrote under a name, which nobody can answer. */
  house: string | undefined
  /** Oldest first. */
  messages: ShownSms[]
}

/** One thread a number, the one with the newest message first. `list`: newest first. */
export function threadsOf(list: readonly ShownSms[]): Thread[] {
  const threads = new Map<string, Thread>()
  for (const one of list) {
    const [peer, house] = one.status === 'received' ? [one.from, one.to] : [one.to, one.from]
    const thread = threads.get(peer) ?? { peer, house: undefined, messages: [] }
    thread.house ??= /^\+?\d+$/.test(house) ? house : undefined
    thread.messages.unshift(one)
    threads.set(peer, thread)
  }
  return [...threads.values()]
}

/** A text in pieces, its addresses apart, as a phone makes links of them. */
export function withLinks(text: string): readonly { text: string; href?: string }[] {
  const pieces: { text: string; href?: string }[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const href = found.replace(/[.,;:!?)\]]+$/, '')
    if (index > from) pieces.push({ text: text.slice(from, index) })
    pieces.push({ text: href, href })
    from = index + href.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
