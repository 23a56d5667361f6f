import { beforeEach, expect, test } from 'vitest'
import { type AnswerAsk, answerAsk } from '#db/operations/answers/answer-ask.ts'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { showWording } from '#db/operations/wording/show-wording.ts'
import { evidenceOf } from '#db/tables/consent-events.ts'
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
const BOTH = [NEWSLETTER, OFFERS]

onBothDatabases('answering an ask', (open) => {
  let memory: Memory
  let contactId: number
  beforeEach(async () => {
    memory = await aMemory(await open())
    contactId = await aContact(memory)
  })

  async function asked(token: string) {
    const shown = await showAsk(memory, NOW, { token, wish })
    if (isRefused(shown)) throw new Error(shown.refused)
    return shown
  }
  async function answer(token: string, given: Partial<AnswerAsk>, now = NOW) {
    const { wordingHash } = await asked(token)
    const command = { token, wish, answer: 'yes', ticked: [], shown: wordingHash, agent: 'Firefox', ...given } as const
    return answerAsk(memory, now, command)
  }
  const audience = () => memory.database.read.selectFrom('campaign_audience').selectAll().executeTakeFirstOrThrow()

  test('a yes to one topic grants it, with the wording that was shown, and stops the reminder', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    const { wordingHash } = await asked(token)
    expect(await answer(token, {})).toMatchObject({ granted: ['La lettre'], declined: [], language: 'fr' })
    expect(await consents(memory)).toEqual(['newsletter email granted'])
    expect(await deliveryStates(memory)).toEqual(['cancelled'])
    expect(await audience()).toMatchObject({ answer: 'yes', answered_at: NOW })
    const event = await memory.database.read.selectFrom('consent_events').selectAll().executeTakeFirstOrThrow()
    expect(event.wording_hash).toBe(wordingHash)
    expect(await evidenceOf(memory.database.read, memory, event.seq)).toEqual({
      page: 'answer',
      language: 'fr',
      at: NOW,
      agent: 'Firefox',
    })
    const kept = await showWording(memory, NOW, { hash: wordingHash })
    expect(isRefused(kept) ? '' : kept.text).toContain('Voulez-vous que Maison Lumière continue à vous écrire')
  })

  test('a no refuses what was asked and nothing else', async () => {
    await before(memory, contactId, 'granted', OFFERS)
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    expect(await answer(token, { answer: 'no' })).toMatchObject({ granted: [], declined: ['La lettre'] })
    expect(await consents(memory)).toEqual(['newsletter email refused', 'offers email granted'])
    expect(await audience()).toMatchObject({ answer: 'no' })
  })

  test('of several topics only the ticked one is granted', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId, { pairs: BOTH })])
    await answer(token, { ticked: ['offers email'] })
    expect(await consents(memory)).toEqual(['newsletter email refused', 'offers email granted'])
  })

  test('a yes to several topics with nothing ticked records nothing', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId, { pairs: BOTH })])
    expect(await answer(token, { ticked: [] })).toEqual({ refused: 'nothing-ticked' })
    expect(await answer(token, { ticked: ['service-news email'] })).toEqual({ refused: 'nothing-ticked' })
    expect(await ledger(memory)).toEqual([])
  })

  test('a second answer wins over the first and both stay in the ledger', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await answer(token, { answer: 'no' })
    await answer(token, { answer: 'yes' }, NOW + 1000)
    expect(await ledger(memory)).toEqual([
      'refused newsletter email answer-page',
      'granted newsletter email answer-page',
    ])
    expect(await consents(memory)).toEqual(['newsletter email granted'])
    expect(await audience()).toMatchObject({ answer: 'yes', answered_at: NOW + 1000 })
    const held = await memory.database.read
      .selectFrom('suppressions')
      .selectAll()
      .where('lifted_at', 'is', null)
      .execute()
    expect(held).toEqual([])
  })

  test('a button pressed twice is one answer', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await answer(token, {})
    await answer(token, {}, NOW + 5)
    expect(await ledger(memory)).toHaveLength(1)
  })

  test('a yes to what a file claimed is written as the person’s own', async () => {
    await before(memory, contactId, 'granted', NEWSLETTER, 'claim')
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await answer(token, {})
    expect(await ledger(memory)).toEqual(['granted newsletter email claim', 'granted newsletter email answer-page'])
  })

  test('a yes after the lapse is a new grant', async () => {
    await before(memory, contactId, 'lapsed', NEWSLETTER, 'promise')
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await answer(token, {})
    expect(await consents(memory)).toEqual(['newsletter email granted'])
  })

  test('nobody agrees to a text they did not see; a no always counts', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    expect(await answer(token, { shown: '0'.repeat(64) })).toEqual({ refused: 'wording-changed' })
    expect(await ledger(memory)).toEqual([])
    expect(await answer(token, { answer: 'no', shown: '' })).toMatchObject({ declined: ['La lettre'] })
  })

  test('the campaign’s card is renewed once, however many answers wait to be shown', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    await recordVisit(memory, NOW, { token })
    await answer(token, {})
    await answer(token, { answer: 'no' })
    const cards = () => memory.database.read.selectFrom('notices').select(['kind', 'channel']).execute()
    expect(await cards()).toEqual([{ kind: 'campaign-card', channel: 'campaigns' }])
    await memory.database.write((db) => db.updateTable('notices').set({ sent_at: NOW }).execute())
    await answer(token, {}, NOW + 1)
    expect(await cards()).toHaveLength(2)
  })

  test('a guardian’s answer says so in its evidence', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId, { bucket: 'minor' })])
    await answer(token, {})
    expect(await evidenceOf(memory.database.read, memory, 1)).toMatchObject({ by: 'guardian' })
  })

  test('a test send records nothing, whatever is pressed', async () => {
    const token = link(memory, 'answer', [0, await aCampaign(memory, contactId)])
    const was = await everythingOfConsent(memory)
    expect(await asked(token)).toMatchObject({ test: true })
    expect(await answer(token, { answer: 'yes' })).toMatchObject({ test: true, granted: ['The newsletter'] })
    expect(await answer(token, { answer: 'no' })).toMatchObject({ test: true, declined: ['The newsletter'] })
    expect(await recordVisit(memory, NOW, { token })).toEqual({ noted: false })
    expect(await everythingOfConsent(memory)).toBe(was)
    expect(await audience()).toMatchObject({ answer: null, visited_at: null })
  })

  test('looking is a visit and changes no consent', async () => {
    const token = link(memory, 'answer', [contactId, await aCampaign(memory, contactId)])
    const was = await everythingOfConsent(memory)
    expect(await recordVisit(memory, NOW, { token })).toEqual({ noted: true })
    expect(await recordVisit(memory, NOW + 1000, { token })).toEqual({ noted: false })
    expect(await recordVisit(memory, NOW + 3_600_000, { token })).toEqual({ noted: true })
    expect(await everythingOfConsent(memory)).toBe(was)
    expect(await audience()).toMatchObject({ visited_at: NOW, answer: null })
  })

  test('a link to nobody, to no campaign, expired or made for something else leads nowhere', async () => {
    const campaignId = await aCampaign(memory, contactId)
    const cases: [string, string][] = [
      [link(memory, 'answer', [999, campaignId]), 'link-gone'],
      [link(memory, 'answer', [contactId, 999]), 'link-gone'],
      [link(memory, 'answer', [contactId, campaignId], NOW - 398 * 86_400_000), 'link-expired'],
      [link(memory, 'unsubscribe', [contactId, campaignId]), 'link-forged'],
      [link(memory, 'answer', [contactId, campaignId]).slice(0, -3), 'link-cut'],
    ]
    for (const [token, refused] of cases) {
      expect(await showAsk(memory, NOW, { token, wish })).toEqual({ refused })
      const command = { token, wish, answer: 'yes', ticked: [], shown: '', agent: '' } as const
      expect(await answerAsk(memory, NOW, command)).toEqual({ refused })
      expect(await recordVisit(memory, NOW, { token })).toEqual(
        refused === 'link-gone' ? { noted: false } : { refused },
      )
    }
    expect(await ledger(memory)).toEqual([])
  })
})
