import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { signToken } from '#db/keys/tokens.ts'
import type { Database } from '#db/open.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { pauseCampaign, resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { type TurnOver, turnOver } from '#db/operations/deliveries/turn-over.ts'
import type { Memory } from '#db/operations/memory.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const WISH = { wish: { fallback: 'fr' }, agent: '' } as const

const claim = (memory: Memory, workerId: number, limit = 100, after = 0) =>
  claimDeliveries(memory, NOW, { workerId, limit, after })
const turn = (memory: Memory, given: Partial<TurnOver>) =>
  turnOver(memory, NOW, { workerId: 1, channel: 'email', results: [], services: [], limit: 0, ...given })
const states = async ({ database }: Memory) =>
  (await database.read.selectFrom('deliveries').select('state').orderBy('id').execute()).map(({ state }) => state)

/** The same memory, whose transactions have done their work and wait before they are committed. */
function heldOpen(memory: Memory) {
  const done = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const { database } = memory
  const write: Database['write'] = (work, options) =>
    database.write(async (db) => {
      const result = await work(db)
      done.resolve()
      await gate.promise
      return result
    }, options)
  return { memory: { ...memory, database: { ...database, write } }, done: done.promise, commit: () => gate.resolve() }
}

onBothDatabases('what is claimed', (open, { kind }) => {
  async function aSend(emails: readonly string[], change = {}) {
    const memory = await aMemory(await open())
    const people: number[] = []
    for (const [i, email] of emails.entries()) people.push(await aContact(memory, NOW, { email, key: `${i} ${email}` }))
    const campaignId = await anApprovedCampaign(memory, NOW, change)
    await advanceCampaigns(memory, NOW)
    return { memory, people, campaignId }
  }
  const crowd = (people: number) => aSend(Array.from({ length: people }, (_, i) => `p${i}@example.org`))
  /** On PostgreSQL somebody waits for somebody else's row. */
  const somebodyWaits = async ({ database }: Memory) => {
    if (kind === 'sqlite') return
    await until(
      async () => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(database.read as never)
        return rows[0]?.n === 1
      },
      { what: 'the second transaction to wait for the first' },
    )
  }
  const wayOut = (memory: Memory, contactId: number, campaignId: number) =>
    signToken(memory.keyring, { purpose: 'unsubscribe', ids: [contactId, campaignId], expiresAt: null })

  test('is claimed once, however many workers claim at the same instant', async () => {
    const { memory } = await crowd(20)
    const claimed: number[] = []
    for (;;) {
      const reports = await Promise.all([1, 2, 3].map((worker) => claim(memory, worker, 4)))
      const ids = reports.flatMap((report) => report.claimed.map(({ id }) => id))
      claimed.push(...ids)
      if (ids.length === 0) break
    }
    expect(claimed.toSorted((a, b) => a - b)).toEqual([...new Set(claimed)].toSorted((a, b) => a - b))
    expect(claimed).toHaveLength(20)
  })

  test('costs the same handful of statements for four messages and for thirty-two, their results included', async () => {
    const { memory } = await crowd(80)
    const { counted, statements } = counting(memory)
    const group = async (size: number) => {
      const { claimed } = (await turn(memory, { limit: size })).deliveries
      expect(claimed).toHaveLength(size)
      const results = claimed.map(({ id }, i) => ({
        deliveryId: id,
        result: i % 4 === 0 ? ('retry' as const) : ('sent' as const),
        response: 'said',
      }))
      const before = statements()
      const next = await turn(counted, { results, limit: size })
      expect(next.deliveries.claimed).toHaveLength(size)
      return statements() - before
    }
    // The first one reads what is sealed and asks for the card.
    await group(4)
    const few = await group(4)
    expect(await group(32)).toBe(few)
    expect(few).toBeLessThanOrEqual(13)
  })

  test('never holds somebody whose withdrawal was under way: the claim passes them over or waits, and then it knows', async () => {
    const { memory, people, campaignId } = await aSend(['a@example.org', 'b@example.org'])
    const [leaves = 0, stays] = people
    const slow = heldOpen(memory)
    const withdrawal = unsubscribe(slow.memory, NOW, { token: wayOut(memory, leaves, campaignId), by: 'page', ...WISH })
    await slow.done
    const claiming = claim(memory, 1)
    // PostgreSQL waits for nobody; SQLite's claim comes after the withdrawal.
    if (kind === 'postgres') expect((await claiming).claimed).toHaveLength(1)
    slow.commit()
    await withdrawal
    const reports = [await claiming, await claim(memory, 1)]
    const ids = reports.flatMap(({ claimed }) => claimed.map(({ id }) => id))
    const rows = await memory.database.read.selectFrom('deliveries').select(['id', 'contact_id', 'state']).execute()
    expect(rows.filter(({ id }) => ids.includes(id)).map(({ contact_id }) => contact_id)).toEqual([stays])
    expect(rows.find(({ contact_id }) => contact_id === leaves)?.state).toBe('cancelled')
  })

  test('never holds somebody whose address somebody else just gave up, under another name', async () => {
    const { memory, people } = await aSend(['shared@example.org', 'shared@example.org'])
    const [, other = 0] = people
    expect(await states(memory)).toEqual(['queued', 'refused'])
    const slow = heldOpen(memory)
    const token = signToken(memory.keyring, { purpose: 'preferences', ids: [other], expiresAt: null })
    const withdrawal = stopEverything(slow.memory, NOW, { token, ...WISH })
    await slow.done
    const claiming = claim(memory, 1)
    if (kind === 'postgres') expect(await claiming).toMatchObject({ passedOver: 1, claimed: [] })
    slow.commit()
    await withdrawal
    expect([...(await claiming).claimed, ...(await claim(memory, 1)).claimed]).toEqual([])
    expect(await states(memory)).toEqual(['refused', 'refused'])
  })

  test('was claimed before a withdrawal that came during the claim: the withdrawal is committed after it', async () => {
    const { memory, people, campaignId } = await aSend(['a@example.org'])
    const [contactId = 0] = people
    const order: string[] = []
    const slow = heldOpen(memory)
    const claiming = claim(slow.memory, 1).then(() => order.push('claimed'))
    await slow.done
    const token = wayOut(memory, contactId, campaignId)
    const withdrawal = unsubscribe(memory, NOW, { token, by: 'page', ...WISH }).then(() => order.push('withdrawn'))
    await somebodyWaits(memory)
    slow.commit()
    await Promise.all([claiming, withdrawal])
    expect(order).toEqual(['claimed', 'withdrawn'])
    expect(await states(memory)).toEqual(['sending'])
  })

  test('spends the last slot of somebody’s week once, when two workers want it for two campaigns at the same instant', async () => {
    const memory = await aMemory(await open())
    const house = { ...memory.house, budget: { per7Days: 1, per30Days: 6 } }
    const strict = { ...memory, house }
    await aContact(memory, NOW, { email: 'a@example.org' })
    const first = await anApprovedCampaign(strict, NOW, { kind: 'information', name: 'Un' })
    const second = await anApprovedCampaign(strict, NOW, { kind: 'information', name: 'Deux' })
    await advanceCampaigns(strict, NOW)
    const slow = heldOpen(strict)
    const one = claim(slow.memory, 1, 1, second)
    await slow.done
    const two = claim(strict, 2, 1, first)
    if (kind === 'postgres') expect(await two).toMatchObject({ claimed: [], passedOver: 1 })
    slow.commit()
    expect((await one).claimed).toHaveLength(1)
    const again = await claim(strict, 2, 1, first)
    expect([...(await two).claimed, ...again.claimed]).toEqual([])
    expect((await states(strict)).toSorted()).toEqual(['held', 'sending'])
  })

  test('never comes from a campaign that is paused, and everything comes once it goes on', async () => {
    const { memory, campaignId } = await crowd(3)
    await pauseCampaign(memory, NOW, { campaignId, by: 'U0ALICE' })
    expect((await claim(memory, 1)).claimed).toEqual([])
    await resumeCampaign(memory, NOW, { campaignId, by: 'U0BRUNO' })
    expect((await claim(memory, 1)).claimed).toHaveLength(3)
  })

  test('gives each campaign its turn', async () => {
    const memory = await aMemory(await open())
    for (let i = 0; i < 4; i += 1) await aContact(memory, NOW, { email: `p${i}@example.org` })
    const campaigns: number[] = []
    for (const name of ['Un', 'Deux'])
      campaigns.push(await anApprovedCampaign(memory, NOW, { kind: 'information', name }))
    await advanceCampaigns(memory, NOW)
    const turns: (number | undefined)[] = []
    for (let after = 0, i = 0; i < 4; i += 1) {
      const [mine] = (await claim(memory, 1, 2, after)).campaigns
      turns.push(mine?.campaignId)
      after = mine?.campaignId ?? 0
    }
    expect(turns).toEqual([...campaigns, ...campaigns])
  })

  test('waits for its domain’s turn without an attempt and without a decision, when the domain had its share', async () => {
    const { memory } = await aSend(['a@slow.example', 'b@fast.example'])
    const putOff = (domain: string) => (domain === 'slow.example' ? NOW + 5000 : undefined)
    const { claimed, ...report } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 10, putOff })
    expect(claimed.map(({ address }) => address)).toEqual(['b@fast.example'])
    expect(report).toMatchObject({ putOff: 1, held: 0, refused: 0 })
    const later = await claimDeliveries(memory, NOW + 5000, { workerId: 1, limit: 10 })
    expect(later.claimed.map(({ address }) => address)).toEqual(['a@slow.example'])
  })

  test('in a transaction whose end nobody saw goes back, and what its worker knows of stays', async () => {
    const { memory } = await crowd(3)
    const [known = 0] = (await claim(memory, 1, 1)).claimed.map(({ id }) => id)
    await claim(memory, 1, 1)
    await claim(memory, 2, 1)
    await turn(memory, { known: { deliveries: [known], services: [] } })
    expect(await states(memory)).toEqual(['sending', 'queued', 'sending'])
  })

  test('takes a result from the worker that claimed it alone; put back, it waits again and has used no attempt', async () => {
    const { memory, campaignId } = await crowd(1)
    const [delivery] = (await claim(memory, 1)).claimed
    const result = { deliveryId: delivery?.id ?? 0, response: 'said' }
    await turn(memory, { workerId: 2, results: [{ ...result, result: 'sent' }] })
    expect(await states(memory)).toEqual(['sending'])
    await turn(memory, { results: [{ ...result, result: 'put-back' }] })
    const row = await memory.database.read
      .selectFrom('deliveries')
      .select(['state', 'attempts', 'worker_id', 'sending_at'])
      .executeTakeFirst()
    expect(row).toEqual({ state: 'queued', attempts: 0, worker_id: null, sending_at: null })
    expect((await readCampaign(memory, NOW, campaignId))?.deliveries).toMatchObject({ queued: 1, sent: 0 })
    expect((await claim(memory, 2)).claimed).toHaveLength(1)
  })
})

/** Counts the statements of transactions. */
function counting(memory: Memory) {
  let statements = 0
  const plugin = {
    transformQuery: <T>({ node }: { node: T }) => node,
    transformResult: async <T>({ result }: { result: T }) => {
      statements += 1
      return result
    },
  }
  const { database } = memory
  const write: Database['write'] = (work, options) =>
    database.write((db) => work(db.withPlugin(plugin as never) as typeof db), options)
  return { counted: { ...memory, database: { ...database, write } }, statements: () => statements }
}
