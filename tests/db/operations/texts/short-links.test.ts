import { expect, test } from 'vitest'
import { readLink } from '#db/operations/preferences/read-link.ts'
import { openShortLink } from '#db/operations/texts/open-short-link.ts'
import { shortLinks, type WantedLink } from '#db/operations/texts/short-links.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY_MS = 86_400_000
const YES: WantedLink = { purpose: 'answer', contactId: 7, campaignId: 3 }
const GO: WantedLink = { purpose: 'unsubscribe', contactId: 7, campaignId: 3 }
const MINE: WantedLink = { purpose: 'preferences', contactId: 7, campaignId: 3 }

onBothDatabases('short links', (open) => {
  async function aShortener() {
    const memory = await aMemory(await open())
    const links = (wanted: readonly WantedLink[], now = NOW, newCode?: () => string) =>
      memory.database.write((db) => shortLinks(db, now, wanted, newCode))
    return { memory, links }
  }

  test('lead to the same pages as the links of an e-mail, with a token of the same ids', async () => {
    const { memory, links } = await aShortener()
    const codes = await links([YES, MINE, GO])
    const paths = []
    for (const code of codes) {
      expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/)
      const opened = await openShortLink(memory, NOW, code)
      paths.push('path' in opened ? opened.path : '')
    }
    const [, page, token = ''] = paths[0]?.split('/') ?? []
    expect([page, readLink(memory, NOW, token, 'answer')]).toEqual(['r', [7, 3]])
    expect(readLink(memory, NOW, paths[1]?.slice('/p/'.length) ?? '', 'preferences')).toEqual([7])
    expect(readLink(memory, NOW, paths[2]?.slice('/u/'.length) ?? '', 'unsubscribe')).toEqual([7, 3])
  })

  test('one page of one person keeps its code, however often it is wanted, also twice at once', async () => {
    const { links } = await aShortener()
    const [first] = await links([YES])
    const other = { ...YES, contactId: 8 }
    const again = await links([other, YES, YES], NOW + DAY_MS)
    expect(again[1]).toBe(first)
    expect(again[2]).toBe(first)
    expect(again[0]).not.toBe(first)
  })

  test('two pages never share a code: the one that comes second gets another', async () => {
    const { memory, links } = await aShortener()
    const codes = ['same00000000', 'same00000000', 'same00000000', 'free00000000']
    await links([YES], NOW, () => codes.shift() ?? '')
    expect(await links([MINE], NOW, () => codes.shift() ?? '')).toEqual(['free00000000'])
    expect(await openShortLink(memory, NOW, 'same00000000')).toMatchObject({ path: expect.stringMatching(/^\/r\//) })
    await expect(links([GO], NOW, () => 'same00000000')).rejects.toThrow('no free code')
  })

  test('end after thirteen months, where the way out never ends; a page wanted again lives on from then', async () => {
    const { memory, links } = await aShortener()
    const [yes = '', go = ''] = await links([YES, GO])
    const later = NOW + 398 * DAY_MS
    expect(await openShortLink(memory, later, yes)).toEqual({ refused: 'link-expired' })
    expect(await openShortLink(memory, NOW + 20 * 365 * DAY_MS, go)).toHaveProperty('path')
    await links([YES], NOW + 300 * DAY_MS)
    expect(await openShortLink(memory, later, yes)).toHaveProperty('path')
  })

  test('a token never lives longer than the address it came from', async () => {
    const { memory, links } = await aShortener()
    const [yes = ''] = await links([YES])
    const late = NOW + 396 * DAY_MS
    const opened = await openShortLink(memory, late, yes)
    const token = 'path' in opened ? opened.path.slice('/r/'.length) : ''
    expect(readLink(memory, late, token, 'answer')).toEqual([7, 3])
    expect(readLink(memory, late + 2 * DAY_MS, token, 'answer')).toEqual({ refused: 'link-expired' })
  })

  test('read as people type them; what is none leads nowhere', async () => {
    const { memory, links } = await aShortener()
    await links([YES], NOW, () => '10abcdefghjk')
    for (const typed of ['lOABCDEFGHJK', 'ioabcdefghjk', '10abcdefghjk.'])
      expect(await openShortLink(memory, NOW, typed)).toHaveProperty('path')
    for (const typed of ['', '10abcdefghj', '10abcdefghjkk', "' or 1=1 --", '10abcdefghjm'])
      expect(await openShortLink(memory, NOW, typed)).toEqual({ refused: 'unknown-link' })
  })
})
