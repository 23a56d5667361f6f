import { expect, test } from 'vitest'
import type { Place, PlaceFacts } from '#core/etiquette/place.ts'
import { aPlace } from './etiquette-facts.ts'

interface Case {
  name: string
  who: Partial<PlaceFacts>
  then: Partial<Place>
}

const one = (zone: string, from: Place['from'], country?: string, region?: string): Partial<Place> => ({
  zones: [zone],
  from,
  country,
  region,
})
const several = (zones: string[], from: Place['from'], country: string, region?: string): Partial<Place> => ({
  zones,
  from,
  country,
  region,
})

const CASES: Case[] = [
  { name: 'their own zone comes first', who: { timeZone: 'Asia/Tokyo', country: 'FR', postcode: '97110' }, then: one('Asia/Tokyo', 'own', 'FR', 'GP') },
  { name: 'their own zone tells the country too', who: { timeZone: 'America/Montevideo' }, then: one('America/Montevideo', 'own', 'UY') },
  { name: 'an unknown zone is as none', who: { timeZone: 'Mars/Olympus', country: 'BE' }, then: one('Europe/Brussels', 'country', 'BE') },
  { name: 'an offset is no zone', who: { timeZone: '+02:00', country: 'BE' }, then: one('Europe/Brussels', 'country', 'BE') },
  { name: 'FR without an overseas postcode is Europe/Paris', who: { country: 'FR', postcode: '13001' }, then: one('Europe/Paris', 'country', 'FR') },
  { name: 'FR without any postcode is Europe/Paris', who: { country: 'FR' }, then: one('Europe/Paris', 'country', 'FR') },
  { name: 'Guadeloupe by postcode', who: { country: 'FR', postcode: '97 110' }, then: one('America/Guadeloupe', 'postcode', 'FR', 'GP') },
  { name: 'Saint-Barthélemy by its whole postcode', who: { country: 'FR', postcode: '97133' }, then: one('America/St_Barthelemy', 'postcode', 'FR', 'BL') },
  { name: 'La Réunion by name', who: { country: 'FR', region: 'La Réunion' }, then: one('Indian/Reunion', 'region', 'FR', 'RE') },
  { name: 'La Réunion as a country of its own', who: { country: 'RE' }, then: one('Indian/Reunion', 'country', 'FR', 'RE') },
  { name: 'Nouvelle-Calédonie by postcode', who: { country: 'FR', postcode: '98800' }, then: one('Pacific/Noumea', 'postcode', 'FR', 'NC') },
  { name: 'Polynésie has three clocks', who: { country: 'PF' }, then: several(['Pacific/Gambier', 'Pacific/Marquesas', 'Pacific/Tahiti'], 'country', 'FR', 'PF') },
  { name: 'Moselle is a region of holidays', who: { country: 'FR', postcode: '57000' }, then: one('Europe/Paris', 'postcode', 'FR', '57') },
  { name: 'Alsace too, by name', who: { country: 'FR', region: 'Alsace' }, then: one('Europe/Paris', 'region', 'FR', '67') },
  { name: 'a region without clocks of its own changes nothing', who: { country: 'FR', region: 'Bretagne' }, then: one('Europe/Paris', 'country', 'FR') },
  { name: 'the Canaries by postcode', who: { country: 'ES', postcode: '38001' }, then: one('Atlantic/Canary', 'postcode', 'ES', 'CN') },
  { name: 'Spain without a postcode may be either clock', who: { country: 'ES' }, then: several(['Africa/Ceuta', 'Atlantic/Canary'], 'country', 'ES') },
  { name: 'Madeira and the Azores by postcode', who: { country: 'PT', postcode: '9500-011' }, then: one('Atlantic/Azores', 'postcode', 'PT', '20') },
  { name: 'Québec by the first letter', who: { country: 'CA', postcode: 'h2x 1y4' }, then: one('America/Toronto', 'postcode', 'CA', 'QC') },
  { name: 'but not its islands in the gulf', who: { country: 'CA', postcode: 'G4T 1A1' }, then: one('America/Halifax', 'postcode', 'CA', 'QC') },
  { name: 'Québec by name may be anywhere in it', who: { country: 'CA', region: 'Québec' }, then: several(['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon'], 'region', 'CA', 'QC') },
  { name: 'a province by its ISO code', who: { country: 'CA', region: 'CA-MB' }, then: one('America/Winnipeg', 'region', 'CA', 'MB') },
  { name: 'a state by name', who: { country: 'US', region: 'New York' }, then: one('America/New_York', 'region', 'US', 'NY') },
  { name: 'a split state has both clocks', who: { country: 'US', region: 'TN' }, then: several(['America/New_York', 'America/Chicago'], 'region', 'US', 'TN') },
  { name: 'a ZIP code is more precise', who: { country: 'US', region: 'FL', postcode: '33101-0001' }, then: one('America/New_York', 'postcode', 'US', 'FL') },
  { name: 'a postcode beats a region that says otherwise', who: { country: 'US', region: 'Ohio', postcode: '96801' }, then: one('Pacific/Honolulu', 'postcode', 'US', 'HI') },
  { name: 'an Australian state', who: { country: 'AU', postcode: '6000' }, then: one('Australia/Perth', 'postcode', 'AU', 'WA') },
  { name: 'Scotland by postcode', who: { country: 'GB', postcode: 'EH1 1AA' }, then: one('Europe/London', 'postcode', 'GB', 'SCT') },
  { name: 'elsewhere in Britain England’s holidays hold', who: { country: 'GB', postcode: 'SW1A 1AA' }, then: one('Europe/London', 'country', 'GB', 'ENG') },
  { name: 'a region we do not know is left to the holidays', who: { country: 'DE', region: 'DE-BY' }, then: one('Europe/Berlin', 'country', 'DE', 'BY') },
  { name: 'without a country, the number’s prefix', who: { phone: '+32470123456' }, then: one('Europe/Brussels', 'phone', 'BE') },
  { name: 'and the postcode in that country', who: { phone: '+33612345678', postcode: '97200' }, then: one('America/Martinique', 'postcode', 'FR', 'MQ') },
  { name: 'one prefix, two islands: both clocks', who: { phone: '+262639123456' }, then: several(['Indian/Reunion', 'Indian/Mayotte'], 'phone', 'FR') },
  { name: 'one prefix, two countries: the area tells', who: { phone: '+15145551234' }, then: { from: 'phone', country: 'CA' } },
  { name: 'a known country beats the number', who: { country: 'BE', phone: '+33612345678' }, then: one('Europe/Brussels', 'country', 'BE') },
  { name: 'without any country, a part of the organisation’s own', who: { postcode: '97400' }, then: one('Indian/Reunion', 'postcode', 'FR', 'RE') },
  { name: 'nothing known: the organisation’s zone, and it is said', who: {}, then: one('Europe/Paris', 'house') },
  { name: 'what is no number says nothing', who: { phone: '12' }, then: one('Europe/Paris', 'house') },
  { name: 'a country without zones says nothing of clocks', who: { country: 'BV' }, then: one('Europe/Paris', 'house', 'BV') },
  { name: 'odd words never throw', who: { timeZone: '', country: '🙂', region: '-', postcode: '  ', phone: '+' }, then: { zones: ['Europe/Paris'], from: 'house' } },
] // biome-ignore format: a case a line

test.for(CASES)('$name', ({ who, then }) => expect(aPlace(who)).toMatchObject(then))

test('clocks that always agree are asked once', () => {
  expect(aPlace({ country: 'US' }).zones).toHaveLength(8)
  expect(aPlace({ country: 'DE' }).zones).toEqual(['Europe/Berlin'])
})

test('people at one place share it, so that its rules are made once', () => {
  expect(aPlace({ country: 'FR', postcode: '75011' })).toBe(aPlace({ country: 'FR', postcode: '13001', region: 'Sud' }))
})

test('the organisation’s own country reads what has none', () => {
  const montreal = { timeZone: 'America/Toronto', country: 'CA' }
  expect(aPlace({ region: 'Alberta' }, montreal)).toMatchObject(one('America/Edmonton', 'region', 'CA', 'AB'))
  expect(aPlace({ postcode: '97400' }, montreal)).toMatchObject(one('America/Toronto', 'house'))
})
