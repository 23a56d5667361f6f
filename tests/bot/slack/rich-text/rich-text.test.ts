import type { types } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { richTextProblems } from '#bot/sandbox/slack/rich-text-checks.ts'
import { richTextOf } from '#bot/sandbox/slack/rich-text-input.ts'
import { readRichText } from '#bot/slack/rich-text/read-rich-text.ts'
import { showRichText } from '#bot/slack/rich-text/show-rich-text.ts'
import { parseRichText } from '#core/messages/rich-text.ts'
import { writeRichText } from '#core/messages/write-rich-text.ts'
import { foreignText } from '#core/texts/slack/rich-text.ts'

const BODY = [
  'Bonjour **{{first_name|à vous}}**,',
  'Deux _lignes_ :\nvoir **[le site](https://example.org/a_b?c=d&e)** et https://example.org/f.',
  '- un\n- **deux _et_ demi**',
  '1. premier\n2. [vos choix]({{preferences_link}})',
  'Merci \\_beaucoup\\_, first\\_name\n\\- L’équipe',
].join('\n\n')

test('a body shown in Slack’s editor and sent back unchanged is the same body', () => {
  const shown = showRichText(BODY)
  expect(richTextProblems(shown)).toEqual([])
  expect(readRichText(shown)).toEqual({ markup: BODY })
})

// biome-ignore format: a table of pieces reads better in rows
const PIECES = [
  'a', 'é ', ' ', '\n', '\n\n', '\n- ', '\n1. ', '\n2. ', '**', '_', '*', '\\*', '.', ',',
  'https://a.b/c_d', '[mot](https://a.b/(x))', '[**m** _n_](https://a.b)', '[p]({{no_link}})', '{{first_name|a_b}}',
]

test('whatever is written is the same after Slack showed it and sent it back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }), (pieces) => {
      const markup = writeRichText(parseRichText(pieces.join('')))
      const shown = showRichText(markup)
      expect(
        richTextProblems(shown ?? { type: 'rich_text', elements: [section({ type: 'text', text: 'x' })] }),
      ).toEqual([])
      expect(readRichText(shown)).toEqual({ markup })
    }),
    { numRuns: 500 },
  )
})

test('what Slack’s editor makes of the marks and what the product reads in them agree', () => {
  const typed = richTextOf(BODY.replace('[vos choix]({{preferences_link}})', 'vos choix')) as never
  expect(readRichText(typed)).toEqual({ markup: BODY.replace('[vos choix]({{preferences_link}})', 'vos choix') })
})

test('an empty editor is an empty body, and an empty body an empty editor', () => {
  expect(readRichText(null)).toEqual({ markup: '' })
  expect(readRichText({ type: 'rich_text', elements: [section({ type: 'text', text: ' \n ' })] })).toEqual({
    markup: '',
  })
  expect(showRichText(' \n')).toBeUndefined()
})

test('a numbered list that goes on after a paragraph keeps its numbers', () => {
  const item = (text: string) => section({ type: 'text', text })
  const list = { type: 'rich_text_list' as const, style: 'ordered' as const, indent: 0 }
  const value = {
    type: 'rich_text' as const,
    elements: [{ ...list, elements: [item('un')] }, item('Puis\n'), { ...list, offset: 1, elements: [item('deux')] }],
  }
  expect(readRichText(value)).toEqual({ markup: '1. un\n\nPuis\n\n2\\. deux' })
})

