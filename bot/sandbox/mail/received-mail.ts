import PostalMime, { type Attachment } from 'postal-mime'

/** One mail as `GET /sandbox/mail` shows it; keys may be added, none removed. */
export type ReceivedMail = {
  readonly id: string
  /** ISO instant. */
  readonly receivedAt: string
  /** The address in the From header. */
  readonly from: string
  /** The envelope's recipients, separated by ", ". */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The message exactly as received. */
  readonly raw: string
  /** The envelope's sender: where a bounce would go. */
  readonly envelopeFrom: string
}

/** A mail without its contents, as a list shows it. */
export type MailLine = Pick<ReceivedMail, 'id' | 'receivedAt' | 'from' | 'to' | 'subject'>

export type MailEnvelope = { readonly from: string; readonly to: readonly string[] }

/** Parses a raw message. Without an envelope, the headers say who it is from and to. */
export async function readMail(
  raw: Buffer,
  { id, receivedAt, envelope }: { id: string; receivedAt: string; envelope: MailEnvelope | undefined },
): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw)
  const headerTo = (mail.to ?? [])
    .flatMap((mailbox) => mailbox.group ?? [mailbox])
    .map((mailbox) => mailbox.address ?? '')
  return {
    id,
    receivedAt,
    from: mail.from?.address ?? '',
    to: (envelope?.to ?? headerTo).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: withPictures(mail.html ?? '', mail.attachments),
    raw: raw.toString('utf8'),
    envelopeFrom: envelope?.from ?? mail.from?.address ?? '',
  }
}

/** Pictures a mail carries with it stand where its HTML names them, as in any mail program. */
function withPictures(html: string, attachments: readonly Attachment[]): string {
  const pictures = new Map(
    attachments.flatMap(({ contentId, mimeType, content }) =>
      contentId === undefined || !mimeType.startsWith('image/')
        ? []
        : [[contentId.replaceAll(/[<>]/g, ''), `data:${mimeType};base64,${base64(content)}`] as const],
    ),
  )
  if (pictures.size === 0) return html
  return html.replaceAll(/\bcid:([^"'\s>)]+)/g, (whole, id: string) => pictures.get(id) ?? whole)
}

function base64(content: ArrayBuffer | Uint8Array | string): string {
  return (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)).toString('base64')
}
