import { mail, multipart, OURS, report, type Sample, US } from './sample.ts'

const other: Pick<Sample, 'kind' | 'recipients'> = { kind: 'other', recipients: [] }

/** Neither about delivery, nor an answer, nor a person. */
export const OTHERS: readonly Sample[] = [
  {
    name: 'read receipt',
    source: 'RFC 8098',
    ...other,
    raw: multipart(
      { From: 'Claire <claire@example.fr>', To: US, Subject: 'Lu : Bonjour' },
      'multipart/report; report-type=disposition-notification',
      [
        [{ 'Content-Type': 'text/plain' }, 'Votre message a été lu.'],
        [
          { 'Content-Type': 'message/disposition-notification' },
          `Final-Recipient: rfc822;claire@example.fr\nOriginal-Message-ID: ${OURS}\nDisposition: manual-action/MDN-sent-manually; displayed`,
        ],
      ],
    ),
  },
  {
    name: 'deleted unread',
    source: 'Outlook "Non lu :", RFC 8098 deleted',
    ...other,
    raw: multipart(
      { From: 'Claire <claire@example.fr>', To: US, Subject: 'Non lu : Bonjour' },
      'multipart/report; report-type=disposition-notification',
      [
        [{ 'Content-Type': 'text/plain' }, 'Supprimé sans avoir été lu.'],
        [
          { 'Content-Type': 'message/disposition-notification' },
          'Final-Recipient: rfc822;claire@example.fr\nDisposition: automatic-action/MDN-sent-automatically; deleted',
        ],
      ],
    ),
  },
  {
    name: 'calendar answer',
    source: 'RFC 5546, METHOD:REPLY',
    ...other,
    raw: multipart(
      { From: 'Claire <claire@example.fr>', To: US, Subject: 'Accepté : Réunion' },
      'multipart/alternative',
      [
        [{ 'Content-Type': 'text/plain' }, ''],
        [
          { 'Content-Type': 'text/calendar; method=REPLY; charset=utf-8' },
          'BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR',
        ],
      ],
    ),
  },
  {
    name: 'invitation',
    source: 'RFC 5546, METHOD:REQUEST',
    ...other,
    raw: multipart(
      { From: 'Claire <claire@example.fr>', To: US, Subject: 'Invitation : Réunion' },
      'multipart/alternative',
      [
        [{ 'Content-Type': 'text/plain' }, 'Claire vous invite'],
        [{ 'Content-Type': 'text/calendar; method=REQUEST' }, 'BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR'],
      ],
    ),
  },
  {
    name: 'newsletter of somebody else',
    source: 'RFC 2369, List-Unsubscribe',
    ...other,
    raw: mail(
      {
        From: 'Le Marché <news@marche.example>',
        To: US,
        Subject: 'Nos offres de mars',
        'List-Unsubscribe': '<https://marche.example/u>',
        Precedence: 'bulk',
        'Content-Type': 'text/html; charset=utf-8',
      },
      '<p>Pour vous désinscrire, cliquez ici.</p>',
    ),
  },
  {
    name: 'discussion list',
    source: 'RFC 2919, Mailman',
    ...other,
    raw: mail(
      {
        From: 'Bob <bob@example.net>',
        To: 'devel@lists.example.net',
        Subject: 'Re: [devel] patches',
        'List-Id': '<devel.lists.example.net>',
        Precedence: 'list',
        'In-Reply-To': '<abc@example.net>',
      },
      'I agree.\n\n> What about this?',
    ),
  },
  {
    name: 'virus notice',
    source: 'amavisd-new, "VIRUS (…) IN MAIL FROM YOU"',
    ...other,
    raw: mail(
      {
        From: 'Content-filter at mx <postmaster@mx.example.net>',
        To: US,
        Subject: 'VIRUS (Eicar) IN MAIL FROM YOU',
        'Return-Path': '<>',
      },
      'VIRUS ALERT\n\nOur content checker found a virus in your email to: paul@example.org. Delivery of the email was stopped!',
    ),
  },
  {
    name: 'quarantine digest',
    source: 'Barracuda quarantine summary',
    ...other,
    raw: mail(
      { From: 'Barracuda <noreply@barracuda.example>', To: US, Subject: 'Spam Quarantine Summary' },
      'You have 3 messages in quarantine.',
    ),
  },
  {
    name: 'DMARC report',
    source: 'RFC 7489, 7.2.1.1',
    ...other,
    raw: mail(
      {
        From: 'noreply-dmarc-support@google.com',
        To: 'dmarc@asso.example',
        Subject: 'Report domain: asso.example Submitter: google.com Report-ID: 1234',
      },
      '',
    ),
  },
  {
    name: 'notification of a program',
    source: 'GitHub notifications',
    ...other,
    raw: mail(
      {
        From: 'Bot <notifications@github.com>',
        To: US,
        Subject: '[x/y] Release 1.0',
        'List-Id': 'x/y <y.x.github.com>',
        Precedence: 'list',
        'X-GitHub-Reason': 'subscribed',
        'Auto-Submitted': 'auto-generated',
      },
      'New release.',
    ),
  },
  {
    name: 'cron',
    source: 'cron(8)',
    ...other,
    raw: mail(
      {
        From: 'root <root@host.example>',
        To: US,
        Subject: 'Cron <root@host> backup',
        'X-Cron-Env': '<SHELL=/bin/sh>',
        'Auto-Submitted': 'auto-generated',
      },
      'done',
    ),
  },
  {
    name: 'receipt of a shop from no-reply',
    source: 'web shops',
    ...other,
    raw: mail(
      { From: 'Boutique <no-reply@boutique.example>', To: US, Subject: 'Votre commande 4321' },
      'Votre colis est parti.',
    ),
  },
  {
    name: 'recall',
    source: 'Outlook "Rappel :"',
    ...other,
    raw: mail(
      { From: 'Claire <claire@example.fr>', To: US, Subject: 'Rappel : Ordre du jour' },
      'Claire souhaite rappeler le message « Ordre du jour ».',
    ),
  },
  {
    name: 'delivered, in words',
    source: 'Exchange "Delivered:"',
    ...other,
    raw: mail(
      { From: 'postmaster@corp.example', To: US, Subject: 'Delivered: Bonjour', 'Return-Path': '<>' },
      'Your message has been delivered to the following recipients: paul@example.org',
    ),
  },
  {
    name: 'successful report',
    source: 'Gmail "Delivery Status Notification (Success)"',
    ...other,
    raw: report({
      subject: 'Delivery Status Notification (Success)',
      fields: 'Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.1.5',
    }),
  },
  { name: 'an empty file', source: '–', ...other, raw: '' },
  { name: 'no mail at all', source: '–', ...other, raw: 'PK\u0003\u0004 something that is no mail\u0000\u0001' },
  {
    name: 'postmaster tells all users something',
    source: 'house notices',
    ...other,
    raw: mail(
      {
        From: 'Postmaster <postmaster@asso.example>',
        To: US,
        Subject: 'Maintenance dimanche',
        'Auto-Submitted': 'auto-generated',
      },
      'Le serveur sera arrêté dimanche.',
    ),
  },
]
