import { aboutWithoutMarks, type Letter } from './letter.ts'
import { headerOf } from './parsed-mail.ts'

/** Headers of mail to many, with the values that count (RFC 2369, 2919, 3834; senders' own). */
const MASS_HEADERS: readonly { name: string; value: RegExp; code: string }[] = [
  { name: 'list-id', value: /\S/, code: 'list' },
  { name: 'list-post', value: /\S/, code: 'list' },
  { name: 'mailing-list', value: /\S/, code: 'list' },
  { name: 'x-mailman-version', value: /\S/, code: 'list' },
  { name: 'x-mailing-list', value: /\S/, code: 'list' },
  { name: 'x-google-group-id', value: /\S/, code: 'list' },
  { name: 'list-unsubscribe', value: /\S/, code: 'list-unsubscribe' },
  { name: 'precedence', value: /^\s*(?:bulk|list|junk)/i, code: 'precedence-bulk' },
  { name: 'x-csa-complaints', value: /\S/, code: 'mass-mailer' },
  { name: 'x-campaign', value: /\S/, code: 'mass-mailer' },
  { name: 'x-campaign-id', value: /\S/, code: 'mass-mailer' },
  { name: 'x-campaignid', value: /\S/, code: 'mass-mailer' },
  { name: 'x-mailchimp-campaign', value: /\S/, code: 'mass-mailer' },
  { name: 'x-mc-user', value: /\S/, code: 'mass-mailer' },
  { name: 'x-sg-eid', value: /\S/, code: 'mass-mailer' },
  { name: 'x-mailin-campaign', value: /\S/, code: 'mass-mailer' },
  {
    name: 'x-mailer',
    value: /mailchimp|sendinblue|brevo|phplist|sarbacane|mailjet|campaign|newsletter|acymailing/i,
    code: 'mass-mailer',
  },
]

/** Headers of mail that a program wrote, though it answers nobody. */
const NOTICE_HEADERS: readonly { name: string; value: RegExp; code: string }[] = [
  { name: 'x-cron-env', value: /\S/, code: 'cron' },
  { name: 'x-github-reason', value: /\S/, code: 'notification' },
  { name: 'x-gitlab-project', value: /\S/, code: 'notification' },
  { name: 'x-jira-fingerprint', value: /\S/, code: 'notification' },
  { name: 'x-amavis-alert', value: /\S/, code: 'virus-notice' },
]

/** Senders that read no answers. */
const NO_REPLY =
  /^(?:no-?_?reply|do-?_?not-?_?reply|donotreply|ne-?_?pas-?_?repondre|nepasrepondre|noreponse|no-?responder|nicht-?antworten|niet-?beantwoorden|notifications?|newsletters?|news|alerts?|bounces?|mailer|dmarc-?reports?|noreply-dmarc-support)(?:[+._-][^@]{0,60})?@|[._+-]no-?reply@/

/** What words of a notice must say besides its subject, folded; `machine`: who sends it must be one. */
type Proof = RegExp | 'machine'

/** Nobody reads what is sent there, so nobody wrote from there. */
const NEVER_READ =
  /^(?:no-?_?reply|do-?_?not-?_?reply|ne-?_?pas-?_?repondre|nepasrepondre|noreponse|no-?responder|nicht-?antworten|niet-?beantwoorden)(?:[+._-][^@]{0,60})?@|[._+-]no-?reply@/

