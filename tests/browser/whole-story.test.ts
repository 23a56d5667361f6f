import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Language } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import type { RecipientPageTexts } from '#core/texts/recipient-pages/texts.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { until } from '#tests/support/until.ts'
import { aPlace, startAt } from '#tests/system/drivers/place.ts'
import { openSandbox, type Sandbox } from './drivers/sandbox.ts'
import { useFonts } from './fonts.ts'

useFonts()
const newPage = useBrowser()
/** Set to keep a picture of every stage of the story. */
const PICTURES = process.env['EGARD_TEST_PICTURES']

const SAMPLES = ['salon-2018.csv', 'newsletter-export.txt', 'shop-customers.csv']
const CAMPAIGN = 'Garder le lien'
const SUBJECTS = {
  ask: 'Souhaitez-vous garder nos nouvelles ?',
  reminder: 'Notre dernier message, sauf si vous dites oui',
}
const FIRST_BODY = `{{greeting}}

Ici {{organisation}}. Vous recevez nos nouvelles depuis le salon, et les CGV n’y changent rien !!

Voulez-vous continuer ? Un clic sur l’un des deux boutons suffit.

Une question ? Écrivez-nous.

Merci de votre réponse,
L’équipe {{organisation}}
{{contact_email}}`
const MENDED_BODY = `{{greeting}}

Ici {{organisation}}. Vous recevez nos nouvelles depuis le **salon de l’habitat**, et nous aimerions continuer à vous écrire, si vous le voulez.

Un clic sur l’un des deux boutons suffit. Vous pourrez changer d’avis à tout moment.

- La lettre, une fois par mois.
- Les offres, deux fois par mois au plus.

Une question ? Écrivez-nous, une personne de l’équipe vous répondra.

Merci de votre confiance,
L’équipe {{organisation}}
{{contact_email}}`

