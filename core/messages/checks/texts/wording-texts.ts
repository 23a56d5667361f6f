import type { SomeFindingTexts } from './words-of-finding.ts'

const LANGUAGES = {
  fr: { fr: 'français', en: 'anglais', nl: 'néerlandais' },
  en: { fr: 'French', en: 'English', nl: 'Dutch' },
} as const

function languageName(code: string | number | undefined, language: 'fr' | 'en'): string {
  const names: Readonly<Record<string, string>> = LANGUAGES[language]
  return names[String(code)] ?? String(code)
}

export const WORDING_TEXTS = {
  'all-caps': {
    fr: {
      rule: ({ word }) => `«\u00A0${word}\u00A0» est en capitales\u00A0: à l’écrit, c’est crier.`,
      proposal: ({ instead }) => `Écrivez «\u00A0${instead}\u00A0»\u00A0; pour insister, mettez en gras.`,
    },
    en: {
      rule: ({ word }) => `“${word}” is in capitals: in writing, that is shouting.`,
      proposal: ({ instead }) => `Write “${instead}”; to stress it, use bold.`,
    },
  },
  'acronym-unexplained': {
    fr: {
      rule: ({ word }) => `Tout le monde ne sait pas ce que veut dire «\u00A0${word}\u00A0».`,
      proposal: ({ word }) =>
        `Écrivez les mots en entier, ou expliquez-le la première fois\u00A0: «\u00A0${word} (…)\u00A0». S’il est connu de vos lecteurs, ajoutez-le aux mots de la maison.`,
    },
    en: {
      rule: ({ word }) => `Not everybody knows what “${word}” means.`,
      proposal: ({ word }) =>
        `Write the words in full, or explain it the first time: “${word} (…)”. If your readers know it, add it to the house’s words.`,
    },
  },
  emoji: {
    fr: {
      rule: ({ sign, count }) =>
        `Le texte contient ${count === 1 ? 'une image' : `${count} images`} (${sign})\u00A0: chaque écran la montre autrement, et les lecteurs d’écran la lisent à voix haute.`,
      proposal: () => 'Dites-le avec des mots.',
    },
    en: {
      rule: ({ sign, count }) =>
        `The text holds ${count === 1 ? 'a picture' : `${count} pictures`} (${sign}): every screen shows it differently, and screen readers read it aloud.`,
      proposal: () => 'Say it in words.',
    },
  },
  'text-speak': {
    fr: {
      rule: ({ word }) => `«\u00A0${word}\u00A0» est une abréviation de message court.`,
      proposal: ({ instead }) => (instead === '' ? 'Retirez-la.' : `Écrivez «\u00A0${instead}\u00A0».`),
    },
    en: {
      rule: ({ word }) => `“${word}” is an abbreviation of text messages.`,
      proposal: ({ instead }) => (instead === '' ? 'Leave it out.' : `Write “${instead}”.`),
    },
  },
  'repeated-word': {
    fr: {
      rule: ({ word }) => `«\u00A0${word}\u00A0» est écrit deux fois de suite.`,
      proposal: () => 'Gardez-le une seule fois.',
    },
    en: { rule: ({ word }) => `“${word}” is written twice in a row.`, proposal: () => 'Keep it once.' },
  },
  exclamations: {
    fr: {
      rule: ({ count }) => `Le texte compte ${count} points d’exclamation\u00A0: au-delà d’un, on insiste.`,
      proposal: () => 'Gardez-en un au plus, et terminez les autres phrases par un point.',
    },
    en: {
      rule: ({ count }) => `There are ${count} exclamation marks: more than one insists.`,
      proposal: () => 'Keep one at most, and end the other sentences with a full stop.',
    },
  },
  misspelled: {
    fr: {
      rule: ({ word }) => `Le dictionnaire ne connaît pas «\u00A0${word}\u00A0».`,
      proposal: ({ suggestions }) =>
        suggestions === undefined
          ? 'Corrigez-le, ou ajoutez-le aux mots de la maison.'
          : `Vouliez-vous écrire\u00A0: ${suggestions}\u00A0? S’il est juste, ajoutez-le aux mots de la maison.`,
    },
    en: {
      rule: ({ word }) => `The dictionary does not know “${word}”.`,
      proposal: ({ suggestions }) =>
        suggestions === undefined
          ? 'Correct it, or add it to the house’s words.'
          : `Did you mean: ${suggestions}? If it is right, add it to the house’s words.`,
    },
  },
  'many-misspelled': {
    fr: {
      rule: ({ count, language }) =>
        `Le dictionnaire ${languageName(language, 'fr')} ne connaît pas ${count} mots de ce texte.`,
      proposal: () => 'Vérifiez que le texte est bien dans cette langue.',
    },
    en: {
      rule: ({ count, language }) =>
        `The ${languageName(language, 'en')} dictionary does not know ${count} words of this text.`,
      proposal: () => 'Make sure that the text is in this language.',
    },
  },
  'number-alone': {
    fr: {
      rule: ({ number }) => `On ne sait pas ce que compte «\u00A0${number}\u00A0».`,
      proposal: ({ number }) =>
        `Ajoutez le nom ou l’unité qui suit\u00A0: «\u00A0${number} trains\u00A0», «\u00A0${number}\u00A0€\u00A0».`,
    },
    en: {
      rule: ({ number }) => `It is not clear what “${number}” counts.`,
      proposal: ({ number }) => `Add the noun or unit after it: “${number} trains”, “£${number}”.`,
    },
  },
  'familiar-and-formal': {
    fr: {
      rule: ({ word, language }) =>
        `«\u00A0${word}\u00A0» tutoie, alors que les boutons et les lignes autour du texte disent «\u00A0${language === 'nl' ? 'u' : 'vous'}\u00A0».`,
      proposal: ({ language }) => `Écrivez tout le message avec «\u00A0${language === 'nl' ? 'u' : 'vous'}\u00A0».`,
    },
    en: {
      rule: ({ word, language }) =>
        `“${word}” is familiar, while the buttons and lines around the text say “${language === 'nl' ? 'u' : 'vous'}”.`,
      proposal: ({ language }) => `Write the whole message with “${language === 'nl' ? 'u' : 'vous'}”.`,
    },
  },
} satisfies SomeFindingTexts
