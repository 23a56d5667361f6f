import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { completeLanguages, draftGaps, stepsOf } from '#core/campaigns/draft.ts'
import type { Forecast } from '#core/campaigns/forecast.ts'
import type { CampaignState } from '#core/campaigns/life.ts'
import { type AnswerSums, brokenSum, type DeliverySums, emptySums } from '#core/campaigns/sums.ts'
import type { Waiver } from '#core/campaigns/waivers.ts'
import { opensAt, peopleIn, wavesOf } from '#core/campaigns/waves.ts'
import type { Reason } from '#core/decision/reasons.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import type { Finding } from '#core/messages/finding.ts'
import type { Language } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { countWaitingVisitors } from '#db/tables/campaign-audience.ts'
import { type Braked, type Campaign, campaignsIn, type Decided, findCampaign } from '#db/tables/campaigns.ts'
import { segmentByName } from '#db/tables/segments.ts'
import { countChangedMinds } from './changed-minds.ts'

/** Everything a card says. Counts and codes: no personal data. Instants are epoch milliseconds. */
export interface CampaignView {
  id: number
  name: string
  state: CampaignState
  version: number
  draft: CampaignDraft
  /** The number of the draft's segment; undefined for everyone, and where it is gone. Its name may be a list's: it is never posted. */
  segmentId: number | undefined
  gaps: string[]
  languages: Language[]
  seal: string | undefined
  authors: string[]
  submitted: { at: number; by: string } | undefined
  approved: { at: number; by: string } | undefined
  /** The last refusal, with its reason, while the draft waits to be mended. */
  refused: { at: number; by: string; reason: string } | undefined
  acts: { at: number; actor: string; act: string; reason: string | undefined }[]
  findings: Finding[]
  /** The reason given for each kind of warning, and who read it aloud to the end. */
  waivers: Waiver[]
  readAloudBy: string | undefined
  /** What the simulation said at submission. */
  forecast: Forecast | undefined
  /** What the last approval or refusal was about. */
  lastDecision: Decided | undefined
  /** The gate's buckets at submission: they sum to the segment. */
  buckets: Record<string, number>
  audience: number
  /** How many of the audience get which language: they sum to it. */
  people: { language: Language; count: number }[]
  /** The same by the channel their message takes. */
  channels: Record<Channel, number>
  startsAt: number | undefined
  endsAt: number | undefined
  deliveries: DeliverySums
  reminders: Record<string, DeliverySums>
  answers: AnswerSums
  visitorsWaiting: number
  nextPromiseAt: number | undefined
  /** Where the waves stand, while somebody waits for a later one; until it starts, and once all are open, there is nothing to say. */
  waves: { open: number; of: number; people: number; next: NextWave } | undefined
  /** Why it paused itself, until a person resumes it. */
  brake: Braked | undefined
  /** People who said so after the start and whose message therefore never left. */
  changedMinds: number
  pausedAt: number | undefined
  closedAt: number | undefined
  /** Why messages were refused or are held, counted. */
  reasons: { code: Reason['code']; count: number }[]
  /** Bases declared by the sources of the audience and who confirmed them. */
  bases: { basis: string; attestedBy: string | undefined; count: number }[]
}

/** When the next wave opens: when the open ones are through, at an instant, not before an instant, or once a person resumes the campaign. */
export type NextWave =
  | { is: 'sending' | 'paused' }
  | { is: 'settled'; opensAt: number }
  | { is: 'waiting'; lookAt: number }

/** One moment of one campaign; throws when the sums do not add up, since a card must never guess. */
export async function readCampaign(
  { database }: Pick<Memory, 'database'>,
  now: number,
  id: number,
): Promise<CampaignView | undefined> {
  return database.snapshot(async (db) => {
    const campaign = await findCampaign(db, id)
    return campaign && viewOf(db, now, campaign)
  })
}

export interface CampaignLine {
  id: number
  name: string
  state: CampaignState
  kind: CampaignDraft['kind']
  audience: number
  madeBy: string
}

const LISTED = 50

/** The newest campaigns first, at most 50. */
export async function listCampaigns({ database }: Pick<Memory, 'database'>): Promise<CampaignLine[]> {
  const all = await campaignsIn(database.read, [
    'draft',
    'submitted',
    'approved',
    'running',
    'reminding',
    'grace',
    'paused',
    'closed',
    'stopped',
    'void',
  ])
  return all
    .toReversed()
    .slice(0, LISTED)
    .map(({ id, draft, state, audience, madeBy }) => ({
      id,
      name: draft.name,
      state,
      kind: draft.kind,
      audience,
      madeBy,
    }))
}

