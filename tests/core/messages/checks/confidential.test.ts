import { describe, expect, test } from 'vitest'
import { findConfidential } from '#core/messages/checks/confidential.ts'
import { FOOTERS, LETTERS } from './ordinary-texts.ts'

const organisation = { name: 'Maison', postalAddress: '1 rue de la Paix, 75002 Paris', site: 'https://example.org' }
const found = (...given: Parameters<typeof findConfidential>) => findConfidential(...given).remarks
const codes = (text: string, country = 'FR') => found(text, { ...organisation, country }).map(({ code }) => code)

describe('nothing confidential', () => {
  test.for(FOOTERS)('in the footer of $name', ({ text, country }) => {
    const own = ['BE68 5390 0754 7034', 'NL91ABNA0417164300']
    expect(found(text, { ...organisation, country, ownNumbers: own })).toEqual([])
  })

  test.for(LETTERS)('in the letter of $name', ({ text, subject }) => {
    for (const country of ['FR', 'CA']) expect(codes(`${subject}\n${text}`, country)).toEqual([])
  })

  test.for([
    'Choisissez un mot de passe : il doit avoir 12 caractères.',
    'Mot de passe oublié ? Ouvrez la page de connexion.',
    'Mot de passe : obligatoire',
    'Aucun compte, aucun mot de passe.',
    'Code promo : NOEL26. Code postal : 75011.',
    'Le code PIN de votre carte compte 4 chiffres ; ne le donnez à personne.',
    'Votre code avantage : LILAS',
    'Forgot your password? Passwords have at least 12 characters.',
    'Use the code SPRING26 at checkout.',
    'Kies een wachtwoord van 12 tekens. Wachtwoord vergeten?',
    'Gebruik kortingscode LENTE26.',
    'Votre code est simple à retenir.',
    'Le 4 mars 2026, 4111 visiteurs, puis 1111 et 1111 encore.',
    'ISBN 978-2-07-036822-8, EAN 4006381333931, IMEI 490154203237518.',
    'SIRET 36123456789013, commande 4916123456789010, colis n° 4916123456789010',
    'FR76 n’est qu’un début ; BE68 aussi. DE12 3456 7890 est une référence.',
  ])('in “%s”', (text) => expect(codes(text)).toEqual([]))
})

test.for([
  ['4916 1234 5678 9010', 'payment-card'],
  ['Carte : 4916123456789010.', 'payment-card'],
  ['4916-1234-5678-9010 exp. 12/28', 'payment-card'],
  ['le 3 5400\u00A01234\u00A05678\u00A09010', 'payment-card'],
  ['2223 1234 5678 9012', 'payment-card'],
  ['3712 345678 90120', 'payment-card'],
  ['3612 345678 9013', 'payment-card'],
  ['carte Diners 36123456789013', 'payment-card'],
  ['6011123456789019', 'payment-card'],
  ['3530 1234 5678 9018', 'payment-card'],
  ['6703 1234 5678 9012 1', 'payment-card'],
  ['FR76 3000 6000 0112 3456 7890 189', 'iban'],
  ['fr7630006000011234567890189', 'iban'],
  ['Compte BE68-5390-0754-7034', 'iban'],
  ['GB29\u00A0NWBK\u00A06016\u00A01331\u00A09268\u00A019', 'iban'],
  ['1 84 05 75 123 456 25', 'social-security-number'],
  ['184057512345625', 'social-security-number'],
  ['1840575123456 25', 'social-security-number'],
  ['2 84 12 2A 004 021 75', 'social-security-number'],
  ['1 92 03 2B 033 018 10', 'social-security-number'],
  ['1 85 05 971 05 123 61', 'social-security-number'],
  ['2 99 01 99 351 001 97', 'social-security-number'],
  ['NAS : 046 454 286', 'social-insurance-number'].map((x) => x.replace('046 454 286', '712 345 677')),
  ['My social insurance number is 712-345-677.', 'social-insurance-number'],
  ['Votre mot de passe est Soleil42!', 'secret-in-clear'],
  ['Mot de passe : tournesol', 'secret-in-clear'],
  ['mdp provisoire : «\u00A0Tour.nesol9\u00A0»', 'secret-in-clear'],
  ['Your password is hunter2.', 'secret-in-clear'],
  ['Password: correct-horse7', 'secret-in-clear'],
  ['Uw wachtwoord is Zonne7bloem', 'secret-in-clear'],
  ['Code PIN : 4821', 'secret-in-clear'],
  ['Digicode 12A45', 'secret-in-clear'],
  ['Votre code d’accès : 4821', 'secret-in-clear'],
  ['Your verification code is 482913', 'secret-in-clear'],
  ['Uw toegangscode: 4821', 'secret-in-clear'],
  ['votre code est 4821', 'secret-in-clear'],
] as [string, string][])('“%s” stops the message: %s', ([text, code]) => expect(codes(text)).toEqual([code]))

test('nine digits in threes are an insurance number only in Canada or where the words say so', () => {
  expect(codes('Dossier 712 345 677', 'CA')).toEqual(['social-insurance-number'])
  expect(codes('Dossier 712 345 677', 'FR')).toEqual([])
  expect(codes('SIREN 712 345 677', 'CA')).toEqual([])
  expect(codes('Dossier 712 345 678', 'CA')).toEqual([])
})

test('a wrong check digit is no number, and neither is a longer one', () => {
  for (const text of [
    '4916 1234 5678 9011',
    'FR77 3000 6000 0112 3456 7890 189',
    '184057512345626',
    '49161234567890104916',
  ])
    expect(codes(text)).toEqual([])
})

test('the organisation’s own numbers are public, however they are spaced', () => {
  const own = { ...organisation, ownNumbers: ['FR76 3000 6000 0112 3456 7890 189'] }
  expect(found('IBAN FR7630006000011234567890189', own)).toEqual([])
  expect(found('IBAN BE68 5390 0754 7034', own)).toHaveLength(1)
})

test('no finding carries what was found, its own or another’s', () => {
  const { remarks, text } = findConfidential(
    'Carte 4916 1234 5678 9010, mot de passe : Soleil42 ; code PIN 4821',
    organisation,
  )
  expect(remarks).toHaveLength(3)
  expect(JSON.stringify(remarks) + text).not.toMatch(/4916|1234|5678|Soleil|4821/)
  expect(remarks[0]?.excerpt).toContain('Carte ••••9010')
})
