import type { Finding, FindingCode } from './finding.ts'

/** The languages staff read findings in. */
export type StaffLanguage = 'fr' | 'en'

type Sentence = (data: Finding['data']) => string

/** One sentence that says what is wrong and what to do. Where it is (step, language, part) is told by the card around it. */
export function findingText(finding: Finding, language: StaffLanguage): string {
  return SENTENCES[finding.code][language](finding.data)
}

const LINK_NAMES: Readonly<Record<string, Readonly<Record<StaffLanguage, string>>>> = {
  yes_link: { fr: '«\u00A0oui\u00A0»', en: '“yes”' },
  no_link: { fr: '«\u00A0non\u00A0»', en: '“no”' },
  preferences_link: { fr: 'des préférences', en: 'preferences' },
  unsubscribe_link: { fr: 'de désinscription', en: 'unsubscribe' },
  privacy_link: { fr: 'des informations sur les données', en: 'privacy' },
}

const SENTENCES: Readonly<Record<FindingCode, Readonly<Record<StaffLanguage, Sentence>>>> = {
  'subject-empty': {
    fr: () => 'L’objet est vide\u00A0: écrivez-le.',
    en: () => 'The subject is empty: write one.',
  },
  'subject-line-break': {
    fr: () => 'L’objet contient un retour à la ligne\u00A0: écrivez-le sur une seule ligne.',
    en: () => 'The subject contains a line break: write it on one line.',
  },
  'subject-link': {
    fr: () => 'L’objet contient un lien\u00A0: placez-le dans le texte.',
    en: () => 'The subject contains a link: move it to the text.',
  },
  'subject-long': {
    fr: ({ length, limit }) =>
      `L’objet compte ${length} caractères\u00A0: restez sous ${limit} pour qu’il se lise en entier.`,
    en: ({ length, limit }) =>
      `The subject has ${length} characters: keep it under ${limit} so that it can be read in full.`,
  },
  'body-empty': {
    fr: () => 'Le texte est vide\u00A0: écrivez-le.',
    en: () => 'The text is empty: write it.',
  },
  'unknown-field': {
    fr: ({ field, suggestion }) =>
      `Le champ {{${field}}} n’existe pas\u00A0: ${suggestion === undefined ? 'retirez-le' : `écrivez {{${suggestion}}}`}.`,
    en: ({ field, suggestion }) =>
      `There is no field {{${field}}}: ${suggestion === undefined ? 'remove it' : `write {{${suggestion}}}`}.`,
  },
  'stray-braces': {
    fr: () => 'Une accolade double reste ouverte\u00A0: écrivez le champ en entier, par exemple {{greeting}}.',
    en: () => 'A double brace is left open: write the whole field, for example {{greeting}}.',
  },
  'field-without-fallback': {
    fr: ({ field }) => `{{${field}}} peut être vide\u00A0: donnez un texte de remplacement, {{${field}|…}}.`,
    en: ({ field }) => `{{${field}}} may be empty: give it a fallback, {{${field}|…}}.`,
  },
  'fallback-reads-badly': {
    fr: ({ reads }) =>
      `Sans valeur, la phrase se lit mal («\u00A0${reads}\u00A0»)\u00A0: changez le texte de remplacement ou utilisez {{greeting}}.`,
    en: ({ reads }) =>
      `Without a value the sentence reads badly (“${reads}”): change the fallback or use {{greeting}}.`,
  },
  'gendered-greeting': {
    fr: ({ line }) => `«\u00A0${line}\u00A0» suppose le genre de la personne\u00A0: utilisez {{greeting}}.`,
    en: ({ line }) => `“${line}” assumes the person’s gender: use {{greeting}}.`,
  },
  'link-not-https': {
    fr: ({ link }) => `Le lien ${link} n’est pas sécurisé\u00A0: utilisez une adresse https.`,
    en: ({ link }) => `The link ${link} is not secure: use an https address.`,
  },
  'sender-name-missing': {
    fr: () => 'Le nom de l’organisation manque\u00A0: ajoutez-le à la configuration.',
    en: () => 'The organisation’s name is missing: add it to the configuration.',
  },
  'postal-address-missing': {
    fr: () => 'L’adresse postale manque\u00A0: ajoutez-la à la configuration.',
    en: () => 'The postal address is missing: add it to the configuration.',
  },
  'contact-missing': {
    fr: () => 'L’adresse du délégué à la protection des données manque\u00A0: ajoutez-la à la configuration.',
    en: () => 'The data protection officer’s address is missing: add it to the configuration.',
  },
  'topics-missing': {
    fr: () => 'Aucun sujet n’est choisi\u00A0: choisissez au moins un sujet.',
    en: () => 'No topic is chosen: choose at least one.',
  },
  'promise-missing': {
    fr: () =>
      'La promesse faite aux personnes silencieuses manque\u00A0: dites ce qui se passe sans réponse, avec la date.',
    en: () => 'The promise to silent people is missing: say what happens without an answer, with the date.',
  },
  'promise-out-of-place': {
    fr: () => 'Seul un message de renouvellement fait une promesse aux personnes silencieuses\u00A0: retirez-la.',
    en: () => 'Only a re-opt-in message makes a promise to silent people: remove it.',
  },
  'link-missing': {
    fr: ({ link }) => `Le lien ${linkName(link, 'fr')} manque dans le message\u00A0: compilez-le de nouveau.`,
    en: ({ link }) => `The ${linkName(link, 'en')} link is missing from the message: compile it again.`,
  },
  'why-missing': {
    fr: () => 'Le message ne dit pas pourquoi la personne le reçoit\u00A0: compilez-le de nouveau.',
    en: () => 'The message does not say why the person gets it: compile it again.',
  },
  'html-missing': {
    fr: () => 'Le message mis en page est vide\u00A0: compilez-le de nouveau.',
    en: () => 'The laid-out message is empty: compile it again.',
  },
  'text-alternative-missing': {
    fr: () => 'La version texte manque\u00A0: compilez le message de nouveau.',
    en: () => 'The text alternative is missing: compile the message again.',
  },
  'too-large': {
    fr: ({ bytes, limit }) =>
      `Le message pèse ${kilobytes(bytes)}\u00A0ko\u00A0: raccourcissez-le sous ${kilobytes(limit)}\u00A0ko.`,
    en: ({ bytes, limit }) => `The message weighs ${kilobytes(bytes)} kB: shorten it below ${kilobytes(limit)} kB.`,
  },
  image: {
    fr: () => 'Le message contient une image\u00A0: il doit se lire sans.',
    en: () => 'The message contains an image: it must be readable without.',
  },
}

/** Every code a check can say, in one place. */
export const FINDING_CODES = Object.keys(SENTENCES) as readonly FindingCode[]

function linkName(link: string | number | undefined, language: StaffLanguage): string {
  return LINK_NAMES[String(link)]?.[language] ?? String(link)
}

function kilobytes(bytes: string | number | undefined): number {
  return Math.ceil(Number(bytes) / 1000)
}
