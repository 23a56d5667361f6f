import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linksOf, parseRichText, plainWords } from '#core/messages/rich-text.ts'
import { writeLine, writeRichText } from '#core/messages/write-rich-text.ts'

// biome-ignore format: a table of pieces reads better in rows
const MARKS = [
  '**', '_', '*', '[', ']', '](', '(', ')', '\\', '- ', '1. ', '2. ', '\n', '\n\n', ' ', '\u00A0', 'a', 'é', '.', '{{',
  'https://a.b/c_d', '(https://a.b)', '](https://a.b/(x)y)', ']({{no_link}})', '{{first_name|a_b**}}',
]

/** Texts made of what marks are made of, so that they meet in every order. */
const tricky = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: 'binary', maxLength: 3 }), weight: 1 },
      {
        arbitrary: fc.constantFrom(...MARKS),
        weight: 8,
      },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

test('any text can be read, and what was read, written and read again is the same', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      const read = parseRichText(text)
      expect(parseRichText(writeRichText(read))).toEqual(read)
    }),
    { numRuns: 2000 },
  )
})

test('no word is lost: what is neither mark, escape nor address is there to read', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      const letters = (words: string) => words.replaceAll(/[^aé]/g, '')
      const withoutTargets = text.replaceAll(/\]\((https:\/\/a\.b[^\s]*?|\{\{no_link\}\})\)/g, ']')
      expect(letters(plainWords(text)).length).toBeGreaterThanOrEqual(letters(withoutTargets).length)
    }),
  )
})

const line = (markup: string) => {
  const [block] = parseRichText(markup)
  return block?.type === 'paragraph' ? block.lines[0] : block?.items[0]
}

describe('a line', () => {
  test.for<[string, unknown[]]>([
    ['**gras** et _italique_', [{ text: 'gras', bold: true }, { text: ' et ' }, { text: 'italique', italic: true }]],
    [
      '**a _b_ c**',
      [
        { text: 'a ', bold: true },
        { text: 'b', bold: true, italic: true },
        { text: ' c', bold: true },
      ],
    ],
    ['_**b**_', [{ text: 'b', bold: true, italic: true }]],
    ['**ouvert, _aussi', [{ text: '**ouvert, _aussi' }]],
    ['2 ** 3 ** 4, first_name et snake_case_là', [{ text: '2 ** 3 ** 4, first_name et snake_case_là' }]],
    ['**a _b** c_', [{ text: 'a _b', bold: true }, { text: ' c_' }]],
    ['\\*\\*a\\*\\* \\_b\\_ \\[c\\](d) \\\\', [{ text: '**a** _b_ [c](d) \\' }]],
    ['C:\\temp', [{ text: 'C:\\temp' }]],
    ['**{{first_name|l_ami_}}**', [{ text: '{{first_name|l_ami_}}', bold: true }]],
    [
      'Voir [le **site**](https://a.b/(c)?d=e_f_).',
      [
        { text: 'Voir ' },
        { text: 'le ', link: 'https://a.b/(c)?d=e_f_' },
        { text: 'site', bold: true, link: 'https://a.b/(c)?d=e_f_' },
        { text: '.' },
      ],
    ],
    ['_[vos choix]({{ preferences_link }})_', [{ text: 'vos choix', italic: true, link: '{{preferences_link}}' }]],
    ['[a](javascript:x) [b]({{first_name}}) [ ](https://a.b)', expect.anything() as never],
    ['**https://a.b/c_d**.', [{ text: 'https://a.b/c_d', bold: true, link: 'https://a.b/c_d' }, { text: '.' }]],
  ])('%s', ([markup, pieces]) => expect(line(markup)).toEqual(pieces))

  test('only a web address or one of our own pages is a target', () => {
    expect(linksOf('[a](javascript:x) [b]({{first_name}}) [c](mailto:a@b.c) [d](//e.f)')).toEqual([])
    expect(plainWords('[a](javascript:x)')).toBe('[a](javascript:x)')
  })
})

describe('blocks', () => {
  test('an old body reads as before', () => {
    expect(parseRichText('Un\r\ndeux\r\n \r\nAvant\n- a\n-  b\nAprès\n\n\n- c - d\n-e')).toEqual([
      { type: 'paragraph', lines: [[{ text: 'Un' }], [{ text: 'deux' }]] },
      { type: 'paragraph', lines: [[{ text: 'Avant' }]] },
      { type: 'list', ordered: false, items: [[{ text: 'a' }], [{ text: 'b' }]] },
      { type: 'paragraph', lines: [[{ text: 'Après' }]] },
      { type: 'list', ordered: false, items: [[{ text: 'c - d' }]] },
      { type: 'paragraph', lines: [[{ text: '-e' }]] },
    ])
    expect(parseRichText(' \n\n \t\n')).toEqual([])
  })

  test('numbers begin at one, go on over a blank line, and are words elsewhere', () => {
    expect(parseRichText('3. Rien\n\n1. a\n\n2. b\n1) c\n7. d')).toEqual([
      { type: 'paragraph', lines: [[{ text: '3. Rien' }]] },
      { type: 'list', ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] },
      { type: 'list', ordered: true, items: [[{ text: 'c' }]] },
      { type: 'paragraph', lines: [[{ text: '7. d' }]] },
    ])
  })

  test('an item that is meant as words is written with a backslash, and read without', () => {
    const blocks = [{ type: 'paragraph' as const, lines: [[{ text: '- a' }], [{ text: '1. b' }]] }]
    expect(writeRichText(blocks)).toBe('\\- a\n1\\. b')
    expect(parseRichText('\\- a\n1\\. b')).toEqual(blocks)
  })
})

test('what a reader reads has no marks, and its links are listed', () => {
  const body =
    '**Bonjour** {{first_name|à vous}},\n\n- [nos _ateliers_](https://a.b)\n- https://c.d/e.\n\n[Choisir]({{preferences_link}})'
  expect(plainWords(body)).toBe('Bonjour {{first_name|à vous}},\n\nnos ateliers\nhttps://c.d/e.\n\nChoisir')
  expect(linksOf(body)).toEqual([
    { label: 'nos ateliers', href: 'https://a.b' },
    { label: 'https://c.d/e', href: 'https://c.d/e' },
    { label: 'Choisir', href: '{{preferences_link}}' },
  ])
})

describe('writing', () => {
  test('uses no backslash where nothing would be misread', () => {
    expect(writeLine([{ text: 'snake_case, 3 * 4 [sic] ' }, { text: 'gras ', bold: true }, { text: 'et' }])).toBe(
      'snake_case, 3 * 4 [sic] **gras** et',
    )
    expect(writeLine([{ text: '_mis_ **en**' }])).toBe('\\_mis\\_ \\*\\*en\\*\\*')
  })

  test('keeps every word when a form cannot be written', () => {
    expect(writeLine([{ text: 'im' }, { text: 'pos', italic: true }, { text: 'sible' }])).toBe('impossible')
    expect(writeLine([{ text: 'voir https://a.b ici', bold: true }])).toBe('**voir https://a.b ici**')
  })
})
