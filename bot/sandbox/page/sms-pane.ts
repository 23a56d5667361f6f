import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { Format } from './format.ts'
import { postJson } from './store.ts'

interface SmsPaneProps {
  sms: readonly ShownSms[]
  nowMs: number
  texts: SandboxTexts['sms']
  format: Format
}

/** Numbers that no operator gives to anybody (Arcep's ranges for fiction). */
const SOMEBODY = '+33639980042'
const HOUSE = '+33639980100'

interface Thread {
  /** The person's number. */
  peer: string
  house: string
  /** Oldest first. */
  messages: ShownSms[]
}

/** What the house and its people text each other, a thread per number; anybody's next text can be typed. */
export function SmsPane({ sms, nowMs, texts, format }: SmsPaneProps) {
  const threads = threadsOf(sms)
  const house = threads[0]?.house ?? HOUSE
  return h(
    'div',
    { class: 'sms-pane' },
    threads.length === 0 && h('p', { class: 'nothing' }, texts.empty),
    threads.map(({ peer, house: to, messages }) =>
      h(
        'section',
        { class: 'thread', key: peer, 'aria-label': texts.thread(peer) },
        h('h3', null, peer),
        h(
          'ol',
          { class: 'bubbles' },
          messages.map(({ sid, status, body, at }) =>
            h(
              'li',
              { key: sid, class: status },
              h('p', null, body),
              h(
                'span',
                { class: 'soft' },
                h('span', { class: 'hidden' }, `${status === 'sent' ? texts.sent : texts.received}, `),
                h('time', { dateTime: at }, format.moment(Date.parse(at), nowMs)),
              ),
            ),
          ),
        ),
        h(Reply, { texts, label: texts.replyHint(peer), send: (body) => text({ from: peer, to, body }) }),
      ),
    ),
    h(NewThread, { texts, house }),
  )
}

function NewThread({ texts, house }: { texts: SandboxTexts['sms']; house: string }) {
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
  return h(
    'details',
    { class: 'new-thread' },
    h('summary', null, texts.newThread),
    h('p', { class: 'soft' }, texts.newThreadHint),
    h('div', { class: 'numbers' }, field(texts.number, from, setFrom), field(texts.houseNumber, to, setTo)),
    h(Reply, { texts, label: texts.replyHint(from), send: (body) => text({ from, to, body }) }),
  )
}

function Reply(props: { texts: SandboxTexts['sms']; label: string; send: (body: string) => Promise<void> }) {
  const { texts, label, send } = props
  const [body, setBody] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    if (body.trim() === '') return
    void send(body.trim()).then(() => setBody(''))
  }
  return h(
    'form',
    { class: 'reply', onSubmit: submit },
    h('input', {
      type: 'text',
      value: body,
      maxLength: 1600,
      'aria-label': label,
      placeholder: texts.reply,
      autocomplete: 'off',
      onInput: (event: Event) => setBody((event.currentTarget as HTMLInputElement).value),
    }),
    h('button', { type: 'submit' }, texts.send),
  )
}

async function text(sms: { from: string; to: string; body: string }): Promise<void> {
  await postJson('/sandbox/sms', sms)
}

/** One thread a number, the one with the newest message first. */
function threadsOf(sms: readonly ShownSms[]): Thread[] {
  const threads = new Map<string, Thread>()
  for (const one of sms) {
    const [peer, house] = one.status !== 'received' ? [one.to, one.from] : [one.from, one.to]
    const thread = threads.get(peer) ?? { peer, house, messages: [] }
    thread.messages.unshift(one)
    threads.set(peer, thread)
  }
  return [...threads.values()]
}
