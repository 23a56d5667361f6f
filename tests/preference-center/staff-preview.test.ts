import { expect, test } from 'vitest'
import { refuseCampaign } from '#db/operations/campaigns/change-state.ts'
import { deleteDraft } from '#db/operations/campaigns/delete-draft.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import type { Memory } from '#db/operations/memory.ts'
import { makePreviewLink } from '#db/operations/previews/make-preview-link.ts'
import { frameDocument, framePolicy, hasImage, linksIn } from '#preference-center/src/components/staff/preview-frame.ts'
import { aDraft } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { aMemory, everythingOfConsent, link, NOW } from './a-memory.ts'
import { type ServedPages, servePages, textOf } from './served-pages.ts'

const HOUR = 3_600_000
const FRENCH = { 'accept-language': 'fr' }
const text = {
  subject: 'Garder le lien, {{first_name|cher lecteur}} ?',
  body: '{{greeting}}\n\nNotre [lettre](https://www.example.org/lettre?a=1&b=2) paraît chaque mois.\n\nMerci de nous répondre.',
}
const english = { subject: 'Keep in touch?', body: '{{greeting}}\n\nThank you for answering.' }

async function aPreview(): Promise<{ memory: Memory; pages: ServedPages; at: string; version: number; token: string }> {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const pages = await servePages(memory)
  await aContact(memory, NOW, { email: 'marie@example.org' })
  const texts = { fr: { ask: text, 'reminder-1': text }, en: { ask: english, 'reminder-1': english } }
  const { version } = await aDraft(memory, NOW, { texts })
  const { token, at } = await linkTo(memory, version)
  return { memory, pages, version, token, at }
}

async function linkTo(memory: Memory, version: number, now = NOW) {
  const made = await makePreviewLink(memory, now, { campaignId: 1, version, by: 'U0ALICE' })
  if ('refused' in made) throw new Error(made.refused)
  return { token: made.token, at: `/staff/preview/${made.token}` }
}

test('each language, step and person has an address, and the frame shows what that person gets', async () => {
  const { pages, at } = await aPreview()
  const page = await pages.get(at, FRENCH)
  expect(page.status).toBe(200)
  const choices = [...page.html.matchAll(/href="(\?[^"]*)"/g)].map(([, href]) => href ?? '')
  for (const wanted of [
    'language=en',
    'step=reminder-1',
    'person=no-name',
    'person=long-name',
    'person=guardian',
    'view=text',
    'width=desktop',
    'scheme=dark',
  ])
    expect(
      choices.some((href) => href.includes(wanted)),
      wanted,
    ).toBe(true)
  const shown = async (query: string) => textOf((await pages.get(`${at}?frame=1&${query}`)).html)
  expect(await shown('')).toContain('Bonjour Madame Martin,')
  expect(await shown('person=no-name')).toMatch(/Bonjour, .*nous n’en avons plus la trace exacte/s)
  expect(await shown('person=long-name')).toContain('Vandenbroucke-Delacroix de Saint-Aubin-des-Chaumes,')
  expect(await shown('person=guardian')).toMatch(/parent ou responsable légal.*Léo\..*Bonjour,/s)
  expect(await shown('person=visited&step=reminder-1')).toContain('Vous avez ouvert la page de réponse')
  expect(await shown('language=en')).toContain('Hello Ms Taylor,')
  const inbox = await pages.get(`${at}?person=no-name`, FRENCH)
  expect(textOf(inbox.html)).toMatch(/Garder le lien, cher lecteur \?.*un clic suffit/s)
  const asText = textOf((await pages.get(`${at}?view=text`, FRENCH)).html)
  expect(asText).toMatch(
    /Bonjour Madame Martin,.*https:\/\/www\.example\.org\/lettre\?a=1&b=2.*https:\/\/egard\.example\/r\/preview\?a=yes/s,
  )
})

