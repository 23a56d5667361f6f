import { beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { freshDatabase, onBothDatabases } from '#tests/support/databases.ts'
import { aContact, aMemory, before, consents, everythingOfConsent, link, NEWSLETTER, PHONE } from './a-memory.ts'
import { fieldsDrawn, type ServedPages, servePages, textOf, weightOf } from './served-pages.ts'

type Fields = Record<string, string | string[]>

async function aStage(memory: Memory, person: Parameters<typeof aContact>[1] = { phone: PHONE }) {
  const most = { per7Days: 4, per30Days: 12 }
  const generous = { ...memory, house: { ...memory.house, budget: { per7Days: 2, per30Days: 6, most } } }
  const contactId = await aContact(generous, person)
  const pages = await servePages(generous)
  return { memory: generous, pages, contactId, path: `/p/${link(memory, 'preferences', [contactId])}` }
}

onBothDatabases('when and how often, as plain forms', (open) => {
  let memory: Memory
  let pages: ServedPages
  let path: string
  let contactId: number
  beforeEach(async () => {
    const stage = await aStage(await aMemory(await open()))
    memory = stage.memory
    pages = stage.pages
    path = stage.path
    contactId = stage.contactId
  })

  /** Posts the form as a browser would, with some fields changed. */
  async function press(changed: Fields, at = path) {
    return pages.post(path, { ...fieldsDrawn((await pages.get(at)).html), act: 'save', ...changed })
  }
  const settings = async () => {
    const row = await memory.database.read.selectFrom('preferences').select('settings').executeTakeFirst()
    return row && JSON.parse(row.settings)
  }

  test('the form as it is drawn, sent back untouched, changes nothing', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const was = await everythingOfConsent(memory)
    const { html, status } = await press({})
    expect(status).toBe(200)
    expect(textOf(html)).toContain('Rien n’a changé')
    const same = (text: string) => text.replace(/"last_act_at":\d+/, '"last_act_at":null')
    expect(same(await everythingOfConsent(memory))).toBe(same(was))
  })

  test('everything at once is kept, said in words, shown again, and one press puts it back', async () => {
    const { html } = await press({
      first: 'sms',
      week: '1',
      hours: 'own',
      day: ['1', '2', '3', '4', '5'],
      from1: '09:00',
      to1: '12:00',
      from2: '14:00',
      to2: '18:00',
      'quiet-from': '22:00',
      'quiet-to': '07:30',
      pause: 'week',
    })
    const said = textOf(html)
    for (const words of [
      'D’abord par SMS.',
      'Au plus 1\u00a0message sur 7\u00a0jours, 6 sur 30\u00a0jours.',
      'Lundi à vendredi, 09:00–12:00 et 14:00–18:00.',
      'Jamais de 22:00 à 07:30.',
      'Rien avant le 29 novembre 2026.',
    ])
      expect(said).toContain(words)
    const day = [
      [540, 720],
      [840, 1080],
    ]
    const kept = {
      preferredChannel: 'sms',
      hours: [day, day, day, day, day, [], []],
      quiet: { from: 1320, to: 450 },
      pausedUntil: Date.UTC(2026, 10, 28, 23),
      budget: { per7Days: 1 },
    }
    expect(await settings()).toEqual(kept)
    const again = fieldsDrawn((await pages.get(path)).html)
    expect(again).toMatchObject({ first: 'sms', week: '1', hours: 'own', to2: '18:00', 'pause-day': '2026-11-29' })
    await press({})
    expect(await settings()).toEqual(kept)

    const undo = html.slice(html.indexOf('role="status"'), html.indexOf('Remettre comme avant'))
    const back = await pages.post(path, { ...fieldsDrawn(undo), act: 'save' })
    expect(textOf(back.html)).toContain('La pause est finie.')
    // More messages than the one a week just chosen: that alone is confirmed.
    expect(textOf(back.html)).toContain('jusqu’à 2\u00a0messages sur 7\u00a0jours')
    expect(await settings()).toEqual({ budget: { per7Days: 1 } })
  })

  test('a pause is one press, and so is its end', async () => {
    expect(textOf((await press({ pause: 'month' })).html)).toContain('Rien avant le 22 décembre 2026.')
    const paused = await pages.get(path)
    expect(textOf(paused.html)).toContain('Faire une pause Rien avant le 22 décembre 2026')
    expect(textOf((await press({ pause: 'none' })).html)).toContain('La pause est finie.')
    expect(await settings()).toEqual({})
  })

  test('a pause that ran out is not shown, and nothing is said of it', async () => {
    await press({ pause: 'week' })
    pages.clock.now += 8 * 86_400_000
    expect(textOf((await pages.get(path)).html)).toContain('Faire une pause Pas de pause')
    expect(textOf((await press({ 'quiet-from': '22', 'quiet-to': '7' })).html)).not.toContain('La pause est finie')
  })

  test('more messages are confirmed by the mail’s page, which says how many', async () => {
    const { html } = await press({ week: '4', month: '12' })
    expect(textOf(html)).toContain(
      'rien ne change pour\u00a0: jusqu’à 4\u00a0messages sur 7\u00a0jours et 12 sur 30\u00a0jours.',
    )
    expect(await settings()).toBeUndefined()
    const confirm = `/c/${link(memory, 'confirmation', [1])}`
    expect(textOf((await pages.get(confirm)).html)).toContain('jusqu’à 4\u00a0messages')
    expect(await settings()).toBeUndefined()
    expect(textOf((await pages.post(confirm)).html)).toContain('Vous recevrez au plus 4\u00a0messages sur 7\u00a0jours')
    expect(await settings()).toEqual({ budget: { per7Days: 4, per30Days: 12 } })
  })

  const WRONG: { fields: Fields; says: string }[] = [
    { fields: { hours: 'own', day: [] }, says: 'Cochez au moins un jour' },
    { fields: { hours: 'own', from1: '18:00', to1: '09:00' }, says: 'La fin doit venir après le début' },
    { fields: { 'quiet-from': '22:00', 'quiet-to': '22:00' }, says: 'la même heure' },
    { fields: { 'quiet-from': '00:00', 'quiet-to': '23:59' }, says: 'il ne reste aucun moment' },
    { fields: { 'pause-day': '2026-01-01' }, says: 'Choisissez un jour à venir.' },
    { fields: { 'pause-day': '2029-01-01' }, says: 'Une pause dure un an au plus.' },
    { fields: { week: '77' }, says: 'Choisissez de 1 à 4 sur 7\u00a0jours, et de 1 à 12 sur 30\u00a0jours.' },
    { fields: { first: '<b>' }, says: 'Choisissez un moyen de la liste.' },
  ]
  test.for(WRONG)(
    'what cannot be is said beside its field, and nothing is written or lost: $says',
    async ({ fields, says }) => {
      await before(memory, contactId, 'granted', NEWSLETTER)
      const was = await everythingOfConsent(memory)
      const { status, html } = await press({
        pair: ['offers sms'],
        language: 'nl',
        'quiet-from': '21:15',
        'quiet-to': '06:00',
        ...fields,
      })
      expect(status).toBe(422)
      const text = textOf(html)
      expect(text).toContain(RECIPIENT_PAGE_TEXTS.fr.settings.notKept)
      expect(text).toContain(says)
      expect(await everythingOfConsent(memory)).toBe(was)

      const typed = fieldsDrawn(html)
      expect(typed).toMatchObject({ pair: 'offers sms', language: 'nl' })
      if (!('quiet-from' in fields)) expect(typed).toMatchObject({ 'quiet-from': '21:15', 'quiet-to': '06:00' })
      for (const [name, value] of Object.entries(fields))
        if (typeof value === 'string' && !['week', 'first'].includes(name)) expect(typed[name]).toBe(value)
      const [problem = ''] = /<p id="problem-\w+"[^>]*>/.exec(html) ?? []
      expect(html).toContain(`aria-describedby="${/id="([^"]*)"/.exec(problem)?.[1]}"`)
      expect(html.slice(0, html.indexOf(problem)).match(/<details open/g)).not.toBeNull()
    },
  )

  test('a form of garbage is refused or ignored, never kept', async () => {
    const was = await everythingOfConsent(memory)
    const garbage: Fields[] = [
      { hours: 'own', day: ['9', '-1', 'x'], from1: '99:99', to1: '\u0000' },
      { 'pause-day': '9'.repeat(5000) },
      { week: '1e1', month: '0x2' },
    ]
    for (const fields of garbage) expect(await press(fields)).toMatchObject({ status: 422 })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('a stale form of settings changes nothing', async () => {
    const old = fieldsDrawn((await pages.get(path)).html)
    await press({ pause: 'week' })
    const was = await everythingOfConsent(memory)
    expect(await pages.post(path, { ...old, act: 'save', 'quiet-from': 'x' })).toMatchObject({ status: 409 })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('topics have a box for each way, and each is switched alone', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', { topic: 'newsletter', channel: 'sms' })
    const { html } = await press({ pair: ['newsletter sms'] })
    expect(textOf(html)).toContain('Arrêté dès maintenant\u00a0: La lettre.')
    expect(await consents(memory)).toEqual(['newsletter email withdrawn', 'newsletter sms granted'])
  })
})

describe('the page of settings', () => {
  test.each(LANGUAGES)('%s: weighs at most 14 kB with all it loads, also when it answers', async (language) => {
    const { pages, path, memory, contactId } = await aStage(await aMemory(await freshDatabase('sqlite')))
    await before(memory, contactId, 'granted', NEWSLETTER)
    const url = `${path}?lang=${language}`
    const { html } = await pages.get(url)
    const drawn = { ...fieldsDrawn(html), act: 'save' }
    const saved = await pages.post(url, {
      ...drawn,
      hours: 'own',
      first: 'sms',
      pause: 'week',
      'quiet-from': '22',
      'quiet-to': '7',
    })
    const wrong = await pages.post(url, { ...fieldsDrawn((await pages.get(url)).html), act: 'save', 'quiet-to': '' })
    expect([saved.status, wrong.status]).toEqual([200, 422])
    for (const each of [html, saved.html, wrong.html]) expect(await weightOf(pages, each)).toBeLessThanOrEqual(14_000)
  })

  test.each(LANGUAGES)('%s: every field has a name, and every sentence is there', async (language) => {
    const { pages, path } = await aStage(await aMemory(await freshDatabase('sqlite')))
    const { html } = await pages.get(`${path}?lang=${language}`)
    for (const [field] of html.matchAll(/<(?:select|input)(?![^>]*type="hidden")[^>]*>/g)) {
      const id = /\sid="([^"]*)"/.exec(field)?.[1]
      const inside = html.slice(0, html.indexOf(field))
      expect(
        id ? html.includes(`for="${id}"`) : inside.lastIndexOf('<label') > inside.lastIndexOf('</label>'),
        field,
      ).toBe(true)
    }
    expect(textOf(html)).not.toMatch(/undefined|NaN|\[object/)
  })

  test('whoever has a number alone reads of SMS alone', async () => {
    const { pages, path } = await aStage(await aMemory(await freshDatabase('sqlite')), { email: null, phone: PHONE })
    const { html } = await pages.get(path)
    expect(fieldsDrawn(html)['first']).toBeUndefined()
    expect(textOf(html)).toContain('nous vous envoyons un SMS à confirmer')
    const asked = await pages.post(path, { ...fieldsDrawn(html), act: 'save', pair: ['newsletter sms'] })
    expect(textOf(asked.html)).toContain('Nous vous avons envoyé un SMS pour confirmer')
  })
})
