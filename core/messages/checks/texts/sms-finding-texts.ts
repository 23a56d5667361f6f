import type { Language } from '#core/messages/message.ts'
import type { SomeFindingTexts } from './words-of-finding.ts'

const AGAIN = { fr: () => 'Préparez le message de nouveau.', en: () => 'Prepare the message again.' }

/** In the language of the message, whoever reads the finding. */
const ACTION: Readonly<Record<Language, string>> = {
  fr: 'Choisissez ici: {{preferences_link}}',
  en: 'Choose here: {{preferences_link}}',
  nl: 'Kies hier: {{preferences_link}}',
}

/** What an SMS must hold, and what it costs. */
export const SMS_FINDING_TEXTS = {
  'sms-identity-missing': {
    fr: { rule: () => 'Le SMS ne dit pas de qui il vient.', proposal: AGAIN.fr },
    en: { rule: () => 'The SMS does not say who it comes from.', proposal: AGAIN.en },
  },
  'sms-stop-missing': {
    fr: { rule: () => 'Le SMS ne dit pas comment ne plus en recevoir.', proposal: AGAIN.fr },
    en: { rule: () => 'The SMS does not say how to stop receiving them.', proposal: AGAIN.en },
  },
  'sms-no-action': {
    fr: {
      rule: () =>
        'On ne voit pas ce que vous attendez de la personne\u00A0: un SMS appelle à une chose, et à une seule.',
      proposal: ({ language }) => `Dites-la, par exemple «\u00A0${ACTION[language as Language]}\u00A0».`,
    },
    en: {
      rule: () => 'It is not clear what you expect of the person: an SMS calls for one thing, and only one.',
      proposal: ({ language }) => `Say it, for example “${ACTION[language as Language]}”.`,
    },
  },
  'sms-several-actions': {
    fr: {
      rule: ({ count, actions }) => `Le SMS appelle à ${count} choses\u00A0: ${actions}.`,
      proposal: () => 'N’en gardez qu’une.',
    },
    en: {
      rule: ({ count, actions }) => `The SMS calls for ${count} things: ${actions}.`,
      proposal: () => 'Keep only one.',
    },
  },
  'sms-action-besides': {
    fr: {
      rule: ({ actions }) => `Égard ajoute la façon de répondre\u00A0; ceci en ferait une deuxième\u00A0: ${actions}.`,
      proposal: () => 'Retirez-la de votre texte.',
    },
    en: {
      rule: ({ actions }) => `Égard adds the way to answer; this would be a second one: ${actions}.`,
      proposal: () => 'Take it out of your text.',
    },
  },
  'sms-answer-out-of-place': {
    fr: {
      rule: () => 'Ce SMS ne demande rien\u00A0: {{answer_link}} n’y mènerait nulle part.',
      proposal: () => 'Écrivez plutôt {{preferences_link}}.',
    },
    en: {
      rule: () => 'This SMS asks nothing: {{answer_link}} would lead nowhere in it.',
      proposal: () => 'Write {{preferences_link}} instead.',
    },
  },
  'sms-reply-nowhere': {
    fr: {
      rule: ({ sender }) => `Le SMS peut partir de «\u00A0${sender}\u00A0», un nom qui ne reçoit aucune réponse.`,
      proposal: () =>
        'N’invitez pas à répondre\u00A0: Égard ajoute lui-même la façon de répondre et d’arrêter, selon l’expéditeur.',
    },
    en: {
      rule: ({ sender }) => `The SMS may leave from “${sender}”, a name that receives no reply.`,
      proposal: () => 'Do not invite replies: Égard itself adds the way to answer and to stop, as the sender allows.',
    },
  },
  'sms-names-nobody': {
    fr: {
      rule: () => 'Le SMS ne s’adresse à personne en particulier.',
      proposal: () => 'Commencez par {{greeting}}, ou nommez la personne avec {{first_name|vous}}.',
    },
    en: {
      rule: () => 'The SMS speaks to nobody in particular.',
      proposal: () => 'Begin with {{greeting}}, or name the person with {{first_name|you}}.',
    },
  },
  'sms-long': {
    fr: {
      rule: ({ segments, limit }) =>
        `Rempli, le SMS fait ${segments}\u00A0parties\u00A0: au-delà de ${limit}, il coûte et se lit mal.`,
      proposal: ({ over }) =>
        over === 0
          ? 'Écrivez-le sans les caractères qui doublent son prix.'
          : `Retirez ${over}\u00A0caractère${over === 1 ? '' : 's'}.`,
    },
    en: {
      rule: ({ segments, limit }) =>
        `Filled in, the SMS takes ${segments} parts: over ${limit}, it costs and reads badly.`,
      proposal: ({ over }) =>
        over === 0
          ? 'Write it without the characters that double its price.'
          : `Cut ${over} character${over === 1 ? '' : 's'}.`,
    },
  },
  'sms-characters': {
    fr: {
      rule: ({ characters }) =>
        `Ces caractères doublent le prix du SMS\u00A0: ${characters}. Une partie en contient 70 au lieu de 160.`,
      proposal: ({ instead }) => `Écrivez plutôt «\u00A0${instead}\u00A0».`,
    },
    en: {
      rule: ({ characters }) =>
        `These characters double the price of the SMS: ${characters}. A part holds 70 instead of 160.`,
      proposal: ({ instead }) => `Write instead “${instead}”.`,
    },
  },
} satisfies SomeFindingTexts