test('the frame runs nothing, loads nothing and leads nowhere', async () => {
  const { memory, pages, at } = await aPreview()
  const before = await everythingOfConsent(memory)
  const frame = await pages.get(`${at}?frame=1`)
  const policy = frame.headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", 'sandbox'])
    expect(policy).toContain(part)
  expect(policy).not.toContain('script-src')
  expect(policy).not.toContain('https')
  expect(frame.headers.get('cache-control')).toBe('no-store')
  const links = [...frame.html.matchAll(/<a\b[^>]*href="([^"]*)"/g)].map(([, href]) => href ?? '')
  expect(links.length).toBeGreaterThan(5)
  for (const [index, href] of links.entries()) {
    expect(href).toMatch(/^\?/)
    const pressed = await pages.get(`${at}${href.replaceAll('&amp;', '&')}`, FRENCH)
    expect(textOf(pressed.html), href).toContain('Ici il n’ouvre rien et n’enregistre rien.')
    if (index === 0) expect(textOf(pressed.html)).toMatch(/lettre.*https:\/\/www\.example\.org\/lettre\?a=1&b=2/s)
  }
  expect(frame.html).not.toMatch(/<script|target=/)
  // Copied out of the text alternative, a link of the preview is no link of anybody.
  expect((await pages.get('/r/preview?a=yes')).status).toBe(404)
  const page = await pages.get(at)
  expect(page.html).toMatch(/<iframe[^>]*sandbox(?:=""|[\s>])/)
  expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
  expect(page.html).not.toContain('<script')
  expect(await everythingOfConsent(memory)).toBe(before)
})

test('both colour schemes can be seen on any machine', async () => {
  const { pages, at } = await aPreview()
  const styles = async (scheme: string) => (await pages.get(`${at}?frame=1&scheme=${scheme}`)).html
  const [light, dark] = [await styles('light'), await styles('dark')]
  expect(light).toContain('color-scheme:light !important')
  expect(light).toContain('@media (max-width: 0px)')
  expect(dark).toContain('color-scheme:dark !important')
  expect(dark).toContain('@media (min-width: 0px)')
  expect(light + dark).not.toContain('prefers-color-scheme')
})

