import { describe, expect, test } from 'vitest'
import { wordsToSpell } from '#core/messages/checks/spelling.ts'
import { wordingRemarks } from '#core/messages/checks/wording.ts'
import type { Language } from '#core/messages/message.ts'
import { aReading } from './a-reading.ts'
import { FOOTERS, LETTERS } from './ordinary-texts.ts'

const codes = (text: string, language: Language = 'fr', houseWords: readonly string[] = []) =>
  wordingRemarks(aReading(text, language, houseWords)).map(({ code }) => code)
const first = (text: string, language: Language = 'fr') => wordingRemarks(aReading(text, language))[0]

test.for(LETTERS)('the letter of $name reads well', ({ subject, text, language }) => {
  expect(wordingRemarks(aReading(`${subject}\n\n${text}`, language))).toEqual([])
})

test('footers hold capitals, numbers and towns that need no correction', () => {
  const house = ['NEQ', 'TQ', 'RPR', 'RSIN']
  for (const { text } of FOOTERS) expect(codes(text, 'fr', house), text).toEqual([])
})

describe('capitals', () => {
  test.for([
    ['Une offre GRATUITE', 'all-caps', 'gratuite'],
    ['C’est GRATUIT', 'all-caps', 'gratuit'],
    ['NE MANQUEZ rien', 'all-caps', 'Ne'],
    ['OUI, c’est vrai', 'all-caps', 'Oui'],
    ['À NE PAS MANQUER', 'all-caps', 'ne'],
  ])('“%s” shouts', ([text, code, instead]) => {
    const found = first(text as string)
    expect(found).toMatchObject({ code, data: { instead } })
  })

  test.for(['Le NPAI est traité', 'Voir la DSP2 et le COPIL'])('“%s” needs explaining', (text) => {
    expect(codes(text)).toEqual(['acronym-unexplained'])
  })

  test.for([
    'Le RGPD (GDPR, AVG) et STOP',
    'PVI et ACTION REQUISE',
    'Au XXIe siècle, Louis XIV',
    'La CNIL, l’UE et un PDF',
    '75011 PARIS CEDEX 11',
    '1000 AB AMSTERDAM',
    'London SW1A 1AA',
    'H2X 1Y4 MONTRÉAL',
    'le code N26X',
    'M. Durand',
    'A. B. Martin',
    'J’y vais',
    'À Paris',
    'le COPIL (comité de pilotage)',
    'le comité de pilotage (COPIL), puis le COPIL',
    '{{organisation}} et JARDINS',
  ])('nothing to say of “%s”', (text) => expect(codes(text)).toEqual([]))

  test('the house’s own words, name and topics need no explaining', () => {
    expect(codes('Le NPAI', 'fr', ['npai'])).toEqual([])
    expect(codes('Les ATELIERS', 'fr')).toEqual([])
  })
})

test.for([
  ['Bonne fête 🎉 à tous 👍', 'emoji'],
  ['Merci ❤️', 'emoji'],
  ['À bientôt :-)', 'emoji'],
  ['Merci ;)', 'emoji'],
  ['Bravo ! Merci !', 'exclamations'],
  ['Bravo !!', 'exclamations'],
  ['Nous vous écrivons de la de la part', undefined],
  ['Nous écrivons pour pour vous', 'repeated-word'],
  ['Le le programme', 'repeated-word'],
  ['Voici votre\nvotre programme', 'repeated-word'],
  ['Slt à tous', 'text-speak'],
  ['Cdt', 'text-speak'],
  ['merci de répondre svp', 'text-speak'],
  ['Prenez rdv', 'text-speak'],
  ['Tu peux changer d’avis', 'familiar-and-formal'],
  ['Choisis tes sujets', 'familiar-and-formal'],
  ['Si t’as le temps', 'familiar-and-formal'],
  ['Peux-tu répondre', 'familiar-and-formal'],
])('fr: “%s” is found: %s', ([text, code]) => expect(codes(text as string)).toEqual(code === undefined ? [] : [code]))

test.for([
  'Nous nous réjouissons, vous vous en doutez',
  'Bora Bora',
  'Oui !',
  '© Maison, marque™ → suite ✓',
  '12:30 et 8) fin',
  'Le ton de la lettre est têtu',
  'tout, tout de suite',
  'C’est ici :',
  'Une statue, un tutu',
  'a-t-elle, va-t-en',
  'Écrivez à slt@example.org',
])('fr: nothing to say of “%s”', (text) => expect(codes(text)).toEqual([]))

test.for([
  ['en', 'thx for reading', 'text-speak'],
  ['en', 'See u soon', 'text-speak'],
  ['en', 'We will write write again', 'repeated-word'],
  ['nl', 'mvg', 'text-speak'],
  ['nl', 'Kies wat je wilt ontvangen', 'familiar-and-formal'],
  ['nl', 'Jouw keuze', 'familiar-and-formal'],
  ['nl', 'We schrijven aan aan u', 'repeated-word'],
] as const)('%s: “%s” is found: %s', ([language, text, code]) => expect(codes(text, language)).toEqual([code]))

test.for([
  ['en', 'He had had enough; that that is'],
  ['en', 'You agreed, and your order is here'],
  ['en', 'The U.S. and R & D'],
  ['nl', 'U kunt u altijd uitschrijven; BTW inbegrepen'],
  ['nl', 'Dat dat kan, weet u'],
] as const)('%s: nothing to say of “%s”', ([language, text]) => expect(codes(text, language)).toEqual([]))

test('of one kind no more than five are shown', () => {
  expect(codes('Voici NPAI, COPIL, DSPA, QVTX, ZRRT, PQSD, WXYZ.')).toHaveLength(5)
})

test('the excerpt shows the place', () => {
  expect(first(`${'Un mot simple. '.repeat(20)}Prenez rdv chez nous. ${'Un mot simple. '.repeat(20)}`)?.excerpt).toBe(
    '…Un mot simple. Prenez rdv chez nous. Un mot…',
  )
})

describe('the words a dictionary is asked about', () => {
  const words = (text: string, houseWords: readonly string[] = []) =>
    wordsToSpell(aReading(text, 'fr', houseWords)).map(({ word }) => word)

  test('each once, without fields, addresses, names, numbers, capitals and what the house knows', () => {
    expect(
      words(
        '{{greeting}} {{first_name|chère lectrice}}, **nos** ateliers de Lyon avec Kévin Durand : nos ateliers RGPD 2026, H2O, à https://www.example.org/paje et moi@example.org. Égardisons l’Égardisme.',
        ['égardisons', 'égardisme'],
      ),
    ).toEqual(['chère', 'lectrice', 'nos', 'de', 'avec', 'et'])
  })

  test('not about the abbreviations of an address', () => {
    expect(words('au 12, boul. Royal, tél. et fax, boul et tél')).toEqual(['au', 'et', 'fax', 'boul', 'tél'])
  })

  test('a capital at the beginning of a sentence is a word, elsewhere a name', () => {
    expect(words('Bonjour. Merci à Zoé ! Voici :\n- Zoé\n« Bienvenue »')).toEqual([
      'Bonjour',
      'Merci',
      'Voici',
      'Bienvenue',
    ])
  })
})
