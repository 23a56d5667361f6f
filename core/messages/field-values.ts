import type { FieldValues, LinkField } from './fields.ts'
import { civilityText, greeting, type Person } from './greeting.ts'
import type { Language } from './message.ts'

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-NL' }

// Making a formatter costs ten times a formatting: made once per language.
const LISTS = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const DATES = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
)

/** What one recipient's copy is filled with. `promiseDate` is the day in the organisation's zone. */
export type RecipientFacts = {
  readonly language: Language
  readonly person: Person & { readonly company?: string | undefined }
  readonly organisationName: string
  /** Where a person writes with a question. */
  readonly contactEmail: string
  /** Names of the topics this message is about for this person, in the message's language. */
  readonly topicNames: readonly string[]
  readonly promiseDate: Temporal.PlainDate | undefined
  /** Where and when the address was collected, in words; undefined when the trace is lost. */
  readonly source: string | undefined
  readonly links: Readonly<Partial<Record<LinkField, string>>>
}

export function fieldValues(facts: RecipientFacts): FieldValues {
  const { language, person } = facts
  return {
    first_name: person.firstName ?? '',
    last_name: person.lastName ?? '',
    civility: civilityText(language, person.civility) ?? '',
    company: person.company ?? '',
    organisation: facts.organisationName,
    contact_email: facts.contactEmail,
    greeting: greeting(language, person),
    topics: listText(language, facts.topicNames),
    promise_date: facts.promiseDate === undefined ? '' : dateText(language, facts.promiseDate),
    source: facts.source ?? '',
    ...facts.links,
  }
}

/** "lundi 1er mars 2027", "Monday 1 March 2027", "maandag 1 maart 2027". */
export function dateText(language: Language, date: Temporal.PlainDate): string {
  const last = lastDates[language]
  if (last?.date.equals(date)) return last.text
  const written = DATES[language].format(date)
  const text = language === 'fr' ? written.replace(/(^|\s)1(?=\s)/, '$11er') : written.replace(',', '')
  lastDates[language] = { date, text }
  return text
}

// A send names the same day in thousands of copies, and a date in words costs as much as the rest of a copy.
const lastDates: Partial<Record<Language, { date: Temporal.PlainDate; text: string }>> = {}

/** "Nouveautés, Offres et Événements". */
export function listText(language: Language, names: readonly string[]): string {
  return LISTS[language].format(names)
}

function perLanguage<Made>(make: (locale: string) => Made): Readonly<Record<Language, Made>> {
  return { fr: make(LOCALES.fr), en: make(LOCALES.en), nl: make(LOCALES.nl) }
}
