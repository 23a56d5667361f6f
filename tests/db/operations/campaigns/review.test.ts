import { expect, test } from 'vitest'
import type { Waiver } from '#core/campaigns/waivers.ts'
import { NO_FACTS } from '#core/messages/proof-facts.ts'
import type { Database } from '#db/open.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { refuseCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { reviewCampaign } from '#db/operations/campaigns/review-campaign.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aDraft, anApprovedCampaign, aSubmittedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const BODY =
  '{{greeting}}\n\nNous sommes Maison Exemple et nous aimerions continuer à vous écrire !!\n\nMerci de nous répondre.'
const LOUD = { subject: 'Souhaitez-vous continuer ?', body: BODY }

async function aFullMemory(database: Database): Promise<Memory> {
  const memory = await aMemory(database)
  await aContact(memory, NOW, { email: 'a@example.org' })
  return memory
}

async function aLoudDraft(memory: Memory, body = BODY) {
  const text = { ...LOUD, body }
  const { campaignId, version } = await aDraft(memory, NOW, { reminders: 0, texts: { fr: { ask: text } } })
  return { campaignId, version, by: 'U0ALICE', approvers: ['U0BRUNO'], readAloud: true as const }
}

onBothDatabases('a review', (open) => {
  test('says what a submission will say, and changes nothing', async () => {
    const memory = await aFullMemory(await open())
    const draft = await aLoudDraft(memory)
    const before = await readCampaign(memory, NOW, draft.campaignId)
    const review = await reviewCampaign(memory, NOW, draft, aWorkshop)
    if ('refused' in review) throw new Error(review.refused)
    expect(review.findings.map(({ code }) => code)).toContain('exclamations')
    expect(await submitCampaign(memory, NOW, { ...draft, waivers: [] }, aWorkshop)).toEqual({
      refused: 'findings-need-reason',
      findings: review.findings,
    })
    expect(await readCampaign(memory, NOW, draft.campaignId)).toEqual(before)
  })

  test('every kind of warning needs its reason; a reason of spaces is none, and one without a warning is dropped', async () => {
    const memory = await aFullMemory(await open())
    const draft = await aLoudDraft(memory)
    const review = await reviewCampaign(memory, NOW, draft, aWorkshop)
    if ('refused' in review) throw new Error(review.refused)
    const waivers = [...new Set(review.findings.map(({ code }) => code))].map(
      (code): Waiver => ({ code, reason: ' Voulu. ' }),
    )
    const blank = waivers.map((one) => (one.code === 'exclamations' ? { ...one, reason: ' \n' } : one))
    expect(await submitCampaign(memory, NOW, { ...draft, waivers: blank }, aWorkshop)).toMatchObject({
      refused: 'findings-need-reason',
      findings: [{ code: 'exclamations' }],
    })
    const more: Waiver[] = [...waivers, { code: 'subject-long', reason: 'Il est long.' }]
    expect(await submitCampaign(memory, NOW, { ...draft, waivers: more }, aWorkshop)).toHaveProperty('seal')
    expect(await readCampaign(memory, NOW, draft.campaignId)).toMatchObject({
      waivers: waivers.map(({ code }) => ({ code, reason: 'Voulu.' })).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      readAloudBy: 'U0ALICE',
    })
  })

  test('what blocks is never waived, and what nobody read aloud is not submitted', async () => {
    const memory = await aFullMemory(await open())
    const unsafe = await aLoudDraft(memory, `${BODY}\n\nVotre carte 4970 1012 3456 7890.\n\nhttp://example.org`)
    expect(await submitCampaign(memory, NOW, { ...unsafe, ...everythingWaived }, aWorkshop)).toMatchObject({
      refused: 'findings-block',
    })
    const unread = {
      ...(await aLoudDraft(memory)),
      waivers: everythingWaived.waivers,
      readAloud: false as unknown as true,
    }
    expect(await submitCampaign(memory, NOW, unread, aWorkshop)).toEqual({ refused: 'not-read-aloud' })
  })

  test('the checks are made again at submission: what was sound when it was read may not be now', async () => {
    const memory = await aFullMemory(await open())
    const body = `${BODY}\n\nVoir [notre site](https://example.org/a).`
    const draft = await aLoudDraft(memory, body)
    const dead = { ...NO_FACTS, links: [{ href: 'https://example.org/a', verdict: 'broken' as const }] }
    const later = { ...aWorkshop, proofread: async () => dead }
    expect(await submitCampaign(memory, NOW, { ...draft, ...everythingWaived }, later)).toMatchObject({
      refused: 'findings-block',
      findings: [{ code: 'link-broken' }],
    })
  })

  test('a reason or a reader changed behind the approval voids it at the start', async () => {
    const memory = await aFullMemory(await open())
    const texts = { fr: { ask: LOUD, 'reminder-1': LOUD } }
    for (const change of [{ waivers: '[]' }, { read_aloud_by: 'U0EMMA' }, { read_aloud_by: null }]) {
      const id = await anApprovedCampaign(memory, NOW, { texts })
      await memory.database.write((db) => db.updateTable('campaigns').set(change).where('id', '=', id).execute())
      await advanceCampaigns(memory, NOW)
      expect((await readCampaign(memory, NOW, id))?.state, JSON.stringify(change)).toBe('void')
    }
    const sound = await anApprovedCampaign(memory, NOW, { texts })
    await advanceCampaigns(memory, NOW)
    expect((await readCampaign(memory, NOW, sound))?.state).toBe('running')
  })

  test('an approval and a refusal keep what they were about, for whoever decides next', async () => {
    const memory = await aFullMemory(await open())
    const first = await aSubmittedCampaign(memory, NOW)
    const refusal = { ...first, by: 'U0BRUNO', reason: 'Trop long.' }
    await refuseCampaign(memory, NOW + 1, refusal)
    const { campaignId, version } = first
    const refused = await readCampaign(memory, NOW, campaignId)
    expect(refused?.lastDecision).toMatchObject({ act: 'refuse', by: 'U0BRUNO', at: NOW + 1, version, audience: 1 })
    expect(refused?.lastDecision?.draft).toEqual(refused?.draft)
    const second = { campaignId, version: version + 1, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
    const submitted = await submitCampaign(memory, NOW, second, aWorkshop)
    if ('refused' in submitted) throw new Error(submitted.refused)
    await approveCampaign(memory, NOW + 2, { campaignId, version: version + 1, seal: submitted.seal, by: 'U0BRUNO' })
    expect((await readCampaign(memory, NOW, campaignId))?.lastDecision).toMatchObject({
      act: 'approve',
      version: version + 1,
    })
  })
})
