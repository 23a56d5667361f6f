import { type FieldValues, prepare } from '#core/messages/fields.ts'
import type { CompiledMessage, Language } from '#core/messages/message.ts'

/** A compiled message split once at its placeholders; filling one copy is three concatenations. */
export type PreparedMessage = {
  readonly subject: (values: FieldValues) => string
  readonly html: (values: FieldValues) => string
  readonly text: (values: FieldValues) => string
}

export type MailAddress = { readonly name?: string | undefined; readonly address: string }

/** What the mailer takes: nodemailer's mail options, as far as we use them. */
export type ComposedMail = {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly replyTo?: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
  readonly envelope: { readonly from: string; readonly to: string }
  readonly textEncoding: 'quoted-printable'
  readonly disableFileAccess: true
  readonly disableUrlAccess: true
}

export type ComposeRequest = {
  readonly prepared: PreparedMessage
  /** `unsubscribe_link` also becomes the List-Unsubscribe header; a service mail has none. */
  readonly values: FieldValues
  readonly language: Language
  readonly from: MailAddress
  readonly to: MailAddress
  readonly replyTo?: string | undefined
  /** MAIL_BOUNCE: its local part gets `+id`. */
  readonly bounce: string
  /** The delivery's id, letters, digits and hyphens: what a bounce names. */
  readonly bounceId: string
  /** Derived from the delivery's id, so that one delivery has one Message-ID whatever happens: `<…@…>`. */
  readonly messageId: string
  /** A mail nobody campaigns with (receipt, code): marked as automatic (RFC 3834). */
  readonly service?: boolean | undefined
}

/** An address or id that cannot stand in a mail: an earlier check let it through. */
class ComposeError extends Error {
  readonly code = 'mail-not-composed'
  constructor(what: string) {
    super(`${what} cannot be used in a mail: correct it where it was entered.`)
    this.name = 'ComposeError'
  }
}

export function prepareMessage(compiled: CompiledMessage): PreparedMessage {
  return {
    subject: prepare(compiled.subject, 'subject'),
    html: prepare(compiled.html, 'html'),
    text: prepare(compiled.text, 'text'),
  }
}

/** One recipient's copy. Throws `ComposeError`, or `MissingFieldError` when a link or the promised date has no value. */
export function composeMessage(request: ComposeRequest): ComposedMail {
  const { prepared, values } = request
  return {
    from: mailbox(request.from),
    to: mailbox(request.to),
    ...(request.replyTo === undefined ? {} : { replyTo: mailbox({ address: request.replyTo }).address }),
    subject: prepared.subject(values),
    html: prepared.html(values),
    text: prepared.text(values),
    messageId: checkedMessageId(request.messageId),
    headers: extraHeaders(request),
    envelope: {
      from: bounceAddress(request.bounce, request.bounceId),
      to: mailbox(request.to).address,
    },
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** `bounces@example.org` and `d42` give `bounces+d42@example.org`. */
export function bounceAddress(bounce: string, id: string): string {
  const at = bounce.lastIndexOf('@')
  const local = `${bounce.slice(0, at)}+${id}`
  // RFC 5321 4.5.3.1.1: a local part has at most 64 octets.
  if (at < 1 || !/^[\w-]+$/.test(id) || local.length > 64) throw new ComposeError('The bounce address')
  return mailbox({ address: local + bounce.slice(at) }).address
}

/** Throws `ComposeError` when it is not one Message-ID in angle brackets. */
export function checkedMessageId(messageId: string): string {
  if (!/^<[\w.+-]+@[\w.-]+>$/.test(messageId)) throw new ComposeError('The Message-ID')
  return messageId
}

/** The headers beyond those every mail has. Throws `ComposeError` when the unsubscribe link is none. */
export function extraHeaders({
  values,
  language,
  service,
}: Pick<ComposeRequest, 'values' | 'language' | 'service'>): Readonly<Record<string, string>> {
  const unsubscribe = values.unsubscribe_link
  if (unsubscribe !== undefined && !/^https?:\/\/[^\s<>]+$/.test(unsubscribe))
    throw new ComposeError('The unsubscribe link')
  return {
    'Content-Language': language,
    ...(service ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
    ...(unsubscribe === undefined
      ? {}
      : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
}

/**
 * An address with a comma, a bracket or a line break would become two recipients or another header: it throws `ComposeError`. A name loses its
 * control characters.
 */
export function mailbox({ name, address }: MailAddress): { name: string; address: string } {
  if (!/^[^\s<>()[\]\\,;:@"\p{Cc}]+@[^\s<>()[\]\\,;:@"\p{Cc}]+$/u.test(address)) throw new ComposeError('The address')
  return { name: (name ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim(), address }
}
