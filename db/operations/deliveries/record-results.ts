import { sql } from 'kysely'
import { type ClaimResult, type DeliveryState, retryAt } from '#core/deliveries/life.ts'
import { idsFromJson, rowsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type MarkSent, markAllSent } from '#db/tables/campaign-audience.ts'

export interface DeliveryResult {
  deliveryId: number
  result: ClaimResult
  /** What the server said, one line. */
  response: string
  /** The address does not exist: it is not written to again. */
  hardBounce?: boolean
  /** The provider's own name of a message it took: what it says of it later is known by it. */
  messageId?: string | undefined
  /** The provider refuses whatever we write to this number, since the person told it to stop. */
  blocked?: true | undefined
}

/**
 * Writes what became of a group that was handed over. Only a row still `sending` (by this worker, when one is named) takes a result. What the
 * server put off is not queued again once its campaign was stopped.
 */
export async function recordResults(
  { database }: Pick<Memory, 'database'>,
  now: number,
  results: readonly DeliveryResult[],
  workerId?: number,
): Promise<void> {
  if (results.length === 0) return
  await database.write(async (db) => {
    for (const id of await recordIn(db, now, results, workerId)) await showCard(db, id, now)
  })
}

/** The same inside an open transaction. Gives the campaigns whose numbers changed; their cards are left to the caller. */
export async function recordIn(
  db: Write,
  now: number,
  results: readonly DeliveryResult[],
  workerId: number | undefined,
): Promise<number[]> {
  if (results.length === 0) return []
  const waiting = results.filter(({ result }) => result === 'retry' || result === 'put-back')
  const retries = await retriesOf(db, now, waiting, workerId)
  const ended = results.flatMap((one) => endOf(one) ?? []).concat(retries.ended)
  const done = await end(db, now, ended, workerId)
  const again = await queueAgain(db, retries.again, workerId)
  const sent = done.filter(({ state }) => state === 'sent')
  await markAllSent(
    db,
    sent.map(({ campaign_id, contact_id, promise_at }): MarkSent => ({ campaign_id, contact_id, promise_at, at: now })),
  )
  const hard = new Set(ended.filter(({ bounced }) => bounced === 'hard').map(({ id }) => id))
  // The address is dead for whoever carries it; a guardian's says nothing of the child's own.
  await markDead(
    db,
    done.filter(({ id }) => hard.has(id)),
  )
  return [...new Set([...done, ...again].map(({ campaign_id }) => campaign_id))].toSorted((a, b) => a - b)
}

const END = {
  id: 'integer',
  state: 'text',
  response: 'text',
  attempts: 'integer',
  reasons: 'text?',
  bounced: 'text?',
  message_id: 'text?',
} as const

interface End {
  id: number
  state: DeliveryState
  response: string
  /** How many it used: none when it was put back. */
  attempts: number
  reasons: string | null
  bounced: 'hard' | null
  message_id: string | null
}

const AGAIN = { id: 'integer', response: 'text', attempts: 'integer', due_at: 'integer' } as const

interface Again {
  id: number
  response: string
  attempts: number
  due_at: number
}

function endOf({ deliveryId, result, response, hardBounce, messageId }: DeliveryResult): End | undefined {
  if (result === 'retry' || result === 'put-back') return undefined
  const bounced = result === 'failed' && hardBounce ? 'hard' : null
  const message_id = messageId ?? null
  return {
    id: deliveryId,
    state: result,
    response: shortened(response),
    attempts: 1,
    reasons: null,
    bounced,
    message_id,
  }
}

