import { expect, test } from 'vitest'
import { copyCampaign } from '#db/operations/campaigns/copy-campaign.ts'
import { countLanguages } from '#db/operations/campaigns/count-languages.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

onBothDatabases('what a campaign starts with', (open) => {
  test('each person of the segment is counted once, under the language they have or under none', async () => {
    const memory = await aMemory(await open())
    for (const [at, language] of ['nl', 'nl', 'nl', 'fr', 'fr', 'de'].entries())
      await aContact(memory, NOW, { email: `p${at}@example.org`, language })
    const unknown = await aContact(memory, NOW, { email: 'u@example.org' })
    await memory.database.write((db) =>
      db.updateTable('contacts').set({ language: null }).where('id', '=', unknown).execute(),
    )
    expect(await countLanguages(memory, { segment: 'everyone' })).toEqual({
      total: 7,
      languages: [
        { language: 'nl', count: 3 },
        { language: 'fr', count: 2 },
        { language: undefined, count: 1 },
        { language: 'de', count: 1 },
      ],
    })
    const filter = { field: 'language', is: 'nl' } as const
    await saveSegment(memory, NOW, { name: 'Flandre', filter, by: 'U0ALICE', over: 'new' })
    expect(await countLanguages(memory, { segment: 'Flandre' })).toEqual({
      total: 3,
      languages: [{ language: 'nl', count: 3 }],
    })
    expect(await countLanguages(memory, { segment: 'gone' })).toEqual({ refused: 'unknown-segment' })
  })

  test('a copy says what the other said; whom it was sent to, its ticks, window and approval stay behind', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    const original = await anApprovedCampaign(memory, NOW, { ticks: ['documented'], window: { until: NOW + 9e8 } })
    const change = { name: 'Encore', need: 'Autre raison' }
    const copied = await copyCampaign(memory, NOW, { campaignId: original, by: 'U0BRUNO', change })
    if ('refused' in copied) throw new Error(copied.refused)
    const [from, to] = [await readCampaign(memory, NOW, original), await readCampaign(memory, NOW, copied.campaignId)]
    expect(to).toMatchObject({ state: 'draft', seal: undefined, audience: 0 })
    expect(to?.draft).toEqual({ ...from?.draft, ...change, ticks: [], window: {} })
    expect(from?.draft).toMatchObject({ ticks: ['documented'], window: { until: NOW + 9e8 } })
    const people = await memory.database.read.selectFrom('campaign_audience').select('campaign_id').execute()
    expect(people.map((row) => row.campaign_id)).toEqual([original])
    expect(await copyCampaign(memory, NOW, { campaignId: 99, by: 'U0BRUNO' })).toEqual({ refused: 'unknown-campaign' })
  })
})
