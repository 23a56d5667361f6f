import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { WeekWindow } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { textingTexts } from './texting.ts'

interface Words {
  title: string
  nothing: string
  preferred: (channel: string) => string
  hours: (days: string) => string
  never: string
  quiet: (from: string, to: string) => string
  paused: (until: string) => string
  per7Days: (most: number) => string
  per30Days: (most: number) => string
  days: readonly string[]
}

const WORDS: Readonly<Record<StaffLanguage, Words>> = {
  fr: {
    title: '*Ce que la personne a choisi*',
    nothing: 'Rien de particulier\u00A0: les règles de la maison valent pour elle.',
    preferred: (channel) => `canal préféré\u00A0: ${channel}`,
    hours: (days) => `on peut lui écrire\u00A0: ${days}`,
    never: 'jamais',
    quiet: (from, to) => `jamais entre ${from} et ${to}`,
    paused: (until) => `pause jusqu’au ${until}`,
    per7Days: (most) => `${most} ${most > 1 ? 'messages' : 'message'} au plus en 7 jours`,
    per30Days: (most) => `${most} ${most > 1 ? 'messages' : 'message'} au plus en 30 jours`,
    days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  },
  en: {
    title: '*What the person chose*',
    nothing: 'Nothing in particular: the house’s rules hold for them.',
    preferred: (channel) => `preferred channel: ${channel}`,
    hours: (days) => `may be written to: ${days}`,
    never: 'never',
    quiet: (from, to) => `never between ${from} and ${to}`,
    paused: (until) => `paused until ${until}`,
    per7Days: (most) => `at most ${most} ${most === 1 ? 'message' : 'messages'} in 7 days`,
    per30Days: (most) => `at most ${most} ${most === 1 ? 'message' : 'messages'} in 30 days`,
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  },
}

/** A person's settings, a line each under a title. `date`: an instant as people read it. */
export function settingsWords(
  { preferredChannel, hours, quiet, pausedUntil, budget }: RecipientSettings,
  language: StaffLanguage,
  date: (at: number) => string,
): string[] {
  const words = WORDS[language]
  const lines = [
    preferredChannel && words.preferred(textingTexts(language).channels[preferredChannel]),
    hours && words.hours(hoursText(hours, words)),
    quiet && words.quiet(clockText(quiet.from), clockText(quiet.to)),
    pausedUntil === undefined ? undefined : words.paused(date(pausedUntil)),
    budget?.per7Days === undefined ? undefined : words.per7Days(budget.per7Days),
    budget?.per30Days === undefined ? undefined : words.per30Days(budget.per30Days),
  ].filter((line) => line !== undefined)
  return [words.title, ...(lines.length === 0 ? [words.nothing] : lines.map((line) => `• ${line}`))]
}

function hoursText(hours: WeekWindow, { days, never }: Words): string {
  const open = hours.flatMap((intervals, day) =>
    intervals.length === 0
      ? []
      : [`${days[day]} ${intervals.map(([from, to]) => `${clockText(from)}–${clockText(to)}`).join(', ')}`],
  )
  return open.join(' · ') || never
}

/** Minutes since midnight: `09:30`. */
function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
