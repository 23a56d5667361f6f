import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode, { type MimeNodeHeaderValue } from 'nodemailer/lib/mime-node'
import type { FieldValues } from '#core/messages/fields.ts'
import { isField, parseFields, prepare, type Target } from '#core/messages/fields.ts'
import type { CompiledMessage } from '#core/messages/message.ts'
import {
  bounceAddress,
  type ComposeRequest,
  checkedMessageId,
  extraHeaders,
  mailbox,
  type PreparedMessage,
} from './compose.ts'
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
  about: SealAbout
  subject: PreparedMessage['subject']
  from: string
  replyTo: string
  text: (values: FieldValues) => string
  html: (values: FieldValues) => string
}

/** A message ready to be signed. */
export interface UnsignedMail {
  envelope: Envelope
  /** All of it, lines ended by CRLF. */
  unsigned: Buffer
}

// No encoded line can hold it: quoted-printable has no `=_` (RFC 2045 6.7).
const BOUNDARY = '=_egard'
const PART = (kind: string) =>
  `--${BOUNDARY}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
const BEFORE_TEXT = `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="${BOUNDARY}"\r\n\r\n${PART('plain')}`
const BEFORE_HTML = `\r\n${PART('html')}`
const END = `\r\n--${BOUNDARY}--\r\n`

// nodemailer's own encoding of names, addresses and words that are not ASCII.
const node = new MimeNode(false, { textEncoding: 'quoted-printable' })

/** Builds and encodes a message once for all its recipients. Throws `ComposeError` when an address cannot stand in a mail. */
export function sealMail(compiled: CompiledMessage, about: SealAbout): SealedMail {
  const { from, replyTo } = about
  return {
    about,
    subject: prepare(compiled.subject, 'subject'),
    from: header('From', mailbox(from)),
    replyTo: replyTo === undefined ? '' : header('Reply-To', mailbox({ address: replyTo }).address),
    text: encodedParts(compiled.text, 'text'),
    html: encodedParts(compiled.html, 'html'),
  }
}

/** One recipient's copy. Throws `ComposeError`, or `MissingFieldError` when a link or the promised date has no value. */
export function fillMail(sealed: SealedMail, { values, to, bounceId, messageId, date }: MailCopy): UnsignedMail {
  const { about } = sealed
  const recipient = mailbox(to)
  let message = ''
  for (const [name, value] of Object.entries(extraHeaders({ ...about, values }))) message += header(name, value)
  message += sealed.from
  message += header('To', recipient)
  message += sealed.replyTo
  message += header('Subject', sealed.subject(values))
  message += header('Message-ID', checkedMessageId(messageId))
  message += header('Date', new Date(date))
  message += BEFORE_TEXT + sealed.text(values) + BEFORE_HTML + sealed.html(values) + END
  return {
    envelope: { from: bounceAddress(about.bounce, bounceId), to: recipient.address },
    unsigned: Buffer.from(message),
  }
}

/** A header without a value is left out, as nodemailer does. */
function header(name: string, value: MimeNodeHeaderValue): string {
  const encoded = node.encodeHeaderValue(name, value)
  return encoded.trim() === '' ? '' : `${foldLines(`${name}: ${encoded}`, 76)}\r\n`
}

/**
 * A template encoded once, but for its fields. Each piece after a field begins on a line of its own, joined by a soft break, so that no
 * value's length changes what follows it.
 */
function encodedParts(template: string, target: Target): (values: FieldValues) => string {
  const pieces: { text: string; column: number; value: (values: FieldValues) => string }[] = []
  let from = 0
  const piece = (end: number) => {
    const text = template.slice(from, end)
    const encoded = quotedPrintable(text, 0)
    const joined = from === 0 || (text === '' && end === template.length) || /^\r?\n/.test(text) ? '' : SOFT_BREAK
    return { text: joined + encoded.text, column: encoded.column }
  }
  for (const { name, start, end } of parseFields(template)) {
    if (!isField(name)) continue
    pieces.push({ ...piece(start), value: prepare(template.slice(start, end), target) })
    from = end
  }
  const last = piece(template.length).text

  return (values) => {
    let text = ''
    for (const { text: before, column, value } of pieces) {
      text += before + quotedPrintable(value(values), column).text
    }
    return text + last
  }
}
