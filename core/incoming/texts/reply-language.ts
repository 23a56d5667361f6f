import type { Language } from '#core/messages/message.ts'
import { countryOf } from '#core/messages/sms/sender.ts'

/** Where one language is understood by nearly everybody; elsewhere the organisation's own is used. */
const LANGUAGE_OF_COUNTRY: Readonly<Record<string, Language>> = {
  FR: 'fr', GP: 'fr', MQ: 'fr', GF: 'fr', RE: 'fr', YT: 'fr', PM: 'fr', MC: 'fr', NC: 'fr', PF: 'fr', WF: 'fr',
  NL: 'nl', SR: 'nl', GB: 'en', IE: 'en', US: 'en', AU: 'en', NZ: 'en', MT: 'en',
} // biome-ignore format: a table of countries reads best in rows

/**
 * The language of an answer by SMS: that of the word, else of the number's country. What we know of a person plays no part, so that an answer does not
 * say whether we know anybody.
 */
export function replyLanguage(ofWord: Language | undefined, number: string, ofHouse: Language): Language {
  return ofWord ?? LANGUAGE_OF_COUNTRY[countryOf(number) ?? ''] ?? ofHouse
}
