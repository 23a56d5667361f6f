import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { pairKey } from '#core/consent/pair.ts'
import { pairsByTopic } from '#core/consent/wording.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { confirmChange } from '#db/operations/preferences/confirm-change.ts'
import { type SavePreferences, savePreferences } from '#db/operations/preferences/save-preferences.ts'
import { showPendingChange } from '#db/operations/preferences/show-pending-change.ts'
import { showPreferences } from '#db/operations/preferences/show-preferences.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import {
  aCampaign,
  aContact,
  aMemory,
  before,
  consents,
  deliveryStates,
  everythingOfConsent,
  ledger,
  link,
  NEWSLETTER,
  NOW,
  OFFERS,
} from '#tests/preference-center/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const wish = { fallback: 'en' as const }
const MINUTE = 60_000

onBothDatabases('the preference page', (open) => {
  let memory: Memory
  let contactId: number
  let token: string
  beforeEach(async () => {
    memory = await aMemory(await open())
    contactId = await aContact(memory)
    token = link(memory, 'preferences', [contactId])
  })

  async function shown(now = NOW) {
    const result = await showPreferences(memory, now, { token, wish })
    if (isRefused(result)) throw new Error(result.refused)
    return result
  }
  const on = async () => (await shown()).pairs.filter(({ on }) => on).map(({ pair }) => pairKey(pair))
  async function save(given: Partial<SavePreferences>, now = NOW) {
    const { version } = await shown(now)
    return savePreferences(memory, now, {
      token,
      wish,
      version,
      ticked: [],
      newLanguage: undefined,
      agent: '',
      ...given,
    })
  }
  const mails = () =>
    memory.database.read.selectFrom('service_messages').select(['kind', 'address', 'language', 'data']).execute()

  test('shows what is granted, and nothing else, as on', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'lapsed', OFFERS)
    expect(await on()).toEqual(['newsletter email'])
  })

  test('shows as off what somebody else took back for the same address', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await memory.database.write((db) =>
      db
        .insertInto('suppressions')
        .values({
          address_hash: memory.keyring.addressHash('ana@example.org'),
          kind: 'stopped',
          topic: '*',
          channel: 'email',
          at: NOW,
        })
        .execute(),
    )
    expect(await on()).toEqual([])
  })

  test('an unticked topic stops at once, with what still waits about it', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', OFFERS)
    await aCampaign(memory, contactId, { kind: 'topic', pairs: [NEWSLETTER] })
    expect(await save({ ticked: ['offers email'] })).toMatchObject({ lowered: [NEWSLETTER], raised: [], raise: 'none' })
    expect(await consents(memory)).toEqual(['newsletter email withdrawn', 'offers email granted'])
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
    expect(await mails()).toEqual([])
  })

  test('a message that is also about something else still comes', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', OFFERS)
    await aCampaign(memory, contactId, { kind: 'topic', pairs: [NEWSLETTER, OFFERS] })
    await save({ ticked: ['offers email'] })
    expect(await deliveryStates(memory)).toEqual(['queued'])
  })

  test('a ticked topic changes nothing by the link alone: a mail asks to confirm, and confirming grants it once', async () => {
    const was = await consents(memory)
    expect(await save({ ticked: ['newsletter email'] })).toMatchObject({ raised: [NEWSLETTER], raise: 'mailed' })
    expect(await consents(memory)).toEqual(was)
    expect(await ledger(memory)).toEqual([])
    const [mail] = await mails()
    expect(mail).toMatchObject({ kind: 'confirm-change', address: 'ana@example.org', language: 'fr' })
    const { pendingChangeId } = JSON.parse(mail?.data ?? '') as { pendingChangeId: number }

    const confirmation = link(memory, 'confirmation', [pendingChangeId])
    const look = { token: confirmation, wish }
    const untouched = await everythingOfConsent(memory)
    expect(await showPendingChange(memory, NOW, look)).toMatchObject({ language: 'fr' })
    expect(await everythingOfConsent(memory)).toBe(untouched)

    const press = { ...look, agent: 'Safari' }
    expect(await confirmChange(memory, NOW + MINUTE, press)).toMatchObject({ granted: ['La lettre'] })
    expect(await ledger(memory)).toEqual(['granted newsletter email confirmation'])
    expect(await on()).toEqual(['newsletter email'])
    expect(await confirmChange(memory, NOW + MINUTE, press)).toEqual({ refused: 'link-used' })
    expect(await showPendingChange(memory, NOW + MINUTE, look)).toEqual({ refused: 'link-used' })
  })

  test('a confirmation ends after a quarter of an hour', async () => {
    await save({ ticked: ['newsletter email'] })
    const press = { token: link(memory, 'confirmation', [1]), wish, agent: '' }
    expect(await confirmChange(memory, NOW + 15 * MINUTE, press)).toEqual({ refused: 'link-expired' })
    expect(await ledger(memory)).toEqual([])
  })

  test('what was taken back after asking stays taken back', async () => {
    await save({ ticked: ['newsletter email'] })
    await stopEverything(memory, NOW + MINUTE, { token, wish, agent: '' })
    const press = { token: link(memory, 'confirmation', [1]), wish, agent: '' }
    expect(await confirmChange(memory, NOW + 2 * MINUTE, press)).toEqual({ refused: 'outdated' })
    expect(await on()).toEqual([])
  })

  test('mail to confirm goes out at most once in ten minutes and five times a day; lowering never waits', async () => {
    await before(memory, contactId, 'granted', OFFERS)
    expect(await save({ ticked: ['newsletter email', 'offers email'] })).toMatchObject({ raise: 'mailed' })
    expect(await save({ ticked: ['newsletter email'] }, NOW + MINUTE)).toMatchObject({
      raise: 'too-soon',
      lowered: [OFFERS],
    })
    for (const times of [1, 2, 3, 4]) {
      expect(await save({ ticked: ['newsletter email'] }, NOW + times * 11 * MINUTE)).toMatchObject({ raise: 'mailed' })
    }
    expect(await save({ ticked: ['newsletter email'] }, NOW + 60 * MINUTE)).toMatchObject({ raise: 'too-soon' })
    expect(await save({ ticked: ['newsletter email'] }, NOW + 25 * 60 * MINUTE)).toMatchObject({ raise: 'mailed' })
  })

  test('a person without a usable address is told so', async () => {
    const silent = await aContact(memory, { email: null })
    token = link(memory, 'preferences', [silent])
    expect(await save({ ticked: ['newsletter email'] })).toMatchObject({ raise: 'no-address', raised: [NEWSLETTER] })
    expect(await mails()).toEqual([])
  })

  test('a stale page switches nothing', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    const { version } = await shown()
    await before(memory, contactId, 'granted', OFFERS)
    const was = await everythingOfConsent(memory)
    expect(await save({ version, ticked: ['newsletter email'] })).toEqual({ refused: 'stale' })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('a topic the page did not show is never switched', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', { topic: 'newsletter', channel: 'sms' })
    const { version } = await shown()
    const wider = { ...memory, house: { ...memory.house, topics: memory.house.topics.slice(0, 1) } }
    const command = { token, wish, version, ticked: [], newLanguage: undefined, agent: '' }
    expect(await savePreferences(wider, NOW, command)).toEqual({ refused: 'stale' })
    await save({ ticked: [] })
    expect(await consents(memory)).toEqual(['newsletter email withdrawn', 'newsletter sms granted'])
  })

  test('the language is kept, and makes an older page stale', async () => {
    const { version } = await shown()
    expect(await save({ newLanguage: 'nl' })).toMatchObject({ language: 'nl', lowered: [], raised: [] })
    expect(await shown()).toMatchObject({ language: 'nl', ownLanguage: 'nl' })
    expect(await save({ version, newLanguage: 'en' })).toEqual({ refused: 'stale' })
  })

  test('stopping everything ends every pair and all that waits, and twice is one act', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', { topic: 'offers', channel: 'sms' })
    await aCampaign(memory, contactId, { kind: 'topic' })
    await stopEverything(memory, NOW, { token, wish, agent: '' })
    await stopEverything(memory, NOW + 1, { token, wish, agent: '' })
    expect((await ledger(memory)).slice(2)).toEqual(['withdrawn * * preference-page'])
    expect((await consents(memory)).every((consent) => consent.endsWith(' withdrawn'))).toBe(true)
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
    expect(await shown()).toMatchObject({ stopped: true })
  })

  test('a test link records nothing', async () => {
    token = link(memory, 'preferences', [0])
    const was = await everythingOfConsent(memory)
    expect(await save({ ticked: ['newsletter email'], newLanguage: 'nl' })).toMatchObject({ test: true })
    expect(await stopEverything(memory, NOW, { token, wish, agent: '' })).toMatchObject({ test: true })
    expect(await everythingOfConsent(memory)).toBe(was)
  })
})

