import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import type { Memory } from '#db/operations/memory.ts'
import { recordAct } from '#db/tables/campaigns.ts'
import { showCard } from './show-card.ts'

/** Begins a campaign; every later step saves into it. */
export async function createDraft(
  { database, house }: Memory,
  now: number,
  { by, kind, change }: { by: string; kind: CampaignKind; change?: Partial<CampaignDraft> },
): Promise<{ campaignId: number; version: number }> {
  const draft = { ...emptyDraft(kind, house.organisation.language), ...change }
  return database.write(async (db) => {
    const { id } = await db
      .insertInto('campaigns')
      .values({
        name: draft.name,
        kind: draft.kind,
        state: 'draft',
        version: 1,
        draft: JSON.stringify(draft),
        authors: JSON.stringify([by]),
        made_by: by,
        made_at: now,
        approvers: '[]',
        findings: '[]',
        buckets: '{}',
        audience: 0,
        queued_through: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAct(db, now, { campaignId: id, actor: by, act: 'create', version: 1 })
    await showCard(db, id, now)
    return { campaignId: id, version: 1 }
  })
}
