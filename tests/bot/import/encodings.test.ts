import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { detectEncoding } from '#bot/import/detect-encoding.ts'
import { encodingNamed } from '#bot/import/encodings.ts'
import { aFile, detected, readAll } from './with-file.ts'

const HEADER = 'Prénom;Nom;E-mail;Remarque'
const RICH = [
  'Chloé;D’Hondt;chloe@example.org;50 € d’achats',
  'Loïc;Lœuillet;loic@example.org;à l’été, près de Noël',
  'Daniël;Coëns;daniel@example.org;« très bien »',
]
const PLAIN = [
  'Chloé;Dupré;chloe@example.org;à côté, très près',
  'Loïc;Noël;loic@example.org;Ça va, François ?',
  'Daniël;Coëns;daniel@example.org;Île de Ré',
]

test.for([
  ['utf-8', false, RICH],
  ['utf-8', true, RICH],
  ['utf-16le', true, RICH],
  ['utf-16le', false, RICH],
  ['utf-16be', true, RICH],
  ['utf-16be', false, RICH],
  ['windows-1252', false, RICH],
  ['macroman', false, RICH],
  ['iso-8859-1', false, PLAIN],
  [
    'iso-8859-15',
    false,
    ['Chloé;Lœuillet;chloe@example.org;50 € à la sœur', 'Loïc;Noël;loic@example.org;le bœuf à 12 €'],
  ],
  ['cp850', false, PLAIN],
  ['macroman', false, PLAIN],
  ['windows-1252', false, PLAIN],
] as const)('%s (mark: %s) is found by itself and every letter comes back', async ([encoding, addBOM, lines]) => {
  // iconv-lite's Mac table is the one before the euro, which took the place of this sign.
  const text = [HEADER, ...lines, ''].join('\r\n')
  const path = aFile(encoding === 'macroman' ? text.replaceAll('€', '¤') : text, encoding, { addBOM })
  const found = await detected(path)
  expect(found.headers).toEqual(HEADER.split(';'))
  expect((await readAll(path, found)).rows.map((row) => row.values.join(';'))).toEqual(lines)
})

test('the bytes of € ’ œ é ï are exact in Windows-1252, which some decoders lose', async () => {
  const path = aFile(
    Buffer.concat([
      Buffer.from('email;note\r\na@example.org;'),
      Buffer.from([
        0x80, 0x20, 0x6c, 0x92, 0x9c, 0x75, 0x76, 0x72, 0x65, 0x20, 0xe9, 0x74, 0xe9, 0x20, 0x6e, 0x61, 0xef, 0x66,
      ]),
      Buffer.from('\r\n'),
    ]),
  )
  const found = await detected(path)
  expect((await readAll(path, found)).rows[0]?.values[1]).toBe('€ l’œuvre été naïf')
})

test('one accent is enough to tell the encodings apart', () => {
  for (const encoding of ['windows-1252', 'macroman', 'cp850'] as const)
    for (const word of ['Chloé Dupont', 'Hélène', 'François', 'Benoît', 'Loïc'])
      expect([word, detectEncoding(iconv.encode(`nom;ville\n${word};Lyon\n`, encoding))?.encoding]).toEqual([
        word,
        encoding,
      ])
})

test('an accent that comes only after a megabyte of plain letters is still read right', async () => {
  const path = aFile(
    `email;nom\n${'jean@example.org;Dupont\n'.repeat(60_000)}chloe@example.org;Chloé\n`,
    'windows-1252',
  )
  const found = await detected(path)
  expect((await readAll(path, found)).rows.at(-1)?.values[1]).toBe('Chloé')
})

test('a broken byte in a UTF-8 file spoils its own cell only', async () => {
  const good = 'chloe@example.org;Chloé\n'.repeat(40)
  const path = aFile(
    Buffer.concat([
      Buffer.from(`email;nom\n${good}loic@example.org;Lo`),
      Buffer.from([0xef]),
      Buffer.from(`c\n${good}`),
    ]),
  )
  const { rows } = await readAll(path, await detected(path))
  expect(rows[40]?.values).toEqual(['loic@example.org', 'Lo\ufffdc'])
  expect(rows.filter((row) => row.values[1] === 'Chloé')).toHaveLength(80)
})

test('a text of French or Dutch names in any one-byte encoding comes back letter for letter', async () => {
  const name = fc.constantFrom(
    'Chloé',
    'Éric',
    'Hélène',
    'Loïc',
    'Gaël',
    'François',
    'Benoît',
    'Jérôme',
    'Noëlle',
    'Daniël',
    'Zoë',
    'Müller',
    'Cédric',
    'Maïté',
    'Anaïs',
    'Thérèse',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('windows-1252', 'iso-8859-15', 'macroman', 'cp850'),
      fc.array(name, { minLength: 4, maxLength: 30 }),
      async (encoding, names) => {
        const path = aFile(`nom;email\n${names.map((one, n) => `${one};p${n}@example.org\n`).join('')}`, encoding)
        expect((await readAll(path, await detected(path))).rows.map((row) => row.values[0])).toEqual(names)
      },
    ),
    { seed: 21, numRuns: 60 },
  )
})

test.for([
  ['CP1252', 'windows-1252'],
  ['Latin-1', 'iso-8859-1'],
  ['UTF8', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['Mac Roman', 'macroman'],
  ['ebcdic', undefined],
] as const)('--encoding %s is %s', ([name, encoding]) => expect(encodingNamed(name)).toBe(encoding))

test('a Windows-1252 file that ends on an accent is not taken for a cut UTF-8 file', async () => {
  const path = aFile('email;nom\nchloe@example.org;André', 'windows-1252')
  expect((await readAll(path, await detected(path))).rows[0]?.values[1]).toBe('André')
})
