import type { Reason } from '#core/decision/reasons.ts'
import type { Language } from '#core/messages/message.ts'

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-NL' }

type Words = Readonly<Record<Language, (what: string, to: string) => string>>

const UNTIL: Words = {
  fr: (day) => `jusqu’au ${day} compris`,
  en: (day) => `up to and including ${day}`,
  nl: (day) => `tot en met ${day}`,
}
const FROM_TO: Words = {
  fr: (from, to) => `de ${from} à ${to}`,
  en: (from, to) => `${from} to ${to}`,
  nl: (from, to) => `van ${from} tot ${to}`,
}

/** What a reason's data adds to its sentence, to stand in brackets: the holiday's date, the last day of a closure, the hours of quiet. */
export function reasonDetail({ code, data = {} }: Reason, language: Language): string | undefined {
  const day = (name: string) => dayText(data[name], language)
  if (code === 'holiday') return day('day')
  if (code === 'closure') {
    const last = day('lastDay')
    return last === undefined ? undefined : UNTIL[language](last, '')
  }
  if (code === 'quiet-hours' && data['from'] !== undefined && data['to'] !== undefined)
    return FROM_TO[language](String(data['from']), String(data['to']))
  return undefined
}

function dayText(date: string | number | undefined, language: Language): string | undefined {
  if (typeof date !== 'string') return undefined
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at)) return undefined
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}
