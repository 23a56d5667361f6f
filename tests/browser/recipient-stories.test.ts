import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Language } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import {
  aCampaign,
  aContact,
  aMemory,
  before,
  consents,
  ledger,
  link,
  NEWSLETTER,
  OFFERS,
} from '#tests/preference-center/a-memory.ts'
import { servePages } from '#tests/preference-center/served-pages.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { useFonts } from './fonts.ts'
import { leastContrast } from './least-contrast.ts'

useFonts()
const newPage = useBrowser()
/** Set to keep a picture of every page the stories pass. */
const PICTURES = process.env['EGARD_TEST_PICTURES']

const WIDTHS = [
  { name: 'a small phone, dark', width: 320, scheme: 'dark', javaScript: false },
  { name: 'a desktop, light', width: 1280, scheme: 'light', javaScript: true },
] as const
const STORIES = (['fr', 'en', 'nl'] as const).flatMap((language) => WIDTHS.map((width) => ({ language, ...width })))

async function aStory(language: Language) {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const pages = await servePages(memory)
  const contactId = await aContact(memory, { language })
  return { memory, pages, contactId }
}

/** What must hold of every page a person sees. */
async function check(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
  expect(await page.evaluate(() => document.querySelectorAll('h1').length), name).toBe(1)
  const small = await page
    .locator('button, select, input[type=email], label.choice')
    .evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML))
  expect(small, name).toEqual([])
  expect(await page.evaluate(leastContrast), name).toBeGreaterThanOrEqual(4.5)
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/[ ,]+/g, '-')}.png`), fullPage: true })
}

test.for(STORIES)(
  'a person answers, stops, chooses and comes back, in $language on $name',
  async ({ language, name, width, scheme, javaScript }) => {
    const texts = RECIPIENT_PAGE_TEXTS[language]
    const { memory, pages, contactId } = await aStory(language)
    const page = await newPage({
      viewport: { width, height: 720 },
      colorScheme: scheme,
      baseURL: pages.url,
      locale: 'de-DE',
    })
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    if (!javaScript) await page.route('**/*.js', (route) => route.abort())
    const story = `${language} ${width}`

    const one = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await page.goto(`/r/${one}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await check(page, `${story} 1 ask one`)
    const yes = page.getByRole('button', { name: texts.ask.yesOne })
    const no = page.getByRole('button', { name: texts.ask.noOne })
    const sizes = await Promise.all([yes.boundingBox(), no.boundingBox()])
    expect(sizes[0]?.width).toBeCloseTo(sizes[1]?.width ?? 0, 0)
    expect(sizes[0]?.height).toBeCloseTo(sizes[1]?.height ?? 0, 0)
    await yes.click()
    await check(page, `${story} 2 answered`)
    expect(await consents(memory)).toEqual(['newsletter email granted'])

    const person = await aContact(memory, { email: 'bo@example.org', language })
    const several = link(memory, 'answer', [
      person,
      await aCampaign(memory, person, { pairs: [NEWSLETTER, OFFERS] }, 'bo@example.org'),
    ])
    await page.goto(`/r/${several}`)
    await check(page, `${story} 3 ask several`)
    // By keyboard alone.
    await page.getByRole('checkbox').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(texts.answered.title).waitFor()
    await check(page, `${story} 4 answered several`)
    expect((await ledger(memory)).slice(1)).toEqual([
      'granted newsletter email answer-page',
      'refused offers email answer-page',
    ])

    await page.getByRole('link', { name: texts.answered.preferences }).click()
    await check(page, `${story} 5 preferences`)
    const [newsletter, offers] = [page.getByRole('checkbox').nth(0), page.getByRole('checkbox').nth(1)]
    expect(await newsletter.isChecked()).toBe(true)
    await newsletter.uncheck()
    await offers.check()
    if (javaScript) {
      await page.getByText(texts.preferences.notSaved).waitFor()
      await page.getByText(texts.preferences.willAsk).waitFor()
      await check(page, `${story} 6 not saved yet`)
      await page.getByRole('button', { name: texts.preferences.undo }).click()
      expect(await newsletter.isChecked()).toBe(true)
      await newsletter.uncheck()
      await offers.check()
    }
    await page.getByRole('button', { name: texts.preferences.save }).click()
    await page.getByText(texts.preferences.savedTitle).waitFor()
    await check(page, `${story} 7 saved`)
    expect((await ledger(memory)).slice(3)).toEqual(['withdrawn newsletter email preference-page'])

    await page.goto(`/c/${link(memory, 'confirmation', [1])}`)
    await check(page, `${story} 8 confirm`)
    await page.getByRole('button', { name: texts.confirm.button }).click()
    await check(page, `${story} 9 confirmed`)
    expect((await ledger(memory)).slice(4)).toEqual(['granted offers email confirmation'])

    await page.goto(`/u/${link(memory, 'unsubscribe', [contactId, 0])}`)
    await check(page, `${story} 10 unsubscribe`)
    await page.getByRole('button', { name: texts.unsubscribe.button }).click()
    await check(page, `${story} 11 unsubscribed`)
    await page.getByRole('link', { name: texts.answered.preferences }).click()
    await page.getByRole('button', { name: texts.preferences.stop }).click()
    await check(page, `${story} 12 stopped`)

    for (const [number, path] of ['/privacy', '/link', '/p/broken', '/nowhere'].entries()) {
      await page.goto(`${path}?lang=${language}`)
      await check(page, `${story} ${13 + number} ${path.replaceAll('/', '')}`)
    }
    await page.goto(`/r/${link(memory, 'answer', [0, 1])}?lang=${language}`)
    await check(page, `${story} 17 test`)
    expect(
      problems.filter((text) => !/Failed to load resource/.test(text)),
      name,
    ).toEqual([])
  },
)

