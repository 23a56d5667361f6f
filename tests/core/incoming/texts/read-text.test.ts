import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OptOutType, readText } from '#core/incoming/texts/read-text.ts'
import { TEXT_WORDS } from '#core/incoming/texts/text-words.ts'

const PROVIDER_STOPS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']
// biome-ignore format: the words of the rule, in its order
const FRENCH_STOPS = [
  'STOP', 'ARRET', 'ARRÊT', 'ARRETE', 'ARRETER', 'ARRETEZ', 'DESABONNER', 'DESABONNEMENT', 'DESINSCRIRE', 'DESINSCRIPTION',
]
const DUTCH_STOPS = ['STOP', 'STOPPEN', 'AFMELDEN', 'UITSCHRIJVEN']

const meaning = (body: string, optOutType?: OptOutType) => readText(body, optOutType).means

test.for(PROVIDER_STOPS)('the provider’s own word %s is a stop', (word) => {
  expect(meaning(word)).toBe('stop')
  expect(meaning(word, 'STOP')).toBe('stop')
})
test.for(FRENCH_STOPS)('the French word %s is a stop', (word) => expect(meaning(word)).toBe('stop'))
test.for(DUTCH_STOPS)('the Dutch word %s is a stop', (word) => expect(meaning(word)).toBe('stop'))
test.for(['START', 'UNSTOP'])('%s lifts a stop', (word) => expect(meaning(word)).toBe('start'))
test.for(['HELP', 'INFO', 'AIDE'])('%s asks for help', (word) => expect(meaning(word)).toBe('help'))
test.for(['OUI', 'YES', 'JA'])('%s is a yes', (word) => expect(meaning(word)).toBe('yes'))
test.for(['NON', 'NO', 'NEE'])('%s is a no', (word) => expect(meaning(word)).toBe('no'))

test('what the provider did by itself is believed, whatever the word: it has blocked or freed the number already', () => {
  for (const body of ['STOP', 'whatever', '', 'OUI']) {
    expect(meaning(body, 'STOP')).toBe('stop')
    expect(meaning(body, 'HELP')).toBe('help')
  }
  for (const body of ['START', 'begin', '']) expect(meaning(body, 'START')).toBe('start')
})
test('a YES that freed the number is still a yes: whether it answers a question is known elsewhere', () => {
  expect(meaning('Yes', 'START')).toBe('yes')
})

