import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import type { PreferencesSaved } from '#db/operations/preferences/save-preferences.ts'
import type { PreferencesShown } from '#db/operations/preferences/show-preferences.ts'
import { sayHours, sayPause, sayQuiet, sayRhythm } from './say-settings.ts'

/** What changed at once of when, how often and which way, a sentence each. */
export function saidOf({ changed, before }: PreferencesSaved, shown: PreferencesShown): string[] {
  const { settings, budget, language, zones, at } = shown
  const texts = RECIPIENT_PAGE_TEXTS[language].settings
  const pausedBefore = (before.settings.pausedUntil ?? 0) > at
  return changed.flatMap((part) => {
    switch (part) {
      case 'preferredChannel':
        return [`${texts.channel.first[settings.preferredChannel ?? 'none']}.`]
      case 'hours':
        return [`${capital(sayHours(settings.hours, language))}.`]
      case 'quiet':
        return [`${capital(sayQuiet(settings.quiet, language))}.`]
      case 'budget':
        return [`${sayRhythm(budget, language)}.`]
      case 'pausedUntil':
        if (settings.pausedUntil !== undefined) return [`${sayPause(settings.pausedUntil, language, zones)}.`]
        // A pause that ran out by itself is no news.
        return pausedBefore ? [`${texts.pause.resumed}.`] : []
    }
  })
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
