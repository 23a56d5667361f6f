import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { importPageTexts } from '#core/texts/import-page/import-page-texts.ts'
import { makeUpload } from '#db/operations/uploads/make-upload.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { aPlace, memoryOf, publicUrl, startAt } from '#tests/system/drivers/place.ts'
import { useFonts } from './fonts.ts'
import { leastContrast } from './least-contrast.ts'

useFonts()
const newPage = useBrowser()
/** Set to keep a picture of every page the stories pass. */
const PICTURES = process.env['EGARD_TEST_PICTURES']

const SALON = 'Prénom;Email;Téléphone\nZoé;zoe@example.org;06 12 34 56 78\nNoël;noel@example.org;\n<b>Ève</b>;nobody;\n'
const SHOP = 'email,first name,status\nzoe@example.org,Chloé,subscribed\nnew@example.org,Bo,unsubscribed\n'

async function aStory(language: 'fr' | 'en') {
  const place = await aPlace('sqlite')
  const egard = await startAt(place)
  const memory = await memoryOf(place)
  const { token } = await makeUpload(memory, memory.now().epochMilliseconds, { by: 'U0ALICE', language })
  return { memory, texts: importPageTexts(language), url: `${publicUrl(egard)}/staff/import/${token}` }
}

/** Everything the browser complains of: scripts and styles that its policy refuses, too. */
function complaints(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

/** What must hold of every page a person sees. */
async function check(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
  expect(await page.evaluate(() => document.querySelectorAll('h1').length), name).toBe(1)
  const small = await page
    .locator('button:visible, select:visible, input[type=text]:visible, label.choice')
    .evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML))
  expect(small, name).toEqual([])
  expect(await page.evaluate(leastContrast), name).toBeGreaterThanOrEqual(4.5)
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `import-${name.replaceAll(/[ ,]+/g, '-')}.png`), fullPage: true })
}

test('files dropped on the page are sent with their progress, corrected, previewed and imported without reloading', async () => {
  const { memory, texts, url } = await aStory('fr')
  const page = await newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  const problems = complaints(page)
  await page.goto(url)
  await check(page, 'fr 1280 1 drop')
  const dropped = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer()
      for (const [name, text] of files) transfer.items.add(new File([text], name))
      return transfer
    },
    [
      ['salon.csv', SALON],
      ['boutique.csv', SHOP],
    ] as [string, string][],
  )
  await page.dispatchEvent('.zone', 'dragenter', { dataTransfer: dropped })
  expect(await page.locator('.zone.over').count()).toBe(1)
  await page.dispatchEvent('.zone', 'drop', { dataTransfer: dropped })
  await page.getByRole('heading', { name: texts.files.title }).waitFor()
  expect(page.url()).not.toBe(url)
  expect(await page.getByText(texts.warnings.noStatus).count()).toBe(1)
  await check(page, 'fr 1280 2 files')

  await page.getByRole('link', { name: texts.files.describeLabel('salon.csv') }).click()
  await page.getByText('<b>Ève</b>').waitFor()
  expect(await page.getByText(texts.file.refused).count()).toBe(1)
  expect(await page.getByLabel(texts.file.reason).isVisible()).toBe(false)
  await page.getByLabel(texts.bases.lawful.name).check()
  await page.getByLabel(texts.file.reason).fill('Registre des visiteurs')
  await page.getByLabel(texts.file.meaning('Téléphone')).selectOption('ignore')
  await check(page, 'fr 1280 3 file')
  await page.getByRole('button', { name: texts.file.save }).click()
  await page.getByText(texts.bases.lawful.name).waitFor()

  await page.getByRole('button', { name: texts.files.preview }).click()
  await page.getByRole('heading', { name: texts.preview.title }).waitFor()
  await check(page, 'fr 1280 4 preview')
  expect(await page.locator('.sum').innerText()).toMatch(/^3 nouvelles.* 1 en conflit \+ 1 refusées = 5 lignes$/)
  await page.getByRole('button', { name: texts.preview.import(texts.preview.rows(4)) }).click()
  await page.getByRole('heading', { name: texts.done.title }).waitFor()
  await check(page, 'fr 1280 5 done')
  const contacts = await memory.database.read.selectFrom('contacts').select(['key', 'phone']).orderBy('key').execute()
  expect(contacts).toEqual([
    { key: 'new@example.org', phone: null },
    { key: 'noel@example.org', phone: null },
    { key: 'zoe@example.org', phone: null },
  ])

  await page.goto(url)
  await page.getByText(texts.link['link-used']).waitFor()
  await check(page, 'fr 1280 6 used')
  expect(problems.filter((problem) => !problem.includes('410'))).toEqual([])
})

test('without a script, on a small dark phone, everything is done by forms', async () => {
  const { memory, texts, url } = await aStory('en')
  const page = await newPage({
    viewport: { width: 320, height: 720 },
    colorScheme: 'dark',
    javaScriptEnabled: false,
  })
  await page.goto(url)
  await check(page, 'en 320 1 drop')
  const input = page.getByLabel(texts.drop.label)
  await input.setInputFiles([
    { name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(SALON) },
    { name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(SHOP) },
  ])
  await page.getByRole('button', { name: texts.drop.button }).click()
  await page.getByRole('heading', { name: texts.files.title }).waitFor()
  await check(page, 'en 320 2 files')
  await page.getByRole('button', { name: texts.files.removeLabel('shop.csv') }).click()
  expect(await page.getByRole('heading', { name: 'shop.csv' }).count()).toBe(0)
  await page.getByRole('link', { name: texts.files.describeLabel('fair.csv') }).click()
  await page.getByLabel(texts.file.collected).fill('one fine day')
  await page.getByRole('button', { name: texts.file.save }).click()
  await page.getByText('“one fine day” is no date or period').waitFor()
  expect(await page.getByLabel(texts.file.collected).inputValue()).toBe('one fine day')
  await check(page, 'en 320 3 file')
  await page.getByLabel(texts.file.collected).fill('2018')
  await page.getByRole('button', { name: texts.file.save }).click()
  await page.getByRole('button', { name: texts.files.preview }).click()
  await page.getByRole('heading', { name: texts.preview.title }).waitFor()
  expect(await page.locator('.sum').innerText()).toBe(
    '2 new + 0 completed + 0 unchanged + 0 in conflict + 1 refused = 3 rows',
  )
  await check(page, 'en 320 4 preview')
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByRole('heading', { name: texts.done.title }).waitFor()
  await check(page, 'en 320 5 done')
  const { contacts } = await memory.database.read
    .selectFrom('contacts')
    .select((e) => e.fn.countAll<number>().as('contacts'))
    .executeTakeFirstOrThrow()
  expect(contacts).toBe(2)
})
