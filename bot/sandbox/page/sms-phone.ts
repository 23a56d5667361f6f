import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { Format } from './format.ts'
import { type Thread, withLinks } from './sms-threads.ts'
import { postJson } from './store.ts'

interface PhoneProps {
  thread: Thread
  /** What a first message is sent to. */
  house: string
  nowMs: number
  texts: SandboxTexts['sms']
  format: Format
}

/** One person's phone: what the house wrote and what they answered, and the words people send most. */
export function Phone({ thread, house, nowMs, texts, format }: PhoneProps) {
  const { peer, messages } = thread
  const phone = useRef<HTMLElement>(null)
  // The pane alone: the page stays where it is.
  useEffect(() => {
    const pane = phone.current?.parentElement
    if (pane) pane.scrollTop = pane.scrollHeight
  }, [messages.length])
  const to = thread.house ?? (messages.length === 0 ? house : undefined)
  const send = (body: string) => sendText({ from: peer, to: to ?? house, body })
  return h(
    'section',
    { class: 'thread', ref: phone, 'aria-label': texts.thread(peer) },
    h('div', { class: 'thread-head' }, h('a', { href: '#sms' }, texts.back), h('h3', null, peer)),
    h(
      'ol',
      { class: 'bubbles' },
      messages.map((sms) =>
        h(
          'li',
          { key: sms.sid, class: sms.status },
          h('p', null, linked(sms)),
          h(
            'span',
            { class: 'soft' },
            `${texts.statuses[sms.status]}, `,
            h('time', { dateTime: sms.at }, format.moment(Date.parse(sms.at), nowMs)),
          ),
        ),
      ),
    ),
    to === undefined
      ? h('p', { class: 'soft' }, texts.cannotAnswer)
      : h(
          'div',
          { class: 'answering' },
          h(
            'div',
            { class: 'words', role: 'group', 'aria-label': texts.words },
            texts.quick.map((word) =>
              h('button', { type: 'button', key: word, class: 'word', onClick: () => void send(word) }, word),
            ),
          ),
          h(Reply, { texts, label: texts.replyHint(peer), send }),
        ),
  )
}

export function Reply(props: { texts: SandboxTexts['sms']; label: string; send: (body: string) => Promise<void> }) {
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

export async function sendText(sms: { from: string; to: string; body: string }): Promise<void> {
  await postJson('/sandbox/sms', sms)
}

function linked({ sid, body }: ShownSms) {
  return withLinks(body).map(({ text, href }, at) =>
    href === undefined ? text : h('a', { key: `${sid} ${at}`, href, target: '_blank', rel: 'noopener' }, text),
  )
}