describe('a link', () => {
  test.for<[string, types.RichTextLink, string]>([
    [
      'to a name Slack completed gets https',
      { type: 'link', url: 'http://example.org', text: 'example.org' },
      '[example.org](https://example.org)',
    ],
    [
      'that was chosen without TLS stays so, for the checks to find',
      { type: 'link', url: 'http://example.org', text: 'ici' },
      '[ici](http://example.org)',
    ],
    [
      'made of an e-mail address is that address',
      { type: 'link', url: 'mailto:a_b@c.org', text: 'a_b@c.org' },
      'a_b@c.org',
    ],
    [
      'to one of our pages is a link field',
      { type: 'link', url: 'http://{{no_link}}', text: 'non' },
      '[non]({{no_link}})',
    ],
    [
      'with odd characters leads to the same page',
      { type: 'link', url: 'https://a.b/(c "d', text: 'e' },
      '[e](https://a.b/%28c%20%22d)',
    ],
  ])('%s', ([, link, markup]) => {
    expect(readRichText({ type: 'rich_text', elements: [section(link)] })).toEqual({ markup })
  })
})

describe('what a message cannot hold is refused in a sentence that names it', () => {
  const of = (...elements: types.RichTextBlock['elements']) => {
    const read = readRichText({ type: 'rich_text', elements })
    return 'foreign' in read ? [foreignText(read.foreign, 'fr'), foreignText(read.foreign, 'en')] : read
  }
  test.for<[string, types.RichTextBlock['elements'][number], string, string]>([
    [
      'strike',
      section({ type: 'text', text: 'offre', style: { strike: true, bold: true } }),
      'le texte barré « offre »',
      'the struck-through text “offre”',
    ],
    ['code', section({ type: 'text', text: 'x', style: { code: true } }), 'le code « x »', 'the code “x”'],
    [
      'quote',
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Il a dit' }] },
      'la citation « Il a dit »',
      'the quote “Il a dit”',
    ],
    [
      'preformatted',
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] },
      'le bloc de code « x »',
      'the code block “x”',
    ],
    ['a person', section({ type: 'user', user_id: 'U1' }), 'la mention d’une personne', 'the mention of a person'],
    ['a channel', section({ type: 'channel', channel_id: 'C1' }), 'la mention d’un canal', 'the mention of a channel'],
    ['a group', section({ type: 'usergroup', usergroup_id: 'S1' }), 'la mention d’un groupe', 'the mention of a group'],
    [
      'everybody',
      section({ type: 'broadcast', range: 'here' }),
      'la mention de tout un canal',
      'the mention of a whole channel',
    ],
    [
      'an emoji',
      section({ type: 'emoji', name: 'tada', unicode: '1f389' }),
      'l’emoji « :tada: »',
      'the emoji “:tada:”',
    ],
    ['a colour', section({ type: 'color', value: '#FF0000' }), 'la couleur « #FF0000 »', 'the colour “#FF0000”'],
    [
      'a date',
      section({ type: 'date', timestamp: 1, format: '{date}', fallback: 'lundi' }),
      'la date de Slack « lundi »',
      'the Slack date “lundi”',
    ],
    [
      'another kind of address',
      section({ type: 'link', url: 'mailto:a@b.c', text: 'Écrire' }),
      'une page web « Écrire »',
      'no web page “Écrire”',
    ],
    [
      'a list in a list',
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section({ type: 'text', text: 'b' })] },
      'la liste dans une liste « b »',
      'the list inside a list “b”',
    ],
  ])('%s', ([, element, fr, en]) => {
    expect(of(element)).toEqual([
      expect.stringContaining(fr.replaceAll(/« | »/g, (mark) => mark.replace(' ', '\u00A0'))),
      expect.stringContaining(en),
    ])
  })

  test('each thing once, the first three by name', () => {
    const emoji = (name: string): types.RichTextElement => ({ type: 'emoji', name })
    expect(of(section(emoji('a'), emoji('a'), emoji('b'), emoji('c'), emoji('d')))).toEqual([
      expect.stringMatching(/^Retirez l’emoji «.:a:.», l’emoji «.:b:.», l’emoji «.:c:.» et d’autres éléments.:/),
      expect.stringMatching(/^Remove the emoji “:a:”, the emoji “:b:”, the emoji “:c:” and other elements:/),
    ])
  })
})

function section(...elements: types.RichTextElement[]): types.RichTextSection {
  return { type: 'rich_text_section', elements }
}
