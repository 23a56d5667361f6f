import { answering, autoReplyHeadersIn, autoReplySubject, autoReplyWords } from './auto-reply.ts'
import { type AutoReplyReason, PERSONAL } from './auto-reply-signs.ts'
import { bounceNoticeIn, isFromDaemon, isSurelyDaemon } from './bounce-notice.ts'
import { complaintIn } from './complaint.ts'
import { readDeliveryStatus } from './delivery-status.ts'
import { fold } from './fold.ts'
import type { IncomingKind, IncomingMail, IncomingRecipient } from './incoming-mail.ts'
import { type IncomingEnvelope, type Letter, lookAt } from './letter.ts'
import { isNeverRead, isNoReply, massSignsIn, noticeSignsIn } from './other-signs.ts'
import { answeredIn, answersUs, ourMarksIn } from './our-marks.ts'
import { type OwnWords, ownWords } from './own-words.ts'
import { headerOf, type ParsedMail } from './parsed-mail.ts'
import { stopPhraseIn } from './stop-phrase.ts'

/** A kind, with the recipients spoken of. */
interface Finding {
  kind: IncomingKind
  recipients: IncomingRecipient[]
}

/**
 * What a message is. Complaints, reports and notices of mail systems first, then automatic answers, then mail to many; what is left is
 * a person's, and gets read as such: their own words, and whether they ask to be left alone.
 */
export function understandMail(mail: ParsedMail, envelope?: IncomingEnvelope): IncomingMail {
  const letter = lookAt(mail, envelope)
  const own = ownWords(letter.text)
  const automatic = [
    ...autoSubmittedIn(letter),
    ...autoReplyHeadersIn(letter),
    ...massSignsIn(letter),
    ...noticeSignsIn(letter),
    ...(letter.envelopeFrom === '' ? ['null-sender'] : []),
  ]
  const { kind, recipients } = findingOf(letter, own, automatic)
  const isMachine = kind === 'bounce' || kind === 'complaint'
  const stop = kind === 'human' ? stopOf(letter, own) : undefined
  return {
    kind,
    recipients,
    ...(letter.from !== undefined && { from: letter.from }),
    ...(letter.envelopeFrom !== undefined && { envelopeFrom: letter.envelopeFrom }),
    envelopeTo: [...letter.envelopeTo],
    subject: letter.subject,
    inReplyTo: answeredIn(letter, isMachine),
    ourMarks: ourMarksIn(letter, isMachine),
    text: own.text,
    ...(stop !== undefined && { stop }),
    ...(mail.cut !== undefined && { cut: mail.cut }),
    automatic: [...new Set(automatic)],
  }
}

function findingOf(letter: Letter, own: OwnWords, automatic: readonly string[]): Finding {
  const complaint = complaintIn(letter)
  if (complaint !== undefined)
    return { kind: complaint.isComplaint ? 'complaint' : 'other', recipients: complaint.recipients }
  const signs = new Set(automatic)
  if (signs.has('receipt') || signs.has('calendar') || signs.has('recall')) return other()
  const report = reportIn(letter)
  if (report !== undefined) return report.length > 0 ? { kind: 'bounce', recipients: report } : other()
  if (signs.has('virus-notice') || signs.has('quarantine') || signs.has('dmarc-report')) return other()
  const isAway = autoReplySubject(letter, signs.has('auto-replied'))?.isSure === true && !isSurelyDaemon(letter)
  if (!isAway) {
    const notice = bounceNoticeIn(letter)
    if (notice !== undefined) return { kind: 'bounce', recipients: notice }
  }
  return autoReplyIn(letter, own, signs) ?? restOf(letter, own, signs)
}

/** A report on delivery that a mail system made; not one that a person sends on. */
function reportIn(letter: Letter): IncomingRecipient[] | undefined {
  const [top] = letter.parts
  const isReport =
    top?.type === 'multipart/report' &&
    !/^(?:disposition-notification|feedback-report)$/i.test(top.params['report-type'] ?? '')
  if (letter.isAnswer && !isReport && !isFromDaemon(letter)) return undefined
  const labelled = letter.parts.find(({ type }) => /^(?:message|text)\/(?:x-)?(?:global-)?delivery-?status$/.test(type))
  const looksLike = ({ type, text }: Letter['parts'][number]) =>
    type.startsWith('text/') &&
    /^\s{0,20}(?:reporting-mta|final-recipient|original-recipient)\s?:/im.test(text.slice(0, 3000)) &&
    /^(?:action|status)\s?:/im.test(text.slice(0, 20_000))
  const part =
    labelled ??
    (isReport || isFromDaemon(letter) || letter.envelopeFrom === '' ? letter.parts.find(looksLike) : undefined)
  if (part === undefined) return undefined
  const text =
    labelled === undefined
      ? part.text.slice(
          Math.max(0, part.text.search(/^\s{0,20}(?:reporting-mta|final-recipient|original-recipient)\s?:/im)),
        )
      : part.text
  const found = readDeliveryStatus(text.replace(/^\s+/, ''))
  if (found === undefined) return undefined
  const notice = found.some(({ address, reason }) => address === undefined || reason === undefined)
    ? bounceNoticeIn(letter)
    : undefined
  return found.map((recipient) =>
    completed(recipient, notice, headerOf(letter.headers, 'x-failed-recipients').toLowerCase()),
  )
}

