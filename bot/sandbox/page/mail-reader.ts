import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MailLine, ReceivedMail } from '#bot/sandbox/mail/received-mail.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import { Choice } from './choice.ts'
import type { Format } from './format.ts'
import { MailReply } from './mail-reply.ts'

interface MailReaderProps {
  id: string
  mails: readonly MailLine[]
  texts: SandboxTexts['reader']
  noSubject: string
  format: Format
  go: (hash: string) => void
}

/** One mail as its recipient sees it: on a phone or wider, by day or by night, with its pictures or without, or as text. */
export function MailReader({ id, mails, texts, noSubject, format, go }: MailReaderProps) {
  const [mail, setMail] = useState<ReceivedMail | undefined>()
  const [part, setPart] = useState<'html' | 'text' | 'raw'>('html')
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop')
  const [scheme, setScheme] = useState<'light' | 'dark'>(preferredScheme)
  const [images, setImages] = useState(true)
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => go('#mail')

  useEffect(() => {
    let left = false
    void (async () => {
      const response = await fetch(`/sandbox/mail/${encodeURIComponent(id)}`, {
        headers: { accept: 'application/json' },
      })
      if (left) return
      if (response.ok) setMail((await response.json()) as ReceivedMail)
      else close()
    })()
    return () => {
      left = true
    }
  }, [id])
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [mail !== undefined])

  if (mail === undefined) return null
  const at = mails.findIndex((each) => each.id === id)
  const neighbour = (label: string, sign: string, other: MailLine | undefined) =>
    h(
      'button',
      {
        type: 'button',
        'aria-label': label,
        title: label,
        disabled: !other,
        onClick: () => other && go(`#mail/${other.id}`),
      },
      sign,
    )
  const frame = `/sandbox/mail/${encodeURIComponent(mail.id)}/frame?images=${images ? 'on' : 'off'}&scheme=${scheme}`
  return h(
    'dialog',
    {
      ref: dialog,
      class: 'reader',
      'aria-labelledby': 'reader-subject',
      onClose: close,
      onClick: (event: MouseEvent) => event.target === dialog.current && close(),
    },
    h(
      'div',
      { class: 'reader-sheet' },
      h(
        'header',
        { class: 'reader-head' },
        h('h2', { id: 'reader-subject' }, mail.subject || noSubject),
        h(
          'div',
          { class: 'reader-acts' },
          neighbour(texts.newer, '‹', mails[at - 1]),
          neighbour(texts.older, '›', at < 0 ? undefined : mails[at + 1]),
          h('button', { type: 'button', 'aria-label': texts.close, onClick: close }, '×'),
        ),
        h(
          'dl',
          null,
          [
            [texts.to, mail.to],
            [texts.from, mail.from],
            [texts.received, format.full(Date.parse(mail.receivedAt))],
          ].map(([term, what]) => h('div', { key: term }, h('dt', null, term), h('dd', null, what))),
        ),
      ),
      h(
        'div',
        { class: 'reader-tools' },
        h(Choice<typeof part>, {
          name: 'part',
          label: texts.as,
          value: part,
          options: [
            { value: 'html', label: texts.html },
            { value: 'text', label: texts.text },
            { value: 'raw', label: texts.raw },
          ],
          choose: setPart,
        }),
        part === 'html' && [
          h(Choice<typeof width>, {
            name: 'width',
            label: texts.width,
            value: width,
            options: [
              { value: 'desktop', label: texts.desktop },
              { value: 'phone', label: texts.phone },
            ],
            choose: setWidth,
          }),
          h(Choice<typeof scheme>, {
            name: 'scheme',
            label: texts.scheme,
            value: scheme,
            options: [
              { value: 'light', label: texts.light },
              { value: 'dark', label: texts.dark },
            ],
            choose: setScheme,
          }),
          h(
            'label',
            { class: 'switch' },
            h('input', { type: 'checkbox', role: 'switch', checked: images, onChange: () => setImages(!images) }),
            h('span', null, texts.images),
          ),
        ],
      ),
      part === 'html'
        ? h(
            'div',
            { class: `stage ${width} ${scheme}` },
            h('iframe', {
              key: mail.id,
              title: texts.frame,
              src: frame,
              sandbox: 'allow-popups allow-popups-to-escape-sandbox',
            }),
          )
        : // What overflows is scrolled, also by keyboard.
          h(
            'pre',
            { class: `stage words ${part}`, tabIndex: 0 },
            part === 'text' ? mail.text || texts.noText : mail.raw,
          ),
      h('p', { class: 'reader-foot soft' }, mail.html === '' ? texts.noHtml : texts.links),
      h(MailReply, { key: mail.id, mail, texts: texts.reply }),
    ),
  )
}

function preferredScheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
