import type { Language } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'

/** An instant as a person of the house's zone reads it: "22 novembre 2026 à 14:05". */
export function sayInstant(at: number, language: Language, timeZone: string): string {
  const { locale } = RECIPIENT_PAGE_TEXTS[language]
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
}

/** "La lettre, Les offres et Les ateliers". */
export function sayList(names: readonly string[], language: Language): string {
  const { listAnd } = RECIPIENT_PAGE_TEXTS[language]
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${listAnd}${names.at(-1)}`
}

/** The authority a person can complain to, where the organisation is; undefined where we do not name one. */
export function authorityOf(country: string): { name: Record<Language, string>; site: string } | undefined {
  return AUTHORITIES[country]
}

const AUTHORITIES: Readonly<Record<string, { name: Record<Language, string>; site: string }>> = {
  FR: { name: { fr: 'la CNIL', en: 'the CNIL', nl: 'de CNIL' }, site: 'https://www.cnil.fr' },
  BE: {
    name: {
      fr: 'l’Autorité de protection des données',
      en: 'the Belgian Data Protection Authority',
      nl: 'de Gegevensbeschermingsautoriteit',
    },
    site: 'https://www.autoriteprotectiondonnees.be',
  },
  LU: {
    name: { fr: 'la CNPD', en: 'the CNPD', nl: 'de CNPD' },
    site: 'https://cnpd.public.lu',
  },
  NL: {
    name: {
      fr: 'l’Autoriteit Persoonsgegevens',
      en: 'the Dutch Data Protection Authority',
      nl: 'de Autoriteit Persoonsgegevens',
    },
    site: 'https://www.autoriteitpersoonsgegevens.nl',
  },
  GB: { name: { fr: 'l’ICO', en: 'the ICO', nl: 'de ICO' }, site: 'https://ico.org.uk' },
  CA: {
    name: {
      fr: 'le Commissariat à la protection de la vie privée',
      en: 'the Privacy Commissioner',
      nl: 'de Privacy Commissioner',
    },
    site: 'https://www.priv.gc.ca',
  },
}
