import PostalMime from 'postal-mime'

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
    html: mail.html ?? '',
    raw: raw.toString('utf8'),
    envelopeFrom: envelope?.from ?? mail.from?.address ?? '',
  }
}