test('without any JavaScript the preference page saves', async () => {
  const { memory, pages, contactId } = await aStory('fr')
  await before(memory, contactId, 'granted', NEWSLETTER)
  const page = await newPage({ javaScriptEnabled: false, baseURL: pages.url })
  await page.goto(`/p/${link(memory, 'preferences', [contactId])}`)
  await page.getByRole('checkbox').first().uncheck()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  expect(await consents(memory)).toEqual(['newsletter email withdrawn'])
})

const MODES = [
  { name: 'forced colours', options: { forcedColors: 'active' }, letters: '100%' },
  { name: 'more contrast', options: { contrast: 'more' }, letters: '100%' },
  { name: 'letters twice as large', options: {}, letters: '200%' },
] as const
test.for(MODES)('with $name the pages keep their text and their boxes', async ({ name, options, letters }) => {
  const { memory, pages, contactId } = await aStory('fr')
  await before(memory, contactId, 'granted', NEWSLETTER)
  const page = await newPage({ viewport: { width: 320, height: 720 }, ...options, baseURL: pages.url })
  const enlarge = () => page.evaluate((size) => void (document.documentElement.style.fontSize = size), letters)
  await page.goto(`/r/${link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])}`)
  await enlarge()
  await check(page, `${name} ask`)
  await page.goto(`/p/${link(memory, 'preferences', [contactId])}`)
  await enlarge()
  await check(page, `${name} preferences`)
})

test('whatever the keyboard reaches shows that it does', async () => {
  const { memory, pages, contactId } = await aStory('fr')
  const page = await newPage({ viewport: { width: 640, height: 720 }, baseURL: pages.url })
  await page.goto(`/p/${link(memory, 'preferences', [contactId])}`)
  const reached: string[] = []
  for (let tabs = 0; tabs < 30; tabs += 1) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return undefined
      const shown = element.closest('label') ?? element
      const { outlineStyle, outlineWidth } = getComputedStyle(shown)
      return {
        name: element.outerHTML.slice(0, 60),
        visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      }
    })
    if (seen === undefined) break
    expect(seen, seen.name).toMatchObject({ visible: true })
    reached.push(seen.name)
  }
  // The skip link, three topics, the language, save, stop, two languages, two links.
  expect(reached).toHaveLength(11)
})
