import { retryAfterMs, slackError } from '#bot/slack/slack-error.ts'
import type { SlackDeps } from '#bot/slack/surface.ts'
import { claimNotices, type Notice } from '#db/operations/notices/claim-notices.ts'
import { type NoticeOutcome, recordNotices } from '#db/operations/notices/record-notices.ts'
import { createPace } from './pace.ts'
import { type Tell, togetherKey } from './tell-notice.ts'
import type { Told } from './teller.ts'

export interface NoticeSender {
  /** Tells everything due; resolves to how many notices stand in Slack now. Two calls at once run one after the other. */
  send(now: number): Promise<number>
}

const LIMIT = 100
const LONGEST_WAIT_MS = 60 * 60_000

/**
 * Empties the notices: several about the same thing become one message, a channel gets about one message a second, and whatever Slack refuses is
 * told later, never dropped.
 */
export function createNoticeSender({ memory, log }: Pick<SlackDeps, 'memory' | 'log'>, tell: Tell): NoticeSender {
  const pace = createPace()
  let holdUntil = 0
  let running: Promise<unknown> = Promise.resolve()

  async function one(notices: readonly Notice[], now: number): Promise<NoticeOutcome> {
    const ids = notices.map(({ id }) => id)
    if (holdUntil > now) return { state: 'later', ids, at: holdUntil }
    const told = await tell(notices, now, pace).catch((error: unknown): Told => ({ error }))
    if ('waitUntil' in told) return { state: 'later', ids, at: told.waitUntil }
    if (!('error' in told)) return { state: 'sent', ids }
    const wait = retryAfterMs(told.error)
    if (wait !== undefined) {
      holdUntil = now + wait
      return { state: 'later', ids, at: holdUntil }
    }
    const attempts = Math.max(...notices.map((notice) => notice.attempts))
    const failure = slackError(told.error)
    log.warn({ notice: ids[0], attempt: attempts, slackError: failure, error: told.error }, 'a notice was not told')
    return { state: 'later', ids, at: now + Math.min(1000 * 2 ** Math.min(attempts, 12), LONGEST_WAIT_MS), failure }
  }

  async function empty(now: number): Promise<number> {
    let sent = 0
    for (;;) {
      const claimed = await claimNotices(memory, now, { limit: LIMIT })
      if (claimed.length === 0) return sent
      for (const group of grouped(claimed)) {
        const outcome = await one(group, now)
        await recordNotices(memory, now, [outcome])
        if (outcome.state === 'sent') sent += outcome.ids.length
      }
    }
  }

  return {
    send(now) {
      const turn = running.then(() => empty(now))
      running = turn.catch(() => undefined)
      return turn
    },
  }
}

function grouped(notices: readonly Notice[]): Notice[][] {
  return [...Map.groupBy(notices, togetherKey).values()]
}
