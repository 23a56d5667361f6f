import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inlineHtml, textHtml } from '#core/messages/inline-html.ts'
import { parseLine } from '#core/messages/rich-line.ts'

const LABELS = { yes_link: 'Oui', no_link: 'Non', preferences_link: 'P', unsubscribe_link: 'U', privacy_link: 'V' }
const html = (line: string) => inlineHtml(parseLine(line), LABELS)

test.for([
  ['**gras _et_**, _non_', '<strong>gras </strong><strong><em>et</em></strong>, <em>non</em>'],
  [
    'Voir https://example.org/a?b=1&c=2.',
    'Voir <a class="link" href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.',
  ],
  [
    '[nos **<ateliers>**](https://example.org/?a&b)',
    '<a class="link" href="https://example.org/?a&amp;b">nos <strong>&lt;ateliers&gt;</strong></a>',
  ],
  ['{{yes_link}}', '<a class="link" href="{{yes_link}}">Oui</a>'],
  ['[vos choix]({{preferences_link}})', '<a class="link" href="{{preferences_link}}">vos choix</a>'],
  ['<b>{{first_name|l"ami}}', '&lt;b&gt;{{first_name|l&quot;ami}}'],
] as const)('%s', ([markup, written]) => expect(html(markup)).toBe(written))

test('a text of the layout has no marks: only its addresses are links', () => {
  expect(textHtml('_A_ **b** [c](https://d.e) {{topics}}')).toBe(
    '_A_ **b** [c](<a class="link" href="https://d.e">https://d.e</a>) {{topics}}',
  )
})

test('whatever staff write, only our own links, bold and italics are tags', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom(
          '<',
          '>',
          '"',
          '**',
          '_',
          '[',
          '](https://a.b/"x)',
          'https://a.b/',
          '{{first_name|',
          '}}',
          '</mj-text>',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (given) => {
      const rest = html(given)
        .replaceAll(/<\/?(?:strong|em)>/g, '')
        .replaceAll(/<a class="link" href="[^"<>]*">[^<>]*<\/a>/g, '')
      expect(rest).not.toMatch(/[<>]/)
    }),
  )
})
