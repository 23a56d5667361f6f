import { beforeEach, expect, test } from 'vitest'
import type { CampaignKind } from '#core/messages/message.ts'
import { showUnsubscribe } from '#db/operations/answers/show-unsubscribe.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import type { Memory } from '#db/operations/memory.ts'
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

onBothDatabases('the way out', (open) => {
  let memory: Memory
  let contactId: number
  beforeEach(async () => {
    memory = await aMemory(await open())
    contactId = await aContact(memory)
  })
  const leave = (token: string, by: 'one-click' | 'page' = 'one-click') =>
    unsubscribe(memory, NOW, { token, wish, by, agent: 'other' })

  const KINDS: { kind: CampaignKind; event: string; reason: string }[] = [
    { kind: 're-opt-in', event: 'refused newsletter email one-click', reason: 'refused' },
    { kind: 'topic', event: 'withdrawn newsletter email one-click', reason: 'withdrawn' },
  ]
  test.for(KINDS)('of a $kind message ends what the message was about, and what still waits', async (each) => {
    await before(memory, contactId, 'granted', OFFERS)
    const campaignId = await aCampaign(memory, contactId, { kind: each.kind })
    expect(await leave(link(memory, 'unsubscribe', [contactId, campaignId]))).toMatchObject({
      everything: false,
      stopped: ['La lettre'],
    })
    expect((await ledger(memory)).slice(1)).toEqual([each.event])
    expect(await consents(memory)).toEqual([`newsletter email ${each.reason}`, 'offers email granted'])
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
    const audience = await memory.database.read.selectFrom('campaign_audience').select('answer').executeTakeFirst()
    expect(audience?.answer).toBe(each.kind === 're-opt-in' ? 'no' : null)
  })

  test('without a campaign ends every e-mail and leaves the rest', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER)
    await before(memory, contactId, 'granted', { topic: 'offers', channel: 'sms' })
    await aCampaign(memory, contactId, { kind: 'topic', pairs: [OFFERS] })
    expect(await leave(link(memory, 'unsubscribe', [contactId, 0]))).toMatchObject({ everything: true, stopped: [] })
    expect(await consents(memory)).toContain('newsletter email withdrawn')
    expect(await consents(memory)).toContain('offers sms granted')
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
  })

  test('still works when its campaign is gone, and after years', async () => {
    const token = link(memory, 'unsubscribe', [contactId, 999], NOW - 4000 * 86_400_000)
    expect(await leave(token)).toMatchObject({ everything: true })
  })

  test('posted twice is one act', async () => {
    const campaignId = await aCampaign(memory, contactId, { kind: 'topic' })
    const token = link(memory, 'unsubscribe', [contactId, campaignId])
    await leave(token)
    await leave(token)
    expect(await ledger(memory)).toHaveLength(1)
    const all = link(memory, 'unsubscribe', [contactId, 0])
    await leave(all)
    await leave(all)
    expect(await ledger(memory)).toHaveLength(2)
  })

  test('after everything was stopped there is nothing left to write', async () => {
    await stopEverything(memory, NOW, { token: link(memory, 'preferences', [contactId]), wish, agent: '' })
    await leave(link(memory, 'unsubscribe', [contactId, 0]))
    expect(await ledger(memory)).toEqual(['withdrawn * * preference-page'])
  })

  test('from our page keeps the wording that was shown; the mail program’s button showed none', async () => {
    const campaignId = await aCampaign(memory, contactId, { kind: 'topic' })
    await leave(link(memory, 'unsubscribe', [contactId, campaignId]), 'page')
    await leave(link(memory, 'unsubscribe', [contactId, 0]), 'one-click')
    const rows = await memory.database.read.selectFrom('consent_events').select('wording_hash').orderBy('seq').execute()
    expect(rows.map(({ wording_hash }) => wording_hash === null)).toEqual([false, true])
  })

  test('shown or pressed in a test changes nothing', async () => {
    const token = link(memory, 'unsubscribe', [0, await aCampaign(memory, contactId)])
    const was = await everythingOfConsent(memory)
    expect(await showUnsubscribe(memory, NOW, { token, wish })).toMatchObject({ test: true, language: 'en' })
    expect(await leave(token)).toMatchObject({ test: true, stopped: ['The newsletter'] })
    expect(await everythingOfConsent(memory)).toBe(was)
  })

  test('looking at it changes nothing', async () => {
    const token = link(memory, 'unsubscribe', [contactId, await aCampaign(memory, contactId)])
    const was = await everythingOfConsent(memory)
    expect(await showUnsubscribe(memory, NOW, { token, wish })).toMatchObject({ test: false, language: 'fr' })
    expect(await everythingOfConsent(memory)).toBe(was)
  })
})
