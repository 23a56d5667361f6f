import { expect, test } from 'vitest'
import { BUCKETS } from '#core/consent/gate.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aBase } from './a-base.ts'

const DAY_MS = 86_400_000

interface Simulated {
  campaign: number
  total: number
  reasons: { code: string; verdict: 'hold' | 'refuse'; count: number; next?: string }[]
  channels: { email: number; sms: number }
  sms?: { messages: number; segments: number; cost?: number; currency?: string }
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

const MIDNIGHT = Temporal.Instant.from('2026-11-23T23:00:00Z')

test.for(['sqlite', 'postgres'] as const)(
  'who would not get it now is counted once, with the reason and the next moment, and the sums agree, on %s',
  async (kind) => {
    const { memory, egard } = await aBase(kind)
    const now = MIDNIGHT.epochMilliseconds
    if ('set' in memory.clock) await memory.clock.set(MIDNIGHT)
    const someone = (name: string, given: object = {}) =>
      aContact(memory, now, { email: `${name}@example.org`, ...given })
    await someone('awake', { phone: '+33639980001' })
    const chose = async (name: string, settings: object, given: object = {}) => {
      const row = { contact_id: await someone(name, given), settings: JSON.stringify(settings), at: now }
      await memory.database.write((db) => db.insertInto('preferences').values(row).execute())
    }
    await chose('any-hour', { hours: Array.from({ length: 7 }, () => [[0, 1440]]) })
    await chose('pausing', { pausedUntil: now + 3 * DAY_MS })
    await chose('pausing-long', { pausedUntil: now + 60 * DAY_MS })
    await chose('texts', { preferredChannel: 'sms' }, { phone: '+33639980002' })
    const text = {
      subject: 'Vos droits',
      body: '{{greeting}}\n\nVos droits.',
      sms: 'Voici vos droits : {{preferences_link}}',
    }
    const change = { name: 'Vos droits', texts: { fr: { message: text } }, carrier: 'preferred' } as const
    const { campaignId } = await createDraft(memory, now, { by: 'U0ALICE', kind: 'information', change })

    const { code, stdout, stderr } = await egard(['simulate', String(campaignId), '--json'])
    expect([code, stderr]).toEqual([0, ''])
    const { buckets, reasons, channels, sms } = JSON.parse(stdout) as Simulated
    expect(channels).toEqual({ email: 3, sms: 1 })
    expect(sms).toMatchObject({ messages: 1 })
    expect(sms?.segments).toBeGreaterThan(0)
    const told = Object.fromEntries(reasons.map(({ code, verdict, ...rest }) => [`${verdict} ${code}`, rest]))
    expect(told['refuse paused']).toEqual({ count: 1 })
    expect(told['hold paused']).toEqual({ count: 1, next: '2026-11-27T06:00:00Z' })
    expect(told['hold outside-window']).toMatchObject({ count: 2, next: '2026-11-24T06:00:00Z' })
    for (const verdict of ['hold', 'refuse'] as const)
      expect(reasons.filter((one) => one.verdict === verdict).reduce((sum, { count }) => sum + count, 0)).toBe(
        buckets.reduce((sum, { then }) => sum + (then?.[verdict] ?? 0), 0),
      )

    const spoken = await egard(['simulate', String(campaignId), '--lang', 'fr'])
    expect(spoken.stdout).toContain('au plus tôt le 24 novembre 2026 à 07:00 (Europe/Paris)')
    expect(spoken.stdout).toContain('Par e-mail\u00a0: 3. Par SMS\u00a0: 1.')
    expect(spoken.stdout).toMatch(/Premier envoi par SMS\u00a0: messages 1, segments \d+/)
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
