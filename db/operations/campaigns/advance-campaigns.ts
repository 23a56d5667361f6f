import { type CampaignAct, isSending, nextState } from '#core/campaigns/life.ts'
import { rulesText } from '#core/campaigns/seal.ts'
import { TIMING } from '#core/parameters/timing.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, campaignsIn, findCampaign, lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { sha256 } from '#db/tables/consent-events.ts'
import { brakeCampaign } from './brake-campaign.ts'
import { lapseSilent } from './lapse-silent.ts'
import { openWaves } from './open-waves.ts'
import { type OpenWork, openWork } from './open-work.ts'
import { queueFirstStep, queueReminders } from './queue-steps.ts'
import { sealAsStored } from './seal-as-stored.ts'
import { showApprovalCard, showCard } from './show-card.ts'

const HOUR_MS = 3_600_000

/**
 * Moves every campaign as far as `now` allows: starts what was approved, queues steps that fall due, lets promises run, closes what is over.
 * Short transactions, each safe to repeat; run it as often as you like. `mayStart`: false while the way out does not work.
 */
export async function advanceCampaigns(memory: Memory, now: number, { mayStart = true } = {}): Promise<void> {
  for (const campaign of await campaignsIn(memory.database.read, ['approved', 'running', 'reminding', 'grace'])) {
    const going = campaign.state === 'approved' ? await begin(memory, now, campaign, mayStart) : campaign
    if (going !== undefined) await carryOn(memory, now, going)
  }
}

/**
 * Starts in its window. An approval that waited too long, whose rules changed meanwhile, or whose seal no longer fits what is stored, is void.
 * Undefined: not started.
 */
async function begin(
  memory: Memory,
  now: number,
  campaign: Campaign,
  mayStart: boolean,
): Promise<Campaign | undefined> {
  const { id, startsAt = now } = campaign
  const why = whyVoid(memory, now, campaign)
  if (why === undefined && (startsAt > now || !mayStart)) return undefined
  const broken = why ?? ((await isSealWhole(memory, campaign)) ? undefined : 'seal-broken')
  return memory.database.write(async (db) => {
    if (broken !== undefined) {
      await move(db, now, id, 'void', broken)
      return undefined
    }
    if (!(await move(db, now, id, 'start'))) return undefined
    await db.updateTable('campaigns').set({ started_at: now }).where('id', '=', id).execute()
    return findCampaign(db, id)
  })
}

function whyVoid({ house }: Memory, now: number, { approved, submitted }: Campaign): string | undefined {
  if (now > (approved?.at ?? 0) + TIMING.approvalHours * HOUR_MS) return 'approval-expired'
  return submitted?.rulesDigest === sha256(rulesText(house)) ? undefined : 'rules-changed'
}

async function isSealWhole({ database }: Memory, campaign: Campaign): Promise<boolean> {
  return (await sealAsStored(database.read, campaign)) === campaign.submitted?.seal
}

async function carryOn(memory: Memory, now: number, campaign: Campaign): Promise<void> {
  const { database } = memory
  if (await brakeCampaign(memory, now, campaign)) return
  await openWaves(memory, now, campaign)
  await queueFirstStep(memory, now, campaign)
  if (campaign.draft.kind === 're-opt-in') {
    await queueReminders(memory, now, campaign)
    await lapseSilent(memory, now, campaign)
  }
  const moved = await findCampaign(database.read, campaign.id)
  if (moved === undefined || !isSending(moved.state)) return
  const acts = dueActs(moved, await openWork(database.read, moved, now))
  if (acts.length === 0) return
  await database.write(async (db) => {
    // Looked at again while nobody else changes it: a message that came back is not left behind in a closed campaign.
    const current = await lockCampaign(db, campaign.id)
    if (current === undefined || !isSending(current.state)) return
    for (const act of dueActs(current, await openWork(db, current, now))) await move(db, now, campaign.id, act)
  })
}

/** What the campaign has come to the end of, in the order of its life. */
function dueActs({ state, draft }: Campaign, work: OpenWork): CampaignAct[] {
  if (work.firstStepOpen) return []
  if (draft.kind !== 're-opt-in') return ['close']
  const acts: CampaignAct[] = state === 'running' ? ['all-asked'] : []
  if (work.remindersToCome) return acts
  if (state !== 'grace') acts.push('all-reminded')
  return work.promisesToCome ? acts : [...acts, 'close']
}

/** One step of a campaign's life, recorded and shown; false when the campaign is no longer where that step begins. */
async function move(db: Write, now: number, id: number, act: CampaignAct, reason?: string): Promise<boolean> {
  const campaign = await lockCampaign(db, id)
  const state = campaign && nextState(campaign.state, act)
  if (campaign === undefined || state === undefined || state === 'deleted') return false
  await db
    .updateTable('campaigns')
    .set({ state, ...(!isSending(state) && { closed_at: now }) })
    .where('id', '=', id)
    .execute()
  await recordAct(db, now, { campaignId: id, actor: 'egard', act, version: campaign.version, reason })
  await showCard(db, id, now)
  if (act === 'void') await showApprovalCard(db, id, now)
  return true
}
