import { sql } from 'kysely'
import type { Alert } from '#core/alerts/alert.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import { type ClaimResult, type DeliveryState, retryAt } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { isServiceSmsKind, type ServiceSms } from '#core/texts/service-texts.ts'
import { idsFromJson, rowsFromJson, skipLocked } from '#db/dialects/differences.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Read, Write } from '#db/open.ts'
import type { TestMessageData } from '#db/operations/campaigns/test-send.ts'
import type { TestTextData } from '#db/operations/campaigns/test-text.ts'
import type { Memory } from '#db/operations/memory.ts'
import { shortLinks } from '#db/operations/texts/short-links.ts'
import { judgeServices } from './judge-services.ts'

const MOST_ATTEMPTS = 12

/** A message that answers somebody's own act, or a staff test: ready to be composed. */
export type ClaimedService = ClaimedMail | ClaimedText | ClaimedTestText

interface AboutClaimed {
  id: number
  mailId: string
  address: string
  language: Language
}

/** By e-mail. */
export type ClaimedMail = AboutClaimed &
  (
    | { kind: 'alert'; alert: Alert }
    | { kind: 'confirm-change' | 'fresh-link'; token: string }
    | {
        kind: 'test-send'
        test: TestMessageData
        promiseDay: Temporal.PlainDate
        links: { answer: string; preferences: string; unsubscribe: string }
      }
  )

/** By SMS: `serviceText` says it. `sender`: the number they wrote to, which answers them; undefined where they did not write. */
export type ClaimedText = AboutClaimed & { sender?: string } & ServiceSms

/** A staff test by SMS. The codes are of short links that name no contact. */
export type ClaimedTestText = AboutClaimed & {
  kind: 'test-text'
  test: TestTextData
  promiseDay: Temporal.PlainDate
  codes: { answer: string; preferences: string; unsubscribe: string }
}

export function isClaimedText(message: ClaimedService): message is ClaimedText | ClaimedTestText {
  return message.kind === 'test-text' || isServiceSmsKind(message.kind)
}

export interface ServiceClaim {
  workerId: number
  channel: Channel
  limit: number
}

/** Takes up to `limit` due service messages and marks them `sending`; their kind fixes their rules (the matrix of service kinds), so no window or budget holds them. */
export async function claimServicesIn(
  db: Write,
  memory: Memory,
  now: number,
  { workerId, channel, limit }: ServiceClaim,
): Promise<ClaimedService[]> {
  if (limit <= 0) return []
  const rows = await judgeServices(db, memory, now, await dueServices(db, now, channel, limit))
  if (rows.length === 0) return []
  await db
    .updateTable('service_messages')
    .set({ state: 'sending', worker_id: workerId, sending_at: now })
    .where(
      'id',
      'in',
      idsFromJson(
        db,
        rows.map(({ id }) => id),
      ),
    )
    .execute()
  const texts = await textsOf(db, memory, now, rows)
  return rows.map((row) => texts.get(row.id) ?? claimedOf(memory, now, row))
}

/** What an SMS says is ready but for its links, which are made here. */
export async function textsOf(
  db: Write,
  { keyring, house }: Pick<Memory, 'keyring' | 'house'>,
  now: number,
  rows: readonly ServiceRow[],
): Promise<Map<number, ClaimedText | ClaimedTestText>> {
  const texts = new Map<number, ClaimedText | ClaimedTestText>()
  for (const { id, kind, channel, address, language, data } of rows) {
    if (kind === 'test-send' && channel === 'sms') {
      const about = { id, mailId: mailId(keyring, 's', id), address, language: language as Language }
      texts.set(id, { ...about, ...(await testOf(db, now, JSON.parse(data), house.organisation.timeZone)) })
      continue
    }
    const says = channel === 'sms' ? await smsOf(db, { keyring }, now, kind, JSON.parse(data)) : undefined
    if (says === undefined) continue
    texts.set(id, { id, mailId: mailId(keyring, 's', id), address, language: language as Language, ...says })
  }
  return texts
}

async function smsOf(
  db: Write,
  { keyring }: Pick<Memory, 'keyring'>,
  now: number,
  kind: string,
  data: { contactId?: number; campaignId?: number; pendingChangeId?: number; sender?: string },
): Promise<(ServiceSms & { sender?: string }) | undefined> {
  const { contactId = 0, campaignId = 0, pendingChangeId = 0, ...given } = data
  const linkTo = async (purpose: 'answer' | 'preferences') => {
    const [code = ''] = await shortLinks(db, now, [{ purpose, contactId, campaignId }])
    return { code }
  }
  switch (kind) {
    case 'confirm-change': {
      const expiresAt = tokenExpiry('confirmation', now)
      return {
        kind: 'text-confirm',
        token: signToken(keyring, { purpose: 'confirmation', ids: [pendingChangeId], expiresAt }),
      }
    }
    case 'fresh-link':
      return { kind: 'text-link', ...(await linkTo('preferences')) }
    case 'text-page':
      return { ...given, kind, ...(await linkTo('answer')) }
    default:
      return isServiceSmsKind(kind) ? ({ ...given, kind } as ServiceSms) : undefined
  }
}

