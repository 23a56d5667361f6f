/** What an incoming message is. `other` is everything that is neither about our mail nor from a person: lists, receipts, calendars, notices. */
export const INCOMING_KINDS = ['bounce', 'complaint', 'auto-reply', 'human', 'other'] as const
export type IncomingKind = (typeof INCOMING_KINDS)[number]

/** `temporary`: the mailbox may take mail later. `unknown`: the message does not say, so nothing may be concluded. */
export type Permanence = 'permanent' | 'temporary' | 'unknown'

/** One recipient an automatic message speaks of. */
export interface IncomingRecipient {
  /** As written in the message, lower case, undecided whether it is anybody we know; absent when it names nobody. */
  address?: string
  permanence: Permanence
  /** Enhanced status as reported (RFC 3463), like `5.1.1`. */
  status?: string
  /** A code of `reasons.ts`, like `mailbox-unknown`; on an auto-reply, why they answer (`left`, `address-changed`). */
  reason?: string
}

/** An incoming message as read: what it is, whom it speaks of, what it answers. Whether it is trusted is decided elsewhere. */
export interface IncomingMail {
  kind: IncomingKind
  /** On a bounce, a complaint or an auto-reply, each recipient spoken of; otherwise empty. */
  recipients: IncomingRecipient[]
  /** The author's address, lower case. */
  from?: string
  /** The envelope's sender, lower case; empty for the null sender. Absent when unknown. */
  envelopeFrom?: string
  envelopeTo: string[]
  /** Decoded, one line, at most 1,000 characters. */
  subject: string
  /** Message-IDs with their angle brackets: In-Reply-To, References, the embedded original's; nearest first, each once. */
  inReplyTo: string[]
  /** Every place where a signed name of ours may stand, one a line: to be searched, never shown. At most 20,000 characters. */
  ourMarks: string
  /** What the person wrote, without quoted text and signature; at most 20,000 characters. */
  text: string
  /** They ask not to be written to any more, in these words. */
  stop?: { phrase: string }
  /** Read in part only: the time was up, it was too large, or it had too many parts. */
  cut?: 'time' | 'size' | 'parts'
  /** Signs that a machine wrote it, as codes: `auto-submitted`, `precedence-bulk`, `list`, … Not every sign decides. */
  automatic: string[]
}
