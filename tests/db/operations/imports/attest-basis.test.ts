import { expect, test } from 'vitest'
import { gate } from '#core/consent/gate.ts'
import { gateClock } from '#core/consent/gate-facts.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { attestBasis, refuseBasis } from '#db/operations/imports/attest-basis.ts'
import type { Memory } from '#db/operations/memory.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { type GivenRow, importRows } from './import-rows.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const DAY_MS = 86_400_000
const active = { country: 'FR', lastClickAt: NOW - 20 * DAY_MS }
const traced: GivenRow = {
  ...active,
  email: 'traced@example.org',
  consentAt: NOW - 100 * DAY_MS,
  consentOrigin: 'Salon',
  consentTopics: ['newsletter'],
}
const untraced: GivenRow = { ...active, email: 'untraced@example.org' }

/** Which bucket each address falls into for the newsletter by e-mail. */
async function buckets(memory: Memory): Promise<Record<string, string>> {
  const rows = await memory.database.read.selectFrom('contacts').select(['id', 'email']).execute()
  const facts = await loadFacts(
    memory.database.read,
    memory,
    rows.map(({ id }) => id),
  )
  const clock = gateClock(NOW, memory.house.organisation.timeZone)
  return Object.fromEntries(
    rows.map(({ id, email }) => {
      const contact = facts.get(id)
      if (contact === undefined) throw new Error(`no facts about contact ${id}`)
      const pair = contact.pair({ topic: 'newsletter', channel: 'email' })
      return [email, gate(contact.gate, pair, 'email', clock).bucket]
    }),
  )
}

async function notices(memory: Memory) {
  const rows = await memory.database.read
    .selectFrom('notices')
    .select(['subject_id', 'data'])
    .where('kind', '=', 'attest-basis')
    .execute()
  return rows.map(({ subject_id, data }) => ({ sourceId: subject_id ?? 0, ...JSON.parse(data) }))
}

onBothDatabases('a declared basis', (open) => {
  test('of a documented file, the rows without a trace count as lawful once the privacy lead confirms', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { rows: [traced, untraced], options: { basis: 'documented' } })
    expect(await buckets(memory)).toEqual({ 'traced@example.org': 'documented', 'untraced@example.org': 'doubtful' })
    const [notice] = await notices(memory)
    expect(notice).toMatchObject({ basis: 'documented', contacts: 1 })
    expect(await attestBasis(memory, NOW, { sourceId: notice.sourceId, by: 'U0CHLOE' })).toEqual({
      basis: 'documented',
    })
    expect(await buckets(memory)).toEqual({ 'traced@example.org': 'documented', 'untraced@example.org': 'askable' })
  })

  test('declared without a reason counts only with the one the privacy lead writes, and the ledger keeps who said what', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { rows: [untraced], options: { basis: 'lawful' } })
    const [{ sourceId }] = await notices(memory)
    expect(await attestBasis(memory, NOW, { sourceId, by: 'U0CHLOE', reason: ' ' })).toEqual({
      refused: 'reason-missing',
    })
    expect(await buckets(memory)).toEqual({ 'untraced@example.org': 'doubtful' })
    await attestBasis(memory, NOW, { sourceId, by: 'U0CHLOE', reason: 'Registre du salon' })
    expect(await buckets(memory)).toEqual({ 'untraced@example.org': 'askable' })
    const said = await memory.database.read
      .selectFrom('consent_events')
      .select(['type', 'actor', 'source_id'])
      .execute()
    expect(said).toEqual([
      { type: 'basis-declared', actor: 'U0ALICE', source_id: sourceId },
      { type: 'basis-confirmed', actor: 'U0CHLOE', source_id: sourceId },
    ])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 2 })
  })

  test('a file whose every row has its trace asks nothing of the privacy lead', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { rows: [traced], options: { basis: 'documented' } })
    expect(await notices(memory)).toEqual([])
  })

  test('that the privacy lead does not confirm leaves nobody to ask', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { rows: [untraced], options: { basis: 'lawful', basisReason: 'Register' } })
    const [notice] = await notices(memory)
    await refuseBasis(memory, NOW, { sourceId: notice.sourceId, by: 'U0CHLOE' })
    expect(await buckets(memory)).toEqual({ 'untraced@example.org': 'doubtful' })
    expect(await attestBasis(memory, NOW, { sourceId: notice.sourceId, by: 'U0CHLOE' })).toMatchObject({
      refused: 'nothing-to-attest',
    })
  })
})
