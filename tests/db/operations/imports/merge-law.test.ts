import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { type GivenRow, importRows } from './import-rows.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const DAY_MS = 86_400_000
const PEOPLE = ['a@example.org', 'b@example.org', 'c@example.org']
const PAIRS = ['newsletter email', 'newsletter sms', 'offers email', 'offers sms']

const topics = fc.subarray(['newsletter', 'offers'])
const channels = fc.subarray(['email', 'sms'] as const, { minLength: 1 })
const status = fc.option(fc.constantFrom('unsubscribed', 'complaint', 'stop-everything', 'bounced'), {
  nil: undefined,
  freq: 2,
})

const row = fc
  .record({ email: fc.constantFrom(...PEOPLE), firstName: fc.constantFrom('Ana', 'Bea'), status, topics, channels })
  .map(
    ({ email, firstName, status, topics, channels }): GivenRow => ({
      email,
      firstName,
      ...(status && { status }),
      ...(topics.length > 0 && {
        consentAt: NOW - 900 * DAY_MS,
        consentOrigin: 'Salon',
        consentTopics: topics,
        consentChannels: channels,
      }),
    }),
  )
const file = fc.record({
  kind: fc.constant('file' as const),
  rows: fc.array(row, { minLength: 1, maxLength: 4 }),
  batch: fc.integer({ min: 1, max: 3 }),
})
const stopList = fc.record({
  kind: fc.constant('stop-list' as const),
  emails: fc.subarray(PEOPLE, { minLength: 1 }),
})
const refusal = fc.record({ kind: fc.constant('refusal' as const), email: fc.constantFrom(...PEOPLE) })
const story = fc.array(fc.oneof({ weight: 5, arbitrary: file }, stopList, refusal), { minLength: 1, maxLength: 5 })
type Step = typeof story extends fc.Arbitrary<(infer S)[]> ? S : never

onBothDatabases('the merge law', (open) => {
  test('whatever the order of files, stop lists and refusals, a pair is granted when a file documents it and nobody ever said no', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const memory = await aMemory(await open())
        let at = NOW
        for (const step of steps) await live(memory, (at += 1000), step)

        expect(await grantedPairs(memory)).toEqual(expectedPairs(steps))
        const before = await everything(memory)
        for (const step of steps) {
          if (step.kind !== 'file') continue
          const { counts, state } = await live(memory, (at += 1000), step)
          expect(state).toBe('done')
          expect(counts).toEqual({
            rows: step.rows.length,
            new: 0,
            merged: 0,
            unchanged: step.rows.length,
            conflict: 0,
            refused: 0,
          })
        }
        expect(await everything(memory)).toEqual(before)
      }),
      { seed: 20261122, numRuns: 25 },
    )
  }, 120_000)
})

async function live(memory: Memory, now: number, step: Step) {
  if (step.kind === 'stop-list') {
    const rows = step.emails.map((email) => ({ email }))
    return importRows(memory, now, { rows, options: { suppression: true } })
  }
  if (step.kind === 'file') {
    const imported = await importRows(memory, now, step)
    const { rows, ...verdicts } = imported.counts
    expect(rows).toBe(step.rows.length)
    expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(rows)
    return imported
  }
  const contact = await memory.database.read
    .selectFrom('contacts')
    .select('id')
    .where('key', '=', step.email)
    .executeTakeFirst()
  if (contact !== undefined) {
    await memory.database.write((db) =>
      appendEvents(db, memory, now, [
        { contactId: contact.id, type: 'refused', topic: 'newsletter', channel: 'email', via: 'answer-page' },
      ]),
    )
  }
  return { state: 'acted', counts: undefined }
}

/** What the law says, worked out without any of the product's code. */
function expectedPairs(steps: readonly Step[]): string[] {
  const agreed = new Set<string>()
  const stopped = new Set<string>()
  const known = new Set<string>()
  for (const step of steps) {
    if (step.kind === 'stop-list')
      for (const email of step.emails) for (const pair of PAIRS) stopped.add(`${email} ${pair}`)
    if (step.kind === 'refusal' && known.has(step.email)) stopped.add(`${step.email} newsletter email`)
    if (step.kind !== 'file') continue
    for (const { email, status, consentTopics, consentChannels } of step.rows) {
      known.add(`${email}`)
      for (const topic of consentTopics ?? [])
        for (const channel of consentChannels ?? []) agreed.add(`${email} ${topic} ${channel}`)
      if (status === undefined || status === 'bounced') continue
      const channels = status === 'unsubscribed' ? (consentChannels ?? ['email']) : ['email', 'sms']
      for (const topic of ['newsletter', 'offers'])
        for (const channel of channels) stopped.add(`${email} ${topic} ${channel}`)
    }
  }
  return [...agreed].filter((pair) => !stopped.has(pair)).sort()
}

async function grantedPairs({ database }: Memory): Promise<string[]> {
  const rows = await database.read
    .selectFrom('consents as k')
    .innerJoin('contacts as c', 'c.id', 'k.contact_id')
    .select(['c.key', 'k.topic', 'k.channel'])
    .where('k.state', '=', 'granted')
    .execute()
  return rows.map(({ key, topic, channel }) => `${key} ${topic} ${channel}`).sort()
}

async function everything({ database: { read } }: Memory) {
  return {
    contacts: await read.selectFrom('contacts').selectAll().orderBy('id').execute(),
    consents: await read
      .selectFrom('consents')
      .selectAll()
      .orderBy('contact_id')
      .orderBy('topic')
      .orderBy('channel')
      .execute(),
    events: await read.selectFrom('consent_events').selectAll().orderBy('seq').execute(),
    links: await read
      .selectFrom('contact_sources')
      .selectAll()
      .orderBy('contact_id')
      .orderBy('source_id')
      .orderBy('row_number')
      .execute(),
  }
}
