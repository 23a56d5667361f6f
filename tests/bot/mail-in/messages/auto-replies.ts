import { answer, BOUNCE, mail, OURS, type Sample, US } from './sample.ts'

const auto = (reason?: string): Pick<Sample, 'kind' | 'recipients'> => ({
  kind: 'auto-reply',
  recipients: [{ permanence: 'unknown', ...(reason !== undefined && { reason }) }],
})
const from = (subject: string, body: string, headers: Record<string, string> = {}) =>
  mail(
    {
      From: 'Claire Martin <claire.martin@example.fr>',
      To: US,
      Subject: subject,
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    },
    body,
  )

/** Automatic answers, most of them without any header that says so. */
export const AUTO_REPLIES: readonly Sample[] = [
  {
    name: 'Exchange in French',
    source: 'Exchange, "Réponse automatique :"',
    ...auto('out-of-office'),
    inReplyTo: OURS,
    raw: from(
      '=?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiBCb25qb3Vy?=',
      'Je suis absente du bureau jusqu’au 12 mars. En cas d’urgence, contactez accueil@example.fr.',
      { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'In-Reply-To': OURS },
    ),
  },
  {
    name: 'Exchange in English, without headers',
    source: 'Exchange, "Automatic reply:"',
    ...auto('out-of-office'),
    raw: from('Automatic reply: Bonjour', 'I am out of the office until Monday with limited access to e-mail.'),
  },
  {
    name: 'Gmail vacation',
    source: 'Gmail vacation responder, Precedence: bulk',
    ...auto('out-of-office'),
    raw: from('Out of office Re: Bonjour', 'Hi, I am on annual leave and will respond when I return.', {
      Precedence: 'bulk',
      'X-Autoreply': 'yes',
      'In-Reply-To': OURS,
    }),
  },
  {
    name: 'vacation(1)',
    source: 'vacation(1), Auto-Submitted: auto-replied (vacation)',
    ...auto('out-of-office'),
    raw: from(
      'away from my mail',
      'I will not be reading my mail for a while. Your mail regarding "Bonjour" will be read when I return.',
      { 'Auto-Submitted': 'auto-replied (vacation)', Precedence: 'bulk', 'Return-Path': '<>' },
    ),
  },
  {
    name: 'Sieve vacation',
    source: 'RFC 5230, "Auto: subject"',
    ...auto(),
    raw: from('Auto: Voulez-vous encore de nos nouvelles ?', 'Je réponds à mon retour.', {
      'Auto-Submitted': 'auto-replied (vacation)',
    }),
  },
  {
    name: 'absence du bureau, no header',
    source: 'Lotus Notes (fr), Outlook 2003',
    ...auto('out-of-office'),
    raw: from('Absence du bureau : Bonjour', 'Je serai absent du 3 au 10 mars.'),
  },
  {
    name: 'answer with our own subject, no header',
    source: 'Orange webmail responder',
    ...auto('out-of-office'),
    raw: from(
      'Re: Voulez-vous encore de nos nouvelles ?',
      "Bonjour,\n\nJe suis en congés jusqu'au 12 mars inclus. Je répondrai à votre message dès mon retour.\n\nClaire Martin",
    ),
  },
  {
    name: 'in Dutch',
    source: 'Exchange, "Automatisch antwoord:"',
    ...auto('out-of-office'),
    raw: from(
      'Automatisch antwoord: Nieuws',
      'Ik ben momenteel afwezig. Bij dringende vragen kan u contact opnemen met het secretariaat.',
    ),
  },
  {
    name: 'Afwezig, no header',
    source: 'Telenet webmail',
    ...auto('out-of-office'),
    raw: from('Afwezig', 'Tot 12 maart ben ik met vakantie.'),
  },
  {
    name: 'in German',
    source: 'Exchange, "Automatische Antwort:"',
    ...auto('out-of-office'),
    raw: from(
      'Automatische Antwort: Bonjour',
      'Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich bitte an meine Kollegin.',
    ),
  },
  {
    name: 'Abwesenheitsnotiz',
    source: 'Outlook (de)',
    ...auto('out-of-office'),
    raw: from('Abwesenheitsnotiz: Bonjour', 'Ich bin bis 12. März im Urlaub.'),
  },
  {
    name: 'je suis en congé, subject alone',
    source: 'La Poste webmail responder',
    ...auto('out-of-office'),
    raw: from('Je suis en congé', ''),
  },
  {
    name: 'maternity leave',
    source: 'out-of-office texts',
    ...auto('out-of-office'),
    raw: from(
      'Re: Bonjour',
      'I am currently on maternity leave and have no access to my emails. For urgent matters please contact my colleague Sam.',
    ),
  },
  {
    name: 'has left, in French',
    source: 'leavers’ responders',
    ...auto('left'),
    raw: from(
      'Réponse automatique : Bonjour',
      'Bonjour,\n\nClaire Martin ne fait plus partie de la société. Merci de contacter accueil@example.fr.',
      { 'Auto-Submitted': 'auto-replied' },
    ),
  },
  {
    name: 'has left, in English, no header',
    source: 'leavers’ responders',
    ...auto('left'),
    raw: from(
      'Re: Bonjour',
      'Thank you for your message. I no longer work at Example Ltd. Please contact sales@example.com instead.',
    ),
  },
  {
    name: 'n’est plus joignable à cette adresse',
    source: 'leavers’ responders (fr)',
    ...auto('left'),
    raw: from('Re: Bonjour', 'Votre correspondant n’est plus joignable à cette adresse.'),
  },
  {
    name: 'address changed',
    source: 'responders of moved mailboxes',
    ...auto('address-changed'),
    raw: from(
      'Changement d’adresse e-mail',
      'Cette adresse n’est plus utilisée. Ma nouvelle adresse est claire@example.net.',
    ),
  },
  {
    name: 'address no longer monitored',
    source: 'responders of moved mailboxes',
    ...auto('address-changed'),
    raw: from('Re: Bonjour', 'This email address is no longer monitored. Please write to info@example.com.', {
      Precedence: 'auto_reply',
    }),
  },
  {
    name: 'accusé de réception',
    source: 'town halls and public services',
    ...auto('acknowledgement'),
    raw: from(
      'Accusé de réception',
      'Nous avons bien reçu votre message et nous vous répondrons dans un délai de 5 jours ouvrés.',
    ),
  },
  {
    name: 'ticket of a help desk',
    source: 'Zendesk, "[Request received]"',
    ...auto('acknowledgement'),
    raw: from(
      '[#12345] We received your request',
      'Your request (12345) has been received and is being reviewed by our support staff.',
      { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ),
  },
  {
    name: 'ticket without a header',
    source: 'OTRS auto response',
    ...auto('acknowledgement'),
    raw: mail(
      {
        From: 'Support <support@example.com>',
        To: US,
        Subject: '[Ticket#2025030412] Your request has been received',
        'Content-Type': 'text/plain',
      },
      'Thank you for contacting us. One of our agents will contact you shortly. This is an automatically generated email.',
    ),
  },
  {
    name: 'GLPI in French',
    source: 'GLPI notification of a new ticket',
    ...auto('acknowledgement'),
    raw: from(
      '[GLPI #0004321] Votre demande a été enregistrée',
      'Votre demande a bien été prise en compte. Ne pas répondre à ce message.',
      { 'Auto-Submitted': 'auto-generated' },
    ),
  },
  {
    name: 'from noreply, in answer',
    source: 'web shops',
    ...auto('acknowledgement'),
    raw: mail(
      {
        From: 'Boutique <noreply@boutique.example>',
        To: US,
        Subject: 'Re: Voulez-vous encore de nos nouvelles ?',
        'Content-Type': 'text/plain; charset=utf-8',
      },
      'Ceci est une réponse automatique. Nous avons bien reçu votre message.',
    ),
  },
  {
    name: 'X-Autorespond',
    source: 'autorespond for qmail',
    ...auto(),
    raw: from('Bonjour', 'Merci, à bientôt.', { 'X-Autorespond': 'Bonjour' }),
  },
  {
    name: 'delivered to autoresponder',
    source: 'qmail autoresponder, Delivered-To: Autoresponder',
    ...auto(),
    raw: from('Bonjour', 'Merci, à bientôt.', { 'Delivered-To': 'Autoresponder' }),
  },
  {
    name: 'BoxTrapper',
    source: 'cPanel BoxTrapper',
    ...auto('challenge'),
    raw: from(
      'Your email requires verification verify#abc123',
      'The message you sent requires that you verify that you are a real live human being and not a spam source.\n\nTo complete this verification, simply reply to this message.',
    ),
  },
  {
    name: 'MailInBlack',
    source: 'MailInBlack (fr)',
    ...auto('challenge'),
    raw: from(
      "Demande d'authentification de votre message",
      'Votre message est en attente de validation. Veuillez cliquer sur le lien ci-dessous pour vous authentifier.',
      { From: 'MailInBlack <noreply@mailinblack.example>' },
    ),
  },
  {
    name: 'SpamArrest',
    source: 'Spam Arrest',
    ...auto('challenge'),
    raw: from(
      'Re: Bonjour (verification required)',
      'Claire here, I use Spam Arrest. Click the link below to verify your email so that it is delivered to me.',
    ),
  },
  {
    name: 'with our message quoted below and a header',
    source: 'Plesk, auto-reply with the original',
    ...auto('out-of-office'),
    raw: answer('Je suis absente.\n\n> Voulez-vous encore de nos nouvelles ?', { 'Auto-Submitted': 'auto-replied' }),
  },
  {
    name: 'a delivery word inside a vacation',
    source: 'out-of-office texts',
    ...auto('out-of-office'),
    raw: from(
      'Automatic reply: Undeliverable parcel',
      'I am out of the office. Mail that could not be delivered is kept.',
      { 'Return-Path': '<>' },
    ),
  },
  {
    name: 'null sender and words',
    source: 'RFC 3834, 3.3',
    ...auto('out-of-office'),
    raw: from('Re: Bonjour', 'Je suis actuellement en déplacement. Merci de votre patience.', { 'Return-Path': '<>' }),
  },
  {
    name: 'to the bounce address',
    source: 'responders that answer the envelope',
    ...auto('out-of-office'),
    raw: mail(
      { From: 'claire.martin@example.fr', To: BOUNCE, Subject: 'Absence', 'Content-Type': 'text/plain; charset=utf-8' },
      'En congés du 1er au 15 mars.',
    ),
  },
  {
    name: 'closed office',
    source: 'small companies (fr)',
    ...auto('out-of-office'),
    raw: from('Re: Bonjour', 'Nos bureaux sont fermés jusqu’au 5 janvier. Nous vous souhaitons de belles fêtes.'),
  },
]
