import { expect, test } from 'vitest'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { makePreviewLink } from '#db/operations/previews/make-preview-link.ts'
import { showPreview } from '#db/operations/previews/show-preview.ts'
import { aDraft } from '#tests/support/a-campaign.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { compileOnce } from '#tests/support/a-workshop.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const ORIGIN = 'https://egard.example'

onBothDatabases('a preview', (open) => {
  test('shows what nobody has finished writing, and says so when nothing is written', async () => {
    const memory = await aMemory(await open())
    const half = { fr: { ask: { subject: 'Un objet', body: '' } } }
    const drafted = await aDraft(memory, NOW, { texts: half })
    const link = await makePreviewLink(memory, NOW, { ...drafted, by: 'U0ALICE' })
    if ('refused' in link) throw new Error(link.refused)
    const shown = await showPreview(
      memory,
      NOW,
      { token: link.token, origin: ORIGIN, language: 'nl', step: 'x' },
      compileOnce,
    )
    expect(shown).toMatchObject({
      languages: ['fr'],
      steps: ['ask'],
      people: ['ordinary', 'no-name', 'long-name', 'company', 'guardian'],
      chosen: { language: 'fr', step: 'ask', person: 'ordinary' },
      message: { subject: 'Un objet' },
    })
    const empty = await aDraft(memory, NOW, { texts: {} })
    const second = await makePreviewLink(memory, NOW, { ...empty, by: 'U0ALICE' })
    if ('refused' in second) throw new Error(second.refused)
    expect(await showPreview(memory, NOW, { token: second.token, origin: ORIGIN }, compileOnce)).toEqual({
      refused: 'preview-empty',
    })
  })

  test('a link is made for the version that stands, twice if need be, and what it kept goes with its life', async () => {
    const memory = await aMemory(await open())
    const { campaignId, version } = await aDraft(memory, NOW)
    const make = (at: number, of: number) => makePreviewLink(memory, at, { campaignId, version: of, by: 'U0ALICE' })
    expect(await make(NOW, version + 1)).toEqual({ refused: 'campaign-changed' })
    const first = await make(NOW, version)
    const again = await make(NOW + HOUR, version)
    if ('refused' in first || 'refused' in again) throw new Error('refused')
    const show = (token: string, at: number) => showPreview(memory, at, { token, origin: ORIGIN }, compileOnce)
    expect(await show(first.token, NOW + 72 * HOUR)).toEqual({ refused: 'link-expired' })
    expect(await show(again.token, NOW + 72 * HOUR)).toHaveProperty('message')
    await saveDraft(memory, NOW, { campaignId, version, by: 'U0ALICE', change: { need: 'Autre.' } })
    await make(NOW + 73 * HOUR, version + 1)
    const kept = await memory.database.read.selectFrom('previews').select('version').execute()
    expect(kept).toEqual([{ version: version + 1 }])
  })
})
