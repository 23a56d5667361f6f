import { randomUUID } from 'node:crypto'
import { channelsOf, draftGaps, stepsOf } from '#core/campaigns/draft.ts'
import type { Forecast } from '#core/campaigns/forecast.ts'
import { nextState } from '#core/campaigns/life.ts'
import { type Rules, rulesText, sealText } from '#core/campaigns/seal.ts'
import { keptWaivers, unwaived, type Waiver } from '#core/campaigns/waivers.ts'
import { blocks } from '#core/messages/checks.ts'
import type { Finding } from '#core/messages/finding.ts'
import type { Write } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { segmentPages } from '#db/operations/segments/segment-pages.ts'
import { type Campaign, findCampaign, lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { sha256 } from '#db/tables/consent-events.ts'
import { insertRows } from '#db/tables/insert-rows.ts'
import {
  audienceDigester,
  CONTACTS_PER_PAGE,
  clockFor,
  emptyBuckets,
  type JudgedContact,
  judgePage,
} from './audience.ts'
import { compileMessages, type SealedMessage, type Workshop } from './compile-messages.ts'
import { showApprovalCard, showCard } from './show-card.ts'

export interface Submission {
  campaignId: number
  version: number
  by: string
  /** Who holds the approver role now: only they may approve later. */
  approvers: readonly string[]
  /** A reason for every kind of warning the checks make now. Those without a warning are dropped. */
  waivers: readonly Waiver[]
  /** They read it aloud to the end, as a person will get it. Sealed with their name. */
  readAloud: true
  /** What the simulation said that they read: shown to who approves, never part of what is sealed. */
  forecast?: Forecast | undefined
}

export type SubmitRefusal =
  | Refused<
      | 'unknown-campaign'
      | 'campaign-changed'
      | 'not-possible-now'
      | 'unknown-segment'
      | 'nobody-to-ask'
      | 'not-read-aloud'
      | 'sms-not-set-up'
    >
  | (Refused<'draft-incomplete'> & { gaps: string[] })
  | (Refused<'findings-block' | 'findings-need-reason'> & { findings: Finding[] })

/**
 * Freezes a draft: compiles the messages, writes the audience, seals both with the rules in force. The audience is written in short
 * transactions under the draft's version; only the last transaction makes it count, so a kill leaves a draft. Of two submissions at once the
 * later one freezes, the other is refused: neither ever writes into what the other sealed.
 */
export async function submitCampaign(
  memory: Memory,
  now: number,
  { campaignId, version, by, approvers, waivers, readAloud, forecast }: Submission,
  workshop: Workshop,
): Promise<{ seal: string; audience: number } | SubmitRefusal> {
  const { database, house } = memory
  const campaign = await findCampaign(database.read, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  if (campaign.version !== version) return { refused: 'campaign-changed' }
  if (nextState(campaign.state, 'submit') === undefined) return { refused: 'not-possible-now' }
  if (!readAloud) return { refused: 'not-read-aloud' }
  const gaps = draftGaps(campaign.draft, now)
  if (gaps.length > 0) return { refused: 'draft-incomplete', gaps }
  // What nobody can send would wait for ever.
  if (channelsOf(campaign.draft).includes('sms') && workshop.smsFrom === undefined) return { refused: 'sms-not-set-up' }
  const pages = await segmentPages(database.read, campaign.draft.segment, CONTACTS_PER_PAGE)
  if (pages === undefined) return { refused: 'unknown-segment', data: { segment: campaign.draft.segment } }
  const { messages, findings } = await compileMessages(house, campaign.draft, workshop)
  if (blocks(findings))
    return { refused: 'findings-block', findings: findings.filter(({ level }) => level === 'block') }
  const unanswered = unwaived(findings, waivers)
  if (unanswered.length > 0) return { refused: 'findings-need-reason', findings: unanswered }

  const freeze = `freezing ${randomUUID()}`
  const frozen = await freezeAudience(memory, now, campaign, pages, freeze)
  if (frozen === undefined) return { refused: 'campaign-changed' }
  if (frozen.audience === 0) return { refused: 'nobody-to-ask' }
  const { organisation, topics, windows, closures, budget, sms } = house
  const rules: Rules = { organisation, topics, windows, closures, budget, sms }
  const rulesDigest = sha256(rulesText(rules))
  const { texts: _, name: __, ...sealed } = campaign.draft
  const answers = { waivers: keptWaivers(findings, waivers), readAloudBy: by }
  const seal = sha256(sealText({ campaignId, version, draft: sealed, messages, ...frozen, rulesDigest, ...answers }))
  return database.write(async (db) => {
    const current = await lockCampaign(db, campaignId)
    if (!isFreezing(current, version, freeze)) return { refused: 'campaign-changed' }
    await storeMessages(db, campaignId, version, messages)
    await db
      .updateTable('campaigns')
      .set({
        state: 'submitted',
        submitted_at: now,
        submitted_by: by,
        approvers: JSON.stringify(approvers),
        seal,
        rules: JSON.stringify(rules),
        rules_digest: rulesDigest,
        findings: JSON.stringify(findings),
        waivers: JSON.stringify(answers.waivers),
        read_aloud_by: answers.readAloudBy,
        forecast: forecast === undefined ? null : JSON.stringify(forecast),
        buckets: JSON.stringify(frozen.buckets),
        audience: frozen.audience,
        audience_digest: frozen.audienceDigest,
        queued_through: 0,
        steps: stepsOf(campaign.draft).length,
      })
      .where('id', '=', campaignId)
      .execute()
    await recordAct(db, now, { campaignId, actor: by, act: 'submit', version, seal })
    await showApprovalCard(db, campaignId, now)
    await showCard(db, campaignId, now)
    return { seal, audience: frozen.audience }
  })
}

interface Frozen {
  audience: number
  audienceDigest: string
  buckets: Record<string, number>
}

/** Undefined: the draft changed, or somebody else submits it. */
async function freezeAudience(
  memory: Memory,
  now: number,
  campaign: Campaign,
  pages: AsyncIterable<readonly number[]>,
  freeze: string,
): Promise<Frozen | undefined> {
  const { database } = memory
  const clock = clockFor(now, memory.house)
  const buckets = emptyBuckets()
  const digester = audienceDigester()
  let audience = 0
  const begun = await database.write(async (db) => {
    const current = await lockCampaign(db, campaign.id)
    if (current?.version !== campaign.version || current.state !== 'draft') return false
    await db.updateTable('campaigns').set({ audience_digest: freeze }).where('id', '=', campaign.id).execute()
    await db.deleteFrom('campaign_audience').where('campaign_id', '=', campaign.id).execute()
    return true
  })
  if (!begun) return undefined
  for await (const ids of pages) {
    const judged = await judgePage(database.read, memory, campaign.draft, ids, clock, campaign.id)
    for (const { verdict } of judged) buckets[verdict.bucket] = (buckets[verdict.bucket] ?? 0) + 1
    const members = judged
      .filter(({ permitted, address }) => permitted.length > 0 && address !== undefined)
      .map((contact) => memberRow(campaign, contact))
    for (const { contact_id, pairs, language } of members) digester.add({ contactId: contact_id, pairs, language })
    audience += members.length
    const written = await database.write(async (db) => {
      if (!isFreezing(await lockCampaign(db, campaign.id), campaign.version, freeze)) return false
      await insertRows(db, 'campaign_audience', members)
      return true
    })
    if (!written) return undefined
  }
  return { audience, audienceDigest: digester.digest(), buckets }
}

function isFreezing(current: Campaign | undefined, version: number, freeze: string): boolean {
  return current?.version === version && current.state === 'draft' && current.audienceDigest === freeze
}

function memberRow({ id, version }: Campaign, { facts, verdict, permitted, language, question }: JudgedContact) {
  return {
    campaign_id: id,
    version,
    contact_id: facts.contactId,
    bucket: verdict.bucket,
    pairs: JSON.stringify(permitted),
    language,
    channel: question.carrier,
    basis: verdict.basis,
    basis_ends_at: verdict.bucket === 'expiring' ? (verdict.basisEndsAt ?? null) : null,
    steps_sent: 0,
  }
}

async function storeMessages(
  db: Write,
  campaignId: number,
  version: number,
  messages: readonly SealedMessage[],
): Promise<void> {
  await insertRows(
    db,
    'campaign_messages',
    messages.map(({ step, language, variant, subject, html, text, digest }) => ({
      campaign_id: campaignId,
      version,
      step,
      language,
      variant,
      subject,
      html,
      text,
      digest,
    })),
  )
}
