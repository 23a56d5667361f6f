import { expect, test } from 'vitest'
import { FIELDS, readHeader, readHeaders } from '#core/contacts/headers.ts'

test.for([
  ['Adresse e-mail', 'email'],
  ['E-MAIL', 'email'],
  ['courriel', 'email'],
  ['E-mailadres', 'email'],
  ['Email Address', 'email'],
  ['Téléphone', 'phone'],
  ['GSM-nummer', 'phone'],
  ['Prénom', 'firstName'],
  ['Voornaam', 'firstName'],
  ['FNAME', 'firstName'],
  ['Nom de famille', 'lastName'],
  ['Achternaam', 'lastName'],
  ['Nom complet', 'fullName'],
  ['Langue', 'language'],
  ['Taal', 'language'],
  ['Pays', 'country'],
  ['Land', 'country'],
  ['Code postal', 'postcode'],
  ['ZIP', 'postcode'],
  ['Fuseau horaire', 'timeZone'],
  ['Type de client', 'kind'],
  ['Fonction', 'function'],
  ['Job title', 'function'],
  ['Société', 'company'],
  ['Informed at collection', 'informed'],
  ['Date de naissance (jj/mm/aaaa) *', 'birthDate'],
  ['Mineur', 'minor'],
  ['E-mail du tuteur', 'guardianEmail'],
  ['Consentement parental', 'guardianConsentAt'],
  ['Dernier clic', 'lastClickAt'],
  ['Laatst geopend', 'lastOpenAt'],
  ['Last order date', 'lastPurchaseAt'],
  ['Dernière activité', 'lastActAt'],
  ['OPTIN_TIME', 'consentAt'],
  ["Date d'inscription", 'consentAt'],
  ['Source', 'consentOrigin'],
  ['Herkomst', 'consentOrigin'],
  ['Texte du consentement', 'consentWording'],
  ['Thèmes', 'consentTopics'],
  ['Kanalen', 'consentChannels'],
  ['Statut', 'status'],
  ['Abonné', 'optIn'],
  ['Désabonné', 'optOut'],
  ['EMAIL_BLACKLISTED', 'optOut'],
  ['UNSUB_TIME', 'optOut'],
  ['Status date', 'statusAt'],
  ['Étiquettes', 'tags'],
  ['Lijst', 'list'],
  ['N° client', 'customerNumber'],
  ['Klantnummer', 'customerNumber'],
  ['LAST_CHANGED', 'updatedAt'],
  ['lastClickAt', 'lastClickAt'],
  ['Carte de fidélité', 'custom:Carte de fidélité'],
  ['  ', 'ignore'],
] as const)('the title %s means %s', ([title, field]) => expect(readHeader(title)).toBe(field))

test('every field can be named by its own name', () => {
  for (const field of FIELDS) expect(readHeader(field)).toBe(field)
})

test('of two titles for one field the surer is read, and the other is kept as a custom field', () => {
  expect(readHeaders(['Email', 'Téléphone', 'Mobile']).fields).toEqual(['email', 'custom:Téléphone', 'phone'])
  expect(readHeaders(['Mail', 'Email']).fields).toEqual(['custom:Mail', 'email'])
})

test('every column that may hold a stop is read', () => {
  expect(readHeaders(['Email', 'Statut', 'Désabonné', 'Blacklisted']).fields).toEqual([
    'email',
    'status',
    'optOut',
    'optOut',
  ])
})

test('"Nom" alone is a whole name, beside "Prénom" a family name; "Naam" beside "Voornaam" too', () => {
  expect(readHeaders(['Nom', 'Email']).fields).toEqual(['fullName', 'email'])
  expect(readHeaders(['Nom', 'Prénom', 'Email']).fields).toEqual(['lastName', 'firstName', 'email'])
  expect(readHeaders(['Voornaam', 'Naam', 'Email']).fields).toEqual(['firstName', 'lastName', 'email'])
})

test('two columns with one title are reported, however they are spelled', () => {
  expect(readHeaders(['Email', 'Nom', 'E-mail', 'EMAIL ']).duplicates).toEqual([{ header: 'Email', columns: [1, 4] }])
  expect(readHeaders(['Email', 'Nom', '', '']).duplicates).toEqual([])
})