/** What waits again, and what has no time left or no campaign to go on with. */
async function retriesOf(
  db: Read,
  now: number,
  results: readonly DeliveryResult[],
  workerId: number | undefined,
): Promise<{ ended: End[]; again: Again[] }> {
  const ended: End[] = []
  const again: Again[] = []
  if (results.length === 0) return { ended, again }
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .select(['d.id', 'd.attempts', 'd.best_before_at', 'c.state as campaign'])
    .where(
      'd.id',
      'in',
      idsFromJson(
        db,
        results.map(({ deliveryId }) => deliveryId),
      ),
    )
    .where('d.state', '=', 'sending')
    .$if(workerId !== undefined, (query) => query.where('d.worker_id', '=', workerId ?? 0))
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const { deliveryId: id, result, response } of results) {
    const row = found.get(id)
    if (row === undefined) continue
    const attempts = result === 'put-back' ? 0 : 1
    const about = { id, response: shortened(response), attempts }
    const none = { bounced: null, message_id: null }
    // Behind the others: the next try of a server in trouble is another message's.
    const dueAt = attempts === 0 ? now : retryAt(now, row.attempts, id)
    if (row.campaign === 'stopped' || row.campaign === 'closed')
      ended.push({ ...about, state: 'cancelled', reasons: '[{"code":"campaign-not-running"}]', ...none })
    else if (attempts > 0 && dueAt > (row.best_before_at ?? Number.MAX_SAFE_INTEGER))
      ended.push({ ...about, state: 'failed', reasons: null, ...none })
    else again.push({ ...about, due_at: dueAt })
  }
  return { ended, again }
}

async function end(db: Write, now: number, rows: readonly End[], workerId: number | undefined) {
  if (rows.length === 0) return []
  return db
    .updateTable('deliveries')
    .from(rowsFromJson(db, rows, END, 'v'))
    .set((e) => ({
      // The provider spoke of it before its answer was lost: it has it.
      state: sql<string>`case when v.state = 'in-doubt' and deliveries.message_id is not null then 'sent' else v.state end`,
      message_id: e.fn.coalesce('v.message_id', 'deliveries.message_id'),
      response: e.ref('v.response'),
      attempts: e('deliveries.attempts', '+', e.ref('v.attempts')),
      reasons: e.fn.coalesce('v.reasons', 'deliveries.reasons'),
      bounced: sql<'hard' | null>`coalesce(v.bounced, deliveries.bounced)`,
      finished_at: now,
    }))
    .whereRef('deliveries.id', '=', 'v.id')
    .where(sql<boolean>`deliveries.state = 'sending'`)
    .$if(workerId !== undefined, (query) => query.where('deliveries.worker_id', '=', workerId ?? 0))
    .returning([
      'deliveries.id',
      'deliveries.campaign_id',
      'deliveries.contact_id',
      'deliveries.promise_at',
      'deliveries.channel',
      'deliveries.address_hash',
      'deliveries.state',
    ])
    .execute()
}

async function queueAgain(db: Write, rows: readonly Again[], workerId: number | undefined) {
  if (rows.length === 0) return []
  return db
    .updateTable('deliveries')
    .from(rowsFromJson(db, rows, AGAIN, 'v'))
    .set((e) => ({
      state: 'queued' satisfies DeliveryState,
      response: e.ref('v.response'),
      attempts: e('deliveries.attempts', '+', e.ref('v.attempts')),
      due_at: e.ref('v.due_at'),
      worker_id: null,
      sending_at: null,
    }))
    .whereRef('deliveries.id', '=', 'v.id')
    .where(sql<boolean>`deliveries.state = 'sending'`)
    .$if(workerId !== undefined, (query) => query.where('deliveries.worker_id', '=', workerId ?? 0))
    .returning('deliveries.campaign_id')
    .execute()
}

async function markDead(db: Write, dead: readonly { channel: string; address_hash: string }[]): Promise<void> {
  const hashes = (wanted: string) =>
    dead.flatMap(({ channel, address_hash }) => (channel === wanted ? address_hash : []))
  const [emails, numbers] = [hashes('email'), hashes('sms')]
  if (emails.length > 0)
    await db
      .updateTable('contacts')
      .set({ email_state: 'bounced' })
      .where('email_hash', 'in', textsFromJson(db, emails))
      .execute()
  if (numbers.length > 0)
    await db
      .updateTable('contacts')
      .set({ phone_state: 'bounced' })
      .where('phone_hash', 'in', textsFromJson(db, numbers))
      .execute()
}

const RESPONSE_KEPT = 500

/** PostgreSQL takes no U+0000 in a text, and a server may say anything. */
function shortened(response: string): string {
  return response.slice(0, RESPONSE_KEPT).replaceAll('\u0000', '')
}
