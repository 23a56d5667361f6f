import type { IncomingKind } from '#core/incoming/incoming-mail.ts'
import { answer, BOUNCE, mail, multipart, notice, report, type Sample, US } from './sample.ts'

const letter = (subject: string, body: string, headers: Record<string, string> = {}) =>
  mail(
    {
      From: 'Jean <jean@example.org>',
      To: US,
      Subject: subject,
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    },
    body,
  )

const CASES: readonly (readonly [kind: IncomingKind, raw: string])[] = [
  [
    'human',
    answer(
      'Bonjour,\n\nMerci pour votre message. Je suis en déplacement cette semaine mais oui je veux rester.\n\nJean',
    ),
  ],
  ['human', answer('Thanks for your email! Yes, keep me on the list.')],
  ['human', answer('Bonjour, je vous confirme que je souhaite recevoir la newsletter. Merci de votre message.')],
  ['human', answer("J'ai quitté la région, mais gardez-moi dans votre liste")],
  [
    'human',
    answer(
      'Je ne travaille plus chez Dupont mais voici ma nouvelle adresse : jean@x.fr, merci de la noter. A bientôt ?',
    ),
  ],
  ['human', letter('Absence de réponse', "Bonjour, je n'ai pas eu de réponse à ma question du 3 mars.")],
  ['human', letter('Vacances', 'Bonjour, quelles sont les dates du camp ?')],
  ['human', letter('Confirmation', 'Oui je confirme')],
  ['human', letter('Merci pour votre message', "C'est très gentil. Je reste abonnée.")],
  ['human', letter('Re: Réponse automatique : Bonjour', "Merci, j'attends votre retour.")],
  ['human', answer("Out of office? No I'm here :)")],
  ['human', answer('Hi, thank you for your email. We will be in touch soon.\nBest, Ann')],
  ['human', letter("Congés d'été", 'Bonjour, serez-vous ouverts en août ?')],
  ['human', letter('Votre demande de dons', 'Bonjour, je ne peux pas cette année.')],
  ['human', letter('Votre message du 4 mars', "Bonjour, j'ai bien reçu votre message et je souhaite continuer.")],
  [
    'human',
    letter('Nouvelle adresse', 'Bonjour, voici ma nouvelle adresse : jean@neuf.fr. Merci de mettre à jour. Jean'),
  ],
  [
    'human',
    letter("Changement d'adresse mail", 'Bonjour, pouvez-vous changer mon adresse mail en jean@neuf.fr ? Merci'),
  ],
  ['human', answer("Mail delivery failed: returning message to sender\nVoilà ce que j'ai reçu hier.")],
  ['human', letter('Fwd: failure notice', 'regardez ça\n\nHi. This is the qmail-send program at x.')],
  ['human', letter('désinscription', '')],
  ['human', answer('Absent')],
  ['human', letter('Request', 'We received your request yesterday, and I would like to talk. When are you free?')],
  ['human', letter('Ticket', "J'ai perdu mon ticket")],
  ['human', letter('Unable to deliver the parcel', "Bonjour, le facteur n'a pas trouvé votre adresse.")],
  [
    'human',
    multipart({ From: 'Zoé <zoe@example.fr>', To: US, Subject: 'photo' }, 'multipart/mixed', [
      [
        {
          'Content-Type': 'image/jpeg; name=a.jpg',
          'Content-Transfer-Encoding': 'base64',
          'Content-Disposition': 'attachment',
        },
        'AAAA',
      ],
    ]),
  ],
  [
    'human',
    letter('Re: Votre demande', 'ok', {
      'X-Mailer': 'Microsoft Outlook 16.0',
      Importance: 'high',
      'X-MS-Exchange-Organization-AuthAs': 'Internal',
    }),
  ],
  ['human', answer('Je suis actuellement en vacances. Stop à vos mails !')],
  [
    'human',
    answer(
      'Bonjour,\nJe suis en congé maternité et votre lettre me fait du bien, continuez !\n\nLe mar. 4 mars 2025 à 09:12, X <x@y.fr> a écrit :\n> Voulez-vous',
    ),
  ],
  ['human', letter('RE : Bonjour', 'Oui')],
  ['human', letter('Accepté', 'Oui, je veux bien')],
  ['human', letter('Lu et approuvé', 'Bonjour, lu et approuvé. Jean')],
  ['human', letter('Rappel', 'Pouvez-vous me rappeler ?')],
  ['human', letter('Read this please', 'a question for you')],
  ['human', letter('I am away next week', 'Can we talk the week after?')],
  ['human', letter('Autorisation', 'Je vous autorise à m’écrire')],

  ['human', letter('Rappel : réunion de jeudi', 'Bonjour, je vous rappelle que la réunion a lieu jeudi.')],
  ['human', letter('Virus ?', 'Bonjour, votre mail contient-il un virus ?')],
  ['human', letter('Quarantaine', 'Bonjour, je suis en quarantaine, je ne viendrai pas.')],
  ['human', letter('Re: x', 'oui', { 'Feedback-ID': '123:user:proton' })],
  ['human', letter('Contact depuis le site', 'Bonjour, je souhaite adhérer.', { 'X-Mailer': 'PHPMailer 6.5' })],
  ['human', letter('Lu : votre article', 'Bonjour, très bon article !')],
  ['human', answer("Bonjour, c'est noté. Merci.")],
  ['human', answer('I will be out of the office next week but yes please keep sending.')],
  ['human', answer('Merci pour votre mail. Je suis absente mardi, peut-on se voir mercredi ?')],
  ['human', answer('ok')],
  ['human', answer('Merci de supprimer mon adresse. Je ne travaille plus dans cette entreprise.')],
  [
    'human',
    letter('Your newsletter', 'Thank you for your email. I enjoyed it and I will forward it to my friends soon.'),
  ],
  [
    'human',
    answer(
      "Je suis en arrêt de travail, merci de votre compréhension. Bonne continuation à toute l'équipe et vive la lettre, oui !",
    ),
  ],
  [
    'human',
    mail(
      { From: 'Jean <jean@example.org>', To: BOUNCE, Subject: 'Re: Voulez-vous', 'Return-Path': '<jean@example.org>' },
      'oui bien sur',
    ),
  ],
  [
    'auto-reply',
    letter(
      'Re: Voulez-vous',
      "Bonjour,\n\nJ'ai bien reçu votre mail, je suis actuellement en congés. Je vous répondrai à mon retour le 12.\n\nCordialement",
    ),
  ],
  ['auto-reply', letter('Out of Office: Bonjour', 'See you')],
  [
    'auto-reply',
    letter('Re: Voulez-vous', "Je suis absent jusqu'au 15/03. En cas d'urgence contactez Mme X au 01 02 03 04 05."),
  ],
  ['auto-reply', letter('Abwesenheitsnotiz', 'Vielen Dank')],
  ['auto-reply', letter('Réponse automatique', 'Bonjour, Merci')],
  ['auto-reply', letter('Absent(e) du bureau : x', '')],
  [
    'auto-reply',
    letter(
      'Jean Dupont est absent(e)',
      'Je serai absent(e) du 03/03 au 10/03.\n\nJe répondrai à votre message dès mon retour.',
    ),
  ],
  [
    'auto-reply',
    letter(
      'Re: x',
      'Madame, Monsieur,\n\nVotre message a bien été transmis au service concerné. Ceci est un message automatique, merci de ne pas y répondre.',
    ),
  ],
  [
    'auto-reply',
    letter('Fermeture annuelle', 'Notre cabinet est fermé du 1er au 21 août. Pour toute urgence, contactez le 15.'),
  ],
  [
    'auto-reply',
    letter(
      'Your message to Support',
      'Thank you for contacting Support. Your request has been received and a ticket has been created. We will reply within 24 hours. This is an automated message.',
    ),
  ],
  ['auto-reply', letter('Bonjour', 'Hello', { 'X-Autoreply': 'yes' })],
  [
    'auto-reply',
    letter('RE: Bonjour', 'I am on vacation until 3/15 and will answer when I get back.', { Precedence: 'junk' }),
  ],
  ['auto-reply', letter('Auto-reply: your message', 'x')],
  [
    'auto-reply',
    letter('Re: Voulez-vous', 'Je ne fais plus partie des effectifs de la société. Merci de contacter M. Y.'),
  ],
  [
    'auto-reply',
    letter('Demande n°1234 enregistrée', 'Votre demande a été enregistrée sous le n° 1234.', {
      'Auto-Submitted': 'auto-generated',
    }),
  ],
  ['auto-reply', letter('Confirmation de réception', 'Votre message nous est bien parvenu.')],
  ['auto-reply', letter('Re: x', 'Ik ben met verlof tot 12 maart. Voor dringende zaken kan u mijn collega bereiken.')],
  ['auto-reply', letter('Respuesta automática: x', 'Estoy fuera')],
  ['auto-reply', letter('x', 'y', { 'Auto-Submitted': 'auto-notified' })],
  ['bounce', notice('postmaster@x.fr', 'Échec de la remise : x', 'x')],
  [
    'bounce',
    notice('Mail Delivery Subsystem <mailer-daemon@x.fr>', 'Courrier non distribué', 'paul@example.org: boîte pleine'),
  ],
  [
    'bounce',
    notice(
      'postmaster@x.fr',
      "Notification d'état de remise (échec)",
      "Ceci est une notification automatique d'état de remise.\n\nÉchec de la remise aux destinataires suivants.\n\n       paul@example.org",
    ),
  ],
  ['bounce', notice('MAILER-DAEMON@x', '=?iso-2022-jp?B?GyRCSVRDThsoQg==?=', '<paul@example.org>: 550 5.1.1 unknown')],
  ['bounce', mail({ From: 'postmaster@x.fr', To: BOUNCE, Subject: 'Returned mail: User unknown' }, 'x')],
  [
    'bounce',
    mail(
      { From: 'mailer-daemon@aol.com', To: BOUNCE, Subject: 'Mail System Error - Returned Mail' },
      'The following destination addresses were unknown: paul@example.org',
    ),
  ],
  [
    'bounce',
    notice(
      '"Mail Delivery System" <MAILER-DAEMON@ironport.example>',
      'Delivery Status Notification (Failure)',
      "The following message to <paul@example.org> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.1.1 <paul@example.org>... User unknown'",
    ),
  ],
  [
    'bounce',
    mail(
      {
        From: 'System Administrator <admin@corp.example>',
        To: BOUNCE,
        Subject: 'Undeliverable: x',
        'Return-Path': '<>',
      },
      "Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n      'paul@example.org' on 3/4/2025 9:12 AM\n            The e-mail account does not exist at the organization this message was sent to.  <mx.corp #5.1.1>",
    ),
  ],
  [
    'bounce',
    notice(
      'postmaster@x.fr',
      'Avertissement : message non remis depuis 4 heures',
      "Votre message à paul@example.org n'a pas encore pu être remis.",
    ),
  ],
  [
    'bounce',
    notice(
      'MAILER-DAEMON',
      'failure notice',
      'Hi. This is the qmail-send program at x.\n\n<paul@example.org>:\nuser is over quota\n',
    ),
  ],
  [
    'bounce',
    notice(
      '<>',
      'Mail delivery failed',
      'This message was created automatically by mail delivery software. The following address failed:\n\n  paul@example.org\n    550 unknown',
    ),
  ],
  [
    'bounce',
    report({
      from: 'Jean <jean@example.org>',
      subject: 'Re: x',
      fields: 'Final-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.1.1',
    }),
  ],
  ['other', letter('Tâche : x', '', { 'Content-Class': 'urn:content-classes:calendarmessage' })],
  ['other', mail({ From: 'x <newsletter@shop.fr>', To: US, Subject: 'Soldes' }, 'Profitez')],
  ['other', mail({ From: 'LinkedIn <messages-noreply@linkedin.com>', To: US, Subject: 'x' }, 'y')],
  ['other', letter('Read: Bonjour', 'Your message\n\nTo: jean\nSubject: Bonjour\n\nwas read on 3/4/2025 9:12 AM.')],
  ['other', letter('Antigen found VIRUS= Eicar', 'x', { 'Return-Path': '<>' })],
  ['other', letter('Virus détecté dans un message que vous avez envoyé', 'x', { From: 'antivirus@x.fr' })],
  [
    'auto-reply',
    mail(
      {
        From: 'Boutique <no-reply@boutique.example>',
        To: US,
        Subject: 'Re: Voulez-vous',
        'In-Reply-To': '<x@asso.example>',
      },
      'Dossier transmis.',
    ),
  ],
  ['bounce', report({ from: 'x@example.net', subject: '不達', fields: '' }).slice(0, 420)],
]

/** Messages that look like another kind: people on leave who answer, machines that sound like people, subjects both use. */
export const CLOSE_CALLS: readonly Sample[] = CASES.map(([kind, raw], at) => ({
  name: `${at + 1}, ${kind}: ${/^Subject: (.{0,40})/m.exec(raw)?.[1]}`,
  source: 'wordings of the other families, turned round',
  kind,
  raw,
}))
