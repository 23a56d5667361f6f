import type { IncomingKind, IncomingRecipient } from '#core/incoming/incoming-mail.ts'

/** A message as it arrives, and what it must be read as. Written for this collection after a description of its format. */
export interface Sample {
  name: string
  /** The RFC, the page or the program that describes the format. */
  source: string
  raw: string
  kind: IncomingKind
  /** Of each recipient what is said here; their number must agree. */
  recipients?: Partial<IncomingRecipient>[]
  /** The words found, or a part of them; false when there must be none. */
  stop?: string | false
  /** What the person wrote, exactly. */
  text?: string
  /** The first Message-ID it answers. */
  inReplyTo?: string
}

/** Our own address that campaigns come from, a bounce address and a Message-ID as we make them. */
export const US = 'lettre@asso.example'
export const BOUNCE = 'bounce+d42-0123456789abcdef@asso.example'
export const OURS = '<d42-0123456789abcdef@asso.example>'

type Headers = Record<string, string | undefined>

/** A message of one part; headers in the order given. */
export function mail(headers: Headers, body: string): string {
  return `${head({ Date: 'Tue, 4 Mar 2025 09:12:44 +0100', 'MIME-Version': '1.0', ...headers })}\n${body}\n`
}

/** A person's answer to a message of ours. */
export function answer(body: string, headers: Headers = {}): string {
  return mail(
    {
      From: 'Claire Martin <claire.martin@example.fr>',
      To: US,
      Subject: 'Re: Voulez-vous encore de nos nouvelles ?',
      'In-Reply-To': OURS,
      References: OURS,
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    },
    body,
  )
}

/** A multipart message: each part is its headers and text. */
export function multipart(
  headers: Headers,
  type: string,
  parts: readonly [Headers, string][],
  boundary = '=_part_7f3a',
): string {
  const body = parts.map(([own, text]) => `--${boundary}\n${head(own)}\n${text}\n`).join('')
  return mail({ ...headers, 'Content-Type': `${type}; boundary="${boundary}"` }, `${body}--${boundary}--`)
}

/** The usual three parts of a delivery report (RFC 3464): words, fields, headers of the original. */
export function report({
  from = 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
  subject = 'Undelivered Mail Returned to Sender',
  words = 'Your message could not be delivered.',
  fields,
  headers = {},
}: {
  from?: string
  subject?: string
  words?: string
  fields: string
  headers?: Headers
}): string {
  return multipart(
    { 'Return-Path': '<>', From: from, To: BOUNCE, Subject: subject, ...headers },
    'multipart/report; report-type=delivery-status',
    [
      [{ 'Content-Type': 'text/plain; charset=us-ascii' }, words],
      [
        { 'Content-Type': 'message/delivery-status' },
        `Reporting-MTA: dns; mx.example.net\nArrival-Date: Tue, 4 Mar 2025 09:12:40 +0100\n\n${fields}`,
      ],
      [{ 'Content-Type': 'text/rfc822-headers' }, original()],
    ],
  )
}

/** A notice in free text, from a mail system, with an empty envelope. */
export function notice(from: string, subject: string, body: string, headers: Headers = {}): string {
  return mail({ 'Return-Path': '<>', From: from, To: BOUNCE, Subject: subject, ...headers }, body)
}

/** The head of our own message, as copied into notices. */
export function original(to = 'paul@example.org'): string {
  return `Return-Path: <${BOUNCE}>\nFrom: Une association <${US}>\nTo: ${to}\nSubject: Voulez-vous encore de nos nouvelles ?\nMessage-ID: ${OURS}\n`
}

function head(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\n`))
    .join('')
}
