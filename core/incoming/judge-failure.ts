import { ALWAYS_TEMPORARY, type FailureReason, PERMANENCE_OF } from './failure-reasons.ts'
import { fold } from './fold.ts'
import type { IncomingRecipient } from './incoming-mail.ts'
import { REPLY_WORDINGS } from './reply-wordings.ts'
import { STATUS_REASONS } from './statuses.ts'

/** What a report, or the text of one, says of one recipient. */
export interface ReportedFailure {
  /** RFC 3464, 2.3.3: failed, delayed, delivered, relayed, expanded. */
  action?: string
  /** As reported, like `5.1.1`. */
  status?: string
  /** The server's own words. */
  diagnostic?: string
}

const ENHANCED = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/
const REPLY_CODE = /(?:^|[\s:;<('"[])([45][0-5]\d)(?=[\s\-.:;#,)'"\]]|$)/
const MOST = 4000

/**
 * Permanence and reason of one failure. The status counts; a vague one (`5.0.0`) yields to the one in the server's words, then the reply
 * code, then the wording. 5 is permanent and 4 temporary, except for reasons that can only be temporary, and for what is merely delayed.
 */
export function judgeFailure({
  action = '',
  status,
  diagnostic = '',
}: ReportedFailure): Omit<IncomingRecipient, 'address'> {
  const words = fold(diagnostic.slice(0, MOST)).replace(/\s+/g, ' ')
  const said = ENHANCED.exec(words)?.[0]
  const exact = !isVague(status) ? status : isVague(said) ? (status ?? said) : said
  const level = exact?.[0] ?? REPLY_CODE.exec(words)?.[1]?.[0]
  const reason = reasonOf(exact, words)
  const shown = status ?? said
  const found = { ...(shown !== undefined && { status: shown }) }
  if (action === 'delayed') return { permanence: 'temporary', ...found, reason: reason ?? 'delayed' }
  const permanence = permanenceOf(level, reason)
  return { permanence, ...found, ...(reason !== undefined && { reason }) }
}

function permanenceOf(level: string | undefined, reason: FailureReason | undefined) {
  if (level === '4') return 'temporary'
  if (reason !== undefined && ALWAYS_TEMPORARY.has(reason)) return 'temporary'
  if (level === '5') return 'permanent'
  return reason === undefined ? 'unknown' : PERMANENCE_OF[reason]
}

/** Exact statuses of the address speak for themselves; elsewhere the server's words know more than its number. */
function reasonOf(status: string | undefined, words: string): FailureReason | undefined {
  const [level, ...rest] = (status ?? '').split('.')
  const byStatus = STATUS_REASONS[rest.join('.')]
  const byWords = reasonInWords(words)
  if (byStatus === undefined || isVague(status))
    return byWords ?? (level === '5' && rest.join('.') === '1.0' ? byStatus : undefined)
  if (byWords === 'mailbox-full' || byWords === 'mailbox-disabled')
    return byStatus === 'domain-unknown' ? byStatus : byWords
  if (/^(?:1\.\d$|2\.[12]$)/.test(rest.join('.')) && rest.join('.') !== '1.0') return byStatus
  return byWords ?? byStatus
}

/** What a server's folded words mean. */
function reasonInWords(words: string): FailureReason | undefined {
  return REPLY_WORDINGS.find(({ wording }) => wording.test(words))?.reason
}

/** The enhanced status in a text that is no address of a machine. */
export function statusIn(text: string): string | undefined {
  return ENHANCED.exec(text)?.[0]
}

function isVague(status: string | undefined): boolean {
  return status === undefined || /^[245]\.0\.0$/.test(status)
}
