import { expect, test } from 'vitest'
import { BUCKETS } from '#core/consent/gate.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aBase } from './a-base.ts'

interface Simulated {
  campaign: number
  total: number
  buckets: { bucket: string; count: number; reason: string; then?: { send: number; hold: number; refuse: number } }[]
}

test.for(['sqlite', 'postgres'] as const)(
  'every contact is in one bucket, all buckets are shown, and what then sums to the count, on %s',
  async (kind) => {
    const { memory, egard } = await aBase(kind)
    const now = memory.now().epochMilliseconds
    const someone = (name: string, given: object = {}) =>
      aContact(memory, now, { email: `${name}@example.org`, ...given })
    for (const name of ['a', 'b', 'c']) await someone(name)
    await someone('doubt', { basis: 'doubtful' })
    // A child whose guardian is on record and may be asked, beside a child who may not be asked at all.
    const children = [await someone('child'), await someone('alone')]
    await memory.database.write(async (db) => {
      await db.updateTable('contacts').set({ minor: 1 }).where('id', 'in', children).execute()
      await db
        .updateTable('contacts')
        .set({ guardian_email: 'parent@example.org', guardian_consent_at: now })
        .where('id', '=', children[0] ?? 0)
        .execute()
    })
    const change = { name: 'Renouveler', topics: ['newsletter'] }
    const { campaignId } = await createDraft(memory, now, { by: 'U0ALICE', kind: 're-opt-in', change })

    const { code, stdout, stderr } = await egard(['simulate', String(campaignId), '--json'])
    expect([code, stderr]).toEqual([0, ''])
    const simulated = JSON.parse(stdout) as Simulated
    expect(simulated).toMatchObject({ campaign: campaignId, total: 6 })
    expect(simulated.buckets.map(({ bucket }) => bucket)).toEqual([...BUCKETS])
    expect(simulated.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(6)
    const named = Object.fromEntries(simulated.buckets.map((one) => [one.bucket, one]))
    expect(named['doubtful']).toEqual({ bucket: 'doubtful', count: 1, reason: 'collection-doubtful' })
    expect(named['askable']).toMatchObject({ count: 3, reason: 'trace-lost-active', then: { refuse: 0 } })
    expect(named['expiring']).toMatchObject({ count: 0, then: { send: 0, hold: 0, refuse: 0 } })
    expect(named['minor']).toMatchObject({ count: 2, then: { refuse: 1 } })
    for (const { count, then } of simulated.buckets)
      if (then !== undefined) expect(then.send + then.hold + then.refuse).toBe(count)

    const spoken = await egard(['simulate', `#${campaignId}`])
    expect(spoken.stdout).toContain(`Campaign ${campaignId}: 6 contacts.`)
  },
)

test('an unknown campaign is a sentence and exit 1', async () => {
  const { egard } = await aBase()
  for (const name of ['999', 'autumn']) {
    const { code, stdout, stderr } = await egard(['simulate', name])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^There is no campaign .+: give its number, as its card shows it\.\n$/)
  }
  expect((await egard(['simulate'])).code).toBe(2)
})
