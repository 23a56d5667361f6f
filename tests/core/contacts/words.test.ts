import { expect, test } from 'vitest'
import { readCivility } from '#core/contacts/civility.ts'
import { cleanCell, oneLine } from '#core/contacts/clean-text.ts'
import { readCountry } from '#core/contacts/country.ts'
import { foldText } from '#core/contacts/fold-text.ts'
import { readKind } from '#core/contacts/kind.ts'
import { readLanguage } from '#core/contacts/language.ts'
import { memo } from '#core/contacts/memo.ts'
import { readStatus, strongerStatus } from '#core/contacts/status-words.ts'
import { isTimeZone } from '#core/contacts/time-zone.ts'
import { readYesNo } from '#core/contacts/yes-no.ts'

test.for([
  ['Français', 'fr'],
  ['FRANCAIS', 'fr'],
  ['néerlandais', 'nl'],
  ['EN-us', 'en'],
  ['NL', 'nl'],
  ['anglais', 'en'],
  ['Dutch', 'nl'],
  ['FR_fr', 'fr'],
  ['Nederlands', 'nl'],
  ['Frans', 'fr'],
  ['Engels', 'en'],
  ['Allemand', 'de'],
  ['Deutsch', 'de'],
  ['Vlaams', 'nl'],
  ['F', 'fr'],
  ['español', 'es'],
  ['fr-BE', 'fr'],
  ['Français (France)', 'fr'],
  ['Klingon', undefined],
  ['12', undefined],
  ['', undefined],
  ['xx', undefined],
] as const)('the language %s is %s', ([raw, code]) => expect(readLanguage(raw)).toBe(code))

test.for([
  ['France', 'FR'],
  ['BELGIQUE', 'BE'],
  ['België', 'BE'],
  ['Royaume-Uni', 'GB'],
  ['UK', 'GB'],
  ['Verenigd Koninkrijk', 'GB'],
  ['États-Unis', 'US'],
  ['U.S.A.', 'US'],
  ['Pays-Bas', 'NL'],
  ['the Netherlands', 'NL'],
  ['be', 'BE'],
  ['Allemagne', 'DE'],
  ['Frankrijk', 'FR'],
  ['La Réunion', 'RE'],
  ['Canada', 'CA'],
  ['Atlantis', undefined],
  ['', undefined],
] as const)('the country %s is %s', ([raw, code]) => expect(readCountry(raw)).toBe(code))

test.for([
  ['M.', 'mr'],
  ['Monsieur', 'mr'],
  ['Dhr.', 'mr'],
  ['Mme', 'ms'],
  ['Mevr.', 'ms'],
  ['Mrs', 'ms'],
  ['Mlle', 'ms'],
  ['Dr', 'neutral'],
  ['M. et Mme', 'neutral'],
  ['???', undefined],
] as const)('the form of address %s is %s', ([raw, civility]) => expect(readCivility(raw)).toBe(civility))

test.for([
  ['B2B', 'b2b'],
  ['Professionnel', 'b2b'],
  ['zakelijk', 'b2b'],
  ['Particulier', 'b2c'],
  ['b-to-c', 'b2c'],
  ['martien', undefined],
] as const)('the kind %s is %s', ([raw, kind]) => expect(readKind(raw)).toBe(kind))

test.for([
  ['oui', true],
  ['JA', true],
  ['1', true],
  ['x', true],
  ['vrai', true],
  ['✓', true],
  ['non', false],
  ['Nee', false],
  ['0', false],
  ['FALSE', false],
  ['peut-être', undefined],
] as const)('the answer %s is %s', ([raw, answer]) => expect(readYesNo(raw)).toBe(answer))

test.for([
  ['Abonné', 'subscribed'],
  ['active', 'subscribed'],
  ['Actief', 'subscribed'],
  ['Désabonné', 'unsubscribed'],
  ['désinscrit(e)', 'unsubscribed'],
  ['UNSUBSCRIBED', 'unsubscribed'],
  ['opt-out', 'unsubscribed'],
  ['Afgemeld', 'unsubscribed'],
  ['uitgeschreven', 'unsubscribed'],
  ['Not subscribed', 'unsubscribed'],
  ['bounced', 'bounced'],
  ['NPAI', 'bounced'],
  ['hard-bounce', 'bounced'],
  ['Cleaned', 'bounced'],
  ['invalide', 'bounced'],
  ['plainte', 'complaint'],
  ['SPAM', 'complaint'],
  ['blacklist', 'stop-everything'],
  ['Liste noire', 'stop-everything'],
  ['zwarte lijst', 'stop-everything'],
  ['pending', 'unconfirmed'],
  ['Désabonné le 12/03/2024', 'unsubscribed'],
  ['Hard bounce (user unknown)', 'bounced'],
  ['not unsubscribed', undefined],
  ['pas désabonné', undefined],
  ['spam: no', undefined],
  ['active until he unsubscribed', undefined],
  ['inactif', undefined],
  ['oui', undefined],
  ['en vrac', undefined],
] as const)('the status %s is %s', ([raw, status]) => expect(readStatus(raw)).toBe(status))

test('of two stops the one that forbids more is kept, in any order', () => {
  expect(strongerStatus('bounced', 'unsubscribed')).toBe('unsubscribed')
  expect(strongerStatus('complaint', 'stop-everything')).toBe('complaint')
  expect(strongerStatus(undefined, 'bounced')).toBe('bounced')
  expect(strongerStatus(undefined, undefined)).toBeUndefined()
})

test.for([
  ['Europe/Paris', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['+01:00', false],
  ['CET', false],
  ['Europe/Atlantis', false],
] as const)('the time zone %s is known: %s', ([name, ok]) => expect(isTimeZone(name)).toBe(ok))

test.for([
  ['  Jean ', 'Jean'],
  ['\ufeffJean\u00a0', 'Jean'],
  ["'=SUM(1)", '=SUM(1)'],
  ["'+33612", '+33612'],
  ["'@jean", '@jean'],
  ["'t Hart", "'t Hart"],
  ['NULL', ''],
  ['N/A', ''],
  ['-', ''],
  ['Null', 'Null'],
  ['Jean\u200b\u0000Paul', 'JeanPaul'],
] as const)('the cell %j is read as %j', ([raw, text]) => expect(cleanCell(raw)).toBe(text))

test('a cell of a million spaces is cleaned at once', () => {
  expect(cleanCell(`a${' '.repeat(1_000_000)}b${'\u00a0'.repeat(1_000_000)}`)).toHaveLength(1_000_002)
})

test('a name never keeps a line break', () => {
  expect(oneLine('Jean\r\nBcc: x')).toBe('Jean Bcc: x')
  expect(oneLine('Jean\u00a0Paul')).toBe('Jean Paul')
})

test('words are compared without case, accents, ligatures or punctuation', () =>
  expect(foldText(' Œuvre—d’ÉTÉ  (n° 1) ')).toBe('oeuvre d ete n 1'))

test('what is remembered never outgrows its limit and never goes stale', () => {
  let calls = 0
  const twice = memo((text) => `${text}${text}${String(++calls).slice(0, 0)}`, 2)
  expect(['a', 'b', 'a', 'c', 'a'].map(twice)).toEqual(['aa', 'bb', 'aa', 'cc', 'aa'])
  expect(calls).toBe(4)
})
