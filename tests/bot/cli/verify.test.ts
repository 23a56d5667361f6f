import { expect, test } from 'vitest'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aBase, type Base } from './a-base.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

async function withThreeEvents(): Promise<Base> {
  const base = await aBase()
  const contactId = await aContact(base.memory, NOW, { email: 'marie@example.org' })
  for (const type of ['granted', 'withdrawn', 'granted'] as const) {
    const event = { contactId, type, topic: 'newsletter', channel: 'email', via: 'preference-page' } as const
    await base.memory.database.write((db) => appendEvents(db, base.memory, NOW, [event]))
  }
  return base
}

test('an unbroken ledger is ok, exit 0, with its events and its head', async () => {
  const { egard } = await withThreeEvents()
  const { code, stdout, stderr } = await egard(['verify', '--json'])
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({ ok: true, events: 3, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const spoken = await egard(['verify'])
  expect(spoken.stdout).toContain('The ledger holds: 3 events.')
})

test('a changed event is named, exit 1', async () => {
  const { memory, egard } = await withThreeEvents()
  await memory.database.write((db) =>
    db.updateTable('consent_events').set({ type: 'granted' }).where('seq', '=', 2).execute(),
  )
  const { code, stdout, stderr } = await egard(['verify', '--json'])
  expect([code, stderr]).toEqual([1, 'The ledger does not hold at 2: event 2 was changed.\n'])
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, broken: { seq: 2, why: 'event 2 was changed' } })
})

test('a consent turned around beside the ledger is found', async () => {
  const { memory, egard } = await withThreeEvents()
  await memory.database.write((db) => db.updateTable('consents').set({ event_seq: 2 }).execute())
  const { code, stderr } = await egard(['verify'])
  expect(code).toBe(1)
  expect(stderr).toBe('The ledger does not hold at 3: a current consent is not what event 3 says.\n')
})
