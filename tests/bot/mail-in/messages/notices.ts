import { BOUNCE, mail, notice, OURS, original, type Sample } from './sample.ts'

const PAUL = 'paul@example.org'
const bounce = (
  permanence: 'permanent' | 'temporary' | 'unknown',
  reason?: string,
  address: string | undefined = PAUL,
): Pick<Sample, 'kind' | 'recipients'> => ({
  kind: 'bounce',
  recipients: [{ ...(address !== undefined && { address }), permanence, ...(reason !== undefined && { reason }) }],
})

/** Delivery notices in free text. */
export const NOTICES: readonly Sample[] = [
  {
    name: 'qmail, no such mailbox',
    source: 'qmail, QSBMF',
    ...bounce('permanent', 'mailbox-unknown'),
    inReplyTo: OURS,
    raw: notice(
      'MAILER-DAEMON@mx.example.net',
      'failure notice',
      `Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<paul@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${original()}\nBonjour`,
    ),
  },
  {
    name: 'qmail, too long in the queue',
    source: 'qmail-send',
    ...bounce('temporary'),
    raw: notice(
      'MAILER-DAEMON@mx.example.net',
      'failure notice',
      `Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<paul@example.org>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n\n${original()}`,
    ),
  },
  {
    name: 'qmail, host not found',
    source: 'qmail-remote',
    ...bounce('permanent', 'domain-unknown'),
    raw: notice(
      'MAILER-DAEMON@mx.example.net',
      'failure notice',
      `Hi. This is the qmail-send program at mx.example.net.\n\n<paul@example.org>:\nSorry, I couldn't find any host named example.org. (#5.1.2)\n\n--- Below this line is a copy of the message.\n\n${original()}`,
    ),
  },
  {
    name: 'Exim, unrouteable address',
    source: 'Exim bounce',
    ...bounce('permanent'),
    raw: notice(
      'Mail Delivery System <Mailer-Daemon@host.example.net>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  paul@example.org\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n${original()}\nuser unknown`,
      { 'X-Failed-Recipients': PAUL, 'Auto-Submitted': 'auto-replied' },
    ),
  },
  {
    name: 'Exim, rejected at RCPT',
    source: 'Exim bounce',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery System <Mailer-Daemon@host.example.net>',
      'Mail delivery failed: returning message to sender',
      `A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  paul@example.org\n    host mx.example.org [192.0.2.8]\n    SMTP error from remote mail server after RCPT TO:<paul@example.org>:\n    550 5.1.1 <paul@example.org>: User unknown`,
    ),
  },
  {
    name: 'Exim, warning',
    source: 'Exim delay_warning',
    ...bounce('temporary'),
    raw: notice(
      'Mail Delivery System <Mailer-Daemon@host.example.net>',
      'Warning: message 1abcDE-0001-23 delayed 24 hours',
      `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on host.example.net.\n\nThe address to which the message has not yet been delivered is:\n\n  paul@example.org\n    Delay reason: mailbox is full\n\nNo action is required on your part.`,
    ),
  },
  {
    name: 'Postfix, without a report',
    source: 'Postfix bounce_template',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'MAILER-DAEMON@mx.example.net (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      `This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nIf you do so, please include this problem report. You can\ndelete your own text from the attached returned message.\n\n                   The mail system\n\n<paul@example.org>: host mx.example.org[192.0.2.8] said: 550 5.1.1\n    <paul@example.org>: Recipient address rejected: User unknown (in reply to\n    RCPT TO command)`,
    ),
  },
  {
    name: 'Sendmail, user unknown',
    source: 'Sendmail "Returned mail"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>',
      'Returned mail: see transcript for details',
      `The original message was received at Tue, 4 Mar 2025 09:12:40 +0100\nfrom localhost [127.0.0.1]\n\n   ----- The following addresses had permanent fatal errors -----\n<paul@example.org>\n    (reason: 550 5.1.1 <paul@example.org>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> RCPT To:<paul@example.org>\n<<< 550 5.1.1 <paul@example.org>... User unknown`,
    ),
  },
  {
    name: 'Sendmail, four hours',
    source: 'Sendmail warning',
    ...bounce('temporary'),
    raw: notice(
      'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>',
      'Warning: could not send message for past 4 hours',
      `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The following addresses had transient non-fatal errors -----\n<paul@example.org>\n\n   ----- Transcript of session follows -----\n<paul@example.org>... Deferred: Connection timed out with mx.example.org.`,
    ),
  },
  {
    name: 'Exchange 2003 in French',
    source: 'Exchange 2003, "Échec de la remise"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Administrateur système <postmaster@exemple.fr>',
      '=?iso-8859-1?Q?Non_remis=A0:_Voulez-vous_encore_de_nos_nouvelles_=3F?=',
      "Votre message n'a pas été remis à certains ou à tous les destinataires suivants.\n\n      Objet : Voulez-vous encore de nos nouvelles ?\n      Date :  04/03/2025 09:12\n\nLes destinataires suivants n'ont pas pu être joints :\n\n      paul@example.org le 04/03/2025 09:12\n            Le compte de messagerie n'existe pas dans l'organisation à laquelle le message a été envoyé.\n            <mx.exemple.fr #5.1.1>",
      { 'Auto-Submitted': 'auto-replied', 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Exchange 5.5 in English',
    source: 'Exchange 5.5, "did not reach"',
    ...bounce('permanent'),
    raw: notice(
      'System Administrator <postmaster@corp.example>',
      'Undeliverable: Voulez-vous encore de nos nouvelles ?',
      'Your message\n\n  To:      paul@example.org\n  Subject: Voulez-vous\n\ndid not reach the following recipient(s):\n\npaul@example.org on Tue, 4 Mar 2025 09:12:40 +0100\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=fr;a= ;p=corp',
    ),
  },
  {
    name: 'Office 365 in French, HTML',
    source: 'Exchange Online NDR, fr',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: mail(
      {
        From: 'Microsoft Outlook <postmaster@outlook.com>',
        To: BOUNCE,
        Subject: 'Non remis : Bonjour',
        'Content-Type': 'text/html; charset=utf-8',
      },
      "<html><body><p>Votre message à <b>paul@example.org</b> n'a pas pu être remis.</p><p>paul n'a pas été trouvé sur example.org.</p><p>L'adresse n'existe pas. 550 5.1.10 RESOLVER.ADR.RecipientNotFound</p></body></html>",
    ),
  },
  {
    name: 'Office 365, delayed',
    source: 'Exchange Online, "Delivery delayed"',
    ...bounce('temporary'),
    raw: notice(
      'postmaster@corp.example',
      'Delivery delayed: Bonjour',
      "Delivery to these recipients or groups has been delayed:\n\npaul@example.org\n\nSubject: Bonjour\n\nThis message hasn't been delivered yet. Delivery will continue to be attempted.\nThe server will keep trying to deliver this message for the next 1 days, 19 hours and 53 minutes.",
    ),
  },
  {
    name: 'Exchange in French, remise retardée',
    source: 'Exchange, "Remise retardée"',
    ...bounce('temporary'),
    raw: notice(
      'Microsoft Outlook <postmaster@exemple.fr>',
      'Remise retardée : Bonjour',
      "La remise à ces destinataires ou groupes est retardée :\n\npaul@example.org\n\nCe message n'a pas encore été remis. De nouvelles tentatives auront lieu.",
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Gmail in French',
    source: 'Gmail "Adresse introuvable"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      "** Adresse introuvable **\n\nVotre message n'est pas parvenu à paul@example.org, car l'adresse est introuvable ou ne peut pas recevoir de messages.\n\nRéponse du serveur distant :\n550 5.1.1 The email account that you tried to reach does not exist.",
      { 'X-Failed-Recipients': PAUL, 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Gmail, still trying',
    source: 'Gmail "Delivery incomplete"',
    ...bounce('temporary'),
    raw: notice(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Delay)',
      "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to paul@example.org. Gmail will retry for 45 more hours. You'll be notified if the delivery fails permanently.",
    ),
  },
  {
    name: 'Gmail of before',
    source: 'Gmail, "Technical details of permanent failure"',
    ...bounce('permanent'),
    raw: notice(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      'Delivery to the following recipient failed permanently:\n\n     paul@example.org\n\nTechnical details of permanent failure:\nDNS Error: Domain name not found',
    ),
  },
  {
    name: 'Yahoo',
    source: 'Yahoo "Failure Notice"',
    ...bounce('permanent', 'mailbox-disabled'),
    raw: notice(
      'mailer-daemon@yahoo.com',
      'Failure Notice',
      "Sorry, we were unable to deliver your message to the following address.\n\n<paul@example.org>:\n554: delivery error: dd This user's account has been disabled or discontinued [-5] - mta1005.mail.bf1.yahoo.com\n\n--- Below this line is a copy of the message.",
    ),
  },
  {
    name: 'Yahoo in French',
    source: 'Yahoo "Failure Notice" (fr)',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'MAILER-DAEMON@yahoo.fr',
      'Failure Notice',
      "Désolé, nous n'avons pas pu remettre votre message à l'adresse suivante.\n\n<paul@example.org>:\n554: delivery error: dd This user doesn't have a yahoo.fr account (paul@example.org)\n\n--- Le message d'origine suit.",
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Outlook.com',
    source: 'Outlook.com, "Delivery Status Notification (Failure)"',
    ...bounce('unknown'),
    raw: notice(
      'postmaster@hotmail.com',
      'Delivery Status Notification (Failure)',
      'This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       paul@example.org',
    ),
  },
  {
    name: 'Orange, full',
    source: 'Orange, notice in French',
    ...bounce('temporary', 'mailbox-full'),
    raw: notice(
      'Mail Delivery System <MAILER-DAEMON@orange.fr>',
      'Echec de remise de votre message',
      "Votre message n'a pas pu être remis à l'adresse suivante :\n\n<paul@example.org>\n\nLa boîte aux lettres du destinataire est pleine.",
      { 'Content-Type': 'text/plain; charset=iso-8859-15' },
    ),
  },
  {
    name: 'La Poste',
    source: 'laposte.net, notice in French',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@laposte.net',
      'Message non distribué',
      "Bonjour,\n\nVotre message n'a pas pu être distribué au destinataire paul@example.org : adresse inconnue.\n\nLe service laposte.net",
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Free',
    source: 'Free, Postfix with French host answer',
    ...bounce('permanent', 'mailbox-disabled'),
    raw: notice(
      'MAILER-DAEMON@free.fr',
      'Undelivered Mail Returned to Sender',
      'This is the mail system at host smtp1-g21.free.fr.\n\n<paul@example.org>: host mx.example.org said: 550 5.2.1 Compte désactivé (in reply to RCPT TO)',
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'SFR, refused as spam',
    source: 'SFR, block of content',
    ...bounce('permanent', 'spam'),
    raw: notice(
      'postmaster@sfr.fr',
      'Message refusé',
      'Votre message à paul@example.org a été refusé : contenu indésirable (spam).',
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Bouygues',
    source: 'bbox.fr, notice in French',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery System <mailer-daemon@bbox.fr>',
      "Notification d'échec de distribution",
      'Impossible de distribuer votre message à : paul@example.org\nMotif : utilisateur inconnu',
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'OVH',
    source: 'OVH Exchange and MX Plan, fr',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@ex5.mail.ovh.net',
      'Échec de la remise de votre message',
      "Échec de remise pour ces destinataires ou groupes :\n\npaul@example.org\n550 5.1.1 L'adresse de courrier électronique est introuvable",
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Lotus Notes',
    source: 'Domino, "DELIVERY FAILURE"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@notes.example.org',
      'DELIVERY FAILURE: User paul (paul@example.org) not listed in public Name & Address Book',
      'Your message\n\n  Subject: Bonjour\n\nwas not delivered to:\n\n  paul@example.org\n\nbecause:\n\n  User paul (paul@example.org) not listed in public Name & Address Book',
    ),
  },
  {
    name: 'Zimbra',
    source: 'Zimbra (Postfix), over quota',
    ...bounce('temporary', 'mailbox-full'),
    raw: notice(
      'MAILER-DAEMON@zimbra.example.org',
      'Undelivered Mail Returned to Sender',
      'This is the mail system at host zimbra.example.org.\n\n<paul@example.org>: host zimbra.example.org[192.0.2.3] said: 552 5.2.2 Over quota (in reply to end of DATA command)',
    ),
  },
  {
    name: 'MDaemon',
    source: 'MDaemon, "Permanent Delivery Failure"',
    ...bounce('permanent'),
    raw: notice(
      'MDaemon@corp.example',
      'Permanent Delivery Failure',
      'The attached message had PERMANENT fatal delivery errors!\n\n-- Session Transcript:\n<-- 550 paul@example.org ... Recipient unknown\n\nFailed address: paul@example.org',
    ),
  },
  {
    name: 'IMail',
    source: 'Ipswitch IMail, "Undeliverable Mail"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Postmaster <postmaster@imail.example>',
      'Undeliverable Mail',
      'unknown user: paul@example.org\n\nOriginal message follows.\n\nReceived: from x',
    ),
  },
  {
    name: 'Courier',
    source: 'Courier MTA, "NOTICE: mail delivery status."',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      '"Courier mail server at mx" <@mx.example.net>',
      'NOTICE: mail delivery status.',
      'This is a delivery status notification from mx.example.net,\nrunning the Courier mail server.\n\nThe original message was received on Tue, 4 Mar 2025 09:12:40 +0100\nfrom localhost\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<paul@example.org>:\n    mx.example.org [192.0.2.8]:\n>>> RCPT TO:<paul@example.org>\n<<< 550 User unknown.',
    ),
  },
  {
    name: 'Novell GroupWise',
    source: 'GroupWise GWIA',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery <postmaster@gw.example.org>',
      'Message status - undeliverable',
      'The message that you sent was undeliverable to the following:\n\tpaul@example.org (user not found)\n\nPossibly truncated original message follows:',
    ),
  },
  {
    name: 'Barracuda',
    source: 'Barracuda, "Message you sent blocked by our bulk email filter"',
    ...bounce('permanent'),
    raw: notice(
      'Barracuda Spam Firewall <postmaster@barracuda.example>',
      '**Message you sent blocked by our bulk email filter**',
      'Your message to: paul@example.org\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Bonjour',
    ),
  },
  {
    name: 'Mimecast',
    source: 'Mimecast, "[Postmaster] Email Delivery Failure"',
    ...bounce('permanent', 'blocked'),
    raw: notice(
      'postmaster@mimecast.example',
      '[Postmaster] Email Delivery Failure',
      'This message was created automatically by mail delivery software. A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address failed:\n\n<paul@example.org>: 550 Administrative prohibition - envelope blocked - https://community.mimecast.com',
    ),
  },
  {
    name: 'Mail.ru',
    source: 'Mail.ru (Exim), non-existing account',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'mailer-daemon@corp.mail.ru',
      'Mail failure.',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients.\n\n**********************\n\npaul@example.org: SMTP error from remote mail server after RCPT TO: 550 Message was not accepted -- invalid mailbox. Local mailbox paul@example.org is unavailable: user not found',
    ),
  },
  {
    name: 'Yandex',
    source: 'Yandex mail system',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'mailer-daemon@yandex.ru',
      'Undelivered Mail Returned to Sender',
      'This is the mail system at host yandex.net.\n\nYour message could not be delivered to one or more recipients.\n\n<paul@example.org>: host mx.example.org said: 550 5.7.1 No such user! (in reply to RCPT TO command)',
    ),
  },
  {
    name: 'T-Online',
    source: 'Deutsche Telekom, German notice',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mailer-Daemon@t-online.de',
      'Nachricht konnte nicht zugestellt werden',
      '|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <paul@example.org> ... unknown user\n',
    ),
  },
  {
    name: 'GMX',
    source: 'GMX and web.de, "Mail delivery failed"',
    ...bounce('temporary', 'mailbox-full'),
    raw: notice(
      'GMX Mailer Daemon <mailer-daemon@gmx.net>',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its recipients. The following addresses\nfailed:\n\n"paul@example.org":\nSMTP error from remote server after transfer of mail text:\nhost: mx.example.org\nQuota exceeded',
    ),
  },
  {
    name: 'Exchange in Dutch',
    source: 'Exchange, "Onbestelbaar:"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Microsoft Outlook <postmaster@bedrijf.example>',
      'Onbestelbaar: Nieuws',
      'Uw bericht is niet bezorgd bij een of meer geadresseerden:\n\npaul@example.org\nHet e-mailadres bestaat niet. #550 5.1.1',
    ),
  },
  {
    name: 'KPN',
    source: 'KPN and Telenet (Postfix), Dutch words',
    ...bounce('permanent'),
    raw: notice(
      'Mail Delivery System <mailer-daemon@kpnmail.nl>',
      'Uw bericht kon niet worden afgeleverd',
      'Uw e-mail kon niet worden afgeleverd op het volgende adres:\n\n<paul@example.org>: 550 Gebruiker onbekend',
    ),
  },
  {
    name: 'Exchange in German',
    source: 'Exchange, "Unzustellbar:"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@firma.example',
      'Unzustellbar: Bonjour',
      'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\npaul@example.org\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden. 550 5.1.1',
      { 'Content-Type': 'text/plain; charset=utf-8' },
    ),
  },
  {
    name: 'Amazon SES, free text',
    source: 'Amazon SES, "An error occurred while trying to deliver"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'MAILER-DAEMON@amazonses.com',
      'Delivery Status Notification (Failure)',
      'An error occurred while trying to deliver the mail to the following recipients:\npaul@example.org\n\nReason: 550 5.1.1 user unknown',
    ),
  },
  {
    name: 'InterScan',
    source: 'InterScan MSS, "Mail could not be delivered"',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      '"InterScan MSS" <postmaster@iscan.example>',
      'Mail could not be delivered',
      '****** Message from InterScan Messaging Security Suite ******\n\n<<< 550 5.1.1 <paul@example.org>... User Unknown',
    ),
  },
  {
    name: 'no envelope and no daemon, but both subject and words',
    source: 'web hosts that send notices as themselves',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: mail(
      { From: 'Support <support@hosting.example>', To: BOUNCE, Subject: 'Undeliverable: Bonjour' },
      'Your message could not be delivered to the following recipient:\n\npaul@example.org\nNo such user here',
    ),
  },
  {
    name: 'a mail system that says nothing but carries the original',
    source: 'home-made servers',
    kind: 'bounce',
    recipients: [{ permanence: 'unknown' }],
    raw: notice('MAILER-DAEMON@box.example', 'Re: votre envoi', ''),
  },
  {
    name: 'Sendgrid, in its own words',
    source: 'SendGrid, "Undelivered Mail"',
    ...bounce('permanent'),
    raw: notice(
      'MAILER-DAEMON <mailer-daemon@sendgrid.net>',
      'Undelivered Mail',
      "This is an automatically generated message from SendGrid.\n\nI'm sorry to have to tell you that your message was not able to be delivered to one of its intended recipients.\n\nIf you require assistance with this, please contact SendGrid support.\n\npaul@example.org: 550 5.1.1 The email account does not exist",
    ),
  },

  {
    name: 'DragonFly Mail Agent, a name without an address',
    source: 'DragonFly Mail Agent; sisimai set-of-emails',
    ...bounce('permanent', 'authentication'),
    raw: mail(
      { From: 'MAILER-DAEMON <>', To: BOUNCE, Subject: 'Mail delivery failed' },
      'This is the DragonFly Mail Agent v0.13 at mx.example.net.\n\nThere was an error delivering your mail to <paul@example.org>.\n\nmx.example.org did not like our final DATA:\n550-5.7.26 Unauthenticated email is not accepted due to DMARC policy.\n\nMessage headers follow.\n\nTo: <paul@example.org>',
    ),
  },
  {
    name: 'Oracle Messaging Server',
    source: 'Oracle Communications Messaging Server; sisimai Lhost::MessagingServer',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Internet Mail Delivery <postmaster@mx.example.net>',
      'Delivery Notification: Delivery has failed',
      'This report relates to a message you sent with the following header fields:\n\n  Message-id: <x@asso.example>\n  To: paul@example.org\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: paul@example.org\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 <paul@example.org>... User Unknown',
    ),
  },
  {
    name: 'the cause stands before the address',
    source: 'Trustwave MailMarshal; sisimai Lhost::MailMarshal',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@relay.example',
      'Undeliverable Mail: "Bonjour"',
      'Your message:\n   From:    lettre@asso.example\n   Subject: Bonjour\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    paul@example.org\n',
    ),
  },
  {
    name: 'Notes, with reasons in a box',
    source: 'Lotus Notes; sisimai Lhost::Notes',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'MAILER-DAEMON@notes.example.org',
      'Undeliverable message',
      '------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\npaul@example.org\n\n------- Returned Message --------\n',
    ),
  },
  {
    name: 'a list with bullets',
    source: 'sisimai Lhost::X3',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'Mail Delivery System <mds@mx.example.net>',
      'Delivery status notification',
      '      This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed permanently:\n\n  * paul@example.org\n\nSMTP:RCPT host 192.0.2.8: 553 5.3.0 <paul@example.org>... No such user here',
    ),
  },
  {
    name: '1&1, too large',
    source: '1&1 and IONOS; sisimai Lhost::EinsUndEins',
    ...bounce('permanent', 'too-large'),
    raw: notice(
      '"Mail Delivery System" <mailer-daemon@kundenserver.example>',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nThe following address failed:\n\npaul@example.org\n\nFor the following reason:\n\nMail size limit exceeded. For explanation visit our site\n\n--- The header of the original message is following. ---',
    ),
  },
  {
    name: 'Mimecast, a bare sentence',
    source: 'Mimecast, [Postmaster] Message Delivery Failure',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@example.org',
      '[Postmaster] Message Delivery Failure',
      'MESSAGE DELIVERY FAILURE\n\nYour email to paul@example.org was rejected: Invalid Recipient - https://community.mimecast.com',
    ),
  },
  {
    name: 'Office 365 in French, the sentence alone',
    source: 'Microsoft 365, Non remis',
    ...bounce('permanent', 'mailbox-unknown'),
    raw: notice(
      'postmaster@example.org',
      'Non remis : Bonjour',
      'Votre message à paul@example.org n’a pas pu être remis.\npaul est introuvable dans example.org.',
    ),
  },
]
