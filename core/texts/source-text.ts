import type { Language } from '#core/messages/message.ts'

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-NL' }
/** A source nobody named has its file's name. */
const FILE_ENDING = /\.(?:csv|tsv|txt)$/i

/** Where and when an address was collected, for "why you get this": "Salon 2018, mars 2018". Undefined when nobody knows. */
export function sourceText(
  language: Language,
  name: string | undefined,
  at: number | undefined,
  timeZone: string,
): string | undefined {
  if (name === undefined) return undefined
  const plain = name.replace(FILE_ENDING, '')
  if (at === undefined) return plain
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
  return `${plain}, ${day.toLocaleString(LOCALES[language], { month: 'long', year: 'numeric' })}`
}