test('a link shows the version it was made for, says when the campaign went on, and shows the sealed bytes once there are some', async () => {
  const { memory, pages, at, version } = await aPreview()
  const submission = { campaignId: 1, version, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
  expect(textOf((await pages.get(at, FRENCH)).html)).toContain('C’est le brouillon')
  const submitted = await submitCampaign(memory, NOW, submission, aWorkshop)
  if ('refused' in submitted) throw new Error(submitted.refused)
  expect(textOf((await pages.get(at, FRENCH)).html)).toContain('Ce sont les messages scellés')
  await refuseCampaign(memory, NOW, {
    campaignId: 1,
    version,
    seal: submitted.seal,
    by: 'U0BRUNO',
    reason: 'Trop long.',
  })
  const change = { texts: { fr: { ask: english, 'reminder-1': english } } }
  await saveDraft(memory, NOW, { campaignId: 1, version: version + 1, by: 'U0ALICE', change })
  const later = await pages.get(at, FRENCH)
  expect(textOf(later.html)).toContain(
    `montre la version ${version}. La campagne a changé depuis : elle en est à la version ${version + 2}`.replaceAll(
      ' :',
      '\u00A0:',
    ),
  )
  expect(textOf((await pages.get(`${at}?frame=1`)).html)).toContain('Bonjour Madame Martin,')
  const fresh = await linkTo(memory, version + 2)
  expect(textOf((await pages.get(`${fresh.at}?frame=1`)).html)).toContain('Thank you for answering.')
})

test('a link ends after 72 hours, another link opens nothing here, and each answers with a sentence that says what to do', async () => {
  const { memory, pages, at, token } = await aPreview()
  pages.clock.now = NOW + 72 * HOUR - 1
  expect((await pages.get(at)).status).toBe(200)
  pages.clock.now = NOW + 72 * HOUR
  const ended = await pages.get(at, FRENCH)
  expect(ended.status).toBe(410)
  expect(textOf(ended.html)).toContain('plus de 72\u00A0heures')
  expect(textOf(ended.html)).toContain('en donne un nouveau')
  pages.clock.now = NOW
  expect((await pages.get(`/staff/preview/${token.slice(0, -4)}`)).status).toBe(404)
  expect((await pages.get(`/staff/preview/${link(memory, 'answer', [1, 1])}`)).status).toBe(404)
  expect((await pages.get(`/staff/preview/${link(memory, 'preview', [1, 9])}`)).status).toBe(410)
  await deleteDraft(memory, NOW, { campaignId: 1, by: 'U0ALICE' })
  expect((await pages.get(at)).status).toBe(410)
})

test('who made a preview link is written down, and the page answers in the visitor’s language', async () => {
  const { memory, pages, at } = await aPreview()
  const audit = await memory.database.read.selectFrom('audit').select(['actor', 'act', 'subject']).execute()
  expect(audit).toContainEqual({ actor: 'U0ALICE', act: 'make-preview-link', subject: 'campaign:1' })
  expect((await pages.get(at, { 'accept-language': 'en' })).html).toContain('What you see')
  expect((await pages.get(`${at}?lang=fr`, { 'accept-language': 'en' })).html).toContain('Ce que vous voyez')
})

test('images can be blocked, and then their words stand in their place; none is ever fetched from elsewhere', () => {
  const html =
    '<html><head></head><body><img src="https://elsewhere.example/a.png" alt="Notre &amp; jardin"><a class="x" target="_blank" href="https://a.example/?b=1&amp;c=2">Voir <b>tout</b></a></body></html>'
  expect(hasImage(html)).toBe(true)
  const look = { dark: false, linkUrl: (index: number) => `?link=${index}&x=1` }
  const off = frameDocument(html, { ...look, images: false })
  expect(off).not.toContain('<img')
  expect(off).toContain('<span>Notre &amp; jardin</span>')
  expect(off).toContain('<a class="x" href="?link=0&amp;x=1">Voir <b>tout</b></a>')
  expect(frameDocument(html, { ...look, images: true })).toContain('<img')
  expect(linksIn(html)).toEqual([{ href: 'https://a.example/?b=1&c=2', label: 'Voir tout' }])
  expect(framePolicy(true)).toContain('img-src data:;')
  expect(framePolicy(false)).toContain("img-src 'none';")
})

test('an SMS shows as a bubble from each of its senders, with its characters, parts and alphabet', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const senders = { FR: '+33939000000', BE: 'MAISON' }
  const pages = await servePages({
    ...memory,
    house: { ...memory.house, sms: { senders, prices: {}, currency: 'EUR' } },
  })
  const ask = { ...text, sms: 'Bonjour {{first_name|à vous}}, encore nos nouvelles ?' }
  const last = { ...text, sms: 'Ça nous ferait plaisir, {{first_name|à vous}} !' }
  const draft = { carrier: 'preferred' as const, texts: { fr: { ask, 'reminder-1': last } } }
  const { version } = await aDraft(memory, NOW, draft)
  const { at } = await linkTo(memory, version)

  const mail = await pages.get(at, FRENCH)
  expect(mail.html).toContain('<iframe')
  const shown = async (query: string) => textOf((await pages.get(`${at}?channel=sms&${query}`, FRENCH)).html)
  const number = await shown('')
  expect(number).toMatch(
    /\+33939000000\s.*: Bonjour Camille, encore nos nouvelles \?\s.*Répondez OUI ou NON, ou https:\/\/egard\.example\/s\/\w{12}\s/s,
  )
  expect(number).toMatch(/Désinscription: répondez STOP.*\d+\u00A0caractères, en 2\u00A0parties.*GSM-7/s)
  expect(number).not.toContain('A ouvert la page sans répondre')
  const name = await shown('sender=MAISON&person=no-name')
  expect(name).toMatch(/MAISON\s.*Bonjour à vous,.*oui ou non \?\shttps:/s)
  expect(name).toContain('ne reçoit aucune réponse')
  expect(name).not.toMatch(/[Rr]épondez/)
  expect(await shown('step=reminder-1')).toMatch(/Ça nous ferait plaisir, Camille !.*GSM-7/s)
})
