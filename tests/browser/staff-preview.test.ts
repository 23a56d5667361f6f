import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePreviewLink } from '#db/operations/previews/make-preview-link.ts'
import { aMemory, NOW } from '#tests/preference-center/a-memory.ts'
import { servePages } from '#tests/preference-center/served-pages.ts'
import { aDraft } from '#tests/support/a-campaign.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { useFonts } from './fonts.ts'
import { leastContrast } from './least-contrast.ts'

useFonts()
const newPage = useBrowser()
/** Set to keep a picture of what a person sees. */
const PICTURES = process.env['EGARD_TEST_PICTURES']

test.for([
  { name: 'a small phone, dark', width: 320, scheme: 'dark' },
  { name: 'a desktop, light', width: 1280, scheme: 'light' },
] as const)('staff see every form of a message without any script, on $name', async ({ width, scheme }) => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const pages = await servePages(memory)
  const text = {
    subject: 'Souhaitez-vous garder nos nouvelles, {{first_name|cher lecteur}} ?',
    body: '{{greeting}}\n\nNotre [lettre](https://www.example.org/lettre) paraît chaque mois.\n\nMerci de nous répondre.',
  }
  const { campaignId, version } = await aDraft(memory, NOW, { texts: { fr: { ask: text, 'reminder-1': text } } })
  const link = await makePreviewLink(memory, NOW, { campaignId, version, by: 'U0ALICE' })
  if ('refused' in link) throw new Error(link.refused)

  const page = await newPage({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    locale: 'fr-FR',
    javaScriptEnabled: true,
  })
  const outside: string[] = []
  page.on('request', (request) => !request.url().startsWith(pages.url) && outside.push(request.url()))
  const problems: string[] = []
  // The frame runs no script, not even those with which the driver asks what it shows.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Blocked script execution'))
      problems.push(message.text())
  })
  const choose = async (label: string) => {
    const summary = page.locator('.choices summary')
    if (await summary.isVisible()) await summary.click()
    await page.getByRole('link', { name: label, exact: true }).click()
    await page.locator(`.choices a[aria-current]`, { hasText: label }).first().waitFor({ state: 'attached' })
  }
  const check = async (name: string) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
    expect(await page.evaluate(leastContrast), name).toBeGreaterThanOrEqual(4.5)
    expect(await page.locator('h1').count(), name).toBe(1)
    if (!PICTURES) return
    mkdirSync(PICTURES, { recursive: true })
    await page.screenshot({ path: join(PICTURES, `preview-${width}-${name.replaceAll(' ', '-')}.png`), fullPage: true })
  }
  const frame = page.frameLocator('iframe')

  await page.goto(`${pages.url}/staff/preview/${link.token}`)
  await frame.getByText('Bonjour Madame Martin,').waitFor()
  expect(await page.locator('.inbox strong').innerText()).toBe('Souhaitez-vous garder nos nouvelles, Camille ?')
  await check('ordinary')
  const targets = await page
    .locator('.choices a, .choices summary')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height).filter((height) => height > 0))
  expect(Math.min(...targets)).toBeGreaterThanOrEqual(36)

  await choose('Un nom très long')
  await frame.getByText('Vandenbroucke-Delacroix').waitFor()
  expect(await frame.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true)
  await choose('Mode sombre')
  await expectColor(frame.locator('.card').first(), 'rgb(31, 36, 44)')
  await check('long name dark')
  await choose('Mode clair')
  await expectColor(frame.locator('.card').first(), 'rgb(255, 255, 255)')

  // A press on an answer stays in the frame, and says what it would have been.
  await frame.getByRole('link', { name: 'Oui, je veux continuer à les recevoir' }).click()
  await frame.getByText('Ici il n’ouvre rien et n’enregistre rien.').waitFor()
  await frame.getByRole('link', { name: 'Retour au message' }).click()
  await frame.getByText('Vandenbroucke-Delacroix').waitFor()

  await choose('Ordinateur')
  await check('computer')
  await choose('Texte seul')
  expect(await page.locator('pre').innerText()).toContain('Bonjour Madame Vandenbroucke-Delacroix')
  await check('text')
  expect({ outside, problems }).toEqual({ outside: [], problems: [] })
})

/** The card's colour, which only its scheme decides. */
async function expectColor(
  card: { evaluate(run: (one: Element) => string): Promise<string> },
  color: string,
): Promise<void> {
  expect(await card.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(color)
}
