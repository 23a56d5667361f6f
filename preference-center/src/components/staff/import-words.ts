import { FIELDS, type KnownField } from '#core/contacts/headers.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { FIELD_NAMES } from '#core/texts/import-page/field-names.ts'
import { importPageTexts } from '#core/texts/import-page/import-page-texts.ts'

/** "22 November 2026 at 14:05", in the house's zone. */
export function shownInstant(at: number, language: StaffLanguage, timeZone: string): string {
  const { locale } = importPageTexts(language)
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
}

/** "1.2 MB". */
export function shownBytes(bytes: number, language: StaffLanguage): string {
  const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const number = size.toLocaleString(language, { maximumFractionDigits: unit === 0 ? 0 : 1 })
  return `${number}\u00A0${units[unit]}`
}

export function delimiterName(delimiter: string, language: StaffLanguage): string {
  const names: Readonly<Record<string, string>> = importPageTexts(language).file.delimiters
  return names[delimiter] ?? delimiter
}

/** What a column may mean: every field, in the order people look for them. */
export function fieldChoices(language: StaffLanguage): { value: KnownField; name: string }[] {
  return FIELDS.map((value) => ({ value, name: FIELD_NAMES[value][language] }))
}

/** A contact's field in a list. */
export function fieldName(field: string, language: StaffLanguage): string {
  return Object.hasOwn(FIELD_NAMES, field) ? FIELD_NAMES[field as KnownField][language] : field
}