onBothDatabases('whatever is saved on the preference page', (open) => {
  test('nothing is ever granted by it', { timeout: 60_000 }, async () => {
    const memory = await aMemory(await open())
    const topics = pairsByTopic(memory.house, ['email']).map(pairKey)
    let person = 0
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(topics),
        fc.array(fc.record({ ticked: fc.subarray([...topics, 'unknown', 'newsletter sms']), stop: fc.boolean() }), {
          maxLength: 5,
        }),
        async (granted, acts) => {
          person += 1
          const contactId = await aContact(memory, { email: `p${person}@example.org` })
          for (const key of granted)
            await before(memory, contactId, 'granted', { topic: key.split(' ')[0] ?? '', channel: 'email' })
          const token = link(memory, 'preferences', [contactId])
          let still = new Set(granted)
          for (const [step, { ticked, stop }] of acts.entries()) {
            const now = NOW + step
            if (stop) await stopEverything(memory, now, { token, wish, agent: '' })
            const page = await showPreferences(memory, now, { token, wish })
            if (isRefused(page)) throw new Error(page.refused)
            const { version } = page
            await savePreferences(memory, now, { token, wish, version, ticked, newLanguage: undefined, agent: '' })
            still = new Set(stop ? [] : [...still].filter((topic) => ticked.includes(topic)))
            const after = await showPreferences(memory, now, { token, wish })
            if (isRefused(after)) throw new Error(after.refused)
            expect(after.pairs.filter(({ on }) => on).map(({ pair }) => pairKey(pair))).toEqual(
              topics.filter((id) => still.has(id)),
            )
          }
        },
      ),
      { numRuns: 25, seed: 20261122 },
    )
    const granted = await memory.database.read
      .selectFrom('consent_events')
      .select('seq')
      .where('type', '=', 'granted')
      .where('at', '>=', NOW)
      .execute()
    expect(granted).toEqual([])
  })
})
