import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everyMail } from '#tests/bot/mail/every-mail.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { useFonts } from './fonts.ts'
import { leastContrast } from './least-contrast.ts'

useFonts()
const newPage = useBrowser()
/** Set to keep a picture of each kind of mail as it opens. */
const PICTURES = process.env['EGARD_TEST_PICTURES']
const mails = await everyMail()

/** Programs that drop it show the message by its inline styles alone. */
const withoutStyles = (html: string) => html.replaceAll(/<style\b[^]*?<\/style>/g, '')
/** Others replace the body by a box without its attributes. */
const withoutBody = (html: string) => html.replace(/<body\b[^>]*>/, '<body>')
/** A person who blocks images sees what stands in their place. */
const withoutImages = (html: string) =>
  html.replaceAll(/<img\b[^>]*>/gi, (image) => /alt="([^"]*)"/.exec(image)?.[1] ?? '')

test.for([
  { name: 'in light', scheme: 'light', as: (html: string) => html },
  { name: 'in dark', scheme: 'dark', as: (html: string) => html },
  {
    name: 'without any style element or body, as at SFR and La Poste',
    scheme: 'light',
    as: (html: string) => withoutBody(withoutStyles(html)),
  },
  { name: 'with images off', scheme: 'light', as: withoutImages },
] as const)('every mail opens well on a phone of 320 pixels, $name', async ({ name, scheme, as }) => {
  const page = await newPage({ viewport: { width: 320, height: 640 }, colorScheme: scheme, javaScriptEnabled: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  for (const mail of mails) {
    const where = `${mail.name} ${name}`
    await page.setContent(as(mail.html))
    expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(320)
    expect(await page.evaluate(leastContrast), where).toBeGreaterThanOrEqual(4.5)
    // A thumb finds what answers.
    const small = await page
      .locator('td[bgcolor]')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
    expect(small, where).toEqual([])
    const words = await page.evaluate(() => document.body.innerText.length)
    expect(words, where).toBeGreaterThan(150)
    if (!PICTURES || !/^(re-opt-in reminder-1 fr visited|confirm-change fr|topic message en)/.test(mail.name)) continue
    mkdirSync(PICTURES, { recursive: true })
    await page.screenshot({ path: join(PICTURES, `${where.replaceAll(/[ ,]+/g, '-')}.png`), fullPage: true })
  }
  expect(asked).toEqual([])
})
