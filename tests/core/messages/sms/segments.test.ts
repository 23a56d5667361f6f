import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gsmWording } from '#core/messages/sms/gsm-wording.ts'
import { isGsm7, segmentsOf } from '#core/messages/sms/segments.ts'

const CASES = [
  { name: 'nothing', text: '', then: ['GSM-7', 0, 0] },
  { name: '160 characters are one', text: 'a'.repeat(160), then: ['GSM-7', 160, 1] },
  { name: '161 are two, of 153 each', text: 'a'.repeat(161), then: ['GSM-7', 161, 2] },
  { name: '306 are two', text: 'a'.repeat(306), then: ['GSM-7', 306, 2] },
  { name: '307 are three', text: 'a'.repeat(307), then: ['GSM-7', 307, 3] },
  { name: 'an extension character costs two', text: `${'a'.repeat(158)}€`, then: ['GSM-7', 160, 1] },
  { name: 'so that one more makes two', text: `${'a'.repeat(159)}€`, then: ['GSM-7', 161, 2] },
  { name: 'it is never cut in two', text: `${'a'.repeat(152)}€${'a'.repeat(152)}`, then: ['GSM-7', 306, 3] },
  { name: '70 of UCS-2 are one', text: 'ç'.repeat(70), then: ['UCS-2', 70, 1] },
  { name: '71 are two, of 67 each', text: 'ç'.repeat(71), then: ['UCS-2', 71, 2] },
  { name: '134 are two', text: 'ç'.repeat(134), then: ['UCS-2', 134, 2] },
  { name: '135 are three', text: 'ç'.repeat(135), then: ['UCS-2', 135, 3] },
  { name: 'one ç is enough', text: `${'a'.repeat(159)}ç`, then: ['UCS-2', 160, 3] },
  { name: 'an extension character costs one in UCS-2', text: '€ç', then: ['UCS-2', 2, 1] },
  {
    name: 'a picture costs two and is never cut',
    text: `${'ç'.repeat(66)}🎉${'ç'.repeat(66)}`,
    then: ['UCS-2', 134, 3],
  },
] as const

test.for(CASES)('lengths: $name', ({ text, then }) => {
  const { encoding, characters, segments } = segmentsOf(text)
  expect([encoding, characters, segments]).toEqual(then)
})

test('the French trap: é è à ù ì ò Ç É Ä Ö Ü Ñ are in GSM-7; ç ê â î ô û ë ï œ À È ’ « » – and no-break spaces are not', () => {
  expect(segmentsOf('éèàùìòÇÉÄÖÜÑ').forcing).toEqual([])
  const trap = [...'çêâîôûëïœÀÈ’«»–\u00A0\u202F']
  expect(segmentsOf(trap.join('')).forcing).toEqual(trap)
})

test('characters that force UCS-2 are told each once, in order', () => {
  expect(segmentsOf('ça, ça’ç 🎉').forcing).toEqual(['ç', '’', '🎉'])
})

// The table of 3GPP 23.038 written another way, by its positions; the escape at 0x1B is no character.
const TABLE = [
  '@£$¥èéùìòÇ\nØø\rÅå', 'Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ', ' !"#¤%&\'()*+,-./', '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO', 'PQRSTUVWXYZÄÖÑÜ§', '¿abcdefghijklmno', 'pqrstuvwxyzäöñüà',
] // biome-ignore format: sixteen a row, as the standard has them
const EXTENDED: Readonly<Record<number, string>> = {
  0x0a: '\f',
  0x14: '^',
  0x28: '{',
  0x29: '}',
  0x2f: '\\',
  0x3c: '[',
  0x3d: '~',
  0x3e: ']',
  0x40: '|',
  0x65: '€',
}

/** An independent way: the text is encoded octet by octet, then laid into parts without cutting a character. */
function oracle(text: string): { encoding: string; characters: number; segments: number } {
  const septets = [...text].map((point) => {
    const at = TABLE.join('').indexOf(point)
    if (at >= 0 && at !== 0x1b) return [at]
    const extended = Object.entries(EXTENDED).find(([, character]) => character === point)
    return extended === undefined ? undefined : [0x1b, Number(extended[0])]
  })
  const isGsm = septets.every((one) => one !== undefined)
  const units = isGsm
    ? septets.map((one) => one.length)
    : [...text].map((point) => Buffer.from(point, 'utf16le').length / 2)
  const [alone, part] = isGsm ? [160, 153] : [70, 67]
  const all = units.flatMap((length) => Array.from({ length }, (_, index) => index === length - 1))
  if (all.length <= alone)
    return { encoding: isGsm ? 'GSM-7' : 'UCS-2', characters: all.length, segments: all.length === 0 ? 0 : 1 }
  let segments = 0
  for (let from = 0; from < all.length; segments += 1) {
    let to = Math.min(from + part, all.length)
    // Back to the end of a whole character.
    while (!all[to - 1]) to -= 1
    from = to
  }
  return { encoding: isGsm ? 'GSM-7' : 'UCS-2', characters: all.length, segments }
}

describe('properties', () => {
  const gsm = fc.constantFrom(...TABLE.join('').replace('\u001B', ''), ...Object.values(EXTENDED))
  const any = fc.constantFrom(...'abc €[é', 'ç', '’', '🎉', 'Ж')
  const texts = fc.oneof(
    fc.array(gsm, { maxLength: 400 }).map((all) => all.join('')),
    fc.array(any, { maxLength: 300 }).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )

  test('segments are what an encoder that lays octets into parts needs', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(segmentsOf(text)).toMatchObject(oracle(text))
      }),
    )
  })

  test('a wording never changes what is in GSM-7, and a second one changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(gsm).map((all) => all.join('')),
        texts,
        (plain, text) => {
          expect(gsmWording(plain)).toBe(plain)
          expect(gsmWording(gsmWording(text))).toBe(gsmWording(text))
        },
      ),
    )
  })

  test('a wording of French, Dutch and English text is always GSM-7', () => {
    const letters = [
      ...'àâäæçéèêëîïôöœùûüÿáíóúñĳ',
      ...'abcxyz ,.;:!?',
      ...'’‘“”„«»‹›–—‑…•°€×©®™ʼ′″²³½',
      '\u00A0',
      '\u202F',
      '\u2009',
      '\u00AD',
      '\u200B',
      '\t',
    ]
    const ones = fc.constantFrom(...letters, ...letters.map((one) => one.toUpperCase()))
    const composed = fc.boolean()
    fc.assert(
      fc.property(fc.array(ones), composed, (all, isComposed) => {
        const text = all.join('')
        const worded = gsmWording(isComposed ? text : text.normalize('NFD'))
        expect([...worded].filter((one) => !isGsm7(one))).toEqual([])
      }),
    )
  })
})

test('a wording reads like the text it stands for', () => {
  expect(gsmWording('« Ça va être l’été à Œuvre – dès août… »')).toBe('"Ça va etre l\'été à OEuvre - dès aout..."')
  expect(gsmWording('À Évry : n° 3, 20 € l’œuf')).toBe("A Évry : no 3, 20 € l'oeuf")
  expect(gsmWording('coördinatie, geïnteresseerd, ĳs, “ja”')).toBe('coördinatie, geinteresseerd, ijs, "ja"')
  expect(gsmWording('fête 🎉')).toBe('fete 🎉')
})
