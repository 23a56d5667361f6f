import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { Format } from './format.ts'
import { Phone, Reply, sendText } from './sms-phone.ts'
import { type Thread, threadsOf } from './sms-threads.ts'

interface SmsPaneProps {
  sms: readonly ShownSms[]
  /** The number whose phone is open. */
  open: string | undefined
  nowMs: number
  texts: SandboxTexts['sms']
  format: Format
  go: (hash: string) => void
}

/** Numbers that no operator gives to anybody (Arcep's ranges for fiction). */
const SOMEBODY = '+33639980042'
const HOUSE = '+33639980100'

/** What the house and its people text each other: a list of numbers, and the phone of the one that is open. */
export function SmsPane({ sms, open, nowMs, texts, format, go }: SmsPaneProps) {
  const threads = threadsOf(sms)
  const house = threads.find((thread) => thread.house !== undefined)?.house ?? HOUSE
  if (open !== undefined) {
    const thread = threads.find(({ peer }) => peer === open) ?? { peer: open, house: undefined, messages: [] }
    return h('div', { class: 'sms-pane' }, h(Phone, { key: open, thread, house, nowMs, texts, format }))
  }
  return h(
    'div',
    { class: 'sms-pane' },
    threads.length === 0 && h('p', { class: 'nothing' }, texts.empty),
    h(
      'ul',
      { class: 'mails talks' },
      threads.map((thread) => h('li', { key: thread.peer }, h(Line, { thread, nowMs, format }))),
    ),
    h(NewThread, { texts, house, go }),
  )
}

function Line({ thread: { peer, messages }, nowMs, format }: { thread: Thread; nowMs: number; format: Format }) {
  const last = messages.at(-1)
  return h(
    'a',
    { href: `#sms/${encodeURIComponent(peer)}` },
    h('span', { class: 'to' }, peer),
    last && h('time', { class: 'when', dateTime: last.at }, format.moment(Date.parse(last.at), nowMs)),
    h('span', { class: last?.status === 'received' ? 'subject' : 'subject ours' }, last?.body ?? ''),
  )
}

function NewThread({ texts, house, go }: Pick<SmsPaneProps, 'texts' | 'go'> & { house: string }) {
  const [from, setFrom] = useState(SOMEBODY)
  const [to, setTo] = useState(house)
  const field = (label: string, value: string, set: (value: string) => void) =>
    h(
      'label',
      null,
      h('span', null, label),
      h('input', {
        type: 'tel',
        value,
        onInput: (event: Event) => set((event.currentTarget as HTMLInputElement).value.replaceAll(/[^\d+]/g, '')),
      }),
    )
  const send = async (body: string) => {
    await sendText({ from, to, body })
    go(`#sms/${encodeURIComponent(from)}`)
  }
  return h(
    'details',
    { class: 'new-thread' },
    h('summary', null, texts.newThread),
    h('p', { class: 'soft' }, texts.newThreadHint),
    h('div', { class: 'numbers' }, field(texts.number, from, setFrom), field(texts.houseNumber, to, setTo)),
    h(Reply, { texts, label: texts.replyHint(from), send }),
  )
}
