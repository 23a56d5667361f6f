/** What a country's law says of asking, keeping and age. Every figure has its source and the day it was checked; none stands elsewhere. */
export interface CountryRow {
  /** May people whose trace is lost be asked at all, with the privacy lead's attestation? */
  askWithoutTrace: boolean
  /** Business contacts who may be written to without consent. */
  businessContacts: 'named-and-generic' | 'generic-only' | 'none'
  /** Years a prospect's data is kept after collection or their last act. */
  prospectYears: number | undefined
  /** Implied consent under CASL: months from a purchase, months from an inquiry. */
  impliedConsent: { purchaseMonths: number; inquiryMonths: number } | undefined
  /** Age from which a person consents for themselves. */
  ageOfConsent: number
  source: string
}

export const CHECKED_ON = '2026-11-22'

const DEFAULT_AGE = 16

/** GDPR 8 and member-state laws, from secondary sources. */
const AGES: Record<string, number> = {
  BE: 13, FI: 13, SE: 13, UK: 13, GB: 13, EE: 13, LV: 13, MT: 13, PT: 13, IS: 13,
  AT: 14, IT: 14, ES: 14, BG: 14, CY: 14, LT: 14,
  DK: 15, FR: 15, CZ: 15, GR: 15, EL: 15, SI: 15,
  DE: 16, IE: 16, NL: 16, SK: 16, HU: 16, PL: 16, HR: 16, LU: 16, RO: 16, LI: 16,
} // biome-ignore format: one line an age reads best

/** EU and EEA countries without a row of their own. */
const EUROPE = new Set(
  'AT BG CY CZ DE DK EE EL ES FI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

const FRANCE: CountryRow = {
  askWithoutTrace: true,
  businessContacts: 'named-and-generic',
  prospectYears: 3,
  impliedConsent: undefined,
  ageOfConsent: 15,
  source: 'CPCE L34-5, CNIL on prospecting, SAN-2020-003; from secondary sources',
}

const BELGIUM: CountryRow = {
  askWithoutTrace: true,
  businessContacts: 'generic-only',
  prospectYears: undefined,
  impliedConsent: undefined,
  ageOfConsent: 13,
  source: 'Royal decree of 4 April 2003; from secondary sources',
}

const CANADA: CountryRow = {
  askWithoutTrace: false,
  businessContacts: 'none',
  prospectYears: undefined,
  impliedConsent: { purchaseMonths: 24, inquiryMonths: 6 },
  ageOfConsent: DEFAULT_AGE,
  source: 'CASL s. 10(9), CRTC; from secondary sources',
}

/** The row that holds for a contact's country; an unknown country gets the strictest one. `region` matters for Québec. */
export function countryRow(country: string | undefined, region?: string): CountryRow {
  if (country === 'FR') return FRANCE
  if (country === 'BE') return BELGIUM
  if (country === 'CA') return region === 'QC' ? QUEBEC : CANADA
  const ageOfConsent = AGES[country ?? ''] ?? DEFAULT_AGE
  return EUROPE.has(country ?? '')
    ? { ...STRICTEST, askWithoutTrace: true, ageOfConsent, source: 'EDPB guidelines 05/2020; GDPR 8' }
    : { ...STRICTEST, ageOfConsent }
}

const STRICTEST: CountryRow = {
  askWithoutTrace: false,
  businessContacts: 'none',
  prospectYears: undefined,
  impliedConsent: undefined,
  ageOfConsent: DEFAULT_AGE,
  source: 'no row for this country: the strictest rule holds (UK: ICO 2017, Flybe and Honda)',
}

const QUEBEC: CountryRow = { ...CANADA, ageOfConsent: 14, source: `${CANADA.source}; Québec Law 25` }

/** The tables as they stand, for the digest an approval is bound to. */
export const COUNTRY_TABLES = { CHECKED_ON, FRANCE, BELGIUM, CANADA, QUEBEC, STRICTEST, AGES, EUROPE: [...EUROPE] }