test('case, accents, punctuation, quotes, emojis and spaces around a word say nothing', () => {
  const around = fc.stringMatching(/^[ .!?,;:…'’"“”«»()\u00A0\u202F🙏👍🛑❤-]{0,6}$/u)
  const cased = fc.constantFrom('upper', 'lower', 'title')
  const all = TEXT_WORDS.flatMap(({ words, means }) => words.map((word) => ({ word, means })))
  fc.assert(
    fc.property(fc.constantFrom(...all), cased, around, around, ({ word, means }, as, before, after) => {
      const lower = word.toLowerCase()
      const said = as === 'upper' ? word : as === 'lower' ? lower : word[0] + lower.slice(1)
      expect(meaning(`${before}${said}${after}`)).toBe(means)
    }),
    { seed: 5, numRuns: 300 },
  )
})
test.for(['ARRÊT', 'arrêt', 'Arre\u0302t', 'arrêter', 'Arrêtez', 'DÉSABONNER', 'désinscription', 'de\u0301sinscrire'])(
  'an accent, composed or not, says nothing: %s',
  (word) => expect(meaning(word)).toBe('stop'),
)
test('spaces inside a stop say nothing; inside any other word they make another one', () => {
  for (const body of ['S T O P', 'stop all', 'opt out', 'dés inscription']) expect(meaning(body)).toBe('stop')
  expect(meaning('un stop')).not.toBe('start')
  expect(meaning('n o n')).toBe('other')
  expect(meaning('in fo')).toBe('other')
})

// biome-ignore format: phrases read best in rows
const PHRASES = [
  'stop svp', 'arrêtez vos pubs', 'STOP PLEASE', 'STOP 12345', 'Stop merci', 'stop aub', 'ARRET svp', 'END please', 'quit 123', 'stop stop stop',
  'J’ai dit STOP', 'oui stop', 'STOP à 36180', 'plus de sms svp', 'Ne m’écrivez plus', 'remove me', 'please stop texting me', 'geen sms meer aub',
  'je dis "STOP"', 'Bonjour, merci de me désinscrire. Cordialement', 'stopp', 'STOP SMS', 'stop ! stop !', 'desinscrivez moi',
]
test.for(PHRASES)('a longer phrase stops at once, and is to be confirmed by a person: %s', (body) => {
  expect(readText(body)).toMatchObject({ means: 'stop-to-confirm', phrase: expect.stringMatching(/\S/) })
})

// biome-ignore format: reactions read best in rows
const REACTIONS = [
  'Liked “Maison : répondez OUI ou NON. Pour arrêter : STOP”', 'Loved "Maison: reply YES or NO. To stop: STOP"',
  'Laughed at “Maison… STOP pour arrêter”', 'Disliked “Répondez STOP pour ne plus rien recevoir”', 'Questioned “Maison. Stop: STOP please”',
  'Removed a like from “Maison. STOP to unsubscribe”', 'A aimé « Maison X : répondez OUI. STOP SMS »', 'A adoré « Maison, STOP pour arrêter »',
  'N’a pas aimé « Maison, STOP pour arrêter »', 'A ri de « Maison, STOP pour arrêter »', '👍 to “Maison X : OUI ou NON. Stop: STOP”',
  '\u200A\u200B👍\u200B à “Maison, STOP pour arrêter”', '😂 « Répondez STOP pour arrêter »', 'Reacted 👍 to "Maison, reply STOP to stop"',
  'A réagi avec 👍 à « Maison : répondez STOP »', 'Vond “Maison: antwoord JA of NEE, STOP om te stoppen” leuk',
  'Liked “Maison : répondez OUI ou NON. Pour ne plus recevoir de SMS, répon…',
]
test.for(REACTIONS)('a reaction that quotes our own text is not a stop: %s', (body) => {
  expect(readText(body)).toEqual({ means: 'other' })
})
test('our own word between quotation marks is the word', () => {
  for (const body of ['"STOP"', '« STOP »', '“Stop”', "'ARRET'"]) expect(meaning(body)).toBe('stop')
})

const POLITE = {
  yes: ['OUI merci', 'Oui, merci beaucoup !', 'Yes please', 'Ja graag'],
  no: ['Non merci', 'No, thank you.', 'Nee, dank u'],
}
test.for(Object.entries(POLITE))('a %s may be polite', ([means, bodies]) => {
  for (const body of bodies) expect(meaning(body)).toBe(means)
})

// biome-ignore format: they read best in rows
const OTHERS = [
  '', '   ', '\n\n', '😂😂', '👍', '?', '...', 'Quelle heure ouvrez-vous ?', 'Stop by at 5?', 'Ne pas arrêter svp', 'don’t stop', 'oui mais pas maintenant',
  'peut-être', 'Je n’arrête pas de penser à vous', 'ok', 'd’accord', 'Start now', 'help me please', 'Nooon', 'non mais oui', 'ouiouioui', 'STARTUP', 'à l’arrêt de bus',
  'Qui êtes-vous ?', 'oui ou non ?', 'YES NO', 'aidez-moi', 'nee maar', '1', 'Merci', '\u0000\uFFFF',
]
test.for(OTHERS)('anything else is for a person: %j', (body) => expect(readText(body)).toEqual({ means: 'other' }))

test('1,600 characters are read, and what stands behind them is not', () => {
  expect(meaning('a'.repeat(1600))).toBe('other')
  expect(meaning('stop '.repeat(320))).toBe('stop-to-confirm')
  expect(meaning(`${'a '.repeat(800)}stop`)).toBe('other')
})
test('whatever is written is read, quickly, as one of the meanings', () => {
  const known = ['stop', 'start', 'help', 'yes', 'no', 'stop-to-confirm', 'other']
  fc.assert(
    fc.property(fc.string({ maxLength: 1700, unit: 'binary' }), (body) => {
      expect(known).toContain(meaning(body))
    }),
    { seed: 5, numRuns: 60 },
  )
})

test('a word gives its language away where only one has it', () => {
  const said = (body: string) => (readText(body) as { language?: string }).language
  expect(['ARRET', 'aide', 'oui'].map(said)).toEqual(['fr', 'fr', 'fr'])
  expect(['STOPPEN', 'nee'].map(said)).toEqual(['nl', 'nl'])
  expect(['HELP', 'no', 'cancel'].map(said)).toEqual(['en', 'en', 'en'])
  expect(['STOP', 'START', 'INFO'].map(said)).toEqual([undefined, undefined, undefined])
})
