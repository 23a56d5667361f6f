import { stepsOf } from '#core/campaigns/draft.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { Pair } from '#core/consent/pair.ts'
import { type Decision, isPermitted } from '#core/decision/decide.ts'
import type { Reason } from '#core/decision/reasons.ts'
import { strictest } from '#core/decision/strictest.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel, House } from '#core/house.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { CampaignKind, Language } from '#core/messages/message.ts'
import { skipLocked } from '#db/dialects/differences.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Read, Write } from '#db/open.ts'
import { clockFor, questionOf } from '#db/operations/campaigns/audience.ts'
import { type JudgedPair, judgeMessage, judgePairs } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, findCampaign } from '#db/tables/campaigns.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'
import { sentToOthers } from '#db/tables/sent-messages.ts'

/** One message marked `sending`: the intent is on record, the hand-over may begin. */
export interface ClaimedDelivery {
  id: number
  /** What its Message-ID and its bounce address carry. */
  mailId: string
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
}

export interface ClaimReport {
  claimed: ClaimedDelivery[]
  refused: number
  held: number
  /** Reason codes of this batch, counted: for the one log line of a decision batch. */
  reasons: Record<string, number>
}

/**
 * Takes up to `limit` due messages, decides about each again with the facts of this instant, and marks those that may leave as `sending`, all
 * in one transaction: a withdrawal committed before it is always seen.
 */
export async function claimDeliveries(
  memory: Memory,
  now: number,
  { workerId, limit }: { workerId: number; limit: number },
): Promise<ClaimReport> {
  return memory.database.write(async (db) => {
    const due = await dueRows(db, now, limit)
    if (due.length === 0) return { claimed: [], refused: 0, held: 0, reasons: {} }
    const claim = new Claim(memory, now)
    const claimed: ClaimedDelivery[] = []
    const reasons: Record<string, number> = {}
    const report = { claimed, refused: 0, held: 0, reasons }
    for (const [campaignId, rows] of Map.groupBy(due, ({ campaign_id }) => campaign_id)) {
      const campaign = await findCampaign(db, campaignId)
      if (campaign === undefined) continue
      const [firstStep] = stepsOf(campaign.draft)
      for (const { row, decision, delivery } of await claim.judge(db, campaign, rows)) {
        for (const { code } of decision.reasons) reasons[code] = (reasons[code] ?? 0) + 1
        if (decision.verdict === 'send' && delivery !== undefined) {
          claimed.push(delivery.claimed)
          await mark(db, row.id, {
            state: 'sending',
            worker_id: workerId,
            sending_at: now,
            promise_at: delivery.promiseAt ?? null,
            reasons: JSON.stringify(delivery.why),
          })
          if (row.step === firstStep) await narrowPairs(db, campaignId, row.contact_id, delivery.pairs)
        } else if (decision.verdict === 'hold') {
          report.held += 1
          await mark(db, row.id, { state: 'held', due_at: decision.until, reasons: JSON.stringify(decision.reasons) })
        } else {
          report.refused += 1
          await mark(db, row.id, { state: 'refused', finished_at: now, reasons: JSON.stringify(decision.reasons) })
        }
      }
    }
    return report
  })
}

type DueRow = Awaited<ReturnType<typeof dueRows>>[number]

