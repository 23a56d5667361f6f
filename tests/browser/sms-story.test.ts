import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import { explainContact } from '#db/operations/decision/explain-contact.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { until } from '#tests/support/until.ts'
import { aPlace, memoryOf, startAt } from '#tests/system/drivers/place.ts'
import { openSandbox, type Sandbox } from './drivers/sandbox.ts'
import { useFonts } from './fonts.ts'

useFonts()
const newPage = useBrowser()

/** Set to keep a picture of the phones. */
const PICTURES = process.env['EGARD_TEST_PICTURES']

const CAMPAIGN = 'Garder le lien par SMS'
/** Tuesday at ten in Paris: shops are open, and so is the telephone. */
const NOW = Temporal.Instant.from('2026-11-24T09:00:00Z').epochMilliseconds

/** Numbers no operator gives to anybody. Who does what is in the name. */
const PEOPLE = {
  oui: { phone: '+33639980041', language: 'fr' },
  page: { phone: '+33639980042', language: 'fr' },
  stop: { phone: '+33639980043', language: 'fr' },
  aide: { phone: '+33639980044', language: 'fr' },
  phrase: { phone: '+33639980045', language: 'fr' },
  no: { phone: '+33639980046', language: 'en' },
  silent: { phone: '+33639980047', language: 'en' },
} as const
type Who = keyof typeof PEOPLE

/** What `explain` says of somebody who wants no SMS. */
const STOPPED = ['withdrawn', 'refused', 'opted-out', 'suppressed']

