import type { UncheckedBecause } from '#core/messages/proof-facts.ts'
import type { SomeFindingTexts } from './words-of-finding.ts'

const UNCHECKED: Readonly<Record<UncheckedBecause, Readonly<Record<'fr' | 'en', string>>>> = {
  'stays-here': {
    fr: 'ici aucun message ne sort de la machine, et aucun lien n’est ouvert',
    en: 'here no message leaves the machine, and no link is opened',
  },
  'no-answer': { fr: 'personne n’a répondu à temps', en: 'nobody answered in time' },
  refused: { fr: 'la page ne nous a pas laissés entrer', en: 'the page did not let us in' },
  port: { fr: 'l’adresse porte un numéro de port', en: 'the address has a port number' },
  redirects: {
    fr: 'il renvoie ailleurs trop souvent, ou vers une page non sécurisée',
    en: 'it sends on too often, or to a page that is not secure',
  },
  'too-many': { fr: 'le message a trop de liens', en: 'the message has too many links' },
}

function why(because: string | number | undefined, language: 'fr' | 'en'): string {
  const known = Object.hasOwn(UNCHECKED, String(because)) ? (because as UncheckedBecause) : 'no-answer'
  return UNCHECKED[known][language]
}

export const LINK_TEXTS = {
  'link-not-https': {
    fr: { rule: ({ link }) => `Le lien ${link} n’est pas sécurisé.`, proposal: () => 'Utilisez une adresse https.' },
    en: { rule: ({ link }) => `The link ${link} is not secure.`, proposal: () => 'Use an https address.' },
  },
  'link-shows-other-host': {
    fr: {
      rule: ({ shown, target }) =>
        `Le lien affiche ${shown} mais mène à ${target}\u00A0: c’est ainsi que procède l’hameçonnage.`,
      proposal: () =>
        'Écrivez ce que la personne trouvera, par exemple «\u00A0Voir le programme\u00A0», ou l’adresse exacte.',
    },
    en: {
      rule: ({ shown, target }) => `The link shows ${shown} but leads to ${target}: this is how phishing looks.`,
      proposal: () => 'Write what people will find, for example “See the programme”, or the exact address.',
    },
  },
  'link-broken': {
    fr: {
      rule: ({ link }) => `Le lien ${link} ne mène nulle part\u00A0: l’adresse ou la page n’existe pas.`,
      proposal: () => 'Ouvrez la page voulue et copiez son adresse.',
    },
    en: {
      rule: ({ link }) => `The link ${link} leads nowhere: the address or the page does not exist.`,
      proposal: () => 'Open the page you mean and copy its address.',
    },
  },
  'link-private': {
    fr: {
      rule: ({ link }) => `Le lien ${link} mène à une adresse privée, que les destinataires ne peuvent pas ouvrir.`,
      proposal: () => 'Utilisez l’adresse publique de la page.',
    },
    en: {
      rule: ({ link }) => `The link ${link} leads to a private address that recipients cannot open.`,
      proposal: () => 'Use the page’s public address.',
    },
  },
  'link-unchecked': {
    fr: {
      rule: ({ link, because }) => `Le lien ${link} n’a pas pu être vérifié\u00A0: ${why(because, 'fr')}.`,
      proposal: () => 'Ouvrez-le vous-même avant de soumettre, et dites-le.',
    },
    en: {
      rule: ({ link, because }) => `The link ${link} could not be checked: ${why(because, 'en')}.`,
      proposal: () => 'Open it yourself before you submit, and say that you did.',
    },
  },
} satisfies SomeFindingTexts
