import { describe, expect, test } from 'vitest'
import { instantOf, localDateTime, slackDateText } from '#bot/sandbox/page/slack/dates.ts'
import { type Edited, editMarks, type Mark } from '#bot/sandbox/page/slack/edit-marks.ts'
import { type Paragraph, parseMrkdwn, type Run } from '#bot/sandbox/page/slack/mrkdwn.ts'
import { markupOf } from '#bot/sandbox/page/slack/rich-text-markup.ts'
import { paneWords } from '#bot/sandbox/page/slack/words.ts'
import { richTextOf } from '#bot/sandbox/slack/rich-text-input.ts'
import { parseCommand } from '#bot/slack/commands/words.ts'

/** Paragraphs in a form that is short to write: `B` bold, `I` italic, `S` strike, `C` code before a bracketed stretch. */
function shown(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map((one) =>
      one.kind === 'code'
        ? `code{${one.text}}`
        : `${one.kind}{${one.lines.map((line) => line.map(run).join('')).join('/')}}`,
    )
    .join(' ')
}

function run(one: Run): string {
  const { bold, italic, strike, code } = one.style
  const marks = `${bold ? 'B' : ''}${italic ? 'I' : ''}${strike ? 'S' : ''}${code ? 'C' : ''}`
  const text =
    one.kind === 'text'
      ? one.text
      : one.kind === 'link'
        ? `link(${one.url} ${one.text})`
        : one.kind === 'date'
          ? `date(${one.at} ${one.format} ${one.fallback})`
          : `${one.kind}(${one.id} ${one.text})`
  return marks ? `${marks}[${text}]` : text
}

const MRKDWN: readonly [what: string, text: string, then: string][] = [
  ['marks', '*a* _b_ ~c~ `d` *_e_*', 'lines{B[a] I[b] S[c] C[d] BI[e]}'],
  ['stars and underscores that are none', 'snake_case 2*3*4 * a * *b', 'lines{snake_case 2*3*4 * a * *b}'],
  ['marks beside punctuation', '(*a*), «*b*».', 'lines{(B[a]), «B[b]».}'],
  ['nothing inside code', '`*a* <b`', 'lines{C[*a* <b]}'],
  ['entities, once', '&lt;b&gt; &amp;amp; &lt;@U1&gt;', 'lines{<b> &amp; <@U1>}'],
  [
    'links',
    '<https://a.example/?b=1&amp;c=2|ici> https://b.example/x.',
    'lines{link(https://a.example/?b=1&c=2 ici) link(https://b.example/x https://b.example/x).}',
  ],
  ['an address that is no web address', '<javascript:alert(1)|ici>', 'lines{<javascript:alert(1)|ici>}'],
  [
    'mentions',
    '<@U1> <#C1|nom> <!subteam^S1|@équipe> <!here>',
    'lines{user(U1 ) channel(C1 nom) group(S1 @équipe) everyone(here here)}',
  ],
  [
    'a date in bold',
    '*le <!date^1795318842^{date_long_pretty} {time}|22 nov.>*',
    'lines{B[le ]B[date(1795318842 {date_long_pretty} {time} 22 nov.)]}',
  ],
  ['quotes, lists and lines', 'a\nb\n\nc\n&gt;d\n> e\n• f\n• *g*', 'lines{a/b} lines{c} quote{d/e} bullets{f/B[g]}'],
  ['code over several lines', 'a ```b\n*c*``` d', 'lines{a } code{b\n*c*} lines{ d}'],
  ['a fence that stays open', 'a ```b', 'lines{a } lines{```b}'],
]

test.each(MRKDWN)('mrkdwn: %s', (_, text, then) => expect(shown(parseMrkdwn(text))).toBe(then))

describe('a date token reads in the reader’s language and zone', () => {
  const now = Temporal.Instant.from('2026-11-24T09:00:00Z').epochMilliseconds
  const at = now / 1000
  const french = { now, timeZone: 'Europe/Paris', language: 'fr' } as const
  const english = { ...french, language: 'en' } as const
  test.each([
    [at, '{date_long_pretty} à {time}', french, 'aujourd’hui à 10:00'],
    [at + 86_400, '{date_short_pretty}', french, 'demain'],
    [at - 86_400, '{date_pretty} {time}', english, 'yesterday 10:00'],
    [at + 6 * 86_400, '{date_long_pretty} {time}', french, 'lundi 30 novembre 2026 10:00'],
    [at + 6 * 86_400, '{date}', english, '30 November 2026'],
    // 23:30 in Paris on the 24th is still today, an hour later it is tomorrow.
    [at + 13.5 * 3600, '{date_pretty}', english, 'today'],
    [at + 14.5 * 3600, '{date_pretty}', english, 'tomorrow'],
    [at - 7200, '{ago}', french, 'il y a 2 heures'],
    [at, '{date_num} {unknown}', french, '2026-11-24 {unknown}'],
  ] as const)('%d %s', (seconds, format, place, then) => {
    expect(slackDateText(seconds, format, place).replaceAll('\u2019', '’')).toBe(then)
  })
  test.each(['2026-11-24T10:30', '2026-07-01T00:00', '2026-10-25T04:00', '2026-03-29T03:00'])(
    'a local moment comes back as it was typed: %s',
    (local) => expect(localDateTime(instantOf(local, french) ?? 0, french)).toBe(local),
  )
})

test.each([
  'Bonjour {{first_name}},\n\nVoici **trois** _bonnes_ raisons\u00A0:\n- une\n- **deux** et [trois](https://a.example/b_c)\n\n1. premier\n2. second\n\nMerci',
  String.raw`snake_case 2 * 3 \*\*non\*\* \_non\_ \[non](https://a.example)`,
  '**a** **_b_** https://b.example/x_y, **[gras](https://a.example)**',
  '[Vos choix](http://{{preferences_link}})',
])('what stands in the text area is what was sent: %j', (typed) => {
  const sent = richTextOf(typed)
  expect(richTextOf(markupOf(sent))).toEqual(sent)
})

const EDITS: readonly [mark: Mark, before: string, after: string][] = [
  ['bold', 'a [b] c', 'a **[b]** c'],
  ['bold', 'a **[b]** c', 'a [b] c'],
  ['italic', '[]', '_[]_'],
  ['link', 'voir [ici].', 'voir [ici]([https://]).'.replace('[ici]', '⟦ici⟧')],
  ['bullets', 'x\na[\nb]\ny', 'x\n- a\n- b[]\ny'],
  ['bullets', '- a[]', 'a[]'],
  ['numbers', '[a\n- b]', '1. a\n2. b[]'],
]

test.each(EDITS)('the %s button makes of %j: %j', (mark, before, after) => {
  const edited = (text: string): Edited => {
    const start = text.indexOf('[')
    return { text: text.replace('[', '').replace(']', ''), start, end: text.indexOf(']') - 1 }
  }
  const wanted = edited(after)
  wanted.text = wanted.text.replace('⟦', '[').replace('⟧', ']')
  expect(editMarks(mark, edited(before))).toEqual(wanted)
})

test('every command that is suggested is one the product knows, in both languages', () => {
  for (const { commands } of Object.values(paneWords))
    for (const [command] of commands)
      expect(parseCommand(command.replace('/egard', '')), command).not.toMatchObject({ command: 'unknown' })
})