test('the SMS story: asked by SMS after two pairs of eyes, answered by word, page and phrase, in two languages', {
  timeout: 150_000,
}, async () => {
  const place = await aPlace('sqlite')
  const memory = await memoryOf(place)
  for (const [firstName, { phone, language }] of Object.entries(PEOPLE))
    await aContact(memory, NOW, { email: `${firstName}@example.org`, phone, language, firstName })
  const egard = await startAt(place)
  const page = await newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })
  const sandbox = await openSandbox(page, egard.url)
  const { steps } = sandbox.texts.story
  const may = async (who: Who, channel: 'email' | 'sms' = 'sms') => {
    const { phone } = PEOPLE[who]
    const { consent, gate } = await explainContact(memory, memory.now().epochMilliseconds, {
      address: phone,
      topic: 'newsletter',
      channel,
    })
    return consent?.state ?? gate.bucket
  }
  expect(await may('oui')).toBe('askable')

  // Alice writes it, an SMS in each language, counted as she writes.
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox.type('/egard reoptin')
  await sandbox.windowCalled('Campagne')
  await sandbox.fillWindow({
    Nom: CAMPAIGN,
    'Pourquoi cet envoi est-il nécessaire': 'La trace de leur accord s’est perdue.',
  })
  await sandbox.submitWindow()
  await sandbox.fillWindow({
    'Par quel canal': 'SMS',
    Sujets: ['La lettre'],
    'Langues que vous écrirez': ['français', 'anglais'],
    'Relances aux personnes silencieuses': 'Une, après 7 jours',
  })
  await sandbox.submitWindow()
  await sandbox.window.getByText(/La lettre par SMS, oui ou non/).waitFor()
  await sandbox.fillWindow({ SMS: 'Bonjour {{first_name|à vous}}, on garde le lien ?' })
  await sandbox.pressInWindow('Compter')
  await sandbox.window.getByText(/Bonjour Marie, on garde le lien/).waitFor()
  await sandbox.window.getByText(/\d+ caractères, 2 parties/).waitFor()
  // The reminder, and both of the English ones, as they are offered.
  for (let texts = 0; texts < 4; texts += 1) await sandbox.submitWindow()
  await sandbox.fillWindow({ 'Si une personne a déjà assez reçu': 'Son message attend, tant que la campagne dure' })
  await sandbox.submitWindow()
  await sandbox.closeWindow()
  await submit(sandbox)

  // Bruno reads every SMS on the card, for how many, at what cost, and approves.
  await sandbox.actAs('Bruno')
  await sandbox.openChannel('approvals')
  const approval = sandbox.card(CAMPAIGN)
  await approval.getByText(/0 par e-mail, 7 par SMS/).waitFor()
  await approval
    .getByText(/on garde le lien/)
    .first()
    .waitFor()
  await approval.getByText(/7 SMS, 14 parties, environ 0,98/).waitFor()
  expect(await phones(page, sandbox)).toEqual([])
  await sandbox.pressInCard(CAMPAIGN, 'Approuver')
  await sandbox.confirm('Approuver')

  // It goes out: seven phones, each in its own language.
  await until(async () => (await phones(page, sandbox)).length === 7, { what: 'seven phones', giveUpMs: 60_000 })
  const oui = await openPhone(page, sandbox, 'oui')
  await oui.getByText(/Bonjour oui, on garde le lien[^]*Répondez OUI ou NON[^]*répondez STOP/).waitFor()
  await oui.getByRole('button', { name: 'OUI', exact: true }).click()
  await heard(oui, /Maison Lumiere|Maison Lumière/)
  await until(async () => (await may('oui')) === 'granted', { what: 'a yes by word', state: () => may('oui') })

  // Another follows the link and says yes there.
  const other = await openPhone(page, sandbox, 'page')
  const [opened] = await Promise.all([page.waitForEvent('popup'), other.getByRole('link', { name: /\/s\// }).click()])
  await opened.waitForLoadState()
  const texts = RECIPIENT_PAGE_TEXTS.fr
  for (const box of await opened.getByRole('checkbox').all()) await box.check()
  await opened.getByRole('button', { name: flat(texts.ask.yesOne), exact: true }).click()
  await opened.getByText(texts.answered.title).waitFor()
  await opened.close()
  expect(await may('page')).toBe('granted')
  expect(await may('page', 'email')).not.toBe('granted')

  // STOP is heard at once, and takes nothing from what goes by e-mail. START gives back what was held: here nothing was.
  const stopper = await openPhone(page, sandbox, 'stop')
  await stopper.getByRole('button', { name: 'STOP', exact: true }).click()
  await until(async () => STOPPED.includes(await may('stop')), { what: 'a stop', state: () => may('stop') })
  expect(STOPPED).not.toContain(await may('stop', 'email'))
  await stopper.getByRole('button', { name: 'START', exact: true }).click()
  await heard(stopper, /./)
  expect(STOPPED).toContain(await may('stop'))

  // Whoever had said yes gets exactly that back.
  const again = await openPhone(page, sandbox, 'oui')
  await again.getByRole('button', { name: 'STOP', exact: true }).click()
  await until(async () => (await may('oui')) === 'withdrawn', { what: 'a yes taken back', state: () => may('oui') })
  await again.getByRole('button', { name: 'START', exact: true }).click()
  await until(async () => (await may('oui')) === 'granted', { what: 'the yes given back', state: () => may('oui') })
  expect(await may('oui', 'email')).not.toBe('granted')

  // AIDE says who writes and how to stop, and decides nothing.
  const helped = await openPhone(page, sandbox, 'aide')
  await helped.getByRole('button', { name: 'AIDE', exact: true }).click()
  await heard(helped, /STOP/)
  expect(await may('aide')).toBe(await may('silent'))

  // In English: a no by word.
  const no = await openPhone(page, sandbox, 'no')
  await no.getByText(/yes or no\?[^]*Reply YES or NO/).waitFor()
  await write(no, 'NO')
  await until(async () => (await may('no')) === 'refused', { what: 'a no by word', state: () => may('no') })

  // A phrase of one's own stops at once; a person confirms that it was read well.
  const phrase = await openPhone(page, sandbox, 'phrase')
  await write(phrase, 'arrêtez vos pubs svp')
  await until(async () => STOPPED.includes(await may('phrase')), { what: 'a phrase', state: () => may('phrase') })
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox
    .card(/1 demande d’arrêt à confirmer/)
    .getByRole('button', { name: 'Lire le suivant' })
    .click()
  await sandbox.window
    .getByText(/arrêtez vos pubs svp/)
    .first()
    .waitFor()
  await sandbox.window
    .getByText(/par SMS/)
    .first()
    .waitFor()
  await sandbox.pressInWindow('Oui, c’est un arrêt')
  await sandbox.window.getByText(/l’arrêt est confirmé/).waitFor()
  await sandbox.closeWindow()
  expect(STOPPED).toContain(await may('phrase'))

  // The card says the same, and its sums add up.
  const card = sandbox.card(CAMPAIGN)
  await until(async () => /2 oui \+ 3 non \+ 2 silencieux = 7 envoyés/.test(flat(await card.innerText())), {
    what: 'the card to say so',
    state: () => card.innerText(),
    giveUpMs: 30_000,
  })
  await sandbox.ticks(steps[5].title)

  // A phone fits its pane on a smaller screen, too.
  for (const width of [1200, 800]) {
    await page.setViewportSize({ width, height: 900 })
    await openPhone(page, sandbox, 'phrase')
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${width} px`).toBe(0)
    const out = await page.locator('.thread').evaluateAll(
      (all) =>
        all.flatMap((thread) => {
          const { right } = thread.getBoundingClientRect()
          return [...thread.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > right + 1)
        }).length,
    )
    expect(out, `${width} px`).toBe(0)
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `sms-${width}.png`) })
  }
  expect(sandbox.problems.filter((text) => !/frame is sandboxed/.test(text))).toEqual([])
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

/** Reads the review, explains what it warns of, ticks, submits. */
async function submit(sandbox: Sandbox): Promise<void> {
  await sandbox.pressInCard(CAMPAIGN, 'Relire et soumettre')
  await sandbox.windowCalled('Relire et soumettre')
  // The checks load their dictionaries the first time.
  await sandbox.window.getByText(/personnes recevraient le message/).waitFor({ timeout: 60_000 })
  await sandbox.window.getByText(/0 par e-mail, 7 par SMS/).waitFor()
  for (const warning of await sandbox.window.getByRole('textbox', { name: /Pourquoi l’envoyer ainsi/ }).all())
    await warning.fill('Voulu ainsi.')
  await sandbox.fillWindow({ 'Je l’ai lu à voix haute jusqu’au bout': true })
  await sandbox.submitWindow()
  await sandbox.window.getByText(/^Soumise/).waitFor()
  await sandbox.closeWindow()
}

/** The numbers that have a conversation, as the page lists them. */
async function phones(page: Page, sandbox: Sandbox): Promise<string[]> {
  await sandbox.goTo('sms')
  return page.locator('.talks .to').allInnerTexts()
}

async function openPhone(page: Page, sandbox: Sandbox, who: Who): Promise<Locator> {
  const { phone } = PEOPLE[who]
  await sandbox.goTo('sms')
  await page.locator('.talks a').filter({ hasText: phone }).click()
  const opened = page.getByRole('region', { name: sandbox.texts.sms.thread(phone) })
  await opened.waitFor()
  return opened
}

async function write(phone: Locator, words: string): Promise<void> {
  await phone.getByRole('textbox').fill(words)
  await phone.getByRole('textbox').press('Enter')
  await phone.getByRole('list').getByText(words, { exact: true }).waitFor()
}

/** Waits for what the house answers to what was just written. */
async function heard(phone: Locator, words: RegExp): Promise<void> {
  const last = phone.locator('.bubbles li').last()
  await until(
    async () => !(await last.getAttribute('class'))?.includes('received') && words.test(await last.innerText()),
    {
      what: `an answer that says ${words}`,
      state: () => phone.innerText(),
      giveUpMs: 30_000,
    },
  )
}

/** No-break spaces are spaces. */
function flat(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ')
}
