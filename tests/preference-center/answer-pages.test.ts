import { beforeEach, expect, test } from 'vitest'
import { wordingText } from '#core/consent/wording.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import {
  aCampaign,
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

const FRENCH = { 'accept-language': 'fr-FR,fr;q=0.9' }

onBothDatabases('the pages of a message', (open) => {
  let memory: Memory
  let pages: ServedPages
  let contactId: number
  beforeEach(async () => {
    memory = await aMemory(await open())
    pages = await servePages(memory)
    contactId = await aContact(memory)
  })
  const visits = () => memory.database.read.selectFrom('visits').selectAll().execute()

  test('looking at any of them changes no consent', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const campaignId = await aCampaign(memory, contactId, { pairs: [NEWSLETTER, OFFERS] })
    const was = await everythingOfConsent(memory)
    for (const path of [
      `/r/${link(memory, 'answer', [contactId, campaignId])}?answer=yes`,
      `/u/${link(memory, 'unsubscribe', [contactId, campaignId])}?List-Unsubscribe=One-Click`,
      `/u/${link(memory, 'unsubscribe', [contactId, 0])}`,
      `/p/${link(memory, 'preferences', [contactId])}?act=stop`,
    ]) {
      for (const method of ['GET', 'HEAD']) expect(await pages.send(method, path)).toMatchObject({ status: 200 })
    }
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('opening the question is noted; asking for its headers, loading it ahead or coming by the no is not', async () => {
    const path = `/r/${link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])}`
    await pages.send('HEAD', path)
    await pages.get(path, { 'sec-purpose': 'prefetch;prerender' })
    await pages.get(path, { purpose: 'prefetch' })
    await pages.get(`${path}?a=no`)
    expect(await visits()).toEqual([])
    await pages.get(`${path}?a=yes`)
    expect(await visits()).toMatchObject([{ contact_id: contactId, at: NOW }])
  })

  test('one topic is asked with two buttons alike, and the words shown are the words kept', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    const { html } = await pages.get(`/r/${token}`)
    expect(html).not.toContain('checkbox')
    expect(html.match(/<button [^>]*>/g)).toEqual([
      '<button name="answer" value="yes">',
      '<button name="answer" value="no">',
    ])
    const shown = await showAsk(memory, NOW, { token, wish: { fallback: 'en' } })
    const wording = isRefused(shown) ? undefined : shown.wording
    for (const part of [
      wording?.title,
      ...(wording?.intro ?? []),
      ...(wording?.choices ?? []).flatMap(({ label, description }) => [label, description]),
      ...(wording?.terms ?? []).flatMap(({ term, text }) => [term, text]),
      ...(wording?.buttons ?? []),
    ]) {
      expect(textOf(html)).toContain(part)
      expect(wording && wordingText(wording)).toContain(part)
    }
  })

  test('a yes is recorded and said, and a no after it wins', async () => {
    const path = `/r/${link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])}`
    const form = fieldsOf((await pages.get(path)).html)
    const yes = await pages.post(path, { ...form, answer: 'yes' })
    expect(yes.status).toBe(200)
    expect(textOf(yes.html)).toContain('Vous recevrez La lettre')
    expect(textOf(yes.html)).toContain('22 novembre 2026 à 10:30')
    expect(await consents(memory)).toEqual(['newsletter email granted'])
    expect(yes.html).toMatch(/href="\/p\/[0-9a-z]+\?lang=fr"/)

    const no = await pages.post(path, { ...form, answer: 'no' })
    expect(textOf(no.html)).toContain('Nous ne vous écrirons plus à ce sujet')
    expect(await consents(memory)).toEqual(['newsletter email refused'])
    expect(await ledger(memory)).toHaveLength(2)
  })

  test('several topics have a box each, never ticked; only what is ticked is granted', async () => {
    const token = link(memory, 'answer', [
      contactId,
      await aCampaign(memory, contactId, { pairs: [NEWSLETTER, OFFERS] }),
    ])
    const path = `/r/${token}`
    const { html } = await pages.get(path)
    expect(html.match(/type="checkbox"/g)).toHaveLength(2)
    expect(html).not.toContain('checked')
    const form = fieldsOf(html)

    const none = await pages.post(path, { ...form, answer: 'yes' })
    expect(none.status).toBe(409)
    expect(textOf(none.html)).toContain('Rien n’est coché')
    expect(await ledger(memory)).toEqual([])

    const one = await pages.post(path, { ...form, answer: 'yes', pair: ['offers email'] })
    expect(textOf(one.html)).toContain('Vous recevrez Les offres')
    expect(await consents(memory)).toEqual(['newsletter email refused', 'offers email granted'])
  })

  test('a yes to another text than the one shown is asked again', async () => {
    const path = `/r/${link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])}`
    const { status, html } = await pages.post(path, { answer: 'yes', shown: 'x' })
    expect(status).toBe(409)
    expect(textOf(html)).toContain('Ce texte a changé')
    expect(await ledger(memory)).toEqual([])
  })

  test('a form without an answer asks again and records nothing', async () => {
    const path = `/r/${link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])}`
    expect(await pages.post(path)).toMatchObject({ status: 200 })
    expect(await pages.post(path, { answer: 'maybe' })).toMatchObject({ status: 200 })
    expect(await ledger(memory)).toEqual([])
  })

  test('a test send shows its mark and records nothing', async () => {
    const path = `/r/${link(memory, 'answer', [0, await aCampaign(memory, contactId)])}`
    const was = await everythingOfConsent(memory)
    const { html } = await pages.get(path, FRENCH)
    expect(textOf(html)).toContain('TEST\u00a0: cette page est un essai')
    const answered = await pages.post(path, { ...fieldsOf(html), answer: 'yes' }, FRENCH)
    expect(textOf(answered.html)).toContain('Rien n’a été enregistré')
    expect(await everythingOfConsent(memory)).toBe(was)
    expect(await visits()).toEqual([])
  })

  const ONE_CLICKS: { name: string; fields: Record<string, string> | undefined; headers: Record<string, string> }[] = [
    { name: 'with its form', fields: { 'List-Unsubscribe': 'One-Click' }, headers: {} },
    { name: 'without a body', fields: undefined, headers: {} },
    { name: 'from a mail reader’s own site', fields: {}, headers: { origin: 'https://mail.example' } },
    { name: 'as something that is no form', fields: undefined, headers: { 'content-type': 'application/json' } },
  ]
  test.for(ONE_CLICKS)('one click $name ends it, with no redirect and no cookie', async ({ fields, headers }) => {
    const path = `/u/${link(memory, 'unsubscribe', [contactId, await aCampaign(memory, contactId, { kind: 'topic' })])}`
    const answer = await pages.post(path, fields, headers)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await ledger(memory)).toEqual(['withdrawn newsletter email one-click'])
  })

  test('the page of the way out has one button and says what it ends', async () => {
    const path = `/u/${link(memory, 'unsubscribe', [contactId, await aCampaign(memory, contactId)])}`
    const { html } = await pages.get(path)
    expect(html.match(/<button/g)).toHaveLength(1)
    expect(textOf(html)).toContain('Nous ne vous écrirons plus sur La lettre')
    const done = await pages.post(path, fieldsOf(html))
    expect(textOf(done.html)).toContain('Votre désinscription est faite.')
    expect(await ledger(memory)).toEqual(['refused newsletter email one-click'])
  })
})