test('the whole story in French, by clicks and typing alone, and its sums', { timeout: 150_000 }, async () => {
  const egard = await startAt(await aPlace('sqlite'))
  const page = await newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', acceptDownloads: true })
  const sandbox = await openSandbox(page, egard.url)
  const picture = pictures(page)
  const { steps } = sandbox.texts.story
  expect(await sandbox.ticked()).toEqual([])

  // Alice brings three lists.
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox.type('/egard import')
  await importSamples(page, sandbox, picture)
  await sandbox.ticks(steps[0].title)

  // Chloé answers for how they were collected.
  await sandbox.actAs('Chloé')
  await sandbox.openChannel('approvals')
  const requests = sandbox.slack.getByRole('article').filter({ hasText: 'Une base attend sa confirmation' })
  const confirm = requests.getByRole('button', { name: 'Confirmer la base' })
  await until(async () => (await confirm.count()) === 4, {
    what: 'four bases to confirm',
    state: () => confirm.count(),
  })
  for (let left = 3; left >= 0; left -= 1) {
    await confirm.first().click()
    await sandbox.windowCalled('Base d’une source')
    await sandbox.submitWindow()
    await sandbox.closeWindow()
    await until(async () => (await confirm.count()) === left, { what: `${left} bases to be left` })
  }
  await sandbox.ticks(steps[1].title)
  await picture('bases')

  // A segment, counted as one goes.
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox.type('/egard segments')
  await sandbox.windowCalled('Segments')
  await sandbox.pressInWindow('Nouveau segment')
  await sandbox.windowCalled('Nouveau segment')
  await sandbox.fillWindow({ Nom: 'France et Belgique', 'Choisissez de quoi il s’agit': 'Le pays' })
  await sandbox.fillWindow({ Comparaison: 'est l’une de ces valeurs' })
  await sandbox.window.getByRole('group', { name: /^1\. Le pays/ }).waitFor()
  await sandbox.fillWindow({ '1. Le pays': ['France', 'Belgique'] })
  await sandbox.window
    .getByText(/\d+\spersonnes/)
    .first()
    .waitFor()
  await picture('segment')
  await sandbox.submitWindow()
  await sandbox.window.getByText('France et Belgique').first().waitFor()
  await sandbox.closeWindow()

  // The campaign, a window at a time.
  await sandbox.type('/egard reoptin')
  await sandbox.windowCalled('Campagne')
  await sandbox.fillWindow({
    Nom: CAMPAIGN,
    'Pourquoi cet envoi est-il nécessaire':
      'La trace de leur accord s’est perdue : nous voulons leur poser la question.',
    'Que fait-elle': 'demande de renouvellement',
    'Partir de': 'Nos textes de départ',
  })
  await sandbox.submitWindow()
  await sandbox.fillWindow({
    Qui: 'France et Belgique',
    Sujets: ['La lettre', 'Les offres'],
    'Langues que vous écrirez': ['français', 'anglais'],
    'Relances aux personnes silencieuses': 'Une, après 3 jours',
  })
  await sandbox.submitWindow()
  await sandbox.fillWindow({ Objet: SUBJECTS.ask, Texte: FIRST_BODY })
  await picture('writing')
  await sandbox.submitWindow()
  // The start texts of the reminder and of the English pages are taken as they are.
  for (let texts = 0; texts < 3; texts += 1) await sandbox.submitWindow()
  await sandbox.fillWindow({ 'Pour les personnes dont la langue est inconnue': 'français' })
  await sandbox.submitWindow()
  await sandbox.closeWindow()

  // Read and submit: the tick is asked for, and a reason for each kind of warning.
  await sandbox.pressInCard(CAMPAIGN, 'Relire et soumettre')
  await sandbox.windowCalled('Relire et soumettre')
  const warnings = sandbox.window.getByRole('textbox', { name: /Pourquoi l’envoyer ainsi/ })
  // The checks load their dictionaries the first time.
  await warnings.first().waitFor({ timeout: 60_000 })
  await sandbox.submitWindow()
  await sandbox.window.getByRole('alert').first().waitFor()
  await picture('warnings')
  for (const warning of await warnings.all()) await warning.fill('Nos clients le lisent ainsi depuis toujours.')
  await sandbox.fillWindow({ 'Je l’ai lu à voix haute jusqu’au bout': true })
  await sandbox.submitWindow()
  await sandbox.window.getByText(/^Soumise/).waitFor()
  await sandbox.closeWindow()
  await sandbox.ticks(steps[2].title)

  // Bruno refuses and says why; Alice mends it and submits again; nothing has left.
  await sandbox.actAs('Bruno')
  await sandbox.openChannel('approvals')
  await sandbox.card(CAMPAIGN).getByText('Nos clients le lisent ainsi depuis toujours.').first().waitFor()
  await picture('approval')
  await sandbox.pressInCard(CAMPAIGN, 'Refuser')
  await sandbox.windowCalled('Refuser')
  await sandbox.fillWindow({
    'Que faut-il changer': 'Trop de points d’exclamation, et un sigle que personne ne connaît.',
  })
  await sandbox.submitWindow()
  await sandbox.closeWindow()
  await sandbox.actAs('Alice')
  await sandbox.openChannel('campaigns')
  await sandbox.card(CAMPAIGN).getByText('Trop de points d’exclamation').first().waitFor()
  await sandbox.pressInCard(CAMPAIGN, 'Modifier les textes')
  await sandbox.windowCalled('Campagne')
  await sandbox.fillWindow({ Texte: MENDED_BODY })
  await sandbox.submitWindow()
  await sandbox.closeWindow()
  await sandbox.pressInCard(CAMPAIGN, 'Relire et soumettre')
  await sandbox.windowCalled('Relire et soumettre')
  await sandbox.window.getByText('rien à signaler').waitFor()
  await sandbox.fillWindow({ 'Je l’ai lu à voix haute jusqu’au bout': true })
  await sandbox.submitWindow()
  await sandbox.window.getByText(/^Soumise/).waitFor()
  await sandbox.closeWindow()
  expect(await sandbox.mailCount()).toBe(0)
  await sandbox.actAs('Bruno')
  await sandbox.openChannel('approvals')
  await sandbox.pressInCard(CAMPAIGN, 'Approuver')
  await sandbox.confirm('Approuver')
  await sandbox.ticks(steps[3].title)

  // What the card says was sent lies in the mailboxes.
  await sandbox.openChannel('campaigns')
  const card = sandbox.card(CAMPAIGN)
  const asked = await cardWhen(card, ({ sent, waiting }) => sent > 20 && waiting === 0)
  await until(async () => (await sandbox.mailCount()) === asked.sent, {
    what: `${asked.sent} mails`,
    state: () => sandbox.mailCount(),
  })
  await picture('sent')

  // One says yes, one says no, one unsubscribes; everybody else is silent.
  const addresses = await ownMailsOf(page, sandbox)
  const [yes = '', no = '', unsubscriber = ''] = addresses
  await answer(page, sandbox, yes, /^Oui/, async (opened, { ask, answered }) => {
    for (const box of await opened.getByRole('checkbox').all()) await box.check()
    await picture('answer-page', opened)
    await oneOf(opened, ask.yesOne, ask.yesSeveral).click()
    await opened.getByText(answered.title).waitFor()
  })
  await answer(page, sandbox, no, /^Non/, async (opened, { ask, answered }) => {
    await oneOf(opened, ask.noOne, ask.noSeveral).click()
    await opened.getByText(answered.title).waitFor()
  })
  await answer(page, sandbox, unsubscriber, 'Me désinscrire', async (opened, { unsubscribe }) => {
    await opened.getByRole('button', { name: unsubscribe.button }).click()
    await opened.getByText(unsubscribe.doneTitle).waitFor()
  })
  const answered = await cardWhen(card, (sums) => sums.yes === 1 && sums.no === 2)
  expect(answered).toMatchObject({ sent: asked.sent, silent: asked.sent - 3 })

  // Three days: a reminder to who said nothing. Three more: the promise is kept.
  expect(await sandbox.passTime('+3 jours')).toMatch(new RegExp(`\\b${asked.sent - 3}\u00A0messages envoyés`))
  expect(await sandbox.mailCount()).toBe(asked.sent + asked.sent - 3)
  await sandbox.ticks(steps[4].title)
  await page.getByText(sandbox.texts.story.over).waitFor()
  const reminded = await sandbox.openMail({ to: yes })
  expect(await reminded.sheet.getByRole('heading').first().innerText()).toBe(flat(SUBJECTS.ask))
  await reminded.close()
  expect(await sandbox.passTime('+3 jours')).not.toContain('messages envoyés')
  const lapsed = await cardWhen(card, ({ text }) => text.includes('terminée'))
  expect(lapsed).toMatchObject({ yes: 1, no: 2, silent: asked.sent - 3, sent: asked.sent })
  await picture('over')

  // Both lists, each fetched once by its page's button.
  expect(await downloadList(page, sandbox, { button: 'Liste : renouvelés', title: /Renouvelés/ })).toEqual([yes])
  const others = await downloadList(page, sandbox, { button: 'Liste : non renouvelés', title: /Non renouvelés/ })
  expect(others).toEqual(expect.arrayContaining([no, unsubscriber]))
  expect(others).not.toContain(yes)
  await picture('lists')

  expect(sandbox.problems.filter((text) => !/frame is sandboxed/.test(text))).toEqual([])
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

type Picture = (name: string, of?: Page) => Promise<void>

function pictures(page: Page): Picture {
  let number = 0
  return async (name, of = page) => {
    if (!PICTURES) return
    mkdirSync(PICTURES, { recursive: true })
    number += 1
    await of.screenshot({ path: join(PICTURES, `story-${String(number).padStart(2, '0')}-${name}.png`) })
  }
}

/** Through the one-time page: three files, what is known of each, the preview, the import. */
async function importSamples(page: Page, sandbox: Sandbox, picture: Picture): Promise<void> {
  const link = sandbox.slack.getByRole('link', { name: 'Ouvrir la page d’import' })
  const [upload] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await upload
    .getByLabel('Fichiers à importer')
    .setInputFiles(SAMPLES.map((name) => join(import.meta.dirname, '../../bot/samples', name)))
  for (const name of SAMPLES) {
    await upload.getByRole('link', { name: `Regarder et corriger ${name}` }).click()
    await upload.getByRole('radio', { name: 'Recueil licite' }).check()
    await upload.getByLabel('Pourquoi pouvez-vous le dire').fill('Formulaires et salons de la maison, 2017 à 2024')
    await upload.getByLabel('Quand ont-ils été recueillis').fill('2025')
    await upload.getByRole('button', { name: 'Enregistrer et revenir' }).click()
  }
  await upload.getByRole('button', { name: 'Voir l’aperçu de l’import' }).click()
  await upload.getByRole('heading', { name: 'Ce que ferait l’import' }).waitFor()
  const previewed = await upload.locator('.sum').innerText()
  expect(addsUp(previewed)).toBe(true)
  await picture('import-preview', upload)
  await upload.getByRole('button', { name: /^Importer/ }).click()
  await upload.getByRole('heading', { name: 'Import terminé' }).waitFor()
  expect(await upload.locator('.sum').innerText()).toBe(previewed)
  await upload.close()
  // The card of the import says the same sum, by itself.
  await sandbox.card(flat(previewed).slice(0, 12)).waitFor()
}

interface Sums {
  text: string
  waiting: number
  sent: number
  yes: number
  no: number
  silent: number
}

/** The card's sums, each of them added up, once they are as wanted. */
function cardWhen(card: Locator, is: (sums: Sums) => boolean): Promise<Sums> {
  return until(async () => sumsOf(await card.innerText()), { what: 'the card to say so', is, giveUpMs: 30_000 })
}

function sumsOf(card: string): Sums {
  const lines = card.split('\n').filter((line) => / \+ .* = /.test(flat(line)))
  for (const line of lines) if (!addsUp(line)) throw new Error(`This does not add up: ${line}`)
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(flat(lines.join('\n')))?.[1] ?? 0)
  return {
    text: card,
    waiting: count('en file') + count('retenus') + count('en cours'),
    sent: count('envoyés'),
    yes: count('oui'),
    no: count('non'),
    silent: count('silencieu\\w+'),
  }
}

/** `3 a + 4 b = 7`: whatever the words and spaces. */
function addsUp(line: string): boolean {
  const [left = '', right = ''] = flat(line).split(' = ')
  const sum = left.split(' + ').reduce((total, part) => total + Number.parseInt(part, 10), 0)
  return sum === Number.parseInt(right, 10)
}

/** No-break spaces are spaces, and those within a number are none. */
function flat(text: string): string {
  return text.replaceAll(/(?<=\d)[\u00A0\u202F](?=\d{3})/g, '').replaceAll(/[\u00A0\u202F]/g, ' ')
}

/** Addresses of the newest mails that are to the person themselves, not to a child's guardian. */
async function ownMailsOf(page: Page, sandbox: Sandbox): Promise<string[]> {
  await sandbox.goTo('mail')
  const listed = (await page.locator('.mails .to').allInnerTexts()).slice(0, 8)
  const own: string[] = []
  for (const to of listed) {
    if (own.length === 3) break
    const mail = await sandbox.openMail({ to })
    const text = await mail.frame.locator('body').innerText()
    if (!/responsable|tuteur|enfant/i.test(text)) own.push(to)
    await mail.close()
  }
  return own
}

/** Opens a person's mail, follows one of its links, and does there what they do. */
async function answer(
  page: Page,
  sandbox: Sandbox,
  to: string,
  link: string | RegExp,
  act: (opened: Page, texts: RecipientPageTexts) => Promise<void>,
): Promise<void> {
  const mail = await sandbox.openMail({ to })
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    mail.frame.getByRole('link', { name: link }).first().click(),
  ])
  await opened.waitForLoadState()
  // A page speaks its person's own language, which may be one nobody wrote the message in.
  const language = await opened.locator('html').getAttribute('lang')
  await act(opened, RECIPIENT_PAGE_TEXTS[language as Language])
  await opened.close()
  await mail.close()
}

function oneOf(page: Page, ...names: string[]): Locator {
  const [first = '', second = first] = names.map((name) => flat(name))
  return page
    .getByRole('button', { name: first, exact: true })
    .or(page.getByRole('button', { name: second, exact: true }))
}

/** Asks for a list on the card, follows the one-time link, fetches the file; answers its addresses. */
async function downloadList(
  page: Page,
  sandbox: Sandbox,
  { button, title }: { button: string; title: RegExp },
): Promise<string[]> {
  await sandbox.pressInCard(CAMPAIGN, button)
  const link = sandbox.slack.getByRole('article').filter({ hasText: title }).getByRole('link').last()
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  const [download] = await Promise.all([
    opened.waitForEvent('download'),
    opened.getByRole('button', { name: 'Télécharger' }).click(),
  ])
  const rows = readFileSync(await download.path(), 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(1)
  await opened.close()
  return rows.map((row) => row.split(';')[0] ?? '').filter((address) => address !== '')
}
