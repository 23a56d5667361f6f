import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { pauseCampaign, resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { settleVisits } from '#db/operations/campaigns/settle-visits.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { type ClaimedDelivery, claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { settleAnsweredDoubts } from '#db/operations/deliveries/settle-answered-doubts.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR
const GRACE = 48 * HOUR

type Result = 'sent' | 'failed' | 'retry' | 'in-doubt'
type Act =
  | { act: 'send'; results: Result[] }
  | { act: 'wait'; hours: number }
  | { act: 'yes' | 'no' | 'visit' | 'withdraw' | 'elsewhere'; who: number }
  | { act: 'doubts'; as: 'sent' | 'again' }
  | { act: 'visits'; as: 'lapse' | 'keep' }
  | { act: 'pause' | 'resume' | 'answered-doubts' }

const who = fc.nat(7)
const result = fc.constantFrom<Result>('sent', 'sent', 'sent', 'sent', 'failed', 'retry', 'in-doubt')
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('send' as const),
      results: fc.array(result, { minLength: 8, maxLength: 8 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('wait' as const), hours: fc.constantFrom(1, 20, 49, 73) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constantFrom('yes', 'no', 'visit', 'withdraw', 'elsewhere'), who }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('doubts' as const), as: fc.constantFrom('sent', 'again') }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('visits' as const), as: fc.constantFrom('lapse', 'keep') }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('pause', 'resume', 'answered-doubts') }) },
) as fc.Arbitrary<Act>

/** By day only, so that messages are held at night and freed in the morning. */
const DAYTIME = aHouse({ windows: { email: Array.from({ length: 7 }, () => [[480, 1200] as const]), sms: [] } })

async function people(memory: Memory): Promise<number[]> {
  const ids: number[] = []
  for (const name of ['a', 'b', 'c', 'd']) ids.push(await aContact(memory, NOW, { email: `${name}@example.org` }))
  for (const key of ['home 1', 'home 2']) ids.push(await aContact(memory, NOW, { email: 'home@example.org', key }))
  const birthDate = '2015-06-01'
  ids.push(await aContact(memory, NOW, { email: 'child@example.org', birthDate, guardianEmail: 'parent@example.org' }))
  ids.push(await aContact(memory, NOW, { email: 'alone@example.org', birthDate }))
  return ids
}

/** One campaign lived through; every act is followed by a look at the sums. */
class Life {
  now = NOW
  readonly #memory: Memory
  readonly #campaignId: number
  readonly #ids: readonly number[]
  readonly #links = new Map<number, ClaimedDelivery['links']>()
  readonly #sent: string[] = []

  constructor(memory: Memory, campaignId: number, ids: readonly number[]) {
    this.#memory = memory
    this.#campaignId = campaignId
    this.#ids = ids
  }

  async live(step: Act): Promise<void> {
    await this.#do(step)
    await advanceCampaigns(this.#memory, this.now)
    await this.look()
  }

  async #do(step: Act): Promise<void> {
    const memory = this.#memory
    const staff = { campaignId: this.#campaignId, by: 'U0BRUNO' }
    switch (step.act) {
      case 'send':
        return this.#send(step.results)
      case 'wait':
        this.now += step.hours * HOUR
        return
      case 'pause':
        return void (await pauseCampaign(memory, this.now, staff))
      case 'resume':
        return void (await resumeCampaign(memory, this.now, staff))
      case 'doubts':
        return void (await settleDoubts(memory, this.now, { ...staff, as: step.as }))
      case 'answered-doubts':
        return settleAnsweredDoubts(memory)
      case 'visits':
        return void (await settleVisits(memory, this.now, { ...staff, as: step.as }))
      case 'yes':
      case 'no':
      case 'visit':
      case 'withdraw':
      case 'elsewhere':
        return this.#person(step.act, this.#ids[step.who] ?? 0)
    }
  }

  async #send(results: readonly Result[]): Promise<void> {
    const memory = this.#memory
    await advanceCampaigns(memory, this.now)
    const { claimed } = await claimDeliveries(memory, this.now, { workerId: 1, limit: 20 })
    const rows = await memory.database.read.selectFrom('deliveries').select(['id', 'contact_id']).execute()
    const words = claimed.map((delivery, i) => {
      const { id, address, step, links } = delivery
      const said = results[i % results.length] ?? 'sent'
      if (said === 'sent') this.#sent.push(`${step} ${address}`)
      if (said !== 'retry') this.#links.set(rows.find((row) => row.id === id)?.contact_id ?? 0, links)
      return { deliveryId: id, result: said, response: said }
    })
    await recordResults(memory, this.now, words)
    await recordResults(memory, this.now, words)
  }

