import type { Selectable } from 'kysely'
import type { BrakeCounts, BrakeTrip } from '#core/campaigns/brake.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { CampaignState } from '#core/campaigns/life.ts'
import type { Rules } from '#core/campaigns/seal.ts'
import type { Waiver } from '#core/campaigns/waivers.ts'
import type { Minute } from '#core/campaigns/waves.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

/** A campaign as it stands. Instants are epoch milliseconds. */
export interface Campaign {
  id: number
  state: CampaignState
  version: number
  draft: CampaignDraft
  /** Everyone who edited since the last approval: none of them may approve. */
  authors: string[]
  madeBy: string
  madeAt: number
  submitted:
    | {
        at: number
        by: string
        seal: string
        approvers: string[]
        rules: Rules
        rulesDigest: string
        /** Undefined for what was submitted before reading aloud was asked. */
        readAloudBy: string | undefined
      }
    | undefined
  /** The reasons of the last submission, also while its draft is mended. */
  waivers: Waiver[]
  lastDecision: Decided | undefined
  buckets: Record<string, number>
  audience: number
  audienceDigest: string | undefined
  approved: { at: number; by: string } | undefined
  startsAt: number | undefined
  endsAt: number | undefined
  startedAt: number | undefined
  queuedThrough: number
  /** How many of the audience, in its order, were given a message or a refusal of the first step. */
  queued: number
  /** How many waves are open, and where the last one stands. */
  wave: { open: number; openedAt: number; settledAt: number | undefined; lookAt: number | undefined }
  /** A rate's running minute. */
  minute: Minute | undefined
  /** Why it paused itself, until a person resumes it. */
  brake: Braked | undefined
  /** What the brake counts from: `accepted` by a person, and as the last wave opened. */
  brakeBase: { accepted: BrakeCounts; wave: BrakeCounts } | undefined
  brakeLookAt: number | undefined
  paused: { at: number; from: CampaignState } | undefined
  closedAt: number | undefined
}

export interface Braked extends BrakeTrip {
  at: number
}

/** What an approval or a refusal was about. */
export interface Decided {
  act: 'approve' | 'refuse'
  at: number
  by: string
  version: number
  draft: CampaignDraft
  audience: number
  buckets: Record<string, number>
}

export async function findCampaign(db: Read, id: number): Promise<Campaign | undefined> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toCampaign(row)
}

/** The same, held until the transaction ends: whoever decides about a campaign decides alone. */
export async function lockCampaign(db: Write, id: number): Promise<Campaign | undefined> {
  await db
    .updateTable('campaigns')
    .set((e) => ({ version: e.ref('version') }))
    .where('id', '=', id)
    .execute()
  return findCampaign(db, id)
}

export async function campaignsIn(db: Read, states: readonly CampaignState[]): Promise<Campaign[]> {
  const rows = await db.selectFrom('campaigns').selectAll().where('state', 'in', states).orderBy('id').execute()
  return rows.map(toCampaign)
}

export interface NewAct {
  campaignId: number
  actor: string
  act: string
  version: number
  seal?: string | undefined
  reason?: string | undefined
}

/** Who did what: append-only. */
export async function recordAct(
  db: Write,
  now: number,
  { campaignId, actor, act, version, seal, reason }: NewAct,
): Promise<void> {
  await db
    .insertInto('campaign_acts')
    .values({ campaign_id: campaignId, at: now, actor, act, version, seal: seal ?? null, reason: reason ?? null })
    .execute()
}

/** Kept with an approval or a refusal, so that whoever decides next sees what changed since. */
export function decisionText(
  { version, draft, audience, buckets }: Campaign,
  act: Decided['act'],
  by: string,
  at: number,
): string {
  const decided: Decided = { act, at, by, version, draft, audience, buckets }
  return JSON.stringify(decided)
}

function toCampaign(row: Selectable<Schema['campaigns']>): Campaign {
  return {
    id: row.id,
    state: row.state as CampaignState,
    version: row.version,
    draft: JSON.parse(row.draft),
    authors: JSON.parse(row.authors),
    madeBy: row.made_by,
    madeAt: row.made_at,
    submitted:
      row.submitted_at === null
        ? undefined
        : {
            at: row.submitted_at,
            by: row.submitted_by ?? '',
            seal: row.seal ?? '',
            approvers: JSON.parse(row.approvers),
            rules: JSON.parse(row.rules ?? '{}'),
            rulesDigest: row.rules_digest ?? '',
            readAloudBy: row.read_aloud_by ?? undefined,
          },
    waivers: JSON.parse(row.waivers),
    lastDecision: row.last_decision === null ? undefined : JSON.parse(row.last_decision),
    buckets: JSON.parse(row.buckets),
    audience: row.audience,
    audienceDigest: row.audience_digest ?? undefined,
    approved: row.approved_at === null ? undefined : { at: row.approved_at, by: row.approved_by ?? '' },
    startsAt: row.starts_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    queuedThrough: row.queued_through,
    queued: row.queued,
    wave: {
      open: row.wave,
      openedAt: row.wave_opened_at ?? 0,
      settledAt: row.wave_settled_at ?? undefined,
      lookAt: row.wave_look_at ?? undefined,
    },
    minute: row.minute_at === null ? undefined : { at: row.minute_at, used: row.minute_used ?? 0 },
    brake: row.brake === null ? undefined : JSON.parse(row.brake),
    brakeBase: row.brake_base === null ? undefined : JSON.parse(row.brake_base),
    brakeLookAt: row.brake_look_at ?? undefined,
    paused: row.paused_at === null ? undefined : { at: row.paused_at, from: row.resume_state as CampaignState },
    closedAt: row.closed_at ?? undefined,
  }
}
