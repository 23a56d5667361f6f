import type { SomeFindingTexts } from './words-of-finding.ts'

const LINK_NAMES: Readonly<Record<string, Readonly<Record<'fr' | 'en', string>>>> = {
  yes_link: { fr: '«\u00A0oui\u00A0»', en: '“yes”' },
  answer_link: { fr: 'de réponse', en: 'answer' },
  no_link: { fr: '«\u00A0non\u00A0»', en: '“no”' },
  preferences_link: { fr: 'des préférences', en: 'preferences' },
  unsubscribe_link: { fr: 'de désinscription', en: 'unsubscribe' },
  privacy_link: { fr: 'des informations sur les données', en: 'privacy' },
}

const AGAIN = { fr: () => 'Préparez le message de nouveau.', en: () => 'Prepare the message again.' }
const CONFIGURE = {
  fr: () => 'Ajoutez-la au fichier de l’organisation.',
  en: () => 'Add it to the organisation’s file.',
}

/** What the layout adds, what it takes from the configuration, and the compiled form. */
export const LAYOUT_FINDING_TEXTS = {
  'sender-name-missing': {
    fr: { rule: () => 'Le nom de l’organisation manque.', proposal: () => 'Ajoutez-le au fichier de l’organisation.' },
    en: { rule: () => 'The organisation’s name is missing.', proposal: CONFIGURE.en },
  },
  'sender-no-reply': {
    fr: {
      rule: ({ sender }) => `Le message part de ${sender}\u00A0: on ne peut pas y répondre.`,
      proposal: () => 'Donnez une adresse que quelqu’un lit (réglage MAIL_FROM).',
    },
    en: {
      rule: ({ sender }) => `The message leaves from ${sender}: nobody can answer it.`,
      proposal: () => 'Use an address that somebody reads (setting MAIL_FROM).',
    },
  },
  'postal-address-missing': {
    fr: { rule: () => 'L’adresse postale manque.', proposal: CONFIGURE.fr },
    en: { rule: () => 'The postal address is missing.', proposal: CONFIGURE.en },
  },
  'contact-missing': {
    fr: { rule: () => 'L’adresse du délégué à la protection des données manque.', proposal: CONFIGURE.fr },
    en: { rule: () => 'The data protection officer’s address is missing.', proposal: CONFIGURE.en },
  },
  'topics-missing': {
    fr: { rule: () => 'Aucun sujet n’est choisi.', proposal: () => 'Choisissez au moins un sujet.' },
    en: { rule: () => 'No topic is chosen.', proposal: () => 'Choose at least one.' },
  },
  'promise-missing': {
    fr: {
      rule: () => 'La promesse faite aux personnes silencieuses manque.',
      proposal: () => 'Dites ce qui se passe sans réponse, avec la date.',
    },
    en: {
      rule: () => 'The promise to silent people is missing.',
      proposal: () => 'Say what happens without an answer, with the date.',
    },
  },
  'promise-out-of-place': {
    fr: {
      rule: () => 'Seul un message de renouvellement fait une promesse aux personnes silencieuses.',
      proposal: () => 'Retirez-la.',
    },
    en: { rule: () => 'Only a re-opt-in message makes a promise to silent people.', proposal: () => 'Remove it.' },
  },
  'link-missing': {
    fr: { rule: ({ link }) => `Le lien ${linkName(link, 'fr')} manque dans le message.`, proposal: AGAIN.fr },
    en: { rule: ({ link }) => `The ${linkName(link, 'en')} link is missing from the message.`, proposal: AGAIN.en },
  },
  'why-missing': {
    fr: { rule: () => 'Le message ne dit pas pourquoi la personne le reçoit.', proposal: AGAIN.fr },
    en: { rule: () => 'The message does not say why the person gets it.', proposal: AGAIN.en },
  },
  'html-missing': {
    fr: { rule: () => 'Le message mis en page est vide.', proposal: AGAIN.fr },
    en: { rule: () => 'The laid-out message is empty.', proposal: AGAIN.en },
  },
  'text-alternative-missing': {
    fr: { rule: () => 'La version texte manque.', proposal: AGAIN.fr },
    en: { rule: () => 'The text alternative is missing.', proposal: AGAIN.en },
  },
  'too-large': {
    fr: {
      rule: ({ bytes, limit }) =>
        `Le message pèse ${kilobytes(bytes)}\u00A0ko\u00A0: au-delà de ${kilobytes(limit)}\u00A0ko, des messageries le coupent.`,
      proposal: () => 'Raccourcissez-le.',
    },
    en: {
      rule: ({ bytes, limit }) =>
        `The message weighs ${kilobytes(bytes)} kB: over ${kilobytes(limit)} kB, mail programs cut it off.`,
      proposal: () => 'Shorten it.',
    },
  },
  image: {
    fr: { rule: () => 'Le message contient une image.', proposal: () => 'Retirez-la\u00A0: il doit se lire sans.' },
    en: { rule: () => 'The message contains an image.', proposal: () => 'Take it out: it must be readable without.' },
  },
} satisfies SomeFindingTexts

function linkName(link: string | number | undefined, language: 'fr' | 'en'): string {
  return LINK_NAMES[String(link)]?.[language] ?? String(link)
}

function kilobytes(bytes: string | number | undefined): number {
  return Math.ceil(Number(bytes) / 1000)
}
