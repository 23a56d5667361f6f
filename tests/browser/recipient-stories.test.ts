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
  PHONE,
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
    .locator('button, select, input:is([type=email], [type=time], [type=date]), label.choice, .days label, .ways label')
    .evaluateAll((all) =>
      all
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
        .map((each) => each.outerHTML),
    )
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
  for (let tabs = 0; tabs < 60; tabs += 1) {
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
  // The skip link, three topics, the language, save, three parts of settings, stop, two languages, two links.
  expect(reached).toHaveLength(14)
})

const SIZES = [
  { name: 'a small phone', width: 320, scheme: 'light', javaScript: false },
  { name: 'a desktop', width: 1200, scheme: 'dark', javaScript: true },
] as const
test.for(SIZES)('a person chooses when and how often, by keyboard, and takes it back, on $name', async (size) => {
  const { name, width, scheme, javaScript } = size
  const memory = await aMemory(await freshDatabase('sqlite'))
  const pages = await servePages(memory)
  const contactId = await aContact(memory, { language: 'fr', phone: PHONE })
  await before(memory, contactId, 'granted', NEWSLETTER)
  const page = await newPage({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    baseURL: pages.url,
    javaScriptEnabled: javaScript,
  })
  const kept = async () => {
    const row = await memory.database.read.selectFrom('preferences').select('settings').executeTakeFirst()
    return JSON.parse(row?.settings ?? '{}') as object
  }
  const part = (title: string) => page.locator('summary', { hasText: title })
  await page.goto(`/p/${link(memory, 'preferences', [contactId])}`)
  await check(page, `settings ${name} 1 calm`)
  for (const title of ['À quel rythme', 'À quelles heures', 'Faire une pause']) {
    await part(title).focus()
    await page.keyboard.press('Enter')
  }
  expect(await page.getByText('Quels jours').isVisible()).toBe(false)
  await page.getByLabel('À mes heures').check()
  await check(page, `settings ${name} 2 all open`)
  await page.getByLabel('samedi').uncheck()
  await page.getByLabel('dimanche').uncheck()
  const [from, to] = [page.getByLabel('De', { exact: true }).first(), page.getByLabel('à', { exact: true }).first()]
  await from.fill('18:00')
  await to.fill('09:00')
  await page.getByLabel('Sur 7').selectOption('1')
  if (javaScript) await page.getByText('Pas encore enregistré').waitFor()
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.getByText('La fin doit venir après le début').waitFor()
  await check(page, `settings ${name} 3 a point to look at`)
  expect(await from.inputValue()).toBe('18:00')
  expect(await kept()).toEqual({})

  await from.fill('09:00')
  await to.fill('12:00')
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.getByText('Lundi à vendredi, 09:00–12:00.').waitFor()
  await check(page, `settings ${name} 4 saved`)
  const chosen = [[540, 720]]
  expect(await kept()).toEqual({
    hours: [chosen, chosen, chosen, chosen, chosen, [], []],
    budget: { per7Days: 1 },
  })
  await part('Faire une pause').click()
  await page.getByRole('button', { name: 'Une semaine' }).click()
  await page.getByText('Rien avant le 29 novembre 2026.').waitFor()
  await check(page, `settings ${name} 5 paused`)
  await page.getByRole('button', { name: 'Remettre comme avant' }).click()
  await page.getByText('La pause est finie.').waitFor()
  expect(await kept()).not.toHaveProperty('pausedUntil')
})