/** Subjects of notices nobody wrote by hand, folded. People use such words too, so each needs its proof. */
const NOTICES: readonly { about: RegExp; proof: Proof; code: string; source: string }[] = [
  {
    about:
      /^(?:read|lu|gelezen|gelesen|leido|letto|not read|non lu|niet gelezen|ungelesen|deleted|supprime)\s?: |^(?:read receipt|return receipt|disposition notification|accuse de lecture|confirmation de lecture|confirmation de reception \(affichage\)|leesbevestiging|lesebestatigung)/,
    proof:
      /^\s*$|(?:was|has been) (?:read|displayed|deleted)|a (?:bien )?ete (?:lue?|affichee?|supprimee?)|is gelezen|wurde (?:gelesen|geloscht)|without being read|sans (?:avoir ete|etre) lu/,
    code: 'receipt',
    source: 'Outlook, Thunderbird, Notes (RFC 8098)',
  },
  {
    about: /^(?:recall|rappel|message recall|nachricht zuruckrufen|bericht intrekken)\s?: |^recall of message/,
    proof: /would like to recall the message|souhaite rappeler le message|mochte die nachricht|wil het bericht/,
    code: 'recall',
    source: 'Outlook',
  },
  {
    about: /\bvirus\b|^\[?(?:antivirus|infected|scanmail|banned (?:contents|filename)|amavis|mailscanner|e?mail ?scan)/,
    proof: 'machine',
    code: 'virus-notice',
    source: 'amavis, MailScanner, ScanMail, InterScan, Antigen',
  },
  {
    about:
      /quarantine|quarantaine|^(?:rapport|resume|notification) (?:de |du |des )?(?:la )?spams?|^spam (?:digest|report|summary)|messages? (?:held|retained)/,
    proof: 'machine',
    code: 'quarantine',
    source: 'Barracuda, Proofpoint, Mailinblack, Vade digests',
  },
  {
    about: /^(?:report domain:|dmarc aggregate report|\[dmarc report\]|tls report|smtp tls report)/,
    proof: /^/,
    code: 'dmarc-report',
    source: 'RFC 7489, 7.2.1.1; RFC 8460',
  },
  {
    about: /^cron <|^\[?(?:monit|nagios|zabbix|grafana|uptime)\b/,
    proof: 'machine',
    code: 'notification',
    source: 'cron(8), monitoring',
  },
]
const MACHINE =
  /^(?:root|cron|nagios|monit|zabbix|alert|system|mailscanner|quarantaine|quarantine|antivirus|anti-virus|virus|virusalert|scan|filter|content-?filter|security|spam|antispam|barracuda|proofpoint|postmaster|mailer-daemon|admin|administrator)[^@]{0,40}@|@[^@]{0,60}(?:mailinblack|barracuda|proofpoint|vade|mimecast)/

const CALENDAR_ANSWER =
  /^(?:accepted|declined|tentative(?:ly accepted)?|canceled|cancelled|updated invitation|invitation|accepte|refuse|provisoire|annule|invitation mise a jour|geaccepteerd|geweigerd|geannuleerd|angenommen|zugesagt|abgelehnt|abgesagt|new time proposed|nouvel horaire propose)e?\s?(?:\([^)]{0,40}\))?\s?: /

/** Codes of signs that it went to many. */
export function massSignsIn(letter: Letter): string[] {
  return codes(letter, MASS_HEADERS)
}

/** Codes of signs that a program wrote it, in answer to nobody: receipts, calendars, notices. */
export function noticeSignsIn(letter: Letter): string[] {
  const found = codes(letter, NOTICE_HEADERS)
  const about = aboutWithoutMarks(letter.about)
  if (isReceipt(letter)) found.push('receipt')
  if (isCalendar(letter, about)) found.push('calendar')
  if (!letter.isAnswer) found.push(...NOTICES.filter((notice) => isProved(letter, notice)).map(({ code }) => code))
  return [...new Set(found)]
}

function isProved(letter: Letter, { about, proof }: (typeof NOTICES)[number]): boolean {
  if (!about.test(letter.about)) return false
  if (proof !== 'machine') return proof.test(letter.words.slice(0, 3000))
  return letter.envelopeFrom === '' || isNoReply(letter) || MACHINE.test(letter.from ?? '')
}

export function isNeverRead({ from = '' }: Letter): boolean {
  return NEVER_READ.test(from)
}

export function isNoReply({ from = '' }: Letter): boolean {
  return NO_REPLY.test(from)
}

/** RFC 8098: a report that a message was shown, deleted, … */
function isReceipt({ parts, isAnswer }: Letter): boolean {
  const [top] = parts
  const isReport =
    top?.type === 'multipart/report' && /^disposition-notification$/i.test(top.params['report-type'] ?? '')
  return isReport || (!isAnswer && parts.some(({ type }) => type === 'message/disposition-notification'))
}

/** An answer to an invitation, or one (RFC 5546). An invitation that somebody writes a letter around is still a letter when they answer one. */
function isCalendar({ parts, headers, isAnswer }: Letter, about: string): boolean {
  const part = parts.find(({ type, attached }) => type === 'text/calendar' && !attached)
  const method = (part?.params['method'] ?? /^METHOD:(\w{1,20})/m.exec(part?.text ?? '')?.[1] ?? '').toLowerCase()
  if (/^(?:reply|counter|declinecounter|cancel|refresh)$/.test(method)) return true
  if (/calendarmessage/i.test(headerOf(headers, 'content-class'))) return true
  if (part !== undefined && !isAnswer) return true
  return part !== undefined && CALENDAR_ANSWER.test(about)
}

function codes({ headers }: Letter, table: readonly { name: string; value: RegExp; code: string }[]): string[] {
  return [
    ...new Set(
      table
        .filter(({ name, value }) => headers.some((header) => header.name === name && value.test(header.value)))
        .map(({ code }) => code),
    ),
  ]
}
