import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { claimIn } from '#db/operations/deliveries/claim-deliveries.ts'
import { whatIsDue } from '#db/operations/deliveries/due-rows.ts'
import type { Memory } from '#db/operations/memory.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { manyContacts } from '#tests/support/many-contacts.ts'
import { claimAndRecord, messagesOf } from './sends.ts'
import { sharedMemory } from './shared-memory.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const PEOPLE = 60

onBothDatabases('the last slot of a budget', (_, { kind, freshUrl }) => {
  async function opened(url: string, perWeek: number): Promise<Memory> {
    const memory = await sharedMemory(url, perWeek)
    onTestFinished(() => memory.database.close())
    return memory
  }

  /** Several campaigns under way to the same people, the first message of each queued. */
  async function underWay(campaigns: number, perWeek: number) {
    const url = await freshUrl()
    const memory = await opened(url, perWeek)
    await manyContacts(memory, NOW, PEOPLE)
    for (let n = 0; n < campaigns; n += 1)
      await anApprovedCampaign(memory, NOW, { kind: 'information', name: `N° ${n}` })
    await advanceCampaigns(memory, NOW)
    return { url, memory }
  }

  /** As if no slot were kept at approval: only who claims first has it. */
  const withoutReservations = ({ database }: Memory) =>
    database.write((db) => db.updateTable('campaigns').set({ approved_at: null }).execute())

  /** How many people got so many messages. */
  async function messagesEach({ database }: Memory): Promise<Record<number, number>> {
    const sent = database.read.selectFrom('deliveries').select(['contact_id', (e) => e.fn.countAll<number>().as('n')])
    const rows = await sent.where('state', '=', 'sent').groupBy('contact_id').execute()
    const counts: Record<number, number> = {}
    for (const { n } of rows) counts[n] = (counts[n] ?? 0) + 1
    return counts
  }

  test('is spent once, though two processes claim for three campaigns at the same time', {
    timeout: 60_000,
  }, async () => {
    const { url, memory } = await underWay(3, 1)
    await withoutReservations(memory)
    // They begin with different campaigns, and so with the same people.
    const first = (await whatIsDue(memory.database.read, NOW, 0, 'email')).campaigns[0]?.id ?? 0
    const [one, other] = await Promise.all([aWorker(url, 1, 1, 0), aWorker(url, 1, 2, first)])
    const sent = await Promise.all([work(one), work(other)])
    expect(await messagesEach(memory)).toEqual({ 1: PEOPLE })
    expect(sent[0] + sent[1]).toBe(PEOPLE)
  })

  test('is not decided about twice at a time: a claim of another campaign leaves the person for its next look', async () => {
    const { url, memory } = await underWay(2, 1)
    await withoutReservations(memory)
    const other = await opened(url, 1)
    const [first, second] = (await whatIsDue(memory.database.read, NOW, 0, 'email')).campaigns
    if (first === undefined || second === undefined) throw new Error('both campaigns have something due')
    const claimOfSecond = () =>
      other.database.write((db) => claimIn(db, other, NOW, [second], { workerId: 2, limit: 100, channel: 'email' }))
    let meanwhile: ReturnType<typeof claimOfSecond> | undefined
    await memory.database.write(async (db) => {
      const { claimed } = await claimIn(db, memory, NOW, [first], { workerId: 1, limit: 100, channel: 'email' })
      expect(claimed).toHaveLength(PEOPLE)
      meanwhile = claimOfSecond()
      // On SQLite it waits until this one is over, and then sees what it did.
      if (kind === 'postgres') expect(await meanwhile).toMatchObject({ claimed: [], held: 0, passedOver: PEOPLE })
    })
    await meanwhile
    expect(await claimOfSecond()).toMatchObject({ claimed: [] })
    const waits = await messagesOf(memory, second.id)
    expect(waits[0]).toEqual({ state: 'held', reasons: ['budget-spent'], until: NOW + 7 * 86_400_000 })
    expect(waits).toHaveLength(PEOPLE)
  })

  test('belongs to whom it was kept for, and is free for the next when that campaign is stopped', async () => {
    const { memory } = await underWay(2, 1)
    const [first, second] = await memory.database.read.selectFrom('campaigns').select('id').orderBy('id').execute()
    await stopCampaign(memory, NOW, { campaignId: first?.id ?? 0, by: 'U0BRUNO' })
    const wrote = await claimAndRecord(memory, NOW, 'email')
    expect(new Set(wrote)).toEqual(new Set([second?.id]))
    expect(wrote).toHaveLength(PEOPLE)
  })
})

async function aWorker(url: string, perWeek: number, workerId: number, after: number): Promise<ChildProcess> {
  const args = [url, perWeek, NOW, workerId, after].map(String)
  const child = fork(join(import.meta.dirname, 'claiming-child.ts'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  await once(child, 'message')
  return child
}

async function work(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message')
  child.send('go')
  const [{ sent }] = (await answered) as [{ sent: number }]
  return sent
}