  async #person(does: 'yes' | 'no' | 'visit' | 'withdraw' | 'elsewhere', contactId: number): Promise<void> {
    const memory = this.#memory
    const append = (type: 'withdrawn' | 'granted', via: 'one-click' | 'confirmation') =>
      memory.database.write((db) =>
        appendEvents(db, memory, this.now, [{ contactId, type, topic: 'newsletter', channel: 'email', via }]),
      )
    if (does === 'withdraw') return append('withdrawn', 'one-click')
    const token = this.#links.get(contactId)?.answer
    // Nobody answers a message they never got.
    if (token === undefined) return
    if (does === 'elsewhere') return append('granted', 'confirmation')
    if (does === 'visit') return void (await recordVisit(memory, this.now, { token }))
    const wish = { fallback: 'fr' } as const
    const shown = await showAsk(memory, this.now, { token, wish })
    const hash = 'wordingHash' in shown ? shown.wordingHash : ''
    await answerAsk(memory, this.now, { token, wish, answer: does, ticked: [], shown: hash, agent: 'a browser' })
  }

  /** `readCampaign` throws when a sum does not add up. */
  async look() {
    const view = await readCampaign(this.#memory, this.now, this.#campaignId)
    if (view === undefined) throw new Error('the campaign is gone')
    const { deliveries, answers, audience } = view
    expect(Object.values(deliveries).reduce((sum, n) => sum + n, 0)).toBe(audience)
    expect(answers.yes + answers.no + answers.silent).toBe(deliveries.sent)
    expect(this.#sent.filter((one, i) => this.#sent.indexOf(one) !== i)).toEqual([])
    expect(this.#sent.filter((one) => /child@|alone@/.test(one))).toEqual([])
    await this.#nobodyLapsedWrongly()
    return view
  }

  async #nobodyLapsedWrongly(): Promise<void> {
    const { read } = this.#memory.database
    const rows = await read.selectFrom('campaign_audience').selectAll().where('lapsed_at', 'is not', null).execute()
    for (const row of rows) {
      expect(['askable', 'expiring']).toContain(row.bucket)
      expect(row.asked_at).not.toBeNull()
      if (row.answered_at !== null) expect(row.answered_at).toBeGreaterThanOrEqual(row.lapsed_at ?? 0)
      if (row.visited_at !== null && row.visited_at < (row.lapsed_at ?? 0)) expect(row.visit_settled_as).toBe('lapse')
      expect((row.lapsed_at ?? 0) - (row.last_step_at ?? 0)).toBeGreaterThanOrEqual(GRACE)
    }
    const events = await read.selectFrom('consent_events').select(['contact_id', 'type']).execute()
    const lapses = events.filter(({ type }) => type === 'lapsed').map(({ contact_id }) => contact_id)
    expect(new Set(lapses).size).toBe(lapses.length)
    expect(lapses.length).toBe(rows.length)
  }

  /** A person settles what only a person can; then time alone ends it. */
  async end() {
    for (let day = 0; day < 40; day += 1) {
      await this.live({ act: 'resume' })
      await this.live({ act: 'send', results: ['sent'] })
      await this.live({ act: 'doubts', as: 'sent' })
      await this.live({ act: 'visits', as: 'lapse' })
      const view = await this.look()
      if (view.state === 'closed') return view
      this.now += DAY
    }
    return this.look()
  }
}

onBothDatabases('the sums of a campaign', (open) => {
  test('add up after every act of every life, and every life ends closed', async () => {
    const lapsed: number[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 5, maxLength: 25 }),
        fc.constantFrom(0, 1, 2),
        async (script, reminders) => {
          const database = await open()
          const memory = await aMemory(database, DAYTIME)
          const ids = await people(memory)
          const campaignId = await anApprovedCampaign(memory, NOW, { reminders: reminders as 0 | 1 | 2 })
          const life = new Life(memory, campaignId, ids)
          await life.live({ act: 'send', results: ['sent', 'sent', 'in-doubt', 'sent', 'retry'] })
          for (const step of script) await life.live(step)
          const view = await life.end()
          expect(view).toMatchObject({ state: 'closed', audience: 7, buckets: { minor: 2, askable: 6 } })
          expect(view.deliveries).toMatchObject({ queued: 0, held: 0, sending: 0, 'in-doubt': 0 })
          expect(await verifyLedger(memory)).toMatchObject({ ok: true })
          lapsed.push(view.answers.lapsed)
          await database.close()
        },
      ),
      { seed: 20261122, numRuns: 8, endOnFailure: true },
    )
    // Lives in which nobody ever lapses would prove nothing about lapses.
    expect(Math.max(...lapsed)).toBeGreaterThan(0)
  }, 60_000)
})
