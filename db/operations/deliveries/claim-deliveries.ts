import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import { rowsFromJson } from '#db/dialects/differences.ts'
import type { Database, Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { shortLinks, type WantedLink } from '#db/operations/texts/short-links.ts'
import { type Campaign, findCampaign } from '#db/tables/campaigns.ts'
import { dueRows, holdPeople, type WhatIsDue, whatIsDue } from './due-rows.ts'
import { type JudgedDue, judgeDue } from './judge-due.ts'

/** One message marked `sending`: the intent is on record, the hand-over may begin. */
export interface ClaimedDelivery {
  id: number
  /** What its Message-ID and its bounce address carry. */
  mailId: string
  channel: Channel
  contactId: number
  campaignId: number
  version: number
  step: string
  variant: string
  language: Language
  address: string
  person: {
    firstName?: string | undefined
    lastName?: string | undefined
    civility?: 'mr' | 'ms' | undefined
    company?: string | undefined
  }
  /** The pairs this person is asked for, in this message. */
  topics: string[]
  sourceName: string | undefined
  sourceAt: number | undefined
  promiseDay: Temporal.PlainDate | undefined
  links: { answer: string; preferences: string; unsubscribe: string }
  /** Of the short addresses to the same pages; an SMS has them. */
  codes?: { answer: string; preferences: string; unsubscribe: string }
}

export interface ClaimCommand {
  workerId: number
  /** Messages of this channel only; without it e-mail. */
  channel?: Channel
  /** No more messages than this are marked: the connections that are free. */
  limit: number
  /** The campaign that was served last: the others come first. */
  after?: number
  /** Until when a message to this domain (empty: a number) is put off, since it had its share; undefined: it may leave, and counts. Epoch milliseconds. */
  putOff?: ((domain: string) => number | undefined) | undefined
}

/** What was decided about one campaign's messages in one claim. */
export interface CampaignClaim {
  campaignId: number
  /** Of the messages that may leave. */
  ids: number[]
  held: number
  refused: number
  /** Reason codes, counted. */
  reasons: Record<string, number>
}

export interface ClaimReport {
  claimed: ClaimedDelivery[]
  refused: number
  held: number
  /** Messages to domains that had their share: they wait for their instant, undecided. */
  putOff: number
  /** Reason codes of this batch, counted: for the one log line of a decision batch. */
  reasons: Record<string, number>
  campaigns: CampaignClaim[]
  /** How many were due and left alone, since somebody else holds their person at this instant: look again soon. */
  passedOver: number
}

/** Others have their turn in the next group: a claim is a handful of statements, however many campaigns send. */
const CAMPAIGNS_PER_CLAIM = 3

/**
 * Takes up to `limit` due messages, decides about each again with the facts of this instant, and marks those that may leave as `sending`, all
 * in one transaction: a withdrawal committed before it is always seen.
 */
export async function claimDeliveries(memory: Memory, now: number, command: ClaimCommand): Promise<ClaimReport> {
  return memory.database.write(async (db) => {
    const { after = 0, channel = 'email' } = command
    const { campaigns } = await whatIsDue(db, now, after, channel)
    const report = await claimIn(db, memory, now, campaigns, { ...command, channel })
    for (const id of changedCards(report)) await showCard(db, id, now)
    return report
  })
}

/** The same inside an open transaction; the cards are left to the caller. */
export async function claimIn(
  db: Write,
  memory: Memory,
  now: number,
  campaigns: WhatIsDue['campaigns'],
  { workerId, channel, limit, putOff }: Omit<ClaimCommand, 'after'> & { channel: Channel },
): Promise<ClaimReport> {
  const report: ClaimReport = { claimed: [], refused: 0, held: 0, putOff: 0, reasons: {}, campaigns: [], passedOver: 0 }
  if (limit <= 0) return report
  let left = limit
  for (const { id: campaignId, version } of campaigns.slice(0, CAMPAIGNS_PER_CLAIM)) {
    const due = await dueRows(db, now, campaignId, channel, left)
    const rows = await holdPeople(db, due)
    report.passedOver += due.length - rows.length
    if (rows.length === 0) continue
    const campaign = await sealedCampaign(db, memory.database, campaignId, version)
    if (campaign === undefined) continue
    const judged = await judgeDue(db, memory, now, campaign, rows)
    const marks = judged.map((one) => markOf(one, now, workerId, putOff))
    await writeMarks(db, marks)
    await narrowPairs(
      db,
      campaignId,
      judged.filter((_, i) => marks[i]?.state === 'sending'),
    )
    const mine: CampaignClaim = { campaignId, ids: [], held: 0, refused: 0, reasons: {} }
    for (const [i, { decision, leaves }] of judged.entries()) {
      const state = marks[i]?.state
      if (state === 'refused') mine.refused += 1
      else if (state === 'held') mine.held += 1
      else if (state === 'queued') report.putOff += 1
      else if (leaves !== undefined && state === 'sending') {
        const claimed = leaves.claimed()
        mine.ids.push(claimed.id)
        report.claimed.push(claimed)
      }
      for (const { code } of decision.reasons) mine.reasons[code] = (mine.reasons[code] ?? 0) + 1
    }
    add(report, mine)
    if (channel === 'sms') await addCodes(db, now, report.claimed)
    left -= rows.length
    if (left <= 0) break
  }
  return report
}

/** Every page of a person has one short address: the preferences lie in no campaign. */
async function addCodes(db: Write, now: number, claimed: readonly ClaimedDelivery[]): Promise<void> {
  const fresh = claimed.filter(({ codes }) => codes === undefined)
  const wanted = fresh.flatMap(({ contactId, campaignId }): WantedLink[] => [
    { purpose: 'answer', contactId, campaignId },
    { purpose: 'preferences', contactId, campaignId: 0 },
    { purpose: 'unsubscribe', contactId, campaignId },
  ])
  const codes = await shortLinks(db, now, wanted)
  for (const [i, delivery] of fresh.entries()) {
    const [answer = '', preferences = '', unsubscribe = ''] = codes.slice(i * 3)
    delivery.codes = { answer, preferences, unsubscribe }
  }
}

const CAMPAIGNS_KEPT = 50
const sealed = new WeakMap<Database, Map<number, Campaign>>()

/** What a campaign that sends says never changes again, and its texts are long: read once a version. Its state is not read from here. */
async function sealedCampaign(
  db: Write,
  database: Database,
  id: number,
  version: number,
): Promise<Campaign | undefined> {
  const kept = sealed.get(database) ?? new Map<number, Campaign>()
  sealed.set(database, kept)
  const known = kept.get(id)
  if (known?.version === version) return known
  const campaign = await findCampaign(db, id)
  if (kept.size >= CAMPAIGNS_KEPT) kept.clear()
  if (campaign !== undefined) kept.set(id, campaign)
  return campaign
}

/** The campaigns whose numbers a claim changed for who looks at the card: what is being handed over shows with its result. */
export function changedCards({ campaigns }: ClaimReport): number[] {
  return campaigns.filter(({ held, refused }) => held + refused > 0).map(({ campaignId }) => campaignId)
}

function add(report: ClaimReport, mine: CampaignClaim): void {
  report.campaigns.push(mine)
  report.held += mine.held
  report.refused += mine.refused
  for (const [code, n] of Object.entries(mine.reasons)) report.reasons[code] = (report.reasons[code] ?? 0) + n
}

const MARK = {
  id: 'integer',
  state: 'text',
  reasons: 'text',
  due_at: 'integer?',
  worker_id: 'integer?',
  sending_at: 'integer?',
  finished_at: 'integer?',
  promise_at: 'integer?',
} as const

interface Mark {
  id: number
  state: DeliveryState
  reasons: string
  due_at: number | null
  worker_id: number | null
  sending_at: number | null
  finished_at: number | null
  promise_at: number | null
}

function markOf(
  { row, decision, leaves }: JudgedDue,
  now: number,
  workerId: number,
  putOff: ClaimCommand['putOff'],
): Mark {
  const none = { due_at: null, worker_id: null, sending_at: null, finished_at: null, promise_at: null }
  const reasons = JSON.stringify(leaves?.why ?? decision.reasons)
  if (decision.verdict === 'hold') return { ...none, id: row.id, state: 'held', reasons, due_at: decision.until }
  if (leaves === undefined) return { ...none, id: row.id, state: 'refused', reasons, finished_at: now }
  const until = putOff?.(row.channel === 'email' ? row.address.slice(row.address.lastIndexOf('@') + 1) : '')
  if (until !== undefined) return { ...none, id: row.id, state: 'queued', reasons: '[]', due_at: until }
  const promise_at = leaves.promiseAt ?? null
  return { ...none, id: row.id, state: 'sending', reasons, worker_id: workerId, sending_at: now, promise_at }
}

/** Every verdict of a group in one statement. */
async function writeMarks(db: Write, marks: readonly Mark[]): Promise<void> {
  await db
    .updateTable('deliveries')
    .from(rowsFromJson(db, marks, MARK, 'v'))
    .set((e) => ({
      state: e.ref('v.state'),
      reasons: e.ref('v.reasons'),
      due_at: e.fn.coalesce('v.due_at', 'deliveries.due_at'),
      worker_id: e.ref('v.worker_id'),
      sending_at: e.ref('v.sending_at'),
      finished_at: e.ref('v.finished_at'),
      promise_at: e.fn.coalesce('v.promise_at', 'deliveries.promise_at'),
    }))
    .whereRef('deliveries.id', '=', 'v.id')
    .execute()
}

/** What was asked is what the message lists: a pair that dropped out since the freeze is neither answered nor lapsed. */
async function narrowPairs(db: Write, campaignId: number, judged: readonly JudgedDue[]): Promise<void> {
  const rows = judged.flatMap(({ row, leaves }) =>
    leaves?.narrowed === undefined
      ? []
      : [{ campaign_id: campaignId, contact_id: row.contact_id, pairs: JSON.stringify(leaves.narrowed) }],
  )
  if (rows.length === 0) return
  await db
    .updateTable('campaign_audience')
    .from(rowsFromJson(db, rows, { campaign_id: 'integer', contact_id: 'integer', pairs: 'text' }, 'v'))
    .set((e) => ({ pairs: e.ref('v.pairs') }))
    // Not the one number as a parameter: SQLite would read the campaign's whole audience for each row.
    .whereRef('campaign_audience.campaign_id', '=', 'v.campaign_id')
    .whereRef('campaign_audience.contact_id', '=', 'v.contact_id')
    .execute()
}
