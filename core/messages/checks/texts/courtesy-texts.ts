import type { Language } from '#core/messages/message.ts'
import type { Sentence, SomeFindingTexts } from './words-of-finding.ts'

/** A proposal is in the language of the message, whoever reads the finding. */
const EXAMPLES = {
  context: {
    fr: 'Vous recevez notre lettre depuis…',
    en: 'You have been getting our letter since…',
    nl: 'U krijgt onze brief sinds…',
  },
  action: { fr: 'Réservez sur…', en: 'Book on…', nl: 'Reserveer op…' },
  thanks: { fr: 'Merci de votre confiance.', en: 'Thank you for your trust.', nl: 'Dank u voor uw vertrouwen.' },
  next: {
    fr: 'Nous vous écrirons de nouveau en mars.',
    en: 'We will write again in March.',
    nl: 'We zullen u in maart opnieuw schrijven.',
  },
} as const

function example(of: keyof typeof EXAMPLES, write: (text: string) => string): Sentence {
  return ({ language }) => write(EXAMPLES[of][(language ?? 'fr') as Language])
}

export const COURTESY_TEXTS = {
  'action-late': {
    fr: {
      rule: ({ words, limit }) =>
        `Il faut lire ${words} mots avant de pouvoir faire quelque chose\u00A0; au-delà de ${limit}, beaucoup abandonnent.`,
      proposal: () => 'Raccourcissez, ou mettez le lien plus haut.',
    },
    en: {
      rule: ({ words, limit }) =>
        `There are ${words} words to read before anything can be done; over ${limit}, many give up.`,
      proposal: () => 'Shorten it, or move the link up.',
    },
  },
  'long-without-points': {
    fr: {
      rule: ({ words }) => `Le texte compte ${words} mots d’un seul tenant.`,
      proposal: () => 'Mettez ses points en liste numérotée (1., 2., 3.), pour qu’on puisse y répondre.',
    },
    en: {
      rule: ({ words }) => `The text has ${words} words in one go.`,
      proposal: () => 'Put its points in a numbered list (1., 2., 3.), so that people can answer them.',
    },
  },
  'who-missing': {
    fr: {
      rule: () => 'Ce peut être votre premier message à quelqu’un, et le texte ne dit pas qui vous êtes.',
      proposal: ({ name }) => `Nommez ${name} dans les premières lignes, par exemple avec {{organisation}}.`,
    },
    en: {
      rule: () => 'This may be your first message to somebody, and the text does not say who you are.',
      proposal: ({ name }) => `Name ${name} in the first lines, for example with {{organisation}}.`,
    },
  },
  'context-missing': {
    fr: {
      rule: () => 'Les premières lignes ne disent pas pourquoi vous écrivez.',
      proposal: example('context', (text) => `Commencez par la raison, par exemple «\u00A0${text}\u00A0».`),
    },
    en: {
      rule: () => 'The first lines do not say why you are writing.',
      proposal: example('context', (text) => `Begin with the reason, for example “${text}”.`),
    },
  },
  'action-missing': {
    fr: {
      rule: () => 'On ne voit pas ce que vous attendez de la personne.',
      proposal: example(
        'action',
        (text) => `Dites ce qu’elle peut faire et où, par exemple «\u00A0${text}\u00A0», avec un lien.`,
      ),
    },
    en: {
      rule: () => 'It is not clear what you expect of the person.',
      proposal: example('action', (text) => `Say what they can do and where, for example “${text}”, with a link.`),
    },
  },
  'thanks-missing': {
    fr: {
      rule: () => 'Le texte ne remercie pas.',
      proposal: example('thanks', (text) => `Ajoutez par exemple «\u00A0${text}\u00A0»`),
    },
    en: {
      rule: () => 'The text does not say thank you.',
      proposal: example('thanks', (text) => `Add for example “${text}”`),
    },
  },
  'next-steps-missing': {
    fr: {
      rule: () => 'Le texte ne dit pas ce qui se passe ensuite.',
      proposal: example(
        'next',
        (text) => `Dites-le en une phrase, même s’il n’y a rien à faire, par exemple «\u00A0${text}\u00A0»`,
      ),
    },
    en: {
      rule: () => 'The text does not say what happens next.',
      proposal: example(
        'next',
        (text) => `Say it in one sentence, even if there is nothing to do, for example “${text}”`,
      ),
    },
  },
  'invitation-missing': {
    fr: {
      rule: () => 'Le message n’invite pas à poser une question\u00A0: l’adresse à qui écrire manque.',
      proposal: () => 'Préparez le message de nouveau.',
    },
    en: {
      rule: () => 'The message does not invite questions: the address to write to is missing.',
      proposal: () => 'Prepare the message again.',
    },
  },
  'signature-missing': {
    fr: {
      rule: () => 'La signature avec le nom, l’adresse et le site de l’organisation manque.',
      proposal: () => 'Préparez le message de nouveau.',
    },
    en: {
      rule: () => 'The signature with the organisation’s name, address and site is missing.',
      proposal: () => 'Prepare the message again.',
    },
  },
} satisfies SomeFindingTexts
