import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode, { type MimeNodeHeaderValue } from 'nodemailer/lib/mime-node'
import { type FieldValues, isField, parseFields, prepare, type Target } from '#core/messages/fields.ts'
import type { CompiledMessage } from '#core/messages/message.ts'
import { bounceAddress, type ComposeRequest, checkedMessageId, extraHeaders, mailbox } from './compose.ts'
import { quotedPrintable, SOFT_BREAK } from './quoted-printable.ts'
import type { Envelope } from './smtp-lane.ts'

/** What is the same in every copy of a step in one language and variant. */
export type SealAbout = Pick<ComposeRequest, 'language' | 'from' | 'replyTo' | 'bounce' | 'service'>

/** What differs from one recipient to the next. */
export interface MailCopy extends Pick<ComposeRequest, 'values' | 'to' | 'bounceId' | 'messageId'> {
  /** The Date header, epoch milliseconds of real time: whoever receives it compares it with their own clock. */
  date: number
}

/** A message whose MIME tree is built and encoded, but for what each recipient's copy is filled with. */
export interface SealedMail {
  readonly about: SealAbout
  readonly header: (name: string, value: string) => string
  readonly from: string
  readonly replyTo: string
  readonly subject: Filled
  readonly text: Filled
  readonly html: Filled
}

/** A message ready to be signed. */
export interface UnsignedMail {
  envelope: Envelope
  /** All of it, lines ended by CRLF. */
  unsigned: Buffer
}

type Filled = (values: FieldValues) => string

// No encoded line can hold it: quoted-printable has no `=_` (RFC 2045 6.7).
const BOUNDARY = '=_egard'
const BEFORE_TEXT = `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="${BOUNDARY}"\r\n\r\n${partOf('plain')}`
const BEFORE_HTML = `\r\n${partOf('html')}`
const END = `\r\n--${BOUNDARY}--\r\n`

// nodemailer's own encoding of names, addresses and words that are not ASCII.
const node = new MimeNode(false, { textEncoding: 'quoted-printable' })

/** Builds and encodes a message once for all its recipients. Throws `ComposeError` when an address cannot stand in a mail. */
export function sealMail(compiled: CompiledMessage, about: SealAbout): SealedMail {
  const replyTo = about.replyTo === undefined ? '' : mailbox({ address: about.replyTo }).address
  return {
    about,
    header: rememberedHeaders(),
    from: headerOf('From', mailbox(about.from)),
    replyTo: headerOf('Reply-To', replyTo),
    subject: prepare(compiled.subject, 'subject'),
    text: encodedPart(compiled.text, 'text'),
    html: encodedPart(compiled.html, 'html'),
  }
}

/** One recipient's copy. Throws `ComposeError`, or `MissingFieldError` when a link or the promised date has no value. */
export function fillMail(sealed: SealedMail, { values, to, bounceId, messageId, date }: MailCopy): UnsignedMail {
  const { about, header } = sealed
  const recipient = mailbox(to)
  let message = ''
  for (const [name, value] of Object.entries(extraHeaders({ ...about, values }))) message += header(name, value)
  message += sealed.from
  message += headerOf('To', recipient)
  message += sealed.replyTo
  message += header('Subject', sealed.subject(values))
  message += `Message-ID: ${checkedMessageId(messageId)}\r\n`
  message += `Date: ${new Date(date).toUTCString().replace('GMT', '+0000')}\r\n`
  message += BEFORE_TEXT + sealed.text(values) + BEFORE_HTML + sealed.html(values) + END
  return {
    envelope: { from: bounceAddress(about.bounce, bounceId), to: recipient.address },
    unsigned: Buffer.from(message),
  }
}

function partOf(kind: 'plain' | 'html'): string {
  return `--${BOUNDARY}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
}

/** A header without a value is left out, as nodemailer does. */
function headerOf(name: string, value: MimeNodeHeaderValue): string {
  const encoded = node.encodeHeaderValue(name, value)
  return encoded.trim() === '' ? '' : `${foldLines(`${name}: ${encoded}`, 76)}\r\n`
}

/** Most headers are the same from one recipient to the next. */
function rememberedHeaders(): SealedMail['header'] {
  const last = new Map<string, { value: string; header: string }>()
  return (name, value) => {
    const known = last.get(name)
    if (known?.value === value) return known.header
    const header = headerOf(name, value)
    last.set(name, { value, header })
    return header
  }
}

/**
 * A template encoded once, but for its fields. What follows a field begins on a line of its own, joined by a soft break, so that no value's
 * length changes it.
 */
function encodedPart(template: string, target: Target): Filled {
  const pieces: string[] = []
  const fields: Filled[] = []
  let from = 0
  const pieceUntil = (end: number) => {
    const text = template.slice(from, end)
    const isJoined = from === 0 || (text === '' && end === template.length) || /^\r?\n/.test(text)
    const encoded = quotedPrintable(text, 0)
    pieces.push((isJoined ? '' : SOFT_BREAK) + encoded.text)
    return encoded.column
  }
  for (const { name, start, end } of parseFields(template)) {
    if (!isField(name)) continue
    const column = pieceUntil(start)
    const write = prepare(template.slice(start, end), target)
    fields.push(remembered(name, (values) => quotedPrintable(write(values), column).text))
    from = end
  }
  pieceUntil(template.length)

  return (values) => {
    let text = pieces[0] ?? ''
    for (const [index, field] of fields.entries()) text += field(values) + pieces[index + 1]
    return text
  }
}

/** Many values are the same from one recipient to the next: the organisation's name, the date, the topics. */
function remembered(name: keyof FieldValues, write: Filled): Filled {
  let last: { value: string | undefined; text: string } | undefined
  return (values) => {
    const value = values[name]
    if (last === undefined || last.value !== value) last = { value, text: write(values) }
    return last.text
  }
}
