import type { House } from '#core/house.ts'

/** A sound house with three topics; a test changes only what it is about. */
export function aHouse(changes: Partial<House> = {}): House {
  const week = Array.from({ length: 7 }, () => [[9 * 60, 18 * 60]] as const)
  return {
    organisation: {
      name: 'Maison Lumière',
      postalAddress: '12 rue des Lilas, 75011 Paris, France',
      country: 'FR',
      timeZone: 'Europe/Paris',
      language: 'fr',
      site: 'https://maison-lumiere.example',
    },
    dpo: { name: 'Daan de Vries', email: 'dpo@maison-lumiere.example' },
    contactKey: 'email',
    topics: [
      {
        id: 'newsletter',
        name: { fr: 'La lettre', en: 'The newsletter', nl: 'De nieuwsbrief' },
        describe: {
          fr: 'Une fois par mois\u00a0: nos conseils, nos rencontres et la vie de la maison.',
          en: 'Once a month: our advice, our events and life at the house.',
          nl: 'Eén keer per maand: ons advies, onze ontmoetingen en het leven in huis.',
        },
      },
      {
        id: 'offers',
        name: { fr: 'Les offres', en: 'Offers', nl: 'Aanbiedingen' },
        describe: {
          fr: 'Nos ventes privées et nos remises, deux fois par mois au plus.',
          en: 'Our private sales and discounts, at most twice a month.',
          nl: 'Onze privéverkopen en kortingen, hoogstens twee keer per maand.',
        },
      },
      {
        id: 'service-news',
        name: { fr: 'Les nouvelles du service', en: 'Service news', nl: 'Nieuws over de dienst' },
        describe: {
          fr: 'Ce qui change dans nos boutiques et nos services.',
          en: 'What changes in our shops and services.',
          nl: 'Wat er verandert in onze winkels en diensten.',
        },
      },
    ],
    windows: { email: week, sms: week },
    practices: {},
    budget: { per7Days: 2, per30Days: 6 },
    ...changes,
  }
}
