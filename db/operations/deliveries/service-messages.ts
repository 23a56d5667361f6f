import type { Alert } from '#core/alerts/alert.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { SendResult } from '#core/deliveries/life.ts'
import { retryAt } from '#core/deliveries/life.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { skipLocked } from '#db/dialects/differences.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { TestMessageData } from '#db/operations/campaigns/test-send.ts'
import type { Memory } from '#db/operations/memory.ts'

const MOST_ATTEMPTS = 12

/** A message that answers somebody's own act, or a staff test: ready to be composed. */
export type ClaimedService = { id: number; mailId: string; address: string; language: Language } & (
  | { kind: 'alert'; alert: Alert }
  | { kind: 'confirm-change' | 'fresh-link'; token: string }
  | {
      kind: 'test-send'
      test: TestMessageData
      promiseDay: Temporal.PlainDate
      links: { answer: string; preferences: string; unsubscribe: string }
    }
)

/** Takes up to `limit` due service messages and marks them `sending`; their kind fixes their rules, so no window or budget holds them. */
export async function claimServiceMessages(
  { database, keyring, house }: Memory,
  now: number,
  { workerId, limit }: { workerId: number; limit: number },
): Promise<ClaimedService[]> {
  const token = (purpose: 'answer' | 'preferences' | 'unsubscribe' | 'confirmation', ids: number[]) =>
    signToken(keyring, { purpose, ids, expiresAt: tokenExpiry(purpose, now) })
  return database.write(async (db) => {
    const query = db
      .selectFrom('service_messages')
      .select(['id', 'kind', 'address', 'language', 'data'])
      .where('state', '=', 'queued')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
    const rows = await skipLocked(db, query, 'service_messages').execute()
    for (const { id } of rows) {
      await db
        .updateTable('service_messages')
        .set({ state: 'sending', worker_id: workerId, sending_at: now })
        .where('id', '=', id)
        .execute()
    }
    return rows.map(({ id, kind, address, language, data }): ClaimedService => {
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
    })
  })
}

/** What became of a service message. One that cannot be handed over is tried again twelve times, over about a day. */
export async function recordServiceResult(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { id, result, response }: { id: number; result: SendResult; response: string },
): Promise<void> {
  await database.write(async (db) => {
    const row = await db
      .selectFrom('service_messages')
      .select(['attempts', 'sending_at'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return
    const again = result === 'retry' && row.attempts < MOST_ATTEMPTS
    await db
      .updateTable('service_messages')
      .set({
        state: again ? 'queued' : result === 'retry' ? 'failed' : result,
        response: response.slice(0, 500),
        attempts: row.attempts + 1,
        ...(again ? { due_at: retryAt(now, row.attempts), worker_id: null } : { finished_at: now }),
      })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute()
  })
}