/** Contact 0 is nobody: its pages are shown, and record nothing. */
async function testOf(db: Write, now: number, test: TestTextData, timeZone: string) {
  const { campaignId } = test
  const wanted = (['answer', 'preferences', 'unsubscribe'] as const).map((purpose) => ({
    purpose,
    contactId: 0,
    campaignId,
  }))
  const [answer = '', preferences = '', unsubscribe = ''] = await shortLinks(db, now, wanted)
  const promise = promiseAt({ ...test, stepAt: now, channel: 'sms', timeZone })
  const codes = { answer, preferences, unsubscribe }
  return { kind: 'test-text' as const, test, codes, promiseDay: promiseDay(promise, timeZone) }
}

type ServiceRow = Awaited<ReturnType<typeof dueServices>>[number]

function dueServices(db: Write, now: number, channel: Channel, limit: number) {
  const query = db
    .selectFrom('service_messages')
    .select(['id', 'kind', 'channel', 'address', 'language', 'data'])
    // Written out, so that SQLite sees that the partial index holds what is asked for.
    .where(sql<boolean>`state = 'queued'`)
    .where('channel', '=', channel)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
  return skipLocked(db, query, 'service_messages').execute()
}

function claimedOf(
  { keyring, house }: Memory,
  now: number,
  { id, kind, address, language, data }: ServiceRow,
): ClaimedMail {
  const token = (purpose: 'answer' | 'preferences' | 'unsubscribe' | 'confirmation', ids: number[]) =>
    signToken(keyring, { purpose, ids, expiresAt: tokenExpiry(purpose, now) })
  const about = { id, mailId: mailId(keyring, 's', id), address, language: language as Language }
  const ids = JSON.parse(data)
  if (kind === 'alert') return { ...about, kind, alert: ids }
  if (kind === 'test-send') {
    const test: TestMessageData = ids
    const links = {
      answer: token('answer', [0, test.campaignId]),
      preferences: token('preferences', [0]),
      unsubscribe: token('unsubscribe', [0, test.campaignId]),
    }
    const { timeZone } = house.organisation
    const promise = promiseAt({ ...test, stepAt: now, channel: 'email', timeZone })
    return { ...about, kind, test, links, promiseDay: promiseDay(promise, timeZone) }
  }
  return kind === 'confirm-change'
    ? { ...about, kind, token: token('confirmation', [ids.pendingChangeId]) }
    : { ...about, kind: 'fresh-link', token: token('preferences', [ids.contactId]) }
}

export interface ServiceResult {
  id: number
  result: ClaimResult
  response: string
  /** The provider's own name of what it took. */
  messageId?: string | undefined
  /** See `DeliveryResult`. */
  blocked?: true | undefined
}

/**
 * What became of a group of them. Only a row still `sending`, by this worker when one is named, takes a result. One that cannot be handed over
 * is tried again twelve times, over about a day.
 */
export async function recordServicesIn(
  db: Write,
  now: number,
  results: readonly ServiceResult[],
  workerId: number | undefined,
): Promise<void> {
  if (results.length === 0) return
  const rows = await attemptsOf(
    db,
    results.map(({ id }) => id),
    workerId,
  )
  const marks = results.flatMap((result) => {
    const attempts = rows.get(result.id)
    return attempts === undefined ? [] : [markOf(now, result, attempts)]
  })
  if (marks.length === 0) return
  await db
    .updateTable('service_messages')
    .from(rowsFromJson(db, marks, MARK, 'v'))
    .set((e) => ({
      state: e.ref('v.state'),
      response: e.ref('v.response'),
      message_id: e.fn.coalesce('v.message_id', 'service_messages.message_id'),
      attempts: e.ref('v.attempts'),
      due_at: e.fn.coalesce('v.due_at', 'service_messages.due_at'),
      worker_id: sql<number | null>`case when v.state = 'queued' then null else service_messages.worker_id end`,
      finished_at: e.ref('v.finished_at'),
      // Whoever texted us may be nobody we know: their number stays no longer than it is needed.
      address: sql<string>`case when v.state in ('sent', 'failed') and service_messages.kind like 'text-%'
        then '' else service_messages.address end`,
    }))
    .whereRef('service_messages.id', '=', 'v.id')
    .where('service_messages.state', '=', 'sending')
    .execute()
}

const MARK = {
  id: 'integer',
  state: 'text',
  response: 'text',
  message_id: 'text?',
  attempts: 'integer',
  due_at: 'integer?',
  finished_at: 'integer?',
} as const

function markOf(now: number, { id, result, response, messageId }: ServiceResult, attempts: number) {
  const message_id = messageId ?? null
  const text = response.slice(0, 500).replaceAll('\u0000', '')
  if (result === 'put-back')
    return {
      id,
      state: 'queued' satisfies DeliveryState,
      response: text,
      message_id,
      attempts,
      due_at: now,
      finished_at: null,
    }
  const again = result === 'retry' && attempts < MOST_ATTEMPTS
  const state: DeliveryState = again ? 'queued' : result === 'retry' ? 'failed' : result
  const due_at = again ? retryAt(now, attempts, id) : null
  return { id, state, response: text, message_id, attempts: attempts + 1, due_at, finished_at: again ? null : now }
}

async function attemptsOf(
  db: Read,
  ids: readonly number[],
  workerId: number | undefined,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('service_messages')
    .select(['id', 'attempts'])
    .where('id', 'in', idsFromJson(db, ids))
    .where('state', '=', 'sending')
    .$if(workerId !== undefined, (query) => query.where('worker_id', '=', workerId ?? 0))
    .execute()
  return new Map(rows.map(({ id, attempts }) => [id, attempts]))
}
