import type { Language } from '#core/messages/message.ts'

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-NL' }
const SINCE: Record<Language, (name: string, month: string) => string> = {
  fr: (name, month) => `${name}, ${month}`,
  en: (name, month) => `${name}, ${month}`,
  nl: (name, month) => `${name}, ${month}`,
}

/** Where and when an address was collected, for "why you get this": "Salon 2018, mars 2018". Undefined when nobody knows. */
export function sourceText(
  language: Language,
  name: string | undefined,
  at: number | undefined,
  timeZone: string,
): string | undefined {
  if (name === undefined) return undefined
  if (at === undefined) return name
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
  return SINCE[language](name, day.toLocaleString(LOCALES[language], { month: 'long', year: 'numeric' }))
}
