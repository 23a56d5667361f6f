import { h } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { MailLine } from '#bot/sandbox/mail/received-mail.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { Format } from './format.ts'

interface MailPaneProps {
  mails: readonly MailLine[]
  open: string | undefined
  nowMs: number
  texts: SandboxTexts['mail']
  format: Format
}

const SHOWN = 50

/** Everybody's mailbox in one list, newest first. */
export function MailPane({ mails, open, nowMs, texts, format }: MailPaneProps) {
  const [filter, setFilter] = useState('')
  const [most, setMost] = useState(SHOWN)
  const found = useMemo(() => mailsWith(mails, filter), [mails, filter])
  if (mails.length === 0) return h('p', { class: 'nothing' }, texts.empty)
  const lines = found.slice(0, most)
  return h(
    'div',
    { class: 'mail-pane' },
    h(
      'div',
      { class: 'find' },
      h('label', { class: 'hidden', for: 'mail-filter' }, texts.filter),
      h('input', {
        id: 'mail-filter',
        type: 'search',
        value: filter,
        placeholder: texts.filterHint,
        autocomplete: 'off',
        onInput: (event: Event) => setFilter((event.currentTarget as HTMLInputElement).value),
      }),
      h(
        'span',
        { class: 'soft', role: 'status' },
        filter === '' ? texts.count(mails.length) : texts.shown(found.length, mails.length),
      ),
    ),
    found.length === 0 && h('p', { class: 'nothing' }, texts.noMatch(filter)),
    h(
      'ul',
      { class: 'mails' },
      lines.map((mail) =>
        h(
          'li',
          { key: mail.id },
          h(
            'a',
            { href: `#mail/${encodeURIComponent(mail.id)}`, 'aria-current': mail.id === open ? 'true' : undefined },
            h('span', { class: 'to' }, mail.to),
            h('time', { class: 'when', dateTime: mail.receivedAt }, format.moment(Date.parse(mail.receivedAt), nowMs)),
            h('span', { class: 'subject' }, mail.subject || texts.noSubject),
          ),
        ),
      ),
    ),
    found.length > most &&
      h('button', { type: 'button', class: 'more', onClick: () => setMost(most + 4 * SHOWN) }, texts.more),
  )
}

/** Mails whose address or subject holds every word of the filter. */
function mailsWith(mails: readonly MailLine[], filter: string): readonly MailLine[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return mails
  return mails.filter(({ to, from, subject }) => {
    const text = `${to} ${from} ${subject}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
