import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasStrayBraces,
  LINK_FIELDS,
  MissingFieldError,
  parseFields,
  prepare,
  substitute,
  type Target,
  TEXT_FIELDS,
  unknownFields,
} from '#core/messages/fields.ts'

const NAMES = [...Object.keys(TEXT_FIELDS), ...LINK_FIELDS] as const

/** Texts that try to be more than text. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '{{',
        '}}',
        '{{yes_link}}',
        '\r\n',
        '\n',
        '\r',
        '\u2028',
        '\u0085',
        'Bcc: a@b.c',
        '<',
        '>',
        '"',
        "'",
        '&',
        '$1',
        '$&',
        '|',
        'é',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)
const values = fc.record(Object.fromEntries(NAMES.map((name) => [name, hostile])))

describe('a value', () => {
  test.for<Target>(['html', 'text', 'subject'])('is put in as text, once, and never becomes a field (%s)', (target) => {
    fc.assert(
      fc.property(values, (given) => {
        const template = NAMES.map((name) => `[${name}:{{${name}|x}}]`).join('')
        const written = substitute(template, given, target)
        const alone = NAMES.map((name) => `[${name}:${substitute(`{{${name}|x}}`, { [name]: given[name] }, target)}]`)
        expect(written).toBe(alone.join(''))
      }),
    )
  })

  test.for<Target>(['html', 'text', 'subject'])('never breaks a line or carries a control character (%s)', (target) => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(substitute('{{first_name|x}}', { first_name: value }, target)).not.toMatch(
          /[\p{Cc}\u2028\u2029\u202A-\u202E]/u,
        )
      }),
    )
  })

  test('never opens or closes a tag or an attribute in HTML', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(substitute('{{source|x}}', { source: value }, 'html')).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  test('with braces reaches the reader as it is', () => {
    const text = substitute(
      'Bonjour {{first_name|vous}}',
      { first_name: '{{no_link}}', no_link: 'https://secret' },
      'text',
    )
    expect(text).toBe('Bonjour {{no_link}}')
  })

  test('that is blank gives way to the fallback', () => {
    expect(substitute('Chez {{company|vous}}.', { company: ' \r\n ' }, 'text')).toBe('Chez vous.')
  })

  test('that is too long is cut, a link never is', () => {
    const long = `https://example.org/${'a'.repeat(900)}`
    expect(substitute('{{company|x}}', { company: long }, 'text')).toHaveLength(501)
    expect(substitute('{{yes_link}}', { yes_link: long }, 'text')).toBe(long)
  })
})

test('a field with neither value nor fallback stops the message', () => {
  expect(() => substitute('<a href="{{yes_link}}">', {}, 'html')).toThrow(MissingFieldError)
})

test('a prepared template gives each person their own copy', () => {
  const copy = prepare('{{greeting}} {{ topics }} {{first_name | là}}!', 'text')
  expect(copy({ greeting: 'Bonjour,', topics: 'A' })).toBe('Bonjour, A là!')
  expect(copy({ greeting: 'Hello,', topics: 'B', first_name: 'Zoé' })).toBe('Hello, B Zoé!')
})

test('fields are found with their fallbacks and places', () => {
  expect(parseFields('a {{first_name|cher client}} b {{yes_link}}')).toEqual([
    { name: 'first_name', fallback: 'cher client', start: 2, end: 28 },
    { name: 'yes_link', fallback: undefined, start: 31, end: 43 },
  ])
})

test('unknown fields are listed once, and stay in the text as they are', () => {
  expect(unknownFields('{{prenom}} {{first_name}} {{prenom|x}} {{constructor}} {{}}')).toEqual([
    'prenom',
    'constructor',
    '',
  ])
  expect(substitute('{{prenom}} {{constructor}}', {}, 'text')).toBe('{{prenom}} {{constructor}}')
})

test('braces that no field explains are noticed', () => {
  expect(hasStrayBraces('{{first_name|a}} {{x}}')).toBe(false)
  expect(hasStrayBraces('{{first_name')).toBe(true)
  expect(hasStrayBraces('first_name}}')).toBe(true)
})
