import type { StaffLanguage } from '#core/messages/finding-texts.ts'

export interface Format {
  /** `mardi 24 novembre` */
  day(ms: number): string
  year(ms: number): string
  /** `10:02` */
  time(ms: number): string
  /** A short moment as a list shows it: the time for today, else day and time. */
  moment(ms: number, nowMs: number): string
  /** With everything, for a mail's head. */
  full(ms: number): string
}

/** Days and hours in the organisation's zone and the visitor's language. */
export function createFormat(language: StaffLanguage, timeZone: string): Format {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const as = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options })
    return (ms: number) => format.format(ms)
  }
  const time = as({ hour: '2-digit', minute: '2-digit' })
  const short = as({ day: 'numeric', month: 'short' })
  return {
    day: as({ weekday: 'long', day: 'numeric', month: 'long' }),
    year: as({ year: 'numeric' }),
    time,
    moment: (ms, nowMs) => (short(ms) === short(nowMs) ? time(ms) : `${short(ms)}, ${time(ms)}`),
    full: as({ dateStyle: 'full', timeStyle: 'short' }),
  }
}