async function viewOf(db: Read, now: number, campaign: Campaign): Promise<CampaignView> {
  const { id, draft } = campaign
  const [first = 'ask', ...reminders] = stepsOf(draft)
  const steps = await sumsByStep(db, id)
  const started = campaign.startedAt !== undefined
  const deliveries = steps.get(first) ?? emptySums()
  // Rows are made in short transactions: until all are, the rest of the audience is waiting its turn, or was stopped before it.
  const rest = started ? Math.max(0, campaign.audience - total(deliveries)) : 0
  const neverLetGo = campaign.state === 'stopped' ? rest : 0
  deliveries.cancelled += neverLetGo
  deliveries.queued += rest - neverLetGo
  const answers = await answerSums(db, id, first)
  const broken = started ? brokenSum(campaign.audience, deliveries, answers) : undefined
  if (broken !== undefined) throw new SumError(id, broken)
  const acts = await actsOf(db, id)
  const refusal = acts.findLast(({ act }) => act === 'refuse' || act === 'submit')
  const people = await peopleSums(db, id, now)
  const findings = await db
    .selectFrom('campaigns')
    .select(['findings', 'forecast'])
    .where('id', '=', id)
    .executeTakeFirst()
  return {
    id,
    name: draft.name,
    state: campaign.state,
    version: campaign.version,
    draft,
    segmentId: (await segmentByName(db, draft.segment))?.id,
    gaps: draftGaps(draft, now),
    languages: completeLanguages(draft),
    seal: campaign.submitted?.seal,
    authors: campaign.authors,
    submitted: campaign.submitted && { at: campaign.submitted.at, by: campaign.submitted.by },
    approved: campaign.approved,
    refused:
      campaign.state === 'draft' && refusal?.act === 'refuse'
        ? { at: refusal.at, by: refusal.actor, reason: refusal.reason ?? '' }
        : undefined,
    acts,
    findings: JSON.parse(findings?.findings ?? '[]'),
    waivers: campaign.waivers,
    readAloudBy: campaign.submitted?.readAloudBy,
    forecast: findings?.forecast == null ? undefined : JSON.parse(findings.forecast),
    lastDecision: campaign.lastDecision,
    buckets: campaign.buckets,
    audience: campaign.audience,
    ...(await audienceCounts(db, id)),
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    deliveries,
    reminders: Object.fromEntries(reminders.map((step) => [step, steps.get(step) ?? emptySums()])),
    answers,
    visitorsWaiting: people.visitorsWaiting,
    nextPromiseAt: people.nextPromiseAt,
    waves: wavesView(campaign, now),
    brake: campaign.brake,
    changedMinds: await countChangedMinds(db, campaign),
    pausedAt: campaign.paused?.at,
    closedAt: campaign.closedAt,
    reasons: await reasonCounts(db, id, neverLetGo),
    bases: await basesOf(db, id),
  }
}

function wavesView({ state, paused, audience, wave }: Campaign, now: number): CampaignView['waves'] {
  const of = wavesOf(audience)
  const sending = state === 'running' || paused?.from === 'running'
  if (!sending || wave.open === 0 || wave.open >= of) return undefined
  return { open: wave.open, of, people: peopleIn(audience, wave.open), next: nextWave(paused !== undefined, wave, now) }
}

function nextWave(paused: boolean, { settledAt, lookAt }: Campaign['wave'], now: number): NextWave {
  if (paused) return { is: 'paused' }
  if (settledAt !== undefined) return { is: 'settled', opensAt: opensAt(settledAt) }
  return lookAt !== undefined && lookAt > now ? { is: 'waiting', lookAt } : { is: 'sending' }
}

/** The sums of a card did not add up: a broken invariant, never shown as a number. */
class SumError extends Error {
  readonly code = 'sums-do-not-add-up'
  constructor(campaignId: number, why: string) {
    super(`Campaign ${campaignId}: ${why}`)
    this.name = 'SumError'
  }
}

function total(sums: DeliverySums): number {
  return Object.values(sums).reduce((sum, count) => sum + count, 0)
}

async function sumsByStep(db: Read, id: number): Promise<Map<string, DeliverySums>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['step', 'state', (e) => e.fn.countAll<number>().as('n')])
    .where('campaign_id', '=', id)
    .groupBy(['step', 'state'])
    .execute()
  const found = new Map<string, DeliverySums>()
  for (const { step, state, n } of rows) {
    const sums = found.get(step) ?? emptySums()
    sums[state as DeliveryState] = n
    found.set(step, sums)
  }
  return found
}

