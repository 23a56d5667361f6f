import { BOUNCE, mail, multipart, OURS, original, type Sample } from './sample.ts'

const arf = (type: string, extra = '', from = 'Feedback <fbl@isp.example>') =>
  multipart(
    { From: from, To: BOUNCE, Subject: 'Email Feedback Report for IP 192.0.2.5' },
    'multipart/report; report-type=feedback-report',
    [
      [
        { 'Content-Type': 'text/plain' },
        'This is an email abuse report for an email message received from IP 192.0.2.5.',
      ],
      [
        { 'Content-Type': 'message/feedback-report' },
        `Feedback-Type: ${type}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n${extra}`,
      ],
      [{ 'Content-Type': 'message/rfc822' }, `${original('zoe@isp.example')}\nBonjour`],
    ],
  )

/** Feedback reports (RFC 5965), and complaints that came before that format. */
export const COMPLAINTS: readonly Sample[] = [
  {
    name: 'abuse',
    source: 'RFC 5965, appendix B',
    kind: 'complaint',
    recipients: [{ address: 'zoe@isp.example', reason: 'abuse' }],
    inReplyTo: OURS,
    raw: arf('abuse'),
  },
  {
    name: 'abuse with the recipient named',
    source: 'RFC 5965, 3.2 Original-Rcpt-To',
    kind: 'complaint',
    recipients: [{ address: 'lea@isp.example' }],
    raw: arf('abuse', 'Original-Mail-From: <x@asso.example>\nOriginal-Rcpt-To: <lea@isp.example>\n'),
  },
  {
    name: 'opt-out',
    source: 'ARF drafts, feedback type opt-out',
    kind: 'complaint',
    recipients: [{ reason: 'opt-out' }],
    raw: arf('opt-out'),
  },
  { name: 'fraud', source: 'RFC 5965, 7.3', kind: 'complaint', recipients: [{ reason: 'fraud' }], raw: arf('fraud') },
  {
    name: 'authentication failure is no complaint',
    source: 'RFC 6591',
    kind: 'other',
    raw: arf('auth-failure', 'Auth-Failure: dkim\n'),
  },
  { name: 'not spam', source: 'RFC 6430', kind: 'other', raw: arf('not-spam') },
  { name: 'virus', source: 'RFC 5965, 7.3', kind: 'other', raw: arf('virus') },
  {
    name: 'Hotmail, without a feedback part',
    source: 'Microsoft JMRP, staff@hotmail.com',
    kind: 'complaint',
    recipients: [{ address: 'bob@hotmail.example' }],
    raw: multipart(
      { From: '<staff@hotmail.com>', To: BOUNCE, Subject: 'complaint about message from 192.0.2.5' },
      'multipart/mixed',
      [
        [
          { 'Content-Type': 'message/rfc822' },
          `X-HmXmrOriginalRecipient: <bob@hotmail.example>\n${original('hidden')}\nBonjour`,
        ],
      ],
    ),
  },
  {
    name: 'SpamCop',
    source: 'SpamCop reports',
    kind: 'complaint',
    recipients: [{ reason: 'abuse' }],
    raw: mail(
      {
        From: 'Reporter <1234567@reports.spamcop.net>',
        To: 'abuse@asso.example',
        Subject: '[SpamCop (192.0.2.5) id:7654321]Voulez-vous encore de nos nouvelles ?',
      },
      '[ SpamCop V4 ]\nThis message is brief for your comfort.\n\nEmail from 192.0.2.5 / Tue, 4 Mar 2025',
    ),
  },
  {
    name: 'AOL of before',
    source: 'AOL feedback loop, "Client TOS Notification"',
    kind: 'complaint',
    raw: multipart({ From: 'scomp@aol.net', To: BOUNCE, Subject: 'Client TOS Notification' }, 'multipart/mixed', [
      [{ 'Content-Type': 'message/rfc822' }, original('redacted@aol.com')],
    ]),
  },
  {
    name: 'Hotmail, from a hidden sender',
    source: 'Microsoft JMRP, X-HmXmrOriginalRecipient; sisimai set-of-emails',
    kind: 'complaint',
    recipients: [{ address: 'bob@hotmail.example' }],
    raw: multipart(
      { From: 'x@example.org', To: BOUNCE, Subject: 'complaint about message from 192.0.2.222' },
      'multipart/mixed',
      [
        [
          { 'Content-Type': 'message/rfc822', 'Content-Disposition': 'inline' },
          `X-HmXmrOriginalRecipient: bob@hotmail.example\n${original('bob@hotmail.example')}`,
        ],
      ],
    ),
  },
]
