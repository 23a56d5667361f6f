import type { House, WeekWindow } from '#core/house.ts'

const ALL_DAY: WeekWindow = Array.from({ length: 7 }, () => [[0, 1440] as const])

/** A house whose windows never close, so that a test about something else never waits. */
export function aHouse(change: Partial<House> = {}): House {
  return {
    organisation: {
      name: 'Maison Exemple',
      postalAddress: '1 rue de la Paix, 75002 Paris',
      country: 'FR',
      timeZone: 'Europe/Paris',
      language: 'fr',
      site: 'https://www.example.org',
    },
    dpo: { name: 'Daan', email: 'dpo@example.org' },
    contactKey: 'email',
    topics: ['newsletter', 'offers'].map((id) => ({
      id,
      name: { fr: `${id} (fr)`, en: id, nl: `${id} (nl)` },
      describe: { fr: 'Une fois par mois', en: 'Once a month', nl: 'Eens per maand' },
    })),
    windows: { email: ALL_DAY, sms: ALL_DAY },
    budget: { per7Days: 100, per30Days: 100 },
    practices: {},
    ...change,
  }
}
