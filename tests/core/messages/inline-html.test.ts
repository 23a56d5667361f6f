import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inlineHtml } from '#core/messages/inline-html.ts'

const LABELS = { yes_link: 'Oui', no_link: 'Non', preferences_link: 'P', unsubscribe_link: 'U', privacy_link: 'V' }

test('a web address becomes a link without the full stop that follows it', () => {
  expect(inlineHtml('Voir https://example.org/a?b=1&c=2.', LABELS)).toBe(
    'Voir <a class="link" href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.',
  )
})

test('a link field becomes a link in words', () => {
  expect(inlineHtml('{{yes_link}}', LABELS)).toBe('<a class="link" href="{{yes_link}}">Oui</a>')
})

test('a fallback is escaped with the text around it', () => {
  expect(inlineHtml('<b>{{first_name|l"ami}}', LABELS)).toBe('&lt;b&gt;{{first_name|l&quot;ami}}')
})

test('whatever staff write, only our own links are tags', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('<', '>', '"', 'https://a.b/', '{{first_name|', '}}', '</mj-text>'),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (given) => {
      const rest = inlineHtml(given, LABELS).replaceAll(/<a class="link" href="[^"<>]*">[^<>]*<\/a>/g, '')
      expect(rest).not.toMatch(/[<>]/)
    }),
  )
})
