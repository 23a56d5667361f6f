import { answer, BOUNCE, mail, multipart, OURS, type Sample, US } from './sample.ts'

const human = (text?: string, stop: string | false = false): Pick<Sample, 'kind' | 'recipients' | 'text' | 'stop'> => ({
  kind: 'human',
  recipients: [],
  stop,
  ...(text !== undefined && { text }),
})
const QUOTE = '> Voulez-vous encore de nos nouvelles ?\n> Pour vous désinscrire, répondez STOP.'
const letter = (subject: string, body: string, headers: Record<string, string> = {}) =>
  mail(
    {
      From: 'Jean Dupont <jean.dupont@example.org>',
      To: US,
      Subject: subject,
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    },
    body,
  )

/** What people write, with everything around it that could be taken for a machine. */
export const HUMANS: readonly Sample[] = [
  { name: 'one word', source: 'people', ...human('oui'), inReplyTo: OURS, raw: answer('oui') },
  { name: 'one sign', source: 'people', ...human('?'), raw: answer('?') },
  { name: 'stop', source: 'people', ...human('stop', 'stop'), raw: answer('stop') },
  {
    name: 'Stop in a subject, nothing else',
    source: 'mailto: links of unsubscribe',
    ...human('', 'STOP'),
    raw: letter('STOP', ''),
  },
  {
    name: 'unsubscribe by mailto',
    source: 'RFC 2369, mailto',
    ...human('', 'unsubscribe'),
    raw: mail({ From: 'jean.dupont@example.org', To: BOUNCE, Subject: 'unsubscribe' }, ''),
  },
  {
    name: 'Gmail in French',
    source: 'Gmail, "Le … a écrit :"',
    ...human('Oui, avec plaisir !'),
    raw: answer(
      `Oui, avec plaisir !\n\nLe mar. 4 mars 2025 à 09:12, Une association <lettre@asso.example> a\nécrit :\n\n${QUOTE}`,
    ),
  },
  {
    name: 'Gmail in English',
    source: 'Gmail, "On … wrote:"',
    ...human('Yes please.'),
    raw: answer(
      `Yes please.\n\nOn Tue, Mar 4, 2025 at 9:12 AM Une association <lettre@asso.example> wrote:\n\n${QUOTE}`,
    ),
  },
  {
    name: 'Gmail in Dutch',
    source: 'Gmail, "Op … schreef"',
    ...human('Ja, graag.'),
    raw: answer(`Ja, graag.\n\nOp di 4 mrt 2025 om 09:12 schreef Une association <lettre@asso.example>:\n\n${QUOTE}`),
  },
  {
    name: 'Outlook in French, no marks',
    source: 'Outlook, "De : … Envoyé :"',
    ...human('Merci, je reste.\n\nJean'),
    raw: answer(
      'Merci, je reste.\n\nJean\n\nDe : Une association <lettre@asso.example>\nEnvoyé : mardi 4 mars 2025 09:12\nÀ : Jean Dupont\nObjet : Voulez-vous encore de nos nouvelles ?\n\nPour ne plus recevoir nos messages, répondez STOP.',
    ),
  },
  {
    name: 'Outlook in English',
    source: 'Outlook, "-----Original Message-----"',
    ...human('Please keep me informed.'),
    raw: answer(
      'Please keep me informed.\n\n-----Original Message-----\nFrom: lettre@asso.example\nSent: Tuesday\nTo: Jean\nSubject: unsubscribe\n\nReply STOP to unsubscribe',
    ),
  },
  {
    name: 'Outlook in Dutch',
    source: 'Outlook, "Van: … Verzonden:"',
    ...human('Graag blijven.'),
    raw: answer(
      'Graag blijven.\n\nVan: Une association\nVerzonden: dinsdag 4 maart 2025 09:12\nAan: Jean\nOnderwerp: Nieuws\n\nUitschrijven? Antwoord STOP.',
    ),
  },
  {
    name: 'Apple Mail in French',
    source: 'Apple Mail, "Le … à …, … a écrit :"',
    ...human('Bien reçu, je confirme.'),
    raw: answer(
      `Bien reçu, je confirme.\n\n> Le 4 mars 2025 à 09:12, Une association <lettre@asso.example> a écrit :\n>\n${QUOTE}`,
    ),
  },
  {
    name: 'Orange webmail',
    source: 'Orange, "> Message du 04/03/25 09:12"',
    ...human('Je souhaite continuer.'),
    raw: answer(
      `Je souhaite continuer.\n\n> Message du 04/03/25 09:12\n> De : "Une association" <lettre@asso.example>\n> A : jean@orange.fr\n> Objet : Voulez-vous\n>\n${QUOTE}`,
    ),
  },
  {
    name: 'answer below the quote',
    source: 'bottom-posting',
    ...human('Oui pour la lettre.'),
    raw: answer(`Le 04/03/2025 à 09:12, Une association a écrit :\n${QUOTE}\n\nOui pour la lettre.`),
  },
  {
    name: 'answers between the lines',
    source: 'interleaved answers',
    ...human('oui\n\nnon merci'),
    raw: answer('> Voulez-vous la lettre ?\noui\n\n> Voulez-vous les offres ?\nnon merci'),
  },
  {
    name: 'stop below the quote',
    source: 'bottom-posting',
    ...human('Désinscrivez-moi svp', 'Désinscrivez'),
    raw: answer(`On 4 Mar 2025, Une association wrote:\n${QUOTE}\n\nDésinscrivez-moi svp`),
  },
  {
    name: 'signature of a phone',
    source: 'iOS Mail, Orange on Android',
    ...human('ok pour moi'),
    raw: answer(`ok pour moi\n\nEnvoyé de mon iPhone\n\n${QUOTE}`),
  },
  {
    name: 'signature in English',
    source: 'Outlook for iOS',
    ...human('fine'),
    raw: answer('fine\n\nGet Outlook for iOS'),
  },
  {
    name: 'usual signature',
    source: 'RFC 3676, 4.3',
    ...human('Je veux bien.'),
    raw: answer('Je veux bien.\n\n-- \nJean Dupont\nNe plus recevoir nos offres : désinscription sur example.org'),
  },
  {
    name: 'a standing note that speaks of deleting',
    source: 'company disclaimers',
    ...human('Merci pour tout.'),
    raw: answer(
      'Merci pour tout.\n\nCe message et ses pièces jointes sont confidentiels. Si vous l’avez reçu par erreur, merci de le supprimer et de ne plus nous écrire.',
    ),
  },
  {
    name: 'HTML alone',
    source: 'Outlook.com',
    ...human('Oui, je veux rester.'),
    raw: answer(
      '<html><head><style>p{}</style></head><body><p>Oui, je veux rester.</p><hr><div id="divRplyFwdMsg"><b>De :</b> Une association<br><b>Envoyé :</b> mardi</div><div>répondez STOP</div></body></html>',
      { 'Content-Type': 'text/html; charset=utf-8' },
    ),
  },
  {
    name: 'HTML of Gmail with a quote',
    source: 'Gmail, gmail_quote',
    ...human('Stop svp', 'Stop'),
    raw: answer(
      '<div dir="ltr">Stop svp</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 4 mars a écrit :<br></div><blockquote class="gmail_quote">Pour vous désinscrire</blockquote></div>',
      { 'Content-Type': 'text/html; charset=utf-8' },
    ),
  },
  {
    name: 'HTML answer below a quote',
    source: 'Thunderbird, moz-cite',
    ...human('Oui, encore.'),
    raw: answer('<blockquote type="cite"><p>Voulez-vous ? Répondez STOP</p></blockquote><p>Oui, encore.</p>', {
      'Content-Type': 'text/html; charset=utf-8',
    }),
  },
  {
    name: 'both texts, in quoted-printable',
    source: 'Apple Mail',
    ...human('Désolé pour le délai, oui.'),
    raw: multipart({ From: 'Zoé <zoe@example.fr>', To: US, Subject: 'Re: Bonjour' }, 'multipart/alternative', [
      [
        { 'Content-Type': 'text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding': 'quoted-printable' },
        'D=E9sol=E9 pour le d=E9lai, =\noui.',
      ],
      [{ 'Content-Type': 'text/html; charset=iso-8859-1' }, '<p>autre</p>'],
    ]),
  },
  {
    name: 'subject "Re: Automatic reply"',
    source: 'people who answer an automatic answer',
    ...human('Ah, bon retour alors !'),
    raw: answer('Ah, bon retour alors !', { Subject: 'Re: Automatic reply: Bonjour' }),
  },
  {
    name: 'subject "Re: Undeliverable"',
    source: 'people who answer a notice',
    ...human(),
    raw: letter(
      'RE: Undeliverable: Bonjour',
      'Pourquoi mon message vous revient-il ?\n\n> Your message could not be delivered to the following recipients\n> 550 5.1.1 User unknown',
    ),
  },
  {
    name: 'a notice passed on',
    source: 'people who forward a notice',
    ...human(),
    raw: letter(
      'TR: Undelivered Mail Returned to Sender',
      'Voilà ce que je reçois quand je vous écris.\n\n-------- Message transféré --------\nFrom: MAILER-DAEMON@mx.example.net\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.net. 550 5.1.1 User unknown',
    ),
  },
  {
    name: 'a report attached by a person',
    source: 'Thunderbird, forward with parts',
    ...human(),
    raw: multipart(
      { From: 'Jean <jean@example.org>', To: US, Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      'multipart/mixed',
      [
        [{ 'Content-Type': 'text/plain' }, 'Que faire ?'],
        [
          { 'Content-Type': 'message/delivery-status' },
          'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; paul@example.org\nAction: failed\nStatus: 5.1.1',
        ],
      ],
    ),
  },
  {
    name: 'a person named Postmaster',
    source: 'small houses',
    ...human(),
    raw: letter('Re: Voulez-vous encore de nos nouvelles ?', 'Bonjour, oui, je reste abonné.', {
      From: 'Le postmaster <postmaster@example.org>',
    }),
  },
  {
    name: 'speaks of an absence',
    source: 'people',
    ...human(),
    raw: answer('Bonjour, pendant mon absence j’ai reçu trois fois votre lettre, est-ce normal ?'),
  },
  {
    name: 'speaks of being out of the office, and asks',
    source: 'people',
    ...human(),
    raw: answer(
      `Hi, I am out of the office until Monday, could you send me the programme again?\n\nOn Tue, Mar 4, 2025 at 9:12 AM X <lettre@asso.example> wrote:\n${QUOTE}`,
    ),
  },
  { name: 'quotes our STOP line', source: 'people', ...human(), raw: answer(`Je garde tout !\n\n${QUOTE}`) },
  {
    name: 'Auto-Submitted: no',
    source: 'RFC 3834, 5',
    ...human(),
    raw: answer('Je suis en congés, mais je lis mes mails.', { 'Auto-Submitted': 'no' }),
  },
  {
    name: 'X-Auto-Response-Suppress alone',
    source: 'Microsoft, X-Auto-Response-Suppress',
    ...human('Oui.'),
    raw: answer('Oui.', { 'X-Auto-Response-Suppress': 'OOF, AutoReply' }),
  },
  {
    name: 'through a group address',
    source: 'Google Groups as contact address',
    ...human('Oui, toujours.'),
    raw: answer('Oui, toujours.', {
      'List-Id': '<contact.asso.example>',
      Precedence: 'list',
      'Mailing-list': 'list contact@asso.example',
    }),
  },
  {
    name: 'no body but a subject',
    source: 'people',
    ...human(''),
    raw: letter('Pouvez-vous me rappeler au 01 23 45 67 89 ?', ''),
  },
  {
    name: 'head alone',
    source: 'cut after the head',
    ...human(''),
    raw: `From: Jean <jean@example.org>\nTo: ${US}\nSubject: Bonjour`,
  },
  {
    name: 'from an mbox',
    source: 'mboxrd "From " line',
    ...human('Merci.'),
    raw: `From jean@example.org Tue Mar  4 09:12:44 2025\nFrom: Jean <jean@example.org>\nTo: ${US}\nSubject: Re: Bonjour\n\nMerci.`,
  },
  {
    name: 'a question about the newsletter',
    source: 'people',
    ...human(),
    raw: answer('Comment puis-je changer mon adresse ? Je ne me suis pas désinscrit, je veux rester.'),
  },
  {
    name: 'wants to be taken off',
    source: 'people',
    ...human(undefined, 'me retirer'),
    raw: answer('Bonjour,\nMerci de bien vouloir me retirer de votre liste de diffusion.\nCordialement'),
  },
  {
    name: 'angry',
    source: 'people',
    ...human(undefined, 'ne m’écrivez plus'),
    raw: answer('Foutu spam. Ne m’écrivez plus jamais !!!'),
  },
  {
    name: 'no longer there, and wants it to end',
    source: 'people',
    ...human(undefined, 'remove me'),
    raw: answer('I no longer work there, please remove me from your list.'),
  },
  {
    name: 'on leave, and wants it to end',
    source: 'people',
    ...human(undefined, 'plus'),
    raw: answer('Je suis en congé parental et je ne souhaite plus recevoir vos messages.'),
  },
  {
    name: 'agent of a company by hand',
    source: 'people at work',
    ...human(),
    raw: answer(
      'Bonjour,\n\nNous avons bien reçu votre message, et j’aimerais en parler avec vous jeudi. Êtes-vous libre ?\n\nClaire',
    ),
  },
  {
    name: 'windows-1252 without a charset',
    source: 'old Outlook Express',
    ...human('C’est d’accord — merci'),
    raw: answer('C\u0092est d\u0092accord \u0097 merci', { 'Content-Type': 'text/plain' }),
  },
  {
    name: 'raw 8-bit subject',
    source: 'old webmails',
    kind: 'human',
    raw: letter('D\u00e9sinscription', '', { 'Content-Type': 'text/plain' }),
    stop: 'Désinscription',
  },
  {
    name: 'stop with the reason why',
    source: 'people',
    ...human(undefined, 'plus'),
    raw: answer(
      'Bonjour, ayant déménagé au Québec, je ne suis plus concerné par vos activités. Je ne veux plus recevoir vos courriels, merci.',
    ),
  },
  {
    name: 'from the quoting of Free webmail',
    source: 'Zimbra, "----- Mail original -----"',
    ...human('ok'),
    raw: answer(
      'ok\n\n----- Mail original -----\nDe: "Une association"\nÀ: jean@free.fr\nEnvoyé: Mardi 4 Mars 2025\nObjet: désinscription\n\nSTOP',
    ),
  },
  {
    name: 'tells of a delivery problem in their own words',
    source: 'people',
    ...human(),
    raw: letter(
      'Delivery problem',
      'Hello, it seems that your message could not be delivered to my colleague. Can you send it again?',
    ),
  },
  {
    name: 'subject like a notice, in French',
    source: 'people',
    ...human(),
    raw: letter(
      'Echec de livraison de ma commande',
      'Bonjour, mon colis n’a pas pu être livré hier. Pouvez-vous me rappeler ?',
    ),
  },
  {
    name: 'somebody called Postmaster, about a parcel',
    source: 'people',
    ...human(),
    raw: letter('échec de la livraison de mon colis', 'La livraison de mon colis a échoué, pouvez-vous le renvoyer ?', {
      From: 'Postmaster Dupont <p.master@example.org>',
    }),
  },
]
