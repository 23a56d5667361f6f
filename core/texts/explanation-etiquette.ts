import type { Budget } from '#core/etiquette/budget.ts'
import type { Place } from '#core/etiquette/place.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Language } from '#core/messages/message.ts'
import { ETIQUETTE_TEXTS } from './explanation-etiquette-texts.ts'
import { EXPLANATION_TEXTS } from './explanation-texts.ts'
import { clockText, weekText } from './week-text.ts'

/** Where one person is, what they chose, and what they had of us. Instants are epoch milliseconds. */
export interface ExplainedEtiquette {
  place: Place
  /** False where the holidays of the organisation stand in for those of a country nobody knows any of; undefined where holidays say nothing. */
  holidaysKnown: boolean | undefined
  settings: RecipientSettings
  budget: Budget
  /** Requests they had in the last days, those of kept slots apart. */
  spent: Budget
  /** Slots kept for campaigns that are approved. */
  reserved: number
  /** When there may be room again, where there is none: the slots of others are looked at again by then; `never`: they want none. */
  nextSlot: number | 'never' | undefined
  /** The last SMS, while it keeps another one from leaving. */
  texted: { at: number; againAt: number } | undefined
}

/** A sentence a line. `asOf`: what is over by then is not said. */
export function etiquetteText(explained: ExplainedEtiquette, asOf: number, language: Language): string[] {
  const texts = ETIQUETTE_TEXTS[language]
  const { place, holidaysKnown, budget, spent, reserved, nextSlot, texted } = explained
  const moment = (at: number) => personsMoment(at, place, language)
  return [
    placeText(place, language),
    ...(holidaysKnown === false ? [texts.noHolidays(place.country ?? texts.someCountry)] : []),
    ...settingsText(explained, asOf, language),
    texts.hadBoth(texts.had(spent.per7Days, budget.per7Days, 7), texts.had(spent.per30Days, budget.per30Days, 30)),
    ...(reserved === 0 ? [] : [texts.reserved(reserved)]),
    ...(nextSlot === undefined ? [] : [nextSlot === 'never' ? texts.noSlot : texts.nextSlot(moment(nextSlot))]),
    ...(texted === undefined ? [] : [texts.texted(moment(texted.at), moment(texted.againAt))]),
  ]
}

/** An instant on the person's own clock, which is named; where they may be in several zones, on the first of them. */
export function personsMoment(
  at: number,
  { zones: [timeZone = 'UTC'] }: Pick<Place, 'zones'>,
  language: Language,
): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone } as const
  const date = new Intl.DateTimeFormat(EXPLANATION_TEXTS[language].locale, style).format(at)
  return ETIQUETTE_TEXTS[language].inZone(date, timeZone)
}

const MOST_ZONES = 4

function placeText({ zones, from }: Place, language: Language): string {
  const texts = ETIQUETTE_TEXTS[language]
  const [only = ''] = zones
  if (zones.length === 1) return texts.where(only, texts.from[from])
  const rest = zones.length - MOST_ZONES
  const named = zones.slice(0, MOST_ZONES).join(', ')
  return texts.severalZones(rest > 0 ? `${named} ${texts.more(rest)}` : named, texts.from[from])
}

function settingsText({ place, settings }: ExplainedEtiquette, asOf: number, language: Language): string[] {
  const texts = ETIQUETTE_TEXTS[language]
  const { preferredChannel, hours, quiet, pausedUntil, budget } = settings
  const limits = [
    ...(budget?.per7Days === undefined ? [] : [texts.limit(budget.per7Days, 7)]),
    ...(budget?.per30Days === undefined ? [] : [texts.limit(budget.per30Days, 30)]),
  ]
  const lines = [
    ...(preferredChannel === undefined ? [] : [texts.preferred[preferredChannel]]),
    ...(hours === undefined ? [] : [texts.hours(weekText(hours, language) || texts.noHours)]),
    ...(quiet === undefined || quiet.from === quiet.to
      ? []
      : [texts.quiet(clockText(quiet.from), clockText(quiet.to))]),
    ...(pausedUntil === undefined || pausedUntil <= asOf
      ? []
      : [texts.paused(personsMoment(pausedUntil, place, language))]),
    ...(limits.length === 0 ? [] : [texts.budget(limits.join(', '))]),
  ]
  return lines.length === 0 ? [texts.nothingChosen] : lines
}