/** Of those the first step was sent to. */
async function answerSums(db: Read, id: number, step: string): Promise<AnswerSums> {
  const rows = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('deliveries as d', (on) =>
      on.onRef('d.campaign_id', '=', 'a.campaign_id').onRef('d.contact_id', '=', 'a.contact_id'),
    )
    .select(['a.answer', (e) => e.fn.countAll<number>().as('n')])
    .select((e) => e.fn.count<number>('a.visited_at').as('visited'))
    .select((e) => e.fn.count<number>('a.lapsed_at').as('lapsed'))
    .where('a.campaign_id', '=', id)
    .where('d.step', '=', step)
    .where('d.state', '=', 'sent')
    .groupBy('a.answer')
    .execute()
  const of = (answer: 'yes' | 'no' | null) => rows.find((row) => row.answer === answer)
  return {
    yes: of('yes')?.n ?? 0,
    no: of('no')?.n ?? 0,
    silent: of(null)?.n ?? 0,
    visited: of(null)?.visited ?? 0,
    lapsed: of(null)?.lapsed ?? 0,
  }
}

async function actsOf(db: Read, id: number) {
  const rows = await db
    .selectFrom('campaign_acts')
    .select(['at', 'actor', 'act', 'reason'])
    .where('campaign_id', '=', id)
    .where('act', '<>', 'edit')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.toReversed().map(({ reason, ...act }) => ({ ...act, reason: reason ?? undefined }))
}

async function peopleSums(db: Read, id: number, now: number) {
  const next = await db
    .selectFrom('campaign_audience')
    .select((e) => e.fn.min<number | null>('promise_at').as('at'))
    .where('campaign_id', '=', id)
    .where('promise_at', '>', now)
    .where('answer', 'is', null)
    .where('lapsed_at', 'is', null)
    .executeTakeFirst()
  return { visitorsWaiting: await countWaitingVisitors(db, id, now), nextPromiseAt: next?.at ?? undefined }
}

async function audienceCounts(db: Read, id: number): Promise<Pick<CampaignView, 'people' | 'channels'>> {
  const rows = await db
    .selectFrom('campaign_audience')
    .select(['language', 'channel', (e) => e.fn.countAll<number>().as('n')])
    .where('campaign_id', '=', id)
    .groupBy(['language', 'channel'])
    .orderBy('language')
    .execute()
  const people: CampaignView['people'] = []
  const channels = { email: 0, sms: 0 }
  for (const { language, channel, n } of rows) {
    const last = people.at(-1)
    if (last?.language === language) last.count += n
    else people.push({ language: language as Language, count: n })
    channels[channel as Channel] += n
  }
  return { people, channels }
}

/** `neverLetGo`: people of later waves, whom a stop reached before they had a message. */
async function reasonCounts(db: Read, id: number, neverLetGo: number) {
  const rows = await db
    .selectFrom('deliveries')
    .select(['reasons', (e) => e.fn.countAll<number>().as('n')])
    .where('campaign_id', '=', id)
    .where('state', 'in', ['refused', 'held', 'cancelled'])
    .groupBy('reasons')
    .execute()
  const counts = new Map<Reason['code'], number>()
  if (neverLetGo > 0) counts.set('campaign-not-running', neverLetGo)
  for (const { reasons, n } of rows) {
    for (const { code } of JSON.parse(reasons) as Reason[]) counts.set(code, (counts.get(code) ?? 0) + n)
  }
  return [...counts].map(([code, count]) => ({ code, count })).toSorted((a, b) => b.count - a.count)
}

async function basesOf(db: Read, id: number) {
  const rows = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('contact_sources as cs', 'cs.contact_id', 'a.contact_id')
    .innerJoin('sources as s', 's.id', 'cs.source_id')
    .select(['s.basis', 's.attested_by', (e) => e.fn.count<number>('a.contact_id').distinct().as('n')])
    .where('a.campaign_id', '=', id)
    .groupBy(['s.basis', 's.attested_by'])
    .execute()
  const gone = await db
    .selectFrom('campaign_bases_gone')
    .select(['basis', 'attested_by', 'people'])
    .where('campaign_id', '=', id)
    .execute()
  // Who was deleted since still counts among those the campaign was about.
  const counts = new Map(rows.map(({ basis, attested_by, n }) => [`${basis} ${attested_by ?? ''}`, n]))
  for (const { basis, attested_by, people } of gone) {
    const key = `${basis} ${attested_by}`
    counts.set(key, (counts.get(key) ?? 0) + people)
  }
  return [...counts].map(([key, count]) => {
    const [basis = '', attestedBy = ''] = key.split(' ')
    return { basis, attestedBy: attestedBy || undefined, count }
  })
}
