import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser } from '#tests/support/browser.ts'
import { until } from '#tests/support/until.ts'
import { advance } from '#tests/system/drivers/clock.ts'
import { aPlace, startAt } from '#tests/system/drivers/place.ts'
import { openSandbox } from './drivers/sandbox.ts'
import { useFonts } from './fonts.ts'
import { leastContrast } from './least-contrast.ts'

useFonts()
const newPage = useBrowser()

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGNgYPjPAAP//wMAD/4C/kKUs5UAAAAASUVORK5CYII='
/** A mail with a picture, a colour for the night and a link, as a program would hand it in. */
function aRawMail(to: string, subject: string): string {
  return [
    'From: Maison <contact@maison.example>',
    `To: ${to}`,
    `Subject: ${subject}`,
    'Content-Type: multipart/alternative; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Bonjour, en texte seul.',
    '--part',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<!doctype html><style>p{color:#102030}@media (prefers-color-scheme: dark){p{color:#d0e0f0}}</style>
<p id="hello">Bonjour</p><img alt="Logo" src="data:image/png;base64,${PICTURE}"><a href="ORIGIN/privacy">Vos droits</a>`,
    '--part--',
  ].join('\r\n')
}

async function setUp() {
  const egard = await startAt(await aPlace('sqlite'))
  const receive = (to: string, subject: string) =>
    fetch(`${egard.url}/sandbox/mail`, { method: 'POST', body: aRawMail(to, subject).replace('ORIGIN', egard.url) })
  return { url: egard.url, egard, receive }
}

test('a newcomer sees who acts, acts as each of them, and what happens arrives by itself', async () => {
  const { url, egard, receive } = await setUp()
  const page = await newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  const sandbox = await openSandbox(page, url)
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)

  // A command typed on the page, answered by the product; a post made by somebody else, seen here.
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox.type('/egard help')
  await sandbox.card('/egard').waitFor()
  await sandbox.actAs('Emma')
  await until(async () => (await sandbox.card('/egard').count()) === 0, { what: 'Alice’s help to be hers alone' })
  await fetch(`${url}/sandbox/slack/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'U0EMMA', channel: 'C0CAMPAIGNS', text: 'help' }),
  })
  await sandbox.card('/egard').waitFor()

  // Mail, and the clock that another program moves.
  await receive('zoe@example.org', 'Une première lettre')
  await page.getByRole('link', { name: /Une première lettre/ }).waitFor()
  expect(await sandbox.mailCount()).toBe(1)
  expect(await page.evaluate(leastContrast)).toBeGreaterThanOrEqual(4.5)
  await advance(url, 'P1D')
  await page.getByText('mercredi 25 novembre').waitFor()
  expect(await sandbox.passTime('+1 heure')).toMatch(/^Pendant une heure/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'salon-2018.csv' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('salon-2018.csv')
  expect(sandbox.problems).toEqual([])
  // A page that listens does not keep the process from ending.
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

test('a mail opens as its person sees it: pictures on and off, by night, on a phone, as text', async () => {
  const { url, receive } = await setUp()
  await receive('zoe@example.org', 'Une lettre')
  await receive('abel@example.org', 'Une autre')
  const context = await newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  const sandbox = await openSandbox(context, url)
  const { reader } = sandbox.texts
  const mail = await sandbox.openMail({ to: 'zoe@example.org' })
  const hello = mail.frame.locator('#hello')
  const picture = mail.frame.getByRole('img', { name: 'Logo' })
  const width = () => mail.frame.locator('html').evaluate(() => innerWidth)
  const isDrawn = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 0)
  const colour = () => hello.evaluate((element) => getComputedStyle(element).color)

  await hello.waitFor()
  expect(await isDrawn()).toBe(true)
  expect(await colour()).toBe('rgb(16, 32, 48)')
  expect(await width()).toBeGreaterThan(700)
  await mail.show(reader.images)
  await until(async () => !(await isDrawn()), { what: 'the pictures to be off' })
  await mail.show(reader.dark)
  await until(async () => (await colour()) === 'rgb(208, 224, 240)', { what: 'the colours of the night' })
  await mail.show(reader.phone)
  await until(async () => (await width()) === 320, { what: 'the width of a small phone', state: width })
  const [opened] = await Promise.all([
    context.waitForEvent('popup'),
    mail.frame.getByRole('link', { name: 'Vos droits' }).click(),
  ])
  await opened.waitForURL('**/privacy')
  await opened.close()
  await mail.show(reader.text)
  await mail.sheet.locator('pre', { hasText: 'Bonjour, en texte seul.' }).waitFor()
  await mail.show(reader.raw)
  await mail.sheet.locator('pre', { hasText: 'Subject: Une lettre' }).waitFor()
  await mail.close()

  // From outside, a mail's own address leads to the same sheet; Escape puts it away.
  await context.goto(`${url}/sandbox/mail/2`)
  await context.getByRole('dialog', { name: 'Une autre' }).waitFor()
  await context.keyboard.press('Escape')
  await context.getByRole('dialog').waitFor({ state: 'detached' })
  // The browser may remark on what the frame keeps off: its pictures, and the script by which a test looks inside.
  expect(sandbox.problems.filter((text) => !/img-src|Loading the image|frame is sandboxed/.test(text))).toEqual([])
})

