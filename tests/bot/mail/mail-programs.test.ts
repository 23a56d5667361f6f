import { caniemail } from 'caniemail'
import { expect, test } from 'vitest'
import { type EveryMail, everyMail } from './every-mail.ts'

/**
 * The mail programs people read in, as caniemail.com knows them. La Poste's two apps are left out: its data says nothing of most features
 * there, and the webmail is the strictest of all as it is.
 */
const PROGRAMS = [
  'gmail.*', 'outlook.*', 'apple-mail.*', 'orange.*', 'sfr.*', 'laposte.desktop-webmail', 'yahoo.*',
] as const // biome-ignore format: one row

/** What some program does not know, and why the message is sound without it. */
const DEGRADES: readonly { because: string; features: readonly string[] }[] = [
  {
    because:
      'Only <style> uses it, for dark colours and links. Every message is opened without any <style> in tests/browser/mail-programs.test.ts, and is sound.',
    features: [
      '<style> element', '@media', '!important keyword', 'Class selector', 'Type selector', 'ID selector',
      'Descendant combinator', 'Chaining selectors', 'color-scheme CSS property', 'color-scheme meta tag',
    ], // biome-ignore format: a list
  },
  {
    because:
      'Hides the line an inbox shows after the subject, in six ways at once: where all fail it is a line of one pixel.',
    features: ['display:none', 'display', 'opacity', 'overflow', 'max-height property'],
  },
  {
    because: 'A body that becomes a box: the colour behind the message is on a box of its own inside it.',
    features: ['<body> element'],
  },
  { because: 'Square corners.', features: ['border-radius'] },
  { because: 'Another pointer, or the same window.', features: ['cursor', 'target attribute'] },
  { because: 'An underlined word on a button.', features: ['text-decoration'] },
  {
    because: 'Says the language and the role of a part to screen readers, which without it fall back on the text.',
    features: ['lang attribute', 'role attribute', 'aria-label attribute'],
  },
  {
    because: 'A wide screen shows longer lines; MJML gives Outlook a table of 600 pixels of its own.',
    features: ['max-width'],
  },
  {
    because: 'A very long word may stand out of its column, or be parted anywhere.',
    features: ['word-break'],
  },
  {
    because: 'Sets back what other programs add; where it is unknown nothing is added either.',
    features: [
      'outline',
      'word-spacing',
      'border-collapse',
      'text-transform',
      'direction',
      'dir attribute',
      'align attribute',
    ],
  },
  {
    because: 'Conditional comments speak to Outlook only.',
    features: ['HTML comments'],
  },
  {
    because:
      'Limited to table cells, to whole pixels or to single values, which is all that is used; the next test says so.',
    features: [
      'padding', 'margin', 'border', 'height property', 'width property', 'width attribute', 'line-height', 'background', 'background-color',
      'font-size', 'font-weight', 'text-align', '<ul>, <ol> and <dl>', 'cellpadding attribute', 'cellspacing attribute',
    ], // biome-ignore format: a list
  },
]

const mails = await everyMail()

test('every mail uses only what Gmail, Outlook, Apple, Orange, SFR, La Poste and Yahoo know, or what degrades well', () => {
  const excused = new Set(DEGRADES.flatMap(({ features }) => features))
  const used = new Set<string>()
  for (const { name, html } of mails) {
    const { issues } = caniemail({ clients: [...PROGRAMS], html })
    for (const [program, found] of [...issues.errors, ...issues.warnings]) {
      for (const { title, notes } of found) {
        used.add(title)
        expect(excused, `${name} in ${program}: ${notes.join(' ')}`).toContain(title)
      }
    }
  }
  // An excuse nobody needs would let something in unseen.
  expect([...excused].filter((feature) => !used.has(feature))).toEqual([])
})

test('every mail stays within the limits those programs set', () => {
  for (const { name, html } of mails) {
    const styles = [...html.matchAll(/style="([^"]*)"/g)].map((match) => match[1] ?? '')
    const declarations = styles.flatMap((style) => style.split(';')).map((one) => one.trim())
    const values = (property: string) =>
      declarations.filter((one) => one.startsWith(`${property}:`)).map((one) => one.slice(property.length + 1).trim())
    for (const margin of values('margin')) expect(margin, name).not.toMatch(/-\d|calc/)
    for (const size of values('font-size')) expect(size, name).toMatch(/^\d+px$/)
    for (const border of values('border')) expect(border, name).toMatch(/^(0|none)/)
    for (const background of values('background')) expect(background, name).toMatch(/^#[0-9a-f]{6}$/)
    for (const align of values('text-align')) expect(align, name).toMatch(/^(left|center|right)$/)
    for (const decoration of values('text-decoration')) expect(decoration, name).toBe('none')
    for (const display of values('display')) expect(display, name).toMatch(/^(none|block|inline-block)$/)
    // Outlook knows no padding outside table cells: what has it elsewhere must be readable without.
    const padded = [...html.matchAll(/<(\w+)\b[^>]*style="[^"]*padding(?:-left)?:\s*[1-9]/g)].map((match) => match[1])
    expect(
      [...new Set(padded)].filter((tag) => !['td', 'a'].includes(tag ?? '')),
      name,
    ).toEqual([])
    expect(html, name).not.toMatch(/<ol[^>]*reversed|<li[^>]*value=|<(form|input|video|svg|script|link)\b/)
    expect(Buffer.byteLength(/<style type="text\/css">([^]*?)<\/style>/.exec(html)?.[1] ?? '')).toBeLessThan(16_000)
  }
})

const folded = (text: string) => text.replaceAll(/[\s\u00A0]+/g, ' ').trim()
const decoded = (html: string) =>
  html
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** The words of a mail as somebody sees them, a piece for each block and line. */
function sentencesOf({ html }: EveryMail): string[] {
  const body = html
    .slice(html.indexOf('<body'))
    .replaceAll(/<!--[^]*?-->/g, '')
    .replace(/<div style="display:\s*none[^]*?<\/div>/, '')
  return body
    .split(/<\/?(?:p|div|td|tr|table|tbody|ul|ol|li|body|br)\b[^>]*>|&nbsp;·&nbsp;| · /)
    .map((piece) => folded(decoded(piece.replaceAll(/<[^>]*>/g, ''))).replace(/^· | ·$/g, ''))
    .filter((piece) => /\p{L}/u.test(piece))
}

test('the text alternative alone carries every sentence and every link', () => {
  for (const mail of mails) {
    // A link's address stands in brackets after its words.
    const words = folded(mail.text.replaceAll(/ \(https?:[^)]*\)/g, ''))
    const sentences = sentencesOf(mail)
    expect(sentences.length, mail.name).toBeGreaterThan(4)
    for (const sentence of sentences) expect(words, mail.name).toContain(sentence)
    const links = [...mail.html.matchAll(/<a\b[^>]*href="([^"]*)"/g)].map((match) => decoded(match[1] ?? ''))
    expect(links.length, mail.name).toBeGreaterThan(0)
    for (const link of links) expect(mail.text, mail.name).toContain(link)
  }
})
