import type { StaffLanguage } from '#core/messages/finding-texts.ts'

const FORMATS: Readonly<Record<StaffLanguage, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat('fr'),
  en: new Intl.NumberFormat('en'),
}

/** A number as people read it: 20 000 or 20,000. */
export function counted(count: number, language: StaffLanguage): string {
  return FORMATS[language].format(count)
}
