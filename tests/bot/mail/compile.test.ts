import { describe, expect, test } from 'vitest'
import { compileMessage } from '#bot/mail/compile.ts'
import { checkMessage } from '#core/messages/checks.ts'
import { parseFields } from '#core/messages/fields.ts'
import { LANGUAGES, type MessageSource } from '#core/messages/message.ts'
import { aMessage, soundFacts } from '#tests/core/messages/a-message.ts'

const KINDS: readonly Partial<MessageSource>[] = [
  { kind: 're-opt-in', step: 'ask' },
  { kind: 're-opt-in', step: 'reminder-2' },
  { kind: 'topic', step: 'message', promise: undefined },
  { kind: 'information', step: 'message', promise: undefined },
]
const ALL = LANGUAGES.flatMap((language) => KINDS.map((kind) => aMessage({ language, ...kind })))

describe('every compiled message', () => {
  test.for(ALL)('$kind $step $language: passes the checks, light, and loads nothing from anywhere', async (source) => {
    const { html, text, subject } = await compileMessage(source)
    expect(checkMessage(source, { html, text, subject }, soundFacts(source))).toEqual([])
    expect(Buffer.byteLength(html)).toBeLessThan(16_000)
    expect(html).not.toMatch(/<img|<link\b|<script|@import|url\(|\ssrc=|<iframe|<object/i)
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${source.language}"`))
    expect(html).toContain('name="color-scheme" content="light dark"')
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toContain('Les Jardins &lt;d’Émilie&gt;')
    for (const part of [html, text])
      for (const line of ['12 rue des Lilas', '69003 Lyon', 'dpo@example.org']) expect(part).toContain(line)
  })

  test.for(ALL)('$kind $step $language: has the same fields in HTML and text, its own links only', async (source) => {
    const { html, text } = await compileMessage(source)
    const fields = (part: string) =>
      [...new Set(parseFields(part).map(({ name, fallback }) => `${name}|${fallback}`))].sort()
    expect(fields(html)).toEqual(fields(text))
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '')
    const own = ['{{preferences_link}}', '{{unsubscribe_link}}', '{{privacy_link}}']
    const answers = source.kind === 're-opt-in' ? ['{{yes_link}}', '{{no_link}}'] : []
    const outside = ['https://www.example.org', 'https://www.example.org/ateliers?mois=12&amp;lieu=lyon']
    expect([...links].sort()).toEqual([...own, ...answers, ...outside].sort())
  })
})

test('no is exactly as visible as yes: same size, weight and colours', async () => {
  const { html } = await compileMessage(aMessage())
  const button = (field: string) => {
    const end = html.indexOf('</table>', html.indexOf(`href="{{${field}}}"`))
    const start = html.lastIndexOf('<td align="center" class="answer"', end)
    expect(start).toBeGreaterThan(-1)
    return html
      .slice(start, end)
      .replace(field, 'link')
      .replace(/>[^<>]*<\/a>/, '>…</a>')
  }
  expect(button('yes_link')).toBe(button('no_link'))
})

test('only a re-opt-in message has answer buttons', async () => {
  const { html, text } = await compileMessage(aMessage({ kind: 'topic', step: 'message', promise: undefined }))
  expect(html + text).not.toContain('yes_link')
})

test('a test is marked in the subject, the HTML and the text; a real message is not', async () => {
  const trial = await compileMessage(aMessage({ isTest: true }))
  const real = await compileMessage(aMessage())
  for (const part of [trial.subject, trial.html, trial.text]) expect(part).toContain('TEST')
  for (const part of [real.subject, real.html, real.text]) expect(part).not.toContain('TEST')
})

test('whatever staff write stays text: no tag, no attribute, no MJML of theirs', async () => {
  const body =
    '</mj-text><mj-raw><script>alert(1)</script></mj-raw>\n\n<!-- x --> & &lt; "q" {{first_name|<b>"&}} <mj-include path="/etc/hostname" />'
  const { html, text } = await compileMessage(aMessage({ body }))
  expect(html).not.toMatch(/<script|<b>|mj-raw>|<!-- x|<mj-include/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('{{first_name|&lt;b&gt;')
  expect(html).toContain('&amp;lt;')
  expect(text).toContain(body)
})

test('a long text still compiles, and its weight is found', async () => {
  const source = aMessage({ body: 'Un paragraphe assez long pour peser.\n\n'.repeat(3_000) })
  expect(checkMessage(source, await compileMessage(source)).map(({ code }) => code)).toContain('too-large')
})

test('compiling the same source twice gives the same bytes, so that a seal over them holds', async () => {
  expect(await compileMessage(aMessage())).toEqual(await compileMessage(aMessage()))
})
