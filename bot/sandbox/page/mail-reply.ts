import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { ReceivedMail } from '#bot/sandbox/mail/received-mail.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'

interface MailReplyProps {
  mail: ReceivedMail
  texts: SandboxTexts['reader']['reply']
}

/** Answers a mail as its recipient would: a message of its own, handed to Égard as a mail server hands it on. Says what it did. */
export function MailReply({ mail, texts }: MailReplyProps) {
  const [words, setWords] = useState('')
  const [said, setSaid] = useState('')
  const send = async (event: Event) => {
    event.preventDefault()
    if (words.trim() === '') return
    const response = await fetch('/sandbox/mail', { method: 'POST', body: rawReply(mail, words) })
    const answer = (await response.json()) as { kind?: string; trusted?: boolean; done?: string[] }
    setSaid(response.ok ? texts.done(answer.kind ?? '', (answer.done ?? []).join(', ')) : texts.failed)
    if (response.ok) setWords('')
  }
  return h(
    'form',
    { class: 'reply reader-reply', onSubmit: (event: Event) => void send(event) },
    h('input', {
      type: 'text',
      'aria-label': texts.label,
      placeholder: texts.hint,
      maxLength: 2000,
      autocomplete: 'off',
      value: words,
      onInput: (event: Event) => setWords((event.target as HTMLInputElement).value),
    }),
    h('button', { type: 'submit' }, texts.send),
    h('output', { class: 'soft' }, said),
  )
}

/** What a mail program would send: it names the message it answers. */
export function rawReply(
  { from, to, subject, raw }: Pick<ReceivedMail, 'from' | 'to' | 'subject' | 'raw'>,
  words: string,
): string {
  const messageId = /^message-id:\s*(<[^<>\s]+>)/im.exec(raw)?.[1]
  const line = (text: string) => text.replaceAll(/[\r\n]+/g, ' ').trim()
  return [
    `From: ${line(to.split(', ')[0] ?? '')}`,
    `To: ${line(from)}`,
    `Subject: Re: ${line(subject)}`,
    ...(messageId === undefined ? [] : [`In-Reply-To: ${messageId}`, `References: ${messageId}`]),
    `Message-ID: <${crypto.randomUUID()}@sandbox.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    words,
    '',
  ].join('\r\n')
}
