import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { en, type ImportPageTexts } from './en.ts'
import { fr } from './fr.ts'

const NO_BREAK = '\u00A0'

const TEXTS: Readonly<Record<StaffLanguage, ImportPageTexts>> = { fr: spaced(fr), en }

/** What the import page says. */
export function importPageTexts(language: StaffLanguage): ImportPageTexts {
  return TEXTS[language]
}

/** French marks keep the space before them. */
function spaced<T>(texts: T): T {
  if (typeof texts === 'string') return french(texts) as T
  if (typeof texts === 'function') {
    const say = texts as unknown as (...given: unknown[]) => string
    return ((...given: unknown[]) => french(say(...given))) as T
  }
  if (Array.isArray(texts)) return texts.map(spaced) as T
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, spaced(text)])) as T
}

function french(text: string): string {
  return text.replace(/ ([:;?!»%])/g, `${NO_BREAK}$1`).replace(/« /g, `«${NO_BREAK}`)
}
