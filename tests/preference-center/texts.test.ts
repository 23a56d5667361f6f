import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import { authorityOf, sayInstant, sayList } from '#preference-center/src/say.ts'
import { agentFamily, preferred } from '#preference-center/src/visitor.ts'

/** Every sentence, with its place: what needs values gets some. */
function sentences(language: Language): [place: string, text: string][] {
  const found: [string, string][] = []
  const walk = (place: string, value: unknown) => {
    if (typeof value === 'string') found.push([place, value])
    else if (typeof value === 'function') walk(place, (value as (...given: unknown[]) => unknown)(2, 6))
    else for (const [name, inner] of Object.entries(value as object)) walk(`${place}.${name}`, inner)
  }
  walk(language, RECIPIENT_PAGE_TEXTS[language])
  return found
}

describe('the words of the recipients’ pages', () => {
  test('French punctuation keeps its word on the line', () => {
    for (const [place, text] of sentences('fr')) {
      expect(text.replaceAll(/\d\d:\d\d/g, ''), place).not.toMatch(/[^\u00a0\u202f][:;?!»](?!\/\/)/)
      expect(text, place).not.toMatch(/«[^\u00a0\u202f]/)
      expect(text, place).not.toMatch(/\d (?:ans|jours|minutes|messages?)\b/)
    }
  })

  test.each(LANGUAGES)(
    '%s: no straight apostrophe, no capitals shouted, no second exclamation, nothing empty',
    (language) => {
      for (const [place, text] of sentences(language)) {
        expect(text, place).not.toContain("'")
        expect(text.trim(), place).not.toBe('')
        expect(text.replace(/TEST|SMS|STOP|SHA-256|RGPD|GDPR|AVG/g, ''), place).not.toMatch(/[A-Z]{3}/)
        expect(text, place).not.toContain('!')
      }
    },
  )

  test('an instant is read in the house’s zone and the page’s language', () => {
    const at = Date.UTC(2026, 10, 22, 23, 30)
    expect(sayInstant(at, 'fr', 'Europe/Paris')).toBe('23 novembre 2026 à 00:30')
    expect(sayInstant(at, 'en', 'Europe/London')).toBe('22 November 2026 at 23:30')
    expect(sayInstant(at, 'nl', 'Europe/Brussels')).toBe('23 november 2026 om 00:30')
  })

  test('a list reads as a sentence', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => sayList(names, 'fr'))).toEqual([
      '',
      'a',
      'a et b',
      'a, b et c',
    ])
  })

  test('an authority is named only where we know it', () => {
    expect(authorityOf('BE')?.name.nl).toBe('de Gegevensbeschermingsautoriteit')
    expect(authorityOf('XX')).toBeUndefined()
  })
})

describe('what a visitor’s browser says', () => {
  const HEADERS: [header: string | null, language: Language | undefined][] = [
    ['nl-BE,nl;q=0.9,fr;q=0.8', 'nl'],
    ['de, fr;q=0.5, en;q=0.7', 'en'],
    ['de', undefined],
    ['fr;q=0, en;q=0.1', 'en'],
    ['', undefined],
    [null, undefined],
    [`${'x'.repeat(10_000)},fr`, undefined],
  ]
  test.each(HEADERS)('%s', (header, language) => expect(preferred(header)).toBe(language))

  test('only the family of a browser is kept', () => {
    const family = (agent: string) => agentFamily(new Request('http://x', { headers: { 'user-agent': agent } }))
    expect(family('Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox')
    expect(family('Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge')
    expect(family('Mozilla/5.0 (iPhone) AppleWebKit/605 Version/26.0 Mobile/15E Safari/604')).toBe('Safari')
    expect(family('curl/8')).toBe('other')
  })
})
