import type { TextField } from '#core/messages/fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What the windows say in which a campaign's messages are written. */
export interface WritingTexts {
  start: string
  startHint: string
  startTexts: string
  emptyPages: string
  copyOf(id: number, name: string): string
  /** A start text stands in the window and is not saved yet. */
  offered: string
  tooLong(length: number, most: number): string
  fieldsTitle: string
  /** What a field stands for, and what it becomes for an example person. */
  field(written: string, means: string, example: string): string
  /** Above the fields that may be empty: after the bar stands what is read then. */
  mayLack: string
  orElse(example: string, fallback: string): string
  fields: Readonly<Record<TextField, string>>
  pages(written: string): string
  /** `list`: the languages with their counts. */
  ofSegment(total: number, list: string): string
  nobody: string
  counting: string
  count: string
  perLanguage(language: string, count: number): string
  unknownLanguage: string
  /** People whose language is not written, and what they get. */
  willGet(count: number, read: string | undefined, get: string): string
  /** People of still other languages. */
  moreWillGet(count: number, get: string): string
  everybodyOwn: string
  others(count: number): string
}

const WRITING_TEXTS: Readonly<Record<StaffLanguage, WritingTexts>> = {
  fr: {
    start: 'Partir de',
    startHint: 'Une copie reprend ce que dit et fait l’autre campagne, jamais ses destinataires ni son approbation.',
    startTexts: 'Nos textes de départ',
    emptyPages: 'Pages vides',
    copyOf: (id, name) => `Copie de la campagne ${id} · ${name}`,
    offered:
      'Voici un de nos textes de départ. Changez ce que vous voulez\u00A0: il n’est enregistré que si vous l’envoyez.',
    tooLong: (length, most) =>
      `Ce texte a ${length} caractères, ${most} au plus\u00A0: raccourcissez-le, un message court est lu.`,
    fieldsTitle: '*Champs à écrire dans l’objet ou le texte*, et ce que lirait Marie Durand\u00A0:',
    field: (written, means, example) => `• ${written} ${means}\u00A0: ${example}`,
    mayLack: '*Champs qui peuvent manquer*\u00A0: après la barre, écrivez ce qui les remplace.',
    orElse: (example, fallback) => `${example}, sinon «\u00A0${fallback}\u00A0»`,
    fields: {
      greeting: 'la salutation',
      first_name: 'le prénom',
      last_name: 'le nom',
      civility: 'la civilité',
      company: 'l’entreprise',
      organisation: 'votre organisation',
      contact_email: 'où vous écrire',
      topics: 'les sujets de ce message',
      promise_date: 'le jour promis aux silencieux',
      source: 'd’où vient l’adresse',
    },
    pages: (written) => `Vers une page de la personne\u00A0: ${written}`,
    ofSegment: (total, list) =>
      `${total > 1 ? `*Langues de ces ${number('fr', total)} personnes*` : '*Langue de cette personne*'}\u00A0: ${list}`,
    nobody: 'Personne n’est dans ce segment pour l’instant.',
    counting: 'Le décompte par langue est encore en cours.',
    count: 'Compter les langues',
    perLanguage: (language, count) => `${language} ${number('fr', count)}`,
    unknownLanguage: 'inconnue',
    willGet: (count, read, get) => {
      const people = `${number('fr', count)} personne${count > 1 ? 's' : ''}`
      const who =
        read === undefined
          ? `${people} ${count > 1 ? 'ont' : 'a'} une langue inconnue`
          : `${people} ${count > 1 ? 'lisent' : 'lit'} ${article(read)}`
      return `${who}\u00A0: ${count > 1 ? 'elles recevront' : 'elle recevra'} ${article(get)}.`
    },
    moreWillGet: (count, get) => `${number('fr', count)} en d’autres langues encore\u00A0: aussi ${article(get)}.`,
    everybodyOwn: 'Chaque personne recevra un message dans sa langue.',
    others: (count) => `${number('fr', count)} en d’autres langues`,
  },
  en: {
    start: 'Start from',
    startHint: 'A copy says and does what the other campaign did, never its recipients or its approval.',
    startTexts: 'Our start texts',
    emptyPages: 'Empty pages',
    copyOf: (id, name) => `Copy of campaign ${id} · ${name}`,
    offered: 'This is one of our start texts. Change what you like: it is saved only if you send it.',
    tooLong: (length, most) =>
      `This text has ${length} characters, ${most} at most: shorten it, short messages are read.`,
    fieldsTitle: '*Fields to write in the subject or the text*, and what Marie Durand would read:',
    field: (written, means, example) => `• ${written} ${means}: ${example}`,
    mayLack: '*Fields that may be missing*: after the bar, write what replaces them.',
    orElse: (example, fallback) => `${example}, or else “${fallback}”`,
    fields: {
      greeting: 'the greeting',
      first_name: 'the first name',
      last_name: 'the last name',
      civility: 'the title',
      company: 'the company',
      organisation: 'your organisation',
      contact_email: 'where to write to you',
      topics: 'the topics of this message',
      promise_date: 'the day promised to silent people',
      source: 'where the address comes from',
    },
    pages: (written) => `To a page of that person: ${written}`,
    ofSegment: (total, list) =>
      `${total === 1 ? '*Language of this person*' : `*Languages of these ${number('en', total)} people*`}: ${list}`,
    nobody: 'Nobody is in this segment for now.',
    counting: 'Languages are still being counted.',
    count: 'Count the languages',
    perLanguage: (language, count) => `${language} ${number('en', count)}`,
    unknownLanguage: 'unknown',
    willGet: (count, read, get) => {
      const people = count === 1 ? '1 person' : `${number('en', count)} people`
      const who =
        read === undefined
          ? `${people} ${count === 1 ? 'has' : 'have'} no known language`
          : `${people} ${count === 1 ? 'reads' : 'read'} ${read}`
      return `${who}: they will get ${get}.`
    },
    moreWillGet: (count, get) => `${number('en', count)} in still other languages: ${get} too.`,
    everybodyOwn: 'Everybody will get a message in their own language.',
    others: (count) => `${number('en', count)} in other languages`,
  },
}

export function writingTexts(language: StaffLanguage): WritingTexts {
  return WRITING_TEXTS[language]
}

const LOCALES: Readonly<Record<StaffLanguage, string>> = { fr: 'fr-FR', en: 'en-GB' }

/** "néerlandais", "Dutch"; a code nobody knows stays itself. */
export function languageName(code: string, language: StaffLanguage): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

function number(language: StaffLanguage, count: number): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count)
}

function article(name: string): string {
  return /^[aeiouéèêhyœ]/iu.test(name) ? `l’${name}` : `le ${name}`
}
