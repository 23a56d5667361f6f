import { beforeEach, expect, test } from 'vitest'
import type { Memory } from '#db/operations/memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import {
  aContact,
  aMemory,
  before,
  consents,
  everythingOfConsent,
  ledger,
  link,
  NEWSLETTER,
  NOW,
  OFFERS,
} from './a-memory.ts'
import { fieldsOf, type ServedPages, servePages, textOf } from './served-pages.ts'

onBothDatabases('the preference page as a form', (open) => {
  let memory: Memory
  let pages: ServedPages
  let contactId: number
  let path: string
  beforeEach(async () => {
    memory = await aMemory(await open())
    pages = await servePages(memory)
    contactId = await aContact(memory)
    path = `/p/${link(memory, 'preferences', [contactId])}`
  })

  test('shows a box for each topic as it stands', async () => {
    await before(memory, contactId, 'granted', OFFERS)
    const { html } = await pages.get(path)
    const boxes = [...html.matchAll(/<input[^>]*name="pair"[^>]*>/g)].map(([box]) => box)
    expect(boxes.map((box) => /value="([^"]*)"/.exec(box)?.[1])).toEqual([
      'newsletter email',
      'offers email',
      'service-news email',
    ])
    expect(boxes.map((box) => /\bchecked\b/.test(box))).toEqual([false, true, false])
    expect(html).not.toContain('ana@example.org')
  })

  test('unticking stops at once', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', OFFERS)
    const form = fieldsOf((await pages.get(path)).html)
    const { html } = await pages.post(path, { ...form, act: 'save', pair: ['offers email'], language: 'fr' })
    expect(textOf(html)).toContain('Arrêté dès maintenant\u00a0: La lettre.')
    expect(await consents(memory)).toEqual(['newsletter email withdrawn', 'offers email granted'])
  })

  test('ticking sends a mail, and its page confirms once', async () => {
    const form = fieldsOf((await pages.get(path)).html)
    const asked = await pages.post(path, { ...form, act: 'save', pair: ['newsletter email'], language: 'fr' })
    expect(textOf(asked.html)).toContain('Nous vous avons envoyé un e-mail pour confirmer')
    expect(await consents(memory)).toEqual([])

    const confirm = `/c/${link(memory, 'confirmation', [1])}`
    const was = await everythingOfConsent(memory)
    expect(textOf((await pages.get(confirm)).html)).toContain('Vous avez demandé à recevoir par e-mail La lettre')
    expect(await everythingOfConsent(memory)).toBe(was)
    const done = await pages.post(confirm)
    expect(textOf(done.html)).toContain('C’est confirmé')
    expect(await consents(memory)).toEqual(['newsletter email granted'])
    expect(await pages.post(confirm)).toMatchObject({ status: 410 })
    expect(await pages.get(confirm)).toMatchObject({ status: 410 })
    expect(await ledger(memory)).toHaveLength(1)
  })

  test('a stale page changes nothing, says so, and shows how things stand', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const form = fieldsOf((await pages.get(path)).html)
    await before(memory, contactId, 'granted', OFFERS)
    const was = await everythingOfConsent(memory)
    const { status, html } = await pages.post(path, { ...form, act: 'save', pair: [], language: 'fr' })
    expect(status).toBe(409)
    expect(textOf(html)).toContain('Rien n’a été modifié')
    expect(await everythingOfConsent(memory)).toBe(was)
    const fresh = await pages.post(path, { ...fieldsOf(html), act: 'save', pair: ['newsletter email'], language: 'fr' })
    expect(fresh.status).toBe(200)
    expect(await consents(memory)).toEqual(['newsletter email granted', 'offers email withdrawn'])
  })

  test('the language is saved and spoken at once', async () => {
    const form = fieldsOf((await pages.get(path)).html)
    const { html } = await pages.post(path, { ...form, act: 'save', language: 'nl' })
    expect(html).toContain('<html lang="nl"')
    expect(textOf(html)).toContain('We schrijven u in het Nederlands.')
    expect((await pages.get(path)).html).toContain('<html lang="nl"')
  })

  test('stopping everything is said, and the way back is shown', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const { html } = await pages.post(path, { act: 'stop' })
    expect(textOf(html)).toContain('Tout est arrêté.')
    expect(html).toContain(`href="${path}?lang=fr"`)
    expect((await ledger(memory)).slice(1)).toEqual(['withdrawn * * preference-page'])
    expect(textOf((await pages.get(path)).html)).toContain('Vous avez tout arrêté')
  })

  test('a form that says neither save nor stop changes nothing', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const was = await everythingOfConsent(memory)
    expect(await pages.post(path, {})).toMatchObject({ status: 200 })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('a link that ended offers a fresh one, and answers alike for every address', async () => {
    pages.clock.now = NOW + 398 * 86_400_000
    const ended = await pages.get(path, { 'accept-language': 'en' })
    expect(ended.status).toBe(410)
    expect(textOf(ended.html)).toContain('This link has expired')
    expect(ended.html).toContain('action="/link?lang=en"')
    const known = await pages.post('/link?lang=en', { address: 'ana@example.org' })
    const unknown = await pages.post('/link?lang=en', { address: 'nobody@example.org' })
    expect(known).toMatchObject({ status: 200, html: unknown.html })
    const mails = await memory.database.read.selectFrom('service_messages').select(['kind', 'address']).execute()
    expect(mails).toEqual([{ kind: 'fresh-link', address: 'ana@example.org' }])
    expect(await pages.post('/link?lang=en', { address: 'ana' })).toMatchObject({ status: 422 })
  })
})
