import { expect, test } from 'vitest'
import { numberAloneRemarks } from '#core/messages/checks/number-alone.ts'
import type { Language } from '#core/messages/message.ts'
import { aReading } from './a-reading.ts'
import { FOOTERS, LETTERS } from './ordinary-texts.ts'

const numbers = (text: string, language: Language = 'fr') =>
  numberAloneRemarks(aReading(text, language)).map(({ data }) => data['number'])

test.for([
  ['fr', 'Nous allons garantir 300 tous les jours de grève.', '300'],
  ['fr', 'Garantir 300 tous les jours', '300'],
  ['fr', 'Nous avons prévu 1 200 cette année.', '1 200'],
  ['fr', 'Nous en avons 300.', '300'],
  ['fr', 'Il faut garantir 45, puis recommencer.', '45'],
  ['fr', '{{greeting}} nous voulons offrir 12 pendant la grève', '12'],
  ['en', 'We are going to guarantee 300 every strike day.', '300'],
  ['en', 'We have 45.', '45'],
  ['nl', 'We gaan 300 alle stakingsdagen garanderen.', '300'],
  ['nl', 'We zullen 300 elke dag garanderen', '300'],
] as const)('%s: “%s” does not say what it counts', ([language, text, number]) => {
  const [found] = numberAloneRemarks(aReading(text, language))
  expect(found?.data).toEqual({ number: number.replace(' ', ' ') })
  expect(found?.excerpt).toContain(number)
})

test.for([
  '300 places',
  'Il reste 300 places.',
  '20 % de remise',
  '20% toute l’année',
  'le 3 mars',
  'Le 3 la boutique ouvre.',
  '2026',
  'en 2026 toute la ville',
  'à 18 h 30 tous les jours',
  '18h30 tous les soirs',
  '18:30 chaque jour',
  'avant 18 h',
  'avant 18 tous les jours',
  '01 23 45 67 89',
  'Appelez le 01.23.45.67.89 chaque matin',
  '+33 1 23 45 67 89',
  '75011 Paris',
  'n° 12',
  'nº 12 le matin',
  'no 12',
  'de 18 à 25 ans',
  '2, 3 ou 4 personnes',
  'du 3 au 5 mars',
  'le 3 et le 5',
  'page 4',
  'article 12 le texte',
  'salle 12 tous les jours',
  '7 jours sur 7 tous les mois',
  '3 personnes sur 4.',
  'Salon 2018',
  'Sous Windows 11 tous les jours',
  'le quai 9 le matin',
  'Covid-19 cette année',
  '24/7 toute l’année',
  '03/03/2026 cette fois',
  '12.05.2026 notre fête',
  '(75)',
  '1. Les ateliers',
  '1) Les ateliers',
  '5e étage',
  '1er prix',
  '12 € le lot',
  '12 €',
  '€ 12 le lot',
  '300 d’entre eux',
  'Ils sont venus à 300',
  'formule 1 toute la journée',
  '{{first_name|vous}} 300 places',
  'Au 12 notre porte est bleue',
  'https://example.org/300 tous les jours',
  'Nous serons {{organisation}} 300 amis',
  '10 000 personnes',
  'dès 9 h 30',
])('fr: nothing to say of “%s”', (text) => expect(numbers(text)).toEqual([]))

test.for([
  'March 3 every year',
  'on the 3rd',
  'from 9 to 5 every day',
  'room 12 every day',
  '6 issues a year, 2 a month',
  'open until 6 every evening',
  '£12 each',
  '20% all year',
  'Top 10 every week',
  'No. 12 the green door',
  '300 people',
])('en: nothing to say of “%s”', (text) => expect(numbers(text, 'en')).toEqual([]))

test.for([
  'op 3 maart elk jaar',
  'om 18.30 uur elke dag',
  'om 9 elke dag',
  'zaal 2 elke dag',
  '3 van de 5 zalen',
  'vanaf 12 jaar',
  '€ 7,50 elke keer',
])('nl: nothing to say of “%s”', (text) => expect(numbers(text, 'nl')).toEqual([]))

test('ordinary letters and footers have no lonely number', () => {
  for (const { text, language } of LETTERS) expect(numbers(text, language), text).toEqual([])
  for (const { text } of FOOTERS)
    for (const language of ['fr', 'en', 'nl'] as const) expect(numbers(text, language), text).toEqual([])
})
