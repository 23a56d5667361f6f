import { readHeaderBlock } from './header-block.ts'
import type { IncomingRecipient } from './incoming-mail.ts'
import type { Letter } from './letter.ts'
import { addressIn, headerOf, headersOf } from './parsed-mail.ts'

/**
 * Feedback types (RFC 5965, 7.3; `opt-out` of its earlier drafts; RFC 6591, 6430) by which a person says "I do not want this". The others
 * (`auth-failure`, `dkim`, `not-spam`, `virus`, `other`, …) are reports between machines, or praise.
 */
const COMPLAINTS: Readonly<Record<string, string>> = {
  abuse: 'abuse',
  'abuse-complaint': 'abuse',
  complaint: 'abuse',
  spam: 'abuse',
  fraud: 'fraud',
  'opt-out': 'opt-out',
  'opt-out-list': 'opt-out',
}

/** Reports that come without a feedback part; by sender and subject. */
const BY_LETTER: readonly { from: RegExp; about: RegExp; source: string }[] = [
  {
    from: /^(?:staff@(?:hotmail|outlook|live|msn)\.|no-?reply@jmrp\.|jmrp@|abuse@(?:hotmail|outlook|live)\.)/,
    about: /^complaint about message from\b/,
    source: 'Microsoft Junk Mail Reporting Program, "complaint about message from IP"',
  },
  {
    from: /@(?:[a-z0-9.-]{0,100}\.)?spamcop\.net$/,
    about: /^\[?\s?spamcop \(/,
    source: 'SpamCop, "[SpamCop (IP) id:…]"',
  },
  {
    from: /^(?:scomp|fbl-no-reply|fbl)@(?:[a-z0-9.-]{0,60}\.)?(?:aol|postmaster\.aol)\.(?:net|com)$/,
    about: /^(?:client tos notification|email feedback report)/,
    source: 'AOL feedback loop, scomp@aol.net',
  },
  {
    from: /^(?:complaints@email-abuse\.amazonses\.com|feedback@arf\.mail\.yahoo\.com|feedbackloop@|fbl@|feedback-?loop@|arf@)/,
    about: /^(?:email feedback report|abuse report|complaint|feedback|spam (?:complaint|report)|fw|yahoo)/,
    source: 'Yahoo, Comcast, Amazon SES and other feedback loops, "Email Feedback Report for IP"',
  },
  {
    from: /^(?:abuse|fbl|feedback|spam|noreply|no-reply|postmaster|signal-spam|contact)@/,
    about:
      /^(?:abuse report|email feedback report|spam complaint|feedback loop|signalement (?:de )?spam|\[signal ?spam\]|plainte pour spam|complaint from recipient)/,
    source: 'Signal Spam (France) and feedback loops of hosting providers',
  },
]

/** Recipients of a complaint; empty when it names none; undefined when the message is none. `report` is true for a report that is no complaint. */
export function complaintIn(letter: Letter): { recipients: IncomingRecipient[]; isComplaint: boolean } | undefined {
  const report = letter.parts.find(({ type }) => type === 'message/feedback-report')
  const top = letter.parts[0]
  const isReport = top?.type === 'multipart/report' && /^feedback-?report$/i.test(top.params['report-type'] ?? '')
  if (report !== undefined || isReport) {
    if (letter.isAnswer && !isReport) return undefined
    const fields = report === undefined ? [] : readHeaderBlock(report.text.replace(/^\s+/, '')).headers
    const type = headerOf(fields, 'feedback-type')
      .trim()
      .toLowerCase()
      .replace(/[\s;].*$/s, '')
    const reason = COMPLAINTS[type] ?? (type === '' ? 'abuse' : undefined)
    const named = addressIn(headerOf(fields, 'original-rcpt-to')) ?? addressIn(headerOf(fields, 'x-original-rcpt-to'))
    return reason === undefined
      ? { recipients: [], isComplaint: false }
      : { recipients: [recipient(named, letter, reason)], isComplaint: true }
  }
  const isMicrosoft =
    headerOf(letter.original, 'x-hmxmroriginalrecipient') !== '' && /^complaint about message from\b/.test(letter.about)
  const isOne =
    isMicrosoft || BY_LETTER.some(({ from, about }) => from.test(letter.from ?? '') && about.test(letter.about))
  return isOne ? { recipients: [recipient(undefined, letter, 'abuse')], isComplaint: true } : undefined
}

/** Who complains: as reported, else where the copy says it went to (Microsoft's own header first). */
function recipient(named: string | undefined, { original }: Letter, reason: string): IncomingRecipient {
  const places = ['x-hmxmroriginalrecipient', 'x-original-to', 'delivered-to', 'to']
  const address =
    named ?? places.map((name) => addressIn(headersOf(original, name))).find((found) => found !== undefined)
  return { ...(address !== undefined && { address }), permanence: 'permanent', reason }
}
