import { expect, test } from 'vitest'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { settleVisits } from '#db/operations/campaigns/settle-visits.ts'
import { type ClaimedDelivery, claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY = 86_400_000

async function sendDue(memory: Memory, now: number, result: 'sent' | 'in-doubt' = 'sent'): Promise<ClaimedDelivery[]> {
  await advanceCampaigns(memory, now)
  const { claimed } = await claimDeliveries(memory, now, { workerId: 1, limit: 100 })
  await recordResults(
    memory,
    now,
    claimed.map(({ id }) => ({ deliveryId: id, result, response: '' })),
  )
  await advanceCampaigns(memory, now)
  return claimed
}

const addresses = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ address }) => address).toSorted()
const write = (memory: Memory, now: number, event: Omit<NewEvent, 'topic' | 'channel'> & Partial<NewEvent>) =>
  memory.database.write((db) => appendEvents(db, memory, now, [{ topic: 'newsletter', channel: 'email', ...event }]))
const answersOf = async (memory: Memory, id: number) => (await readCampaign(memory, NOW, id))?.answers

onBothDatabases('who a campaign writes to', (open) => {
  test('a guardian is asked in words for a guardian; a child is never written to, by no kind of campaign', async () => {
    const memory = await aMemory(await open())
    const birthDate = '2015-06-01'
    await aContact(memory, NOW, { email: 'child@example.org', birthDate, guardianEmail: 'parent@example.org' })
    await aContact(memory, NOW, { email: 'alone@example.org', birthDate })
    await aContact(memory, NOW, { email: 'self@example.org', birthDate, guardianEmail: 'self@example.org' })
    await aContact(memory, NOW, { email: 'adult@example.org' })
    await anApprovedCampaign(memory, NOW)
    const asked = await sendDue(memory, NOW)
    expect(asked.map(({ address, variant }) => `${variant} ${address}`).toSorted()).toEqual([
      'guardian parent@example.org',
      'plain adult@example.org',
    ])
    await anApprovedCampaign(memory, NOW + DAY, { kind: 'information' })
    expect(addresses(await sendDue(memory, NOW + DAY))).toEqual(['adult@example.org'])
  })

  test('who comes of age between approval and sending is not written to at the guardian’s address', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, {
      email: 'child@example.org',
      birthDate: '2011-11-24',
      guardianEmail: 'parent@example.org',
    })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const { claimed, reasons } = await claimDeliveries(memory, NOW + DAY, { workerId: 1, limit: 10 })
    expect({ claimed, reasons }).toEqual({ claimed: [], reasons: { 'address-changed': 1 } })
    expect((await readCampaign(memory, NOW, campaignId))?.deliveries.refused).toBe(1)
  })

  test('a shared address is written once, and the other person is counted with the reason', async () => {
    const memory = await aMemory(await open())
    for (const key of ['1', '2', '3']) await aContact(memory, NOW, { email: 'home@example.org', key })
    const campaignId = await anApprovedCampaign(memory, NOW)
    expect(addresses(await sendDue(memory, NOW))).toEqual(['home@example.org'])
    expect(addresses(await sendDue(memory, NOW + 3 * DAY))).toEqual(['home@example.org'])
    const view = await readCampaign(memory, NOW, campaignId)
    expect(view).toMatchObject({ deliveries: { sent: 1, refused: 2 }, reasons: [{ code: 'same-address', count: 2 }] })
  })

  test('two reminders come three days after each step of one’s own, and never a third', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 2 })
    const steps: string[] = []
    for (let hours = 0; hours <= 20 * 24; hours += 6) {
      const now = NOW + hours * 3_600_000
      for (const { step } of await sendDue(memory, now)) steps.push(`${step} on day ${hours / 24}`)
    }
    expect(steps).toEqual(['ask on day 0', 'reminder-1 on day 3', 'reminder-2 on day 6'])
    expect(await answersOf(memory, campaignId)).toMatchObject({ silent: 1, lapsed: 1 })
  })

  test('a yes on the preference page is the answer: no reminder, no lapse', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'yes@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await sendDue(memory, NOW)
    await write(memory, NOW + DAY, { contactId, type: 'granted', via: 'confirmation' })
    expect(await sendDue(memory, NOW + 3 * DAY)).toEqual([])
    await advanceCampaigns(memory, NOW + 20 * DAY)
    expect(await readCampaign(memory, NOW, campaignId)).toMatchObject({
      state: 'closed',
      answers: { yes: 1, silent: 0, lapsed: 0 },
    })
    const consent = (await consentsOf(memory.database.read, [contactId])).get(contactId)
    expect(consent?.get('newsletter email')?.state).toBe('granted')
  })

  test('"stop everything" after the ask is a no, not a silence', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'no@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 0 })
    await sendDue(memory, NOW)
    await write(memory, NOW + DAY, { contactId, type: 'withdrawn', topic: '*', channel: '*', via: 'preference-page' })
    await advanceCampaigns(memory, NOW + 20 * DAY)
    expect(await answersOf(memory, campaignId)).toMatchObject({ no: 1, silent: 0, lapsed: 0 })
  })

  test("a file's claim after the ask is nobody's answer", async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 0 })
    await sendDue(memory, NOW)
    await write(memory, NOW + DAY, { contactId, type: 'granted', via: 'claim' })
    await advanceCampaigns(memory, NOW + 20 * DAY)
    expect(await answersOf(memory, campaignId)).toMatchObject({ yes: 0, silent: 1, lapsed: 1 })
  })

  test('a pair that dropped out before the ask is neither in the message nor lapsed', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    await anApprovedCampaign(memory, NOW, { topics: ['newsletter', 'offers'], reminders: 0 })
    await write(memory, NOW, { contactId, type: 'granted', topic: 'offers', via: 'claim' })
    const [asked] = await sendDue(memory, NOW + 1)
    expect(asked?.topics).toEqual(['newsletter'])
    await advanceCampaigns(memory, NOW + 20 * DAY)
    const consents = (await consentsOf(memory.database.read, [contactId])).get(contactId)
    expect([consents?.get('newsletter email')?.state, consents?.get('offers email')?.state]).toEqual([
      'lapsed',
      'granted',
    ])
  })

  test('who opened the page without answering gets their own reminder, and waits for a person before the promise runs', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'seen@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW)
    const [ask] = await sendDue(memory, NOW)
    await recordVisit(memory, NOW + DAY, { token: ask?.links.answer ?? '' })
    expect((await sendDue(memory, NOW + 3 * DAY)).map(({ variant }) => variant)).toEqual(['visited'])
    await advanceCampaigns(memory, NOW + 30 * DAY)
    expect(await readCampaign(memory, NOW + 30 * DAY, campaignId)).toMatchObject({
      state: 'grace',
      visitorsWaiting: 1,
      answers: { lapsed: 0 },
    })
    await settleVisits(memory, NOW + 30 * DAY, { campaignId, by: 'U0BRUNO', as: 'keep' })
    await advanceCampaigns(memory, NOW + 30 * DAY)
    expect(await readCampaign(memory, NOW + 30 * DAY, campaignId)).toMatchObject({
      state: 'closed',
      answers: { silent: 1, lapsed: 0 },
    })
    expect(await settleVisits(memory, NOW + 31 * DAY, { campaignId, by: 'U0BRUNO', as: 'lapse' })).toEqual({
      refused: 'not-possible-now',
    })
  })

  test('the promise a doubtful reminder may have named is kept: nobody lapses before its day', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await sendDue(memory, NOW)
    const promise = (await readCampaign(memory, NOW, campaignId))?.nextPromiseAt ?? 0
    await sendDue(memory, promise - DAY, 'in-doubt')
    await advanceCampaigns(memory, promise)
    expect((await answersOf(memory, campaignId))?.lapsed).toBe(0)
    await advanceCampaigns(memory, promise + 3 * DAY)
    expect((await answersOf(memory, campaignId))?.lapsed).toBe(1)
  })

  test('a ticked, documented person who stays silent keeps their consent', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, {
      email: 'a@example.org',
      basis: 'documented',
      topics: ['newsletter'],
      consentAt: NOW - 100 * DAY,
    })
    await write(memory, NOW, { contactId, type: 'granted', via: 'claim' })
    const campaignId = await anApprovedCampaign(memory, NOW, { ticks: ['documented'] })
    expect(await sendDue(memory, NOW)).toHaveLength(1)
    await sendDue(memory, NOW + 3 * DAY)
    await advanceCampaigns(memory, NOW + 30 * DAY)
    expect(await readCampaign(memory, NOW, campaignId)).toMatchObject({
      state: 'closed',
      answers: { silent: 1, lapsed: 0 },
    })
    expect((await consentsOf(memory.database.read, [contactId])).get(contactId)?.get('newsletter email')?.state).toBe(
      'granted',
    )
  })

  test('nobody is asked about a pair again by another campaign within the year', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    await aContact(memory, NOW, { email: 'b@example.org', lastClickAt: NOW })
    await anApprovedCampaign(memory, NOW, { reminders: 0 })
    await expect(anApprovedCampaign(memory, NOW)).rejects.toThrow('nobody-to-ask')
    await sendDue(memory, NOW)
    await sendDue(memory, NOW + 10 * DAY)
    await expect(anApprovedCampaign(memory, NOW + 300 * DAY)).rejects.toThrow('nobody-to-ask')
  })
})
