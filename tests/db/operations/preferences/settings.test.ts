import { beforeEach, expect, test } from 'vitest'
import { pairKey } from '#core/consent/pair.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { confirmChange } from '#db/operations/preferences/confirm-change.ts'
import { type SavePreferences, savePreferences } from '#db/operations/preferences/save-preferences.ts'
import { showPendingChange } from '#db/operations/preferences/show-pending-change.ts'
import { showPreferences } from '#db/operations/preferences/show-preferences.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { importRows } from '#tests/db/operations/imports/import-rows.ts'
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
  PHONE,
} from '#tests/preference-center/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const wish = { fallback: 'en' as const }
const MINUTE = 60_000
const DAY = 86_400_000
const BY_SMS = { topic: 'newsletter', channel: 'sms' } as const
const QUIET: RecipientSettings = { quiet: { from: 1320, to: 420 } }

onBothDatabases('how a person wants to be written to', (open) => {
  let memory: Memory
  let contactId: number
  let token: string
  beforeEach(async () => {
    const plain = await aMemory(await open())
    memory = {
      ...plain,
      house: { ...plain.house, budget: { per7Days: 2, per30Days: 6, most: { per7Days: 4, per30Days: 12 } } },
    }
    await become({ phone: PHONE })
  })

  async function become(given: Parameters<typeof aContact>[1]) {
    contactId = await aContact(memory, given)
    token = link(memory, 'preferences', [contactId])
  }
  async function shown(now = NOW) {
    const result = await showPreferences(memory, now, { token, wish })
    if (isRefused(result)) throw new Error(result.refused)
    return result
  }
  /** Saves the page with nothing else switched. */
  async function save(given: Partial<SavePreferences>, now = NOW) {
    const { version, pairs } = await shown(now)
    const ticked = pairs.filter(({ on }) => on).map(({ pair }) => pairKey(pair))
    const command = { token, wish, version, ticked, newLanguage: undefined, agent: '', ...given }
    const result = await savePreferences(memory, now, command)
    if (isRefused(result)) throw new Error(result.refused)
    return result
  }
  const changes = () =>
    memory.database.read
      .selectFrom('preference_changes')
      .select(['contact_id', 'settings', 'at'])
      .orderBy('id')
      .execute()
  const mails = () =>
    memory.database.read.selectFrom('service_messages').select(['kind', 'channel', 'address', 'data']).execute()
  const confirm = (now = NOW + MINUTE, id = 1) =>
    confirmChange(memory, now, { token: link(memory, 'confirmation', [id]), wish, agent: '' })

  test('is kept at once, with each change, and reaches every decision', async () => {
    const hours = [[[540, 720]], [], [], [], [], [], []] as RecipientSettings['hours']
    const chosen: RecipientSettings = { preferredChannel: 'sms', ...QUIET, pausedUntil: NOW + 7 * DAY }
    const first = await save({ settings: chosen })
    expect(first).toMatchObject({ changed: ['preferredChannel', 'quiet', 'pausedUntil'], raise: 'none' })
    const second = await save({ settings: { ...chosen, hours: hours ?? [] } }, NOW + MINUTE)
    expect(second).toMatchObject({ changed: ['hours'], before: { settings: chosen } })
    expect((await shown()).settings).toEqual({ ...chosen, hours })
    expect((await changes()).map(({ at }) => at)).toEqual([NOW, NOW + MINUTE])
    const now = await loadFacts(memory.database.read, memory, [contactId])
    expect(now.get(contactId)?.settings).toEqual({ ...chosen, hours })
    expect(await ledger(memory)).toEqual([])
    expect(await mails()).toEqual([])
  })

  test('said again it is no change; taken back it is one', async () => {
    await save({ settings: QUIET })
    expect(await save({ settings: { quiet: { to: 420, from: 1320 } } })).toMatchObject({ changed: [] })
    expect(await save({})).toMatchObject({ changed: [] })
    expect(await changes()).toHaveLength(1)
    expect(await save({ settings: {} })).toMatchObject({ changed: ['quiet'] })
    expect((await shown()).settings).toEqual({})
    expect(await changes()).toHaveLength(2)
  })

  test('makes an older page stale, which then changes nothing', async () => {
    const { version } = await shown()
    await save({ settings: QUIET })
    const was = await everythingOfConsent(memory)
    const stale = { token, wish, version, ticked: [], newLanguage: undefined, settings: {}, agent: '' }
    expect(await savePreferences(memory, NOW, stale)).toEqual({ refused: 'stale' })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('one press brings back what was, settings and all', async () => {
    await save({ settings: QUIET })
    const { before: was } = await save({ settings: { preferredChannel: 'email' } })
    await save({ ticked: was.on, settings: was.settings })
    expect((await shown()).settings).toEqual(QUIET)
  })

  test('fewer messages hold at once; more of them wait for a yes at the address', async () => {
    expect(await save({ settings: { budget: { per7Days: 1 } } })).toMatchObject({
      changed: ['budget'],
      raisedBudget: undefined,
      raise: 'none',
    })
    expect((await shown()).budget).toEqual({ per7Days: 1, per30Days: 6 })

    const asked = await save({ settings: { budget: { per7Days: 3, per30Days: 2 } } })
    expect(asked).toMatchObject({ changed: ['budget'], raisedBudget: { per7Days: 3, per30Days: 2 }, raise: 'mailed' })
    expect((await shown()).budget).toEqual({ per7Days: 1, per30Days: 2 })
    const page = await showPendingChange(memory, NOW, {
      token: link(memory, 'confirmation', [1]),
      wish: { asked: 'en', fallback: 'en' },
    })
    expect(!isRefused(page) && page.wording.intro.join(' ')).toContain('up to 3 messages in 7 days and 2 in 30 days')

    expect(await confirm()).toMatchObject({ granted: [], budget: { per7Days: 3, per30Days: 2 } })
    expect((await shown()).budget).toEqual({ per7Days: 3, per30Days: 2 })
    expect(await confirm()).toEqual({ refused: 'link-used' })
    expect(await changes()).toHaveLength(3)
    expect(await ledger(memory)).toEqual([])
  })

  test('back to the house’s own number is more messages too, and is asked', async () => {
    await save({ settings: { budget: { per7Days: 1 } } })
    expect(await save({ settings: {} })).toMatchObject({ changed: [], raise: 'mailed' })
    expect((await shown()).settings).toEqual({ budget: { per7Days: 1 } })
    await confirm()
    expect((await shown()).settings).toEqual({})
  })

  test('who chose fewer again after asking for more has the last word, and a pause since takes nothing from it', async () => {
    await save({ settings: { budget: { per7Days: 4 } } })
    await save({ settings: { pausedUntil: NOW + DAY } }, NOW + 1)
    await save({ settings: { pausedUntil: NOW + DAY, budget: { per7Days: 1 } } }, NOW + 2)
    expect(await confirm()).toEqual({ refused: 'outdated' })
    expect((await shown()).budget).toEqual({ per7Days: 1, per30Days: 6 })

    await become({ email: 'bo@example.org' })
    await save({ settings: { budget: { per7Days: 4 } } })
    await save({ settings: { pausedUntil: NOW + DAY } }, NOW + 1)
    expect(await confirm(NOW + MINUTE, 2)).toMatchObject({ budget: { per7Days: 4, per30Days: 6 } })
    expect((await shown()).settings).toEqual({ pausedUntil: NOW + DAY, budget: { per7Days: 4 } })
  })

  test('never more than the house allows, whatever was asked', async () => {
    await save({ settings: { budget: { per7Days: 99, per30Days: 99 } } })
    expect(await confirm()).toMatchObject({ budget: { per7Days: 4, per30Days: 12 } })
  })

  test('topics come on each way a person can be reached, and on no other', async () => {
    expect((await shown()).channels).toEqual(['email', 'sms'])
    await become({ email: 'bo@example.org' })
    expect((await shown()).channels).toEqual(['email'])
    await become({ email: null, phone: '+33612345679' })
    expect((await shown()).channels).toEqual(['sms'])
    await memory.database.write((db) =>
      db.updateTable('contacts').set({ phone_state: 'blocked' }).where('id', '=', contactId).execute(),
    )
    expect((await shown()).channels).toEqual(['email'])
    await before(memory, contactId, 'granted', BY_SMS)
    expect((await shown()).channels).toEqual(['sms'])
  })

  test('what the house cannot send is not offered, unless it still comes', async () => {
    memory = { ...memory, channels: ['email'] }
    expect((await shown()).channels).toEqual(['email'])
    await before(memory, contactId, 'granted', BY_SMS)
    expect((await shown()).channels).toEqual(['email', 'sms'])
    await become({ email: null, phone: '+33612345679' })
    expect(await save({ ticked: ['newsletter email'] })).toMatchObject({ raise: 'no-address' })
    expect(await mails()).toEqual([])
  })

  test('an opt-out of a number holds for it, one of both ways for everything', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', BY_SMS)
    const on = async () => (await shown()).pairs.filter((one) => one.on).map(({ pair }) => pairKey(pair))
    expect(await on()).toEqual(['newsletter email', 'newsletter sms'])
    const stop = (channel: string) =>
      memory.database.write((db) =>
        db
          .insertInto('suppressions')
          .values({ address_hash: memory.keyring.addressHash(PHONE), kind: 'stopped', topic: '*', channel, at: NOW })
          .execute(),
      )
    await stop('sms')
    expect(await on()).toEqual(['newsletter email'])
    expect((await shown()).stopped).toBe(false)
    await stop('*')
    expect(await on()).toEqual([])
    expect((await shown()).stopped).toBe(true)
  })

  test('unticking a topic by SMS leaves it by e-mail, and what waits about it', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', BY_SMS)
    await aCampaign(memory, contactId, { kind: 'topic', pairs: [NEWSLETTER] })
    expect(await save({ ticked: ['newsletter email'] })).toMatchObject({ lowered: [BY_SMS] })
    expect(await consents(memory)).toEqual(['newsletter email granted', 'newsletter sms withdrawn'])
    expect(await deliveryStates(memory)).toEqual(['queued'])
  })

  test('a topic by SMS is confirmed by e-mail where there is one, by SMS where there is only a number', async () => {
    expect(await save({ ticked: ['newsletter sms'] })).toMatchObject({ raised: [BY_SMS], raise: 'mailed' })
    await become({ email: null, phone: '+33612345679' })
    expect(await save({ ticked: ['newsletter sms'] })).toMatchObject({ raised: [BY_SMS], raise: 'texted' })
    expect(await save({ ticked: ['newsletter sms'] }, NOW + 1)).toMatchObject({ raise: 'too-soon-texted' })
    expect(await mails()).toMatchObject([
      { kind: 'confirm-change', channel: 'email', address: 'ana@example.org' },
      { kind: 'confirm-change', channel: 'sms', address: '+33612345679' },
    ])
    expect(await ledger(memory)).toEqual([])
    expect(await confirm(NOW + MINUTE, 2)).toMatchObject({ granted: ['La lettre (SMS)'] })
    expect(await ledger(memory)).toEqual(['granted newsletter sms confirmation'])
  })

  test('an SMS stopped after it was asked for stays stopped; an e-mail stopped since takes nothing from it', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await save({ ticked: ['newsletter email', 'newsletter sms'] })
    await save({ ticked: [] }, NOW + 1)
    expect(await confirm()).toMatchObject({ granted: ['La lettre (SMS)'] })
    await save({ ticked: ['newsletter sms', 'offers sms'] }, NOW + 11 * MINUTE)
    await stopEverything(memory, NOW + 12 * MINUTE, { token, wish, agent: '' })
    expect(await confirm(NOW + 13 * MINUTE, 2)).toEqual({ refused: 'outdated' })
  })

  test('what is held for them is looked at again when they choose otherwise', async () => {
    const campaignId = await aCampaign(memory, contactId)
    const { write, read } = memory.database
    await write((db) =>
      db.updateTable('deliveries').set({ state: 'held' }).where('campaign_id', '=', campaignId).execute(),
    )
    const dueAt = async () => (await read.selectFrom('deliveries').select('due_at').executeTakeFirstOrThrow()).due_at
    await save({})
    expect(await dueAt()).toBe(NOW + DAY)
    await save({ settings: QUIET })
    expect(await dueAt()).toBe(NOW)
  })

  test('outlives a list that brings the person again', async () => {
    await save({ settings: QUIET })
    await importRows(memory, NOW + DAY, { rows: [{ email: 'ana@example.org', firstName: 'Ana', phone: PHONE }] })
    const people = await memory.database.read.selectFrom('contacts').select('first_name').execute()
    expect(people).toEqual([{ first_name: 'Ana' }])
    expect((await shown(NOW + DAY)).settings).toEqual(QUIET)
  })

  test('goes with the person, and the way out of an old SMS stays', async () => {
    await save({ settings: QUIET })
    const { write, read } = memory.database
    const row = { contact_id: contactId, campaign_id: 1, made_at: NOW, expires_at: null }
    const purposes = ['answer', 'preferences', 'unsubscribe'] as const
    await write((db) =>
      db
        .insertInto('short_links')
        .values(purposes.map((purpose) => ({ ...row, purpose, code: purpose })))
        .execute(),
    )
    await write((db) => deleteContacts(db, [contactId]))
    expect(await read.selectFrom('preferences').selectAll().execute()).toEqual([])
    expect(await changes()).toEqual([])
    expect(await read.selectFrom('short_links').select('code').execute()).toEqual([{ code: 'unsubscribe' }])
  })
})
