import type { CampaignState } from '#core/campaigns/life.ts'
import { BASES, type Basis, isAttestable } from '#core/consent/gate-facts.ts'
import { STEPS } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'
import { countWaitingVisitors } from './campaign-audience.ts'

/** A campaign in a line: the few columns the Home tab needs, without its texts. */
export interface HomeCampaign {
  id: number
  name: string
  kind: 're-opt-in' | 'topic' | 'information'
  state: CampaignState
  version: number
  madeBy: string
  authors: readonly string[]
  approvers: readonly string[]
  submittedBy: string | undefined
  audience: number
  isStarted: boolean
}

export async function homeCampaigns(db: Read): Promise<HomeCampaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'name', 'kind', 'state', 'version', 'made_by', 'authors', 'approvers', 'submitted_by'])
    .select(['audience', 'started_at'])
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state as CampaignState,
    version: row.version,
    madeBy: row.made_by,
    authors: JSON.parse(row.authors),
    approvers: JSON.parse(row.approvers),
    submittedBy: row.submitted_by ?? undefined,
    audience: row.audience,
    isStarted: row.started_at !== null,
  }))
}

/** How many messages of the first step have left, by campaign. From the index of a card's sums alone. */
export async function sentOf(db: Read, campaignIds: readonly number[]): Promise<Map<number, number>> {
  if (campaignIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries')
    .select(['campaign_id', (e) => e.fn.countAll<number>().as('n')])
    .where('campaign_id', 'in', campaignIds)
    .where('step', 'in', ['ask', 'message'])
    .where('state', '=', 'sent')
    .groupBy('campaign_id')
    .execute()
  return new Map(rows.map(({ campaign_id, n }) => [campaign_id, Number(n)]))
}

/** Yes and no of those the first step was sent to, by campaign: the numbers of the card. */
export async function answersOf(
  db: Read,
  campaignIds: readonly number[],
): Promise<Map<number, { yes: number; no: number }>> {
  if (campaignIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('deliveries as d', (on) =>
      on
        .onRef('d.campaign_id', '=', 'a.campaign_id')
        .onRef('d.contact_id', '=', 'a.contact_id')
        .on('d.step', '=', 'ask')
        .on('d.state', '=', 'sent'),
    )
    .select(['a.campaign_id', 'a.answer', (e) => e.fn.countAll<number>().as('n')])
    .where('a.campaign_id', 'in', campaignIds)
    .where('a.answer', 'is not', null)
    .groupBy(['a.campaign_id', 'a.answer'])
    .execute()
  const found = new Map<number, { yes: number; no: number }>()
  for (const { campaign_id, answer, n } of rows) {
    const sums = found.get(campaign_id) ?? { yes: 0, no: 0 }
    if (answer !== null) sums[answer] = Number(n)
    found.set(campaign_id, sums)
  }
  return found
}

/** Messages nobody knows the fate of, by campaign. Each step is looked up: an index that begins so answers at once. */
export async function doubtsOf(db: Read, campaignIds: readonly number[]): Promise<Map<number, number>> {
  if (campaignIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries')
    .select(['campaign_id', (e) => e.fn.countAll<number>().as('n')])
    .where('campaign_id', 'in', campaignIds)
    .where('step', 'in', STEPS)
    .where('state', '=', 'in-doubt')
    .groupBy('campaign_id')
    .execute()
  return new Map(rows.map(({ campaign_id, n }) => [campaign_id, Number(n)]))
}

export async function visitorsOf(db: Read, campaignIds: readonly number[], now: number): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (const id of campaignIds) {
    const count = Number(await countWaitingVisitors(db, id, now))
    if (count > 0) found.set(id, count)
  }
  return found
}

/** The next promise that runs for somebody who has not answered; the index holds them in this order. */
export async function nextPromise(db: Read, campaignId: number, now: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('campaign_audience')
    .select('promise_at')
    .where('campaign_id', '=', campaignId)
    .where('promise_at', '>', now)
    .where('answer', 'is', null)
    .where('lapsed_at', 'is', null)
    .orderBy('promise_at')
    .limit(1)
    .executeTakeFirst()
  return row?.promise_at ?? undefined
}

/** Sources whose declared basis nobody has confirmed or refused yet, the oldest first. Their names stay here. */
export async function basesToAttest(db: Read): Promise<{ sourceId: number; basis: Basis; importedAt: number }[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'basis', 'imported_at'])
    .where('attested_at', 'is', null)
    .where('basis', 'in', BASES.filter(isAttestable))
    .orderBy('id')
    .execute()
  return rows.map(({ id, basis, imported_at }) => ({ sourceId: id, basis: basis as Basis, importedAt: imported_at }))
}

export interface HomeUpload {
  id: number
  state: Schema['uploads']['state']
  files: number
  bytes: number
  bytesDone: number
}

/** One person's imports that are not over. */
export async function uploadsOf(db: Read, person: string, now: number): Promise<HomeUpload[]> {
  const rows = await db
    .selectFrom('uploads as u')
    .innerJoin('upload_files as f', 'f.upload_id', 'u.id')
    .select(['u.id', 'u.state', (e) => e.fn.countAll<number>().as('files')])
    .select((e) => [e.fn.sum<number>('f.bytes').as('bytes'), e.fn.sum<number>('f.bytes_done').as('done')])
    .where('u.made_by', '=', person)
    .where((e) =>
      e.or([
        e('u.state', 'in', ['previewing', 'previewed', 'importing', 'cancelling']),
        e.and([e('u.state', '=', 'collecting'), e('u.expires_at', '>', now)]),
      ]),
    )
    .groupBy(['u.id', 'u.state'])
    .orderBy('u.id')
    .execute()
  return rows.map(({ id, state, files, bytes, done }) => ({
    id,
    state,
    files: Number(files),
    bytes: Number(bytes),
    bytesDone: Number(done),
  }))
}

export interface HomeCleanUp {
  id: number
  state: Schema['clean_ups']['state']
  proposedBy: string
  startsAt: number | undefined
}

/** The clean-ups that are not over: one at a time by constraint. */
export async function openCleanUps(db: Read): Promise<HomeCleanUp[]> {
  const rows = await db
    .selectFrom('clean_ups')
    .select(['id', 'state', 'proposed_by', 'starts_at'])
    .where('open', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, state, proposed_by, starts_at }) => ({
    id,
    state,
    proposedBy: proposed_by,
    startsAt: starts_at ?? undefined,
  }))
}
