import { BOUNCE, mail, multipart, OURS, original, report, type Sample } from './sample.ts'

const PAUL = 'paul@example.org'
const permanent = (address: string, reason: string, status?: string) => [
  { address, permanence: 'permanent' as const, reason, ...(status && { status }) },
]
const temporary = (address: string, reason: string, status?: string) => [
  { address, permanence: 'temporary' as const, reason, ...(status && { status }) },
]
const fields = (status: string, diagnostic: string, action = 'failed', address = PAUL) =>
  `Final-Recipient: rfc822; ${address}\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: ${diagnostic}`

/** Delivery reports in the fields of RFC 3464, as programs really write them. */
export const REPORTS: readonly Sample[] = [
  {
    name: 'Postfix, unknown user',
    source: 'Postfix bounce(8), RFC 3464',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown', '5.1.1'),
    inReplyTo: OURS,
    raw: report({
      fields: `${fields('5.1.1', 'smtp; 550 5.1.1 <paul@example.org>: Recipient address rejected: User unknown in virtual mailbox table')}\nOriginal-Recipient: rfc822;paul@example.org\nRemote-MTA: dns; mx.example.org`,
    }),
  },
  {
    name: 'Postfix, domain not found',
    source: 'Postfix smtp(8), "Host or domain name not found"',
    kind: 'bounce',
    recipients: permanent(PAUL, 'domain-unknown', '5.4.4'),
    raw: report({
      fields: fields(
        '5.4.4',
        'X-Postfix; Host or domain name not found. Name service error for name=example.org type=AAAA: Host not found',
      ),
    }),
  },
  {
    name: 'Postfix, warning of a delay',
    source: 'Postfix bounce(5), delay_template',
    kind: 'bounce',
    recipients: temporary(PAUL, 'network', '4.4.1'),
    raw: report({
      subject: 'Delayed Mail (still being retried)',
      fields: fields('4.4.1', 'X-Postfix; connect to mx.example.org[192.0.2.7]:25: Connection timed out', 'delayed'),
    }),
  },
  {
    name: 'Postfix, mailbox over quota',
    source: 'RFC 3463, X.2.2 "should be used as a persistent transient failure"',
    kind: 'bounce',
    recipients: temporary(PAUL, 'mailbox-full', '5.2.2'),
    raw: report({ fields: fields('5.2.2', 'smtp; 552 5.2.2 <paul@example.org>: Over quota') }),
  },
  {
    name: 'expired after five days, class 4',
    source: 'RFC 3463, X.4.7; Sendmail "Message timed out"',
    kind: 'bounce',
    recipients: temporary(PAUL, 'expired', '4.4.7'),
    raw: report({ fields: fields('4.4.7', 'smtp; 451 4.4.7 Message timed out: delivery time expired') }),
  },
  {
    name: 'Amazon SES, delivery expired under class 5',
    source: 'Amazon SES developer guide, bounce contents; dada-mail rules',
    kind: 'bounce',
    recipients: temporary(PAUL, 'expired', '5.4.7'),
    raw: report({
      from: 'MAILER-DAEMON@eu-west-1.amazonses.com',
      subject: 'Delivery Status Notification (Failure)',
      fields: fields('5.4.7', 'smtp; 554 5.4.7 Message expired (connection refused)'),
    }),
  },
  {
    name: 'refused as spam',
    source: 'RFC 3463, X.7.1',
    kind: 'bounce',
    recipients: permanent(PAUL, 'spam', '5.7.1'),
    raw: report({ fields: fields('5.7.1', 'smtp; 550 5.7.1 Message rejected as spam by Content Filtering.') }),
  },
  {
    name: 'refused by a block list',
    source: 'Outlook.com postmaster, S3140',
    kind: 'bounce',
    recipients: permanent(PAUL, 'blocked', '5.7.1'),
    raw: report({
      fields: fields(
        '5.7.1',
        "smtp; 550 5.7.1 Unfortunately, messages from [192.0.2.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
      ),
    }),
  },
  {
    name: 'Gmail, unauthenticated sender',
    source: 'Gmail SMTP errors, 5.7.26',
    kind: 'bounce',
    recipients: permanent(PAUL, 'authentication', '5.7.26'),
    raw: report({
      fields: fields(
        '5.7.26',
        'smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.',
      ),
    }),
  },
  {
    name: 'Gmail, no such user',
    source: 'Gmail, "Delivery Status Notification (Failure)", 2023 layout',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown', '5.1.1'),
    raw: multipart(
      {
        'Return-Path': '<>',
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        To: BOUNCE,
        'Auto-Submitted': 'auto-replied',
        Subject: 'Delivery Status Notification (Failure)',
        'X-Failed-Recipients': PAUL,
        'In-Reply-To': OURS,
      },
      'multipart/report; report-type=delivery-status',
      [
        [
          { 'Content-Type': 'text/html; charset="UTF-8"' },
          "<html><body><h2>Address not found</h2><p>Your message wasn't delivered to <b>paul@example.org</b> because the address couldn't be found, or is unable to receive mail.</p></body></html>",
        ],
        [
          { 'Content-Type': 'message/delivery-status' },
          `Reporting-MTA: dns; googlemail.com\n\n${fields('5.1.1', "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address for typos or\n 550 5.1.1 unnecessary spaces.")}`,
        ],
        [{ 'Content-Type': 'message/rfc822' }, original()],
      ],
    ),
  },
  {
    name: 'Exchange in French, marked as an automatic answer',
    source: 'Exchange Server, "Non remis :", Auto-Submitted: auto-replied',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown', '5.1.10'),
    raw: report({
      from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@exemple.fr>',
      subject: 'Non remis : Voulez-vous encore de nos nouvelles ?',
      words:
        "La remise de ce message à ces destinataires ou groupes a échoué :\n\npaul@example.org\nL'adresse de messagerie que vous avez entrée est introuvable.",
      fields: fields(
        '5.1.10',
        'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient paul@example.org not found by SMTP address lookup',
      ),
      headers: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': OURS, 'X-MS-Exchange-Message-Is-Ndr': '' },
    }),
  },
  {
    name: 'Office 365, access denied for an unknown recipient',
    source: 'Exchange Online, 550 5.4.1 directory based edge blocking',
    kind: 'bounce',
    recipients: [{ address: PAUL, permanence: 'permanent', status: '5.4.1' }],
    raw: report({
      from: 'postmaster@exemple.onmicrosoft.com',
      subject: 'Undeliverable: Bonjour',
      fields: fields(
        '5.4.1',
        'smtp;550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT015.eop-EUR02.prod.protection.outlook.com]',
      ),
    }),
  },
  {
    name: 'Exchange, mailbox full',
    source: 'Exchange, RESOLVER.RST.RecipSizeLimit and quota',
    kind: 'bounce',
    recipients: temporary(PAUL, 'mailbox-full', '5.2.2'),
    raw: report({
      from: 'postmaster@exemple.fr',
      subject: 'Undeliverable: Bonjour',
      fields: fields(
        '5.2.2',
        'smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
      ),
    }),
  },
  {
    name: 'message too large',
    source: 'RFC 3463, X.3.4',
    kind: 'bounce',
    recipients: permanent(PAUL, 'too-large', '5.3.4'),
    raw: report({ fields: fields('5.3.4', 'smtp; 552 5.3.4 Message size exceeds fixed limit') }),
  },
  {
    name: 'Orange, unknown recipient',
    source: 'Orange postmaster, OFR_416; sisimai Reason::UserUnknown',
    kind: 'bounce',
    recipients: permanent('paul@orange.example', 'mailbox-unknown'),
    raw: report({
      fields: fields(
        '5.1.1',
        'smtp; 550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]',
        'failed',
        'paul@orange.example',
      ),
    }),
  },
  {
    name: 'Orange, full mailbox',
    source: 'Orange postmaster, OFR_417',
    kind: 'bounce',
    recipients: temporary('paul@orange.example', 'mailbox-full'),
    raw: report({
      fields: fields(
        '5.0.0',
        'smtp; 552 5.0.0 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
        'failed',
        'paul@orange.example',
      ),
    }),
  },
  {
    name: 'a vague status, an exact one in the words',
    source: "Exim, Status 5.0.0 with the host's answer",
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-disabled'),
    raw: report({ fields: fields('5.0.0', 'smtp; 550-5.2.1 The email account that you tried to reach is disabled.') }),
  },
  {
    name: 'a vague class 5 whose words are temporary',
    source: 'Exim after retry timeout',
    kind: 'bounce',
    recipients: temporary(PAUL, 'greylisted'),
    raw: report({ fields: fields('5.0.0', 'smtp; 451 4.7.1 Greylisted, please try again later') }),
  },
  {
    name: 'moved mailbox',
    source: 'RFC 3463, X.1.6',
    kind: 'bounce',
    recipients: permanent(PAUL, 'address-changed', '5.1.6'),
    raw: report({ fields: fields('5.1.6', 'smtp; 551 5.1.6 User has moved; please try paul.new@example.net') }),
  },
  {
    name: 'null MX',
    source: 'RFC 7505',
    kind: 'bounce',
    recipients: permanent(PAUL, 'not-accepting', '5.1.10'),
    raw: report({
      fields: fields('5.1.10', 'smtp; 556 5.1.10 Recipient address has null MX; domain does not accept mail'),
    }),
  },
  {
    name: 'too many hops',
    source: 'RFC 3463, X.4.6',
    kind: 'bounce',
    recipients: permanent(PAUL, 'loop', '5.4.6'),
    raw: report({ fields: fields('5.4.6', 'smtp; 554 5.4.6 Too many hops') }),
  },
  {
    name: 'only a status, no words',
    source: 'RFC 3464, Diagnostic-Code is optional',
    kind: 'bounce',
    recipients: permanent(PAUL, 'domain-unknown', '5.1.2'),
    raw: report({ words: '', fields: `Final-Recipient: rfc822;${PAUL}\nAction: failed\nStatus: 5.1.2` }),
  },
  {
    name: 'only class 4 and failed',
    source: 'RFC 3464; rules: 4.x.x is temporary',
    kind: 'bounce',
    recipients: [{ address: PAUL, permanence: 'temporary', status: '4.0.0' }],
    raw: report({ words: '', fields: `Final-Recipient: rfc822;${PAUL}\nAction: failed\nStatus: 4.0.0` }),
  },
  {
    name: 'two recipients, one failed and one delayed',
    source: 'RFC 3464, appendix A',
    kind: 'bounce',
    recipients: [
      { address: 'a@example.org', permanence: 'permanent' },
      { address: 'b@example.org', permanence: 'temporary' },
    ],
    raw: report({
      fields: `${fields('5.1.1', 'smtp; 550 5.1.1 User unknown', 'failed', 'a@example.org')}\n\n${fields('4.2.2', 'smtp; 452 4.2.2 Mailbox full', 'delayed', 'b@example.org')}`,
    }),
  },
  {
    name: 'one failed, one delivered: only the failed one counts',
    source: 'RFC 3464, 2.3.3',
    kind: 'bounce',
    recipients: permanent('a@example.org', 'mailbox-unknown'),
    raw: report({
      fields: `${fields('5.1.1', 'smtp; 550 5.1.1 User unknown', 'failed', 'a@example.org')}\n\n${fields('2.0.0', 'smtp; 250 OK', 'relayed', 'b@example.org')}`,
    }),
  },
  {
    name: 'the address written to comes before where it was sent on',
    source: 'RFC 3464, 2.3.1 Original-Recipient',
    kind: 'bounce',
    recipients: permanent('paul@asso-alias.example', 'mailbox-unknown'),
    raw: report({
      fields: `Original-Recipient: rfc822;paul@asso-alias.example\n${fields('5.1.1', 'smtp; 550 User unknown', 'failed', 'p.dupont@free.example')}`,
    }),
  },
  {
    name: 'delivered',
    source: 'RFC 3464, Action: delivered',
    kind: 'other',
    raw: report({
      subject: 'Successful Mail Delivery Report',
      fields: fields('2.0.0', 'smtp; 250 2.0.0 OK', 'delivered'),
    }),
  },
  {
    name: 'relayed',
    source: 'RFC 3464, Action: relayed; Exchange "Relayed:"',
    kind: 'other',
    raw: report({
      from: 'postmaster@exemple.fr',
      subject: 'Relayed: Bonjour',
      words:
        'Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:',
      fields: fields('2.0.0', 'smtp; 250 OK', 'relayed'),
    }),
  },
  {
    name: 'expanded',
    source: 'RFC 3464, Action: expanded',
    kind: 'other',
    raw: report({ subject: 'Expanded: Bonjour', fields: fields('2.0.0', 'smtp; 250 OK', 'expanded') }),
  },
  {
    name: 'a report within a mixed message',
    source: 'mail filters that add a footer',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: multipart(
      { From: 'MAILER-DAEMON@mx.example.net', To: BOUNCE, Subject: 'Undelivered Mail Returned to Sender' },
      'multipart/mixed',
      [
        [
          { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary="in"' },
          `--in\nContent-Type: text/plain\n\nSorry.\n--in\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown')}\n--in--`,
        ],
        [{ 'Content-Type': 'text/plain' }, 'Scanned by a filter.'],
      ],
    ),
  },
  {
    name: 'nothing but the fields',
    source: 'a message whose only part is message/delivery-status',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: mail(
      {
        From: 'postmaster@mx.example.net',
        To: BOUNCE,
        Subject: 'Delivery report',
        'Content-Type': 'message/delivery-status',
      },
      `Reporting-MTA: dns; mx\n\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown')}`,
    ),
  },
  {
    name: 'the fields labelled as plain text',
    source: 'gateways that rewrite part types',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: multipart(
      { From: 'Postmaster <postmaster@mx.example.net>', To: BOUNCE, Subject: 'Undeliverable mail' },
      'multipart/mixed',
      [
        [{ 'Content-Type': 'text/plain' }, 'Your mail did not arrive.'],
        [
          { 'Content-Type': 'text/plain; name=details.txt' },
          `Reporting-MTA: dns; mx\n\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown')}`,
        ],
      ],
    ),
  },
  {
    name: 'fields in base64',
    source: 'RFC 3464 forbids it, gateways do it',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: multipart(
      { From: 'MAILER-DAEMON@mx.example.net', To: BOUNCE, Subject: 'Failure' },
      'multipart/report; report-type=delivery-status',
      [
        [
          { 'Content-Type': 'message/delivery-status', 'Content-Transfer-Encoding': 'base64' },
          Buffer.from(
            `Reporting-MTA: dns; mx\r\n\r\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown').replaceAll('\n', '\r\n')}\r\n`,
          ).toString('base64'),
        ],
      ],
    ),
  },
  {
    name: 'internationalised report',
    source: 'RFC 6533, message/global-delivery-status',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: multipart(
      { From: 'MAILER-DAEMON@mx.example.net', To: BOUNCE, Subject: 'Failure' },
      'multipart/report; report-type=delivery-status',
      [
        [
          { 'Content-Type': 'message/global-delivery-status' },
          `Reporting-MTA: dns; mx\n\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown')}`,
        ],
      ],
    ),
  },
  {
    name: 'no boundary in the head',
    source: 'reports mangled by gateways',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: mail(
      {
        From: 'MAILER-DAEMON@mx.example.net',
        To: BOUNCE,
        Subject: 'Undelivered Mail Returned to Sender',
        'Content-Type': 'multipart/report; report-type=delivery-status',
      },
      `--abc\nContent-Type: text/plain\n\nSorry\n--abc\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n${fields('5.1.1', 'smtp; 550 5.1.1 User unknown')}\n--abc--`,
    ),
  },
  {
    name: 'action without a status',
    source: 'old Novell and Lotus gateways',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: report({
      fields: `Final-Recipient: rfc822; ${PAUL}\nAction: failure\nDiagnostic-Code: smtp; 550 <paul@example.org> No such user here`,
    }),
  },
  {
    name: 'Domino, not in the address book',
    source: 'Lotus Domino, X-Notes diagnostic',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown', '5.1.1'),
    raw: report({
      from: 'postmaster@notes.example.org',
      subject: 'DELIVERY FAILURE: User paul (paul@example.org) not listed in Domino Directory',
      fields: fields('5.1.1', 'X-Notes; User paul (paul@example.org) not listed in Domino Directory'),
    }),
  },
  {
    name: 'a virus refused by report',
    source: 'amavisd-new, Status 5.7.0',
    kind: 'bounce',
    recipients: permanent(PAUL, 'virus', '5.7.0'),
    raw: report({ fields: fields('5.7.0', 'smtp; 554 5.7.0 Reject, id=1 - INFECTED: virus Eicar-Test-Signature') }),
  },
  {
    name: 'rate limited under class 4',
    source: 'Gmail 4.7.28',
    kind: 'bounce',
    recipients: temporary(PAUL, 'rate-limited', '4.7.28'),
    raw: report({
      fields: fields(
        '4.7.28',
        'smtp; 421-4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address.',
        'delayed',
      ),
    }),
  },
  {
    name: 'OpenSMTPD, French words beside',
    source: 'OpenSMTPD bounce, RFC 3464',
    kind: 'bounce',
    recipients: permanent(PAUL, 'mailbox-unknown'),
    raw: report({
      subject: 'Delivery status notification: error',
      words:
        'Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\nAn error has occurred while attempting to deliver a message for the following list of recipients:\n\npaul@example.org: 550 5.1.1 Invalid recipient',
      fields: fields('5.1.1', 'smtp; 550 5.1.1 Invalid recipient'),
    }),
  },
]
