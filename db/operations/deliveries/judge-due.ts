import { sql } from 'kysely'
import { stepsOf } from '#core/campaigns/draft.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { Pair } from '#core/consent/pair.ts'
import { type Decision, isPermitted } from '#core/decision/decide.ts'
import type { Reason } from '#core/decision/reasons.ts'
import type { Attention } from '#core/etiquette/attention.ts'
import type { Channel, House } from '#core/house.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { CampaignKind, Language } from '#core/messages/message.ts'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import { prepared } from '#db/dialects/prepared.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Read } from '#db/open.ts'
import { clockFor, questionOf } from '#db/operations/campaigns/audience.ts'
import { type JudgedPair, judgeMessage, judgePairs, type Rules } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Campaign } from '#db/tables/campaigns.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'
import { reservedQuery } from '#db/tables/reserved-slots.ts'
import { attentionOf, readAttention, sentQuery, sinceFor } from '#db/tables/sent-messages.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { DueRow } from './due-rows.ts'
import { sealedRulesOf } from './sealed-rules.ts'

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
  const { members, attention } = await around(db, campaign.id, ids, now)
  const clock = clockFor(now, house)
  const questionOn = {
    email: questionOf(campaign.draft, house, 'email'),
    sms: questionOf(campaign.draft, house, 'sms'),
  }
  const rules: Rules = { house, holidays: memory.holidays, sealed: sealedRulesOf(campaign, house) }
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
    const question = questionOn[row.channel as Channel]
    const judged = judgePairs(contact, question, clock).filter(({ pair }) => asked.has(pair.topic))
    const send = {
      settled: member.answer !== null || member.lapsed_at !== null,
      campaignRunning: true,
      attention: attentionOf(attention, row.contact_id),
      bestBefore: row.best_before_at ?? undefined,
      madeFor: row.address,
    }
    const decision = judgeMessage(contact, judged, question, send, rules, now)
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
    channel: row.channel as Channel,
    contactId: row.contact_id,
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

const MEMBER = ['contact_id', 'pairs', 'answer', 'lapsed_at', 'basis_ends_at'] as const

interface Member {
  pairs: string
  answer: string | null
  lapsed_at: number | null
  basis_ends_at: number | null
}

/** The audience's rows of these people, what they got, and what is kept for them. */
async function around(
  db: Read,
  campaignId: number,
  ids: readonly number[],
  now: number,
): Promise<{ members: Map<number, Member>; attention: Map<number, Attention> }> {
  const since = sinceFor(now)
  const [texts] = await readAround(db, { campaignId, ids, now, since, upTo: Number.MAX_SAFE_INTEGER })
  const rows = JSON.parse(texts?.members ?? '[]') as [number, string, string | null, number | null, number | null][]
  const members = new Map(
    rows.map(([contactId, pairs, answer, lapsed_at, basis_ends_at]): [number, Member] => [
      contactId,
      { pairs, answer, lapsed_at, basis_ends_at },
    ]),
  )
  const taken = { sent: texts?.sent ?? '[]', reserved: texts?.reserved ?? '[]' }
  return { members, attention: readAttention(taken, campaignId, now) }
}

interface Around {
  campaignId: number
  ids: readonly number[]
  now: number
  since: number
  upTo: number
  [name: string]: number | readonly number[]
}

const readAround = prepared((db, { campaignId, ids, now, since, upTo }: Around) => {
  const members = db
    .selectFrom('campaign_audience as a')
    .select(
      jsonRows(
        db,
        MEMBER.map((column) => sql.ref(`a.${column}`)),
      ).as('rows'),
    )
    .where('a.campaign_id', '=', campaignId)
    .where('a.contact_id', 'in', idsFromJson(db, ids))
  const sent = sentQuery(db, ids, since, upTo)
  const reserved = reservedQuery(db, ids, campaignId, now)
  return db.selectNoFrom([members.as('members'), sent.as('sent'), reserved.as('reserved')])
})