/** What the fields leave out, the words beside them may say. */
function completed(
  recipient: IncomingRecipient,
  notice: IncomingRecipient[] | undefined,
  failed: string,
): IncomingRecipient {
  const told =
    notice?.find(({ address }) => recipient.address === undefined || address === recipient.address) ??
    (notice?.length === 1 ? notice[0] : undefined)
  const address = recipient.address ?? told?.address ?? (/^[^\s,<>]+@[^\s,<>]+$/.test(failed) ? failed : undefined)
  const reason = recipient.reason ?? told?.reason
  const permanence = recipient.permanence === 'unknown' && told !== undefined ? told.permanence : recipient.permanence
  return {
    ...recipient,
    ...(address !== undefined && { address }),
    permanence,
    ...(reason !== undefined && { reason }),
  }
}

/** `Auto-Submitted` other than `no` (RFC 3834, 5), as a code. */
function autoSubmittedIn({ headers }: Letter): string[] {
  const value = headerOf(headers, 'auto-submitted').trim().toLowerCase()
  if (value === '' || /^no\b/.test(value)) return []
  return [/^auto-(?:generated|notified)/.test(value) ? 'auto-generated' : 'auto-replied']
}

const ANSWERING_CODES = [
  'auto-replied',
  'precedence-auto-reply',
  'x-autoreply',
  'x-autorespond',
  'x-vacation',
  'x-autogenerated',
  'x-mailer',
  'inbox-rule',
]

function autoReplyIn(letter: Letter, own: OwnWords, signs: ReadonlySet<string>): Finding | undefined {
  const words = autoReplyWords(own.text)
  const byHeader = ANSWERING_CODES.some((code) => signs.has(code))
  const isHuman = /^no\b/i.test(headerOf(letter.headers, 'auto-submitted').trim())
  if (isHuman && !byHeader) return undefined
  const bySubject = autoReplySubject(letter, byHeader || signs.has('auto-generated'))
  const reason = moreTelling(bySubject?.reason, words?.reason)
  const found: Finding = { kind: 'auto-reply', recipients: answering(letter, reason) }
  if (byHeader) return found
  const isMass = signs.has('list') || signs.has('list-unsubscribe') || signs.has('mass-mailer')
  if (signs.has('auto-generated')) {
    const isAnswer =
      letter.isAnswer ||
      bySubject !== undefined ||
      words !== undefined ||
      headerOf(letter.headers, 'in-reply-to') !== ''
    return !isMass &&
      (isAnswer || !(isNoReply(letter) || isFromDaemon(letter))) &&
      !signs.has('cron') &&
      !signs.has('notification')
      ? found
      : undefined
  }
  if (isMass && !letter.isAnswer && bySubject === undefined) return undefined
  if (bySubject?.isSure === true && !own.quotes) return found
  if (bySubject !== undefined && own.text === '') return found
  if (isNeverRead(letter) && (letter.isAnswer || headerOf(letter.headers, 'in-reply-to') !== '')) return found
  return words !== undefined && soundsAutomatic(letter, own, words, signs) ? found : undefined
}

/** "Out of office" is said of whatever has no better reason. */
function moreTelling(bySubject?: AutoReplyReason, byWords?: AutoReplyReason): AutoReplyReason | undefined {
  return byWords === 'left' || byWords === 'address-changed' || bySubject === undefined
    ? (byWords ?? bySubject)
    : bySubject
}

/** Words alone make an automatic answer only when nothing of a person is in them: no quoted message, no question, no wish to be left alone. */
function soundsAutomatic(
  letter: Letter,
  own: OwnWords,
  words: { reason: string; signs: number },
  signs: ReadonlySet<string>,
): boolean {
  const saysSo =
    /\b(?:automatique(?:ment)?|automatic(?:ally)?|automated|auto-?reply|automatisch|autorespon\w{0,4})\b/.test(
      fold(own.text.slice(0, 3000)),
    )
  const weak = signs.has('precedence-bulk') || signs.has('null-sender') || isNoReply(letter)
  if (own.quotes && !saysSo && !weak) return false
  if (words.reason === 'acknowledgement')
    return weak || saysSo || (words.signs > 1 && !letter.isAnswer && !isPersonal(own.text))
  if (words.reason === 'challenge') return true
  if (saysSo || weak) return true
  return own.text.length < 1500 && !isPersonal(own.text)
}

/** A question, an answer, a wish: nothing a responder says. */
function isPersonal(own: string): boolean {
  return own.includes('?') || PERSONAL.test(fold(own)) || stopPhraseIn(own) !== undefined
}

/** Neither about delivery nor automatic: mail to many, notices, nonsense, or a person. */
function restOf(letter: Letter, own: OwnWords, signs: ReadonlySet<string>): Finding {
  const isToUs = answersUs(letter) && own.text !== ''
  const isMass = ['list', 'list-unsubscribe', 'precedence-bulk', 'mass-mailer'].some((code) => signs.has(code))
  if ((isMass && !isToUs) || signs.has('cron') || signs.has('notification') || signs.has('auto-generated'))
    return other()
  const author = letter.from ?? letter.envelopeFrom ?? ''
  const isNobody = author === '' && (letter.text.trim() === '' || letter.headers.length === 0)
  if (isNobody || isSurelyDaemon(letter)) return other()
  if (isNoReply(letter) && !isToUs) return other()
  if (isFromDaemon(letter) && !isToUs && !letter.isAnswer) return other()
  return { kind: 'human', recipients: [] }
}

function other(): Finding {
  return { kind: 'other', recipients: [] }
}

/** In their words; in the subject only when it is theirs, and neither the one they answer nor the one they pass on. */
function stopOf(letter: Letter, own: OwnWords): { phrase: string } | undefined {
  return stopPhraseIn(own.text) ?? (letter.isAnswer ? undefined : stopPhraseIn(letter.subject))
}
