import { stepsOf } from '#core/campaigns/draft.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { Pair } from '#core/consent/pair.ts'
import { type Decision, isPermitted } from '#core/decision/decide.ts'
import type { Reason } from '#core/decision/reasons.ts'
import { strictest } from '#core/decision/strictest.ts'
import type { Channel, House } from '#core/house.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { CampaignKind, Language } from '#core/messages/message.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Read } from '#db/open.ts'
import { clockFor, questionOf } from '#db/operations/campaigns/audience.ts'
import { type JudgedPair, judgeMessage, judgePairs } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Campaign } from '#db/tables/campaigns.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'
import { sentToOthers } from '#db/tables/sent-messages.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { DueRow } from './due-rows.ts'

/** A due message with the decision of this instant, and what it becomes when it may leave. */
export interface JudgedDue {
  row: DueRow
  decision: Decision
  leaves:
    | {
        claimed(): ClaimedDelivery
        promiseAt: number | undefined
        why: Reason[]
        /** The pairs of the audience's row, when some dropped out since the freeze: what was asked is what the message lists. */
        narrowed: readonly Pair[] | undefined
      }
    | undefined
}

/** Decides again about due messages of one campaign, the whole decision with the facts of this transaction, set-based. */
export async function judgeDue(
  db: Read,
  memory: Memory,
  now: number,
  campaign: Campaign,
  rows: readonly DueRow[],
): Promise<JudgedDue[]> {
  const { house } = memory
  const ids = rows.map(({ contact_id }) => contact_id)
  const facts = await loadFacts(db, memory, ids, { campaignId: campaign.id })
  const members = await membersOf(db, campaign.id, ids)
  const sent = await sentToOthers(db, campaign.id, ids, now)
  const clock = clockFor(now, house)
  const question = questionOf(campaign.draft, house)
  const rules = rulesToApply(campaign, house)
  const [firstStep] = stepsOf(campaign.draft)
  const promiseOf = promises(campaign, house, now)
  return rows.map((row): JudgedDue => {
    const contact = facts.get(row.contact_id)
    const member = members.get(row.contact_id)
    if (contact === undefined || member === undefined) {
      return { row, decision: { verdict: 'refuse', reasons: [{ code: 'unknown-contact' }] }, leaves: undefined }
    }
    const frozen = JSON.parse(member.pairs) as Pair[]
    const asked = new Set(frozen.map(({ topic }) => topic))
    const judged = judgePairs(contact, question, clock).filter(({ pair }) => asked.has(pair.topic))
    const send = {
      settled: member.answer !== null || member.lapsed_at !== null,
      campaignRunning: true,
      sentAt: sent.get(row.contact_id) ?? [],
      bestBefore: row.best_before_at ?? undefined,
      madeFor: row.address,
    }
    const decision = strictest(rules.map((each) => judgeMessage(contact, judged, question, send, each, now)))
    if (decision.verdict !== 'send') return { row, decision, leaves: undefined }
    const permitted = judged.filter((one) => isPermitted(campaign.draft.kind, one))
    const promise = promiseOf(row, member.basis_ends_at ?? undefined)
    const dropped = row.step === firstStep && permitted.length < frozen.length
    return {
      row,
      decision,
      leaves: {
        claimed: () => claimedOf(memory, now, { campaign, row, contact, permitted, promise }),
        promiseAt: promise?.at,
        why: whySent(campaign.draft.kind, permitted),
        narrowed: dropped ? permitted.map(({ pair }) => pair) : undefined,
      },
    }
  })
}

interface Leaving {
  campaign: Campaign
  row: DueRow
  contact: ContactFacts
  permitted: readonly JudgedPair[]
  promise: Promised | undefined
}

function claimedOf(
  { keyring }: Memory,
  now: number,
  { campaign, row, contact, permitted, promise }: Leaving,
): ClaimedDelivery {
  const token = (purpose: 'answer' | 'preferences' | 'unsubscribe', ids: number[]) =>
    signToken(keyring, { purpose, ids, expiresAt: tokenExpiry(purpose, now) })
  return {
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
    promiseDay: promise?.day,
    links: {
      answer: token('answer', [row.contact_id, campaign.id]),
      preferences: token('preferences', [row.contact_id]),
      unsubscribe: token('unsubscribe', [row.contact_id, campaign.id]),
    },
  }
}

interface Promised {
  at: number
  day: Temporal.PlainDate
}

/** When silence takes effect. A group has few different promises, and calendar arithmetic is slow: each is worked out once. */
function promises({ draft }: Campaign, { organisation: { timeZone } }: House, now: number) {
  const known = new Map<string, Promised>()
  const steps = stepsOf(draft)
  return (row: DueRow, basisEndsAt: number | undefined): Promised | undefined => {
    if (draft.kind !== 're-opt-in') return undefined
    const key = `${row.step} ${row.channel} ${basisEndsAt ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const at = promiseAt({
      stepAt: now,
      remindersLeft: steps.length - 1 - steps.findIndex((step) => step === row.step),
      channel: row.channel as Channel,
      graceHours: draft.graceHours,
      timeZone,
      basisEndsAt,
    })
    const promise = { at, day: promiseDay(at, timeZone) }
    known.set(key, promise)
    return promise
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
    .where('contact_id', 'in', idsFromJson(db, ids))
    .execute()
  return new Map(rows.map((row) => [row.contact_id, row]))
}