test('on a phone every part is one tap away and nothing is wider than the screen', async () => {
  const { url, receive } = await setUp()
  await receive('quelquun.au.nom.tres.long.et.sans.espace@example-avec-un-domaine-tres-long.example.org', 'Une lettre')
  const page = await newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  const sandbox = await openSandbox(page, `${url}`)
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  for (const place of ['story', 'slack', 'mail', 'sms', 'clock'] as const) {
    await sandbox.goTo(place)
    expect(await fits(), place).toBe(true)
    expect(await page.evaluate(leastContrast), place).toBeGreaterThanOrEqual(4.5)
  }
  await sandbox.goTo('slack')
  await sandbox.actAs('Chloé')
  expect(await fits()).toBe(true)
  const mail = await sandbox.openMail({ subject: 'lettre' })
  await mail.show(sandbox.texts.reader.phone)
  await until(() => mail.frame.locator('html').evaluate(() => innerWidth === 320), { what: '320 pixels' })
  expect(await fits()).toBe(true)
  await mail.close()
  expect(sandbox.problems).toEqual([])
})

test('the page speaks the browser’s language and Slack with it, and texts are threads in which anybody can answer', async () => {
  const { url } = await setUp()
  const page = await newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await page.goto(`${url}/sandbox`)
  await page.getByRole('heading', { name: 'A first story' }).waitFor()
  const locales = async () =>
    ((await (await fetch(`${url}/sandbox/people`)).json()) as { locale: string; roles: string[] }[])
      .filter(({ roles }) => roles.length > 0)
      .map(({ locale }) => locale)
  await until(async () => (await locales()).every((locale) => locale === 'en-US'), { what: 'Slack in English' })
  await page.getByRole('link', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Une première histoire' }).waitFor()
  await until(async () => (await locales()).every((locale) => locale === 'fr-FR'), { what: 'Slack in French' })
  await typeSms(page, url)
})

async function typeSms(page: Page, url: string): Promise<void> {
  const sandbox = await openSandbox(page, url, 'en')
  const { sms } = sandbox.texts
  await sandbox.goTo('sms')
  await page.getByText(sms.newThread).click()
  await page.getByLabel(sms.number, { exact: true }).fill('+33639980042')
  await page.getByRole('textbox', { name: sms.replyHint('+33639980042') }).fill('Good morning')
  await page.getByRole('region', { name: sandbox.texts.messages.label }).getByRole('button', { name: sms.send }).click()
  const thread = page.getByRole('region', { name: sms.thread('+33639980042') })
  await thread.getByText('Good morning').waitFor()
  await thread.getByRole('textbox').fill('STOP')
  await thread.getByRole('textbox').press('Enter')
  await thread.getByRole('list').getByText('STOP').waitFor()
  const kept = (await (await fetch(`${url}/sandbox/sms`)).json()) as { body: string; from: string }[]
  // What is answered to them is told elsewhere.
  const written = kept.filter(({ from }) => from === '+33639980042')
  expect(written.map(({ body }) => body)).toEqual(['STOP', 'Good morning'])
  expect(sandbox.problems).toEqual([])
}
