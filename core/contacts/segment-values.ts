import type { FieldReference } from './segment-fields.ts'

type TextLanguage = 'fr' | 'en'
type Words = Readonly<Record<string, Readonly<Record<TextLanguage, string>>>>

const CONSENTS: Words = {
  granted: { fr: 'donné', en: 'given' },
  refused: { fr: 'refusé', en: 'refused' },
  withdrawn: { fr: 'retiré', en: 'withdrawn' },
  lapsed: { fr: 'éteint par le silence', en: 'lapsed by silence' },
  objected: { fr: 'opposition', en: 'objection' },
}

const CODES: Readonly<Record<string, Words>> = {
  emailState: {
    usable: { fr: 'utilisable', en: 'usable' },
    invalid: { fr: 'invalide', en: 'invalid' },
    bounced: { fr: 'en erreur (rejets)', en: 'bouncing' },
  },
  civility: { mr: { fr: 'monsieur', en: 'Mr' }, ms: { fr: 'madame', en: 'Ms' } },
  kind: { b2c: { fr: 'particulier', en: 'consumer' }, b2b: { fr: 'professionnel', en: 'business' } },
  basis: {
    documented: { fr: 'accord documenté', en: 'documented consent' },
    lawful: { fr: 'recueil licite, trace perdue', en: 'lawfully collected, trace lost' },
    customer: { fr: 'clients', en: 'customers' },
    inquiry: { fr: 'demandes d’information', en: 'inquiries' },
    professional: { fr: 'contacts professionnels', en: 'professional contacts' },
    doubtful: { fr: 'douteuse', en: 'doubtful' },
    unknown: { fr: 'inconnue', en: 'unknown' },
  },
}

const NAMES = { fr: display('fr'), en: display('en') }
const DAYS = { fr: days('fr'), en: days('en-GB') }

/** A stored value as a person reads it: codes in words, countries and languages by name, days written out. */
export function segmentValueText(reference: FieldReference, value: string, language: TextLanguage): string {
  if (reference.of === 'consent') return CONSENTS[value]?.[language] ?? value
  if (reference.of === 'custom') return value
  switch (reference.field.kind) {
    case 'country':
      return nameOf(NAMES[language].region, value)
    case 'language':
      return nameOf(NAMES[language].language, value)
    case 'date':
    case 'birth-date':
      return dayText(value, language)
    case 'code':
    case 'source':
      return CODES[reference.name]?.[value]?.[language] ?? value
    case 'text':
    case 'yes-no':
    case 'tags':
      return value
  }
}

function dayText(value: string, language: TextLanguage): string {
  const at = Date.parse(`${value}T00:00:00Z`)
  if (Number.isNaN(at)) return value
  return DAYS[language].format(at).replace(/^1 /, language === 'fr' ? '1er ' : '1 ')
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

function display(locale: string) {
  return {
    region: new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }),
    language: new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }),
  }
}

function days(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
}
