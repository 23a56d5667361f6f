import { beforeEach, expect, test } from 'vitest'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { showUnsubscribe } from '#db/operations/answers/show-unsubscribe.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { noteOtherAnswers } from '#db/operations/campaigns/note-other-answers.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { savePreferences } from '#db/operations/preferences/save-preferences.ts'
import { showPreferences } from '#db/operations/preferences/show-preferences.ts'
import {
  aCampaign,
  aContact,
  aMemory,
  before,
  consents,
  deliveryStates,
  ledger,
  link,
  NEWSLETTER,
  NOW,
  PHONE,
} from '#tests/preference-center/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const wish = { asked: 'en' as const, fallback: 'en' as const }
const BY_SMS = { topic: 'newsletter', channel: 'sms' } as const

onBothDatabases('what a person does about an SMS', (open) => {
  let memory: Memory
  let contactId: number
  beforeEach(async () => {
    memory = await aMemory(await open())
    contactId = await aContact(memory, { phone: PHONE })
  })
  const leave = (campaignId: number) =>
    unsubscribe(memory, NOW, {
      token: link(memory, 'unsubscribe', [contactId, campaignId]),
      wish,
      by: 'page',
      agent: 'other',
    })
  const stops = async () => {
    const rows = await memory.database.read
      .selectFrom('suppressions')
      .select(['address_hash', 'kind', 'topic', 'channel'])
      .where('lifted_at', 'is', null)
      .execute()
    const whose = new Map([PHONE, 'ana@example.org'].map((each) => [memory.keyring.addressHash(each), each]))
    return rows.map(
      ({ address_hash, kind, topic, channel }) => `${whose.get(address_hash)} ${kind} ${topic} ${channel}`,
    )
  }

  test('the page asks for SMS, and a yes grants that alone', async () => {
    const token = link(memory, 'answer', [
      contactId,
      await aCampaign(memory, contactId, { pairs: [BY_SMS], channel: 'sms' }),
    ])
    const shown = await showAsk(memory, NOW, { token, wish })
    if (isRefused(shown)) throw new Error(shown.refused)
    expect(shown.wording.choices.map(({ label }) => label)).toEqual(['The newsletter (text message)'])
    const yes = { token, wish, answer: 'yes', ticked: [], shown: shown.wordingHash, agent: '' } as const
    expect(await answerAsk(memory, NOW, yes)).toMatchObject({ granted: ['The newsletter (text message)'] })
    expect(await consents(memory)).toEqual(['newsletter sms granted'])
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
  })

  test('its test asks for SMS too', async () => {
    const token = link(memory, 'answer', [0, await aCampaign(memory, contactId, { pairs: [BY_SMS], channel: 'sms' })])
    const shown = await showAsk(memory, NOW, { token, wish })
    expect(!isRefused(shown) && shown.wording.choices.map(({ key }) => key)).toEqual(['newsletter sms'])
  })

  test.for(['topic', 're-opt-in'] as const)(
    'the way out of a %s SMS ends what it was about, for the number',
    async (kind) => {
      await before(memory, contactId, 'granted', NEWSLETTER)
      await before(memory, contactId, 'granted', BY_SMS)
      const elsewhere = await aCampaign(memory, contactId, { kind: 'topic' })
      expect(elsewhere).toBeGreaterThan(0)
      const state = kind === 'topic' ? 'withdrawn' : 'refused'
      expect(await leave(await aCampaign(memory, contactId, { kind, pairs: [BY_SMS], channel: 'sms' }))).toMatchObject({
        everything: false,
        stopped: ['The newsletter (text message)'],
      })
      expect(await consents(memory)).toEqual(['newsletter email granted', `newsletter sms ${state}`])
      expect(await stops()).toEqual([`${PHONE} ${state} newsletter sms`])
      expect(await deliveryStates(memory)).toEqual(['queued', 'cancelled'])
    },
  )

  test('the way out of an SMS about no topic ends every SMS, and no e-mail', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', BY_SMS)
    await aCampaign(memory, contactId)
    const campaignId = await aCampaign(memory, contactId, { kind: 'information', pairs: [], channel: 'sms' })
    const token = link(memory, 'unsubscribe', [contactId, campaignId])
    const page = await showUnsubscribe(memory, NOW, { token, wish })
    expect(!isRefused(page) && page.wording.intro[0]).toContain('by text message')
    expect(await leave(campaignId)).toMatchObject({ everything: true, channels: ['sms'] })
    await leave(campaignId)
    expect((await ledger(memory)).slice(2)).toEqual(['withdrawn * sms one-click'])
    expect(await consents(memory)).toContain('newsletter email granted')
    expect(await deliveryStates(memory)).toEqual(['queued', 'cancelled'])
    const asks = await memory.database.read
      .selectFrom('campaign_audience')
      .select(['channel', 'answer'])
      .orderBy('campaign_id')
      .execute()
    expect(asks).toEqual([
      { channel: 'email', answer: null },
      { channel: 'sms', answer: 'no' },
    ])
  })

  test('works for who was deleted since: the number is stopped, should a list bring it back', async () => {
    const campaignId = await aCampaign(memory, contactId, { kind: 'topic', pairs: [BY_SMS], channel: 'sms' })
    await memory.database.write((db) => deleteContacts(db, [contactId]))
    const token = link(memory, 'unsubscribe', [contactId, campaignId])
    const page = await showUnsubscribe(memory, NOW, { token, wish })
    expect(!isRefused(page) && page.wording.intro).toHaveLength(2)
    expect(!isRefused(page) && page.wording.intro[0]).toContain('by text message')
    expect(await leave(campaignId)).toMatchObject({ everything: true, channels: ['sms'], preferencesToken: undefined })
    expect(await stops()).toContain(`${PHONE} stopped * sms`)
    expect((await stops()).every((stop) => stop.endsWith(' sms'))).toBe(true)
  })

  test('taken back by SMS on the preference page, it is a no to the ask by SMS and to no other', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER, 'claim')
    await before(memory, contactId, 'granted', BY_SMS)
    const asks = [
      await aCampaign(memory, contactId),
      await aCampaign(memory, contactId, { pairs: [BY_SMS], channel: 'sms' }),
    ]
    const token = link(memory, 'preferences', [contactId])
    const shown = await showPreferences(memory, NOW, { token, wish })
    if (isRefused(shown)) throw new Error(shown.refused)
    const save = {
      token,
      wish,
      version: shown.version,
      ticked: ['newsletter email'],
      newLanguage: undefined,
      agent: '',
    }
    await savePreferences(memory, NOW, save)
    const silent = []
    for (const id of asks) {
      const people = await memory.database.read
        .selectFrom('campaign_audience')
        .selectAll()
        .where('campaign_id', '=', id)
        .execute()
      const still = await memory.database.write((db) => noteOtherAnswers(db, id, people))
      silent.push(still.length)
    }
    expect(silent).toEqual([1, 0])
  })
})