function dueRows(db: Write, now: number, limit: number) {
  const query = db
    .selectFrom('deliveries')
    .select(['id', 'campaign_id', 'step', 'variant', 'contact_id', 'address', 'language', 'best_before_at', 'channel'])
    .where('state', 'in', ['queued', 'held'] satisfies DeliveryState[])
    .where('due_at', '<=', now)
    .where('campaign_id', 'in', (e) =>
      e.selectFrom('campaigns').select('id').where('state', 'in', ['running', 'reminding', 'grace']),
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
  return skipLocked(db, query, 'deliveries').execute()
}

interface DeliveryMark {
  state: DeliveryState
  reasons: string
  due_at?: number
  worker_id?: number
  sending_at?: number
  finished_at?: number
  promise_at?: number | null
}

async function mark(db: Write, id: number, set: DeliveryMark): Promise<void> {
  await db.updateTable('deliveries').set(set).where('id', '=', id).execute()
}

/** What was asked is what the message lists: a pair that dropped out since the freeze is neither answered nor lapsed. */
async function narrowPairs(db: Write, campaignId: number, contactId: number, pairs: readonly Pair[]): Promise<void> {
  await db
    .updateTable('campaign_audience')
    .set({ pairs: JSON.stringify(pairs) })
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .where('pairs', '<>', JSON.stringify(pairs))
    .execute()
}

/** One claiming transaction: its facts, its one `now`. */
class Claim {
  readonly #memory: Memory
  readonly #now: number

  constructor(memory: Memory, now: number) {
    this.#memory = memory
    this.#now = now
  }

  async judge(db: Write, campaign: Campaign, rows: readonly DueRow[]) {
    const { house } = this.#memory
    const ids = rows.map(({ contact_id }) => contact_id)
    const facts = await loadFacts(db, this.#memory, ids, { campaignId: campaign.id })
    const members = await membersOf(db, campaign.id, ids)
    const sent = await sentToOthers(db, campaign.id, ids, this.#now)
    const clock = clockFor(this.#now, house)
    const question = questionOf(campaign.draft, house)
    return rows.map((row) => {
      const contact = facts.get(row.contact_id)
      const member = members.get(row.contact_id)
      if (contact === undefined || member === undefined) {
        return {
          row,
          decision: { verdict: 'refuse', reasons: [{ code: 'unknown-contact' }] } satisfies Decision,
          delivery: undefined,
        }
      }
      const asked = new Set((JSON.parse(member.pairs) as Pair[]).map(({ topic }) => topic))
      const judged = judgePairs(contact, question, clock).filter(({ pair }) => asked.has(pair.topic))
      const send = {
        settled: member.answer !== null || member.lapsed_at !== null,
        campaignRunning: true,
        sentAt: sent.get(row.contact_id) ?? [],
        bestBefore: row.best_before_at ?? undefined,
        madeFor: row.address,
      }
      const decision = strictest(
        rulesToApply(campaign, house).map((rules) => judgeMessage(contact, judged, question, send, rules, this.#now)),
      )
      const permitted = judged.filter((one) => isPermitted(campaign.draft.kind, one))
      return {
        row,
        decision,
        delivery: this.#delivery(campaign, row, contact, permitted, member.basis_ends_at ?? undefined),
      }
    })
  }

  #delivery(
    campaign: Campaign,
    row: DueRow,
    contact: ContactFacts,
    permitted: readonly JudgedPair[],
    basisEndsAt: number | undefined,
  ) {
    const { keyring, house } = this.#memory
    const { draft } = campaign
    const { timeZone } = house.organisation
    const steps = stepsOf(draft)
    const promise =
      draft.kind === 're-opt-in'
        ? promiseAt({
            stepAt: this.#now,
            remindersLeft: steps.length - 1 - steps.findIndex((step) => step === row.step),
            channel: row.channel as Channel,
            graceHours: draft.graceHours,
            timeZone,
            basisEndsAt,
          })
        : undefined
    const token = (purpose: 'answer' | 'preferences' | 'unsubscribe', ids: number[]) =>
      signToken(keyring, { purpose, ids, expiresAt: tokenExpiry(purpose, this.#now) })
    const claimed: ClaimedDelivery = {
      id: row.id,
      mailId: mailId(keyring, 'd', row.id),
      campaignId: campaign.id,
      version: campaign.version,
      step: row.step,
      variant: row.variant,
      language: row.language as Language,
      address: row.address,
      person: {
        firstName: contact.firstName,
        lastName: contact.lastName,
        civility: contact.civility,
        company: contact.company,
      },
      topics: permitted.map(({ pair }) => pair.topic),
      sourceName: contact.sourceName,
      sourceAt: contact.sourceAt,
      promiseDay: promise === undefined ? undefined : promiseDay(promise, timeZone),
      links: {
        answer: token('answer', [row.contact_id, campaign.id]),
        preferences: token('preferences', [row.contact_id]),
        unsubscribe: token('unsubscribe', [row.contact_id, campaign.id]),
      },
    }
    const pairs = permitted.map(({ pair }) => pair)
    return { claimed, promiseAt: promise, why: whySent(campaign.draft.kind, permitted), pairs }
  }
}

/** What allowed this message, kept with it: "why did I get this?". */
function whySent(kind: CampaignKind, permitted: readonly JudgedPair[]): Reason[] {
  if (kind === 'topic') return [{ code: 'consent-granted' }]
  if (kind === 'information') return [{ code: 'information-allowed' }]
  return [...new Set(permitted.map(({ gate }) => gate.reason))].map((code) => ({ code }))
}

/** The sealed rules and today's: what became stricter holds at once, what became looser never does. */
function rulesToApply({ submitted }: Campaign, house: House): Pick<House, 'windows' | 'budget' | 'organisation'>[] {
  return submitted === undefined ? [house] : [submitted.rules, house]
}

async function membersOf(db: Read, campaignId: number, ids: readonly number[]) {
  const rows = await db
    .selectFrom('campaign_audience')
    .select(['contact_id', 'pairs', 'answer', 'lapsed_at', 'basis_ends_at'])
    .where('campaign_id', '=', campaignId)
    .where('contact_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.contact_id, row]))
}
