import { beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { aCampaign, aContact, aMemory, before, everythingOfConsent, link, NEWSLETTER, OFFERS } from './a-memory.ts'
import { fieldsOf, type ServedPages, servePages, textOf, weightOf } from './served-pages.ts'

const MOST_BYTES = 14_000

describe('every page', () => {
  let memory: Memory
  let pages: ServedPages
  let paths: Record<string, string>
  beforeEach(async () => {
    memory = await aMemory(await freshDatabase('sqlite'))
    pages = await servePages(memory)
    const contactId = await aContact(memory, { language: null })
    const campaignId = await aCampaign(memory, contactId, { pairs: [NEWSLETTER, OFFERS] })
    await before(memory, contactId, 'granted', OFFERS)
    const preferences = `/p/${link(memory, 'preferences', [contactId])}`
    const shown = fieldsOf((await pages.get(preferences)).html)
    await pages.post(preferences, { ...shown, act: 'save', pair: ['newsletter email', 'offers email'] })
    const { hash } = await memory.database.read.selectFrom('wordings').select('hash').executeTakeFirstOrThrow()
    paths = {
      ask: `/r/${link(memory, 'answer', [contactId, campaignId])}`,
      unsubscribe: `/u/${link(memory, 'unsubscribe', [contactId, campaignId])}`,
      preferences,
      confirmation: `/c/${link(memory, 'confirmation', [1])}`,
      wording: `/wording/${hash}`,
      privacy: '/privacy',
      link: '/link',
      nothing: '/nothing/here',
      broken: '/p/broken',
    }
  })
  const NAMES = ['ask', 'unsubscribe', 'preferences', 'confirmation', 'wording', 'privacy', 'link', 'nothing', 'broken']

  test.each(NAMES)('%s: at most 14 kB over the wire with all it loads', async (name) => {
    const { html } = await pages.get(paths[name] ?? '')
    const bytes = await weightOf(pages, html)
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
  })

  test.each(NAMES)('%s: nothing inline, nothing from elsewhere, kept by nobody', async (name) => {
    const { html, headers } = await pages.get(paths[name] ?? '')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toBeNull()
    expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="|javascript:/i)
    for (const [, attributes, body] of html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)) {
      expect(attributes).toMatch(/src="\/_astro\//)
      expect(body).toBe('')
    }
    for (const [, address] of html.matchAll(/<(?:link|script|img|iframe)[^>]*(?:href|src)="([^"]*)"/g)) {
      expect(address).toMatch(/^\/_astro\//)
    }
  })

  test('only the preference page loads a script', async () => {
    const loading: string[] = []
    for (const name of NAMES) if ((await pages.get(paths[name] ?? '')).html.includes('<script')) loading.push(name)
    expect(loading).toEqual(['preferences'])
  })

  test.each(NAMES)('%s: in the language asked for, else the browser’s, else the house’s', async (name) => {
    const path = paths[name] ?? ''
    const spoken = async (query: string, headers: Record<string, string>) =>
      /<html lang="(\w\w)"/.exec((await pages.get(path + query, headers)).html)?.[1]
    const audience = name === 'ask' || name === 'unsubscribe' ? 'fr' : undefined
    for (const language of LANGUAGES) {
      expect(await spoken(`?lang=${language}`, { 'accept-language': 'de' })).toBe(language)
      const header = { 'accept-language': `de, ${language}-BE;q=0.8, *;q=0.1` }
      expect(await spoken('', header)).toBe(audience ?? language)
    }
    expect(await spoken('?lang=xx', { 'accept-language': 'de' })).toBe('fr')
  })

  test('a broken link says which way it is broken, offers a fresh one, and changes nothing', async () => {
    const was = await everythingOfConsent(memory)
    const flip = (token: string) => token.slice(0, 12) + (token[12] === 'a' ? 'b' : 'a') + token.slice(13)
    const forged = RECIPIENT_PAGE_TEXTS.en.link.title.forged
    const cut = RECIPIENT_PAGE_TEXTS.en.link.title.cut
    for (const name of ['ask', 'unsubscribe', 'preferences', 'confirmation']) {
      const [, room = '', token = ''] = (paths[name] ?? '').split('/')
      const other = (paths[name === 'ask' ? 'preferences' : 'ask'] ?? '').split('/')[2] ?? ''
      const mangled: [string, string][] = [
        [token.slice(0, -4), cut],
        [token.slice(0, 5), cut],
        [flip(token), forged],
        [`${token}00000`, forged],
        [other, forged],
        ['x', cut],
        ['%00', forged],
        ['%F0%9F%8C%BB', forged],
        ['0'.repeat(500), forged],
      ]
      for (const [bad, title] of mangled) {
        for (const method of ['GET', 'POST']) {
          const { status, html } = await pages.send(method, `/${room}/${bad}?lang=en`)
          expect([name, bad, method, status]).toEqual([name, bad, method, 404])
          if (bad !== 'x') expect(textOf(html)).toContain(title)
          expect(html).toContain('action="/link?lang=en"')
        }
      }
    }
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('a link wrapped, shouted or glued to a full stop by a mail program still works', async () => {
    const path = paths['preferences'] ?? ''
    for (const sent of [
      path.toUpperCase().replace('/P/', '/p/'),
      `${path}.`,
      `${path.slice(0, 20)}=%0D%0A${path.slice(20)}`,
    ]) {
      expect(await pages.get(sent)).toMatchObject({ status: 200 })
    }
  })

  test('other methods are refused with the list of those that work', async () => {
    for (const [name, allow] of [
      ['ask', 'GET, HEAD, POST'],
      ['privacy', 'GET, HEAD'],
    ] as const) {
      for (const method of ['PUT', 'DELETE', 'PATCH']) {
        const { status, headers, html } = await pages.send(method, `${paths[name] ?? ''}?lang=en`)
        expect(status).toBe(405)
        expect(headers.get('allow')).toBe(allow)
        expect(textOf(html)).toContain(RECIPIENT_PAGE_TEXTS.en.notAllowed.title)
      }
    }
    expect(await pages.send('POST', '/privacy')).toMatchObject({ status: 405 })
  })

  test('a failure of ours is told as one, in the person’s language, whatever was asked', async () => {
    const broken = {
      ...memory,
      database: {
        ...memory.database,
        get read(): never {
          throw new Error('planted: the database is gone')
        },
      },
    }
    const failing = await servePages(broken)
    for (const method of ['GET', 'POST']) {
      const { status, headers, html } = await failing.send(method, `${paths['preferences'] ?? ''}?lang=nl`)
      expect(status).toBe(500)
      expect(textOf(html)).toContain(RECIPIENT_PAGE_TEXTS.nl.failed.title)
      expect(html).not.toContain('planted')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('the archive shows a wording as it was kept, and knows no other', async () => {
    const { text } = await memory.database.read.selectFrom('wordings').select('text').executeTakeFirstOrThrow()
    const { html } = await pages.get(paths['wording'] ?? '')
    for (const line of text.trim().split('\n')) expect(textOf(html)).toContain(line.replaceAll(/[ \n]+/g, ' '))
    for (const hash of ['0'.repeat(64), 'x', `${paths['wording']?.slice(9)}0`]) {
      expect(await pages.get(`/wording/${hash}`)).toMatchObject({ status: 404 })
    }
  })

  test('the privacy page names who, rights, retention and the authority', async () => {
    const text = textOf((await pages.get('/privacy?lang=fr')).html)
    for (const words of [
      'Maison Lumière',
      'Daan de Vries',
      'dpo@maison-lumiere.example',
      'effacer',
      '3\u00a0ans',
      'la CNIL',
    ]) {
      expect(text).toContain(words)
    }
  })
})
