import { claimNotices, type Notice } from '#db/operations/notices/claim-notices.ts'
import { type NoticeOutcome, recordNotices } from '#db/operations/notices/record-notices.ts'
import type { SlackDeps } from './surface.ts'
import type { Tell, Told } from './tell-notice.ts'

export interface NoticeSender {
  /** Tells everything due; resolves to how many notices stand in Slack now. Two calls at once run one after the other. */
  send(now: number): Promise<number>
}

const LIMIT = 100
const LONGEST_WAIT_MS = 60 * 60_000
/** Slack takes about one message a second in a channel. */
const PACE_MS = 1000

/**
 * Empties the notices: several about the same thing become one message, a channel gets about one message a second, and whatever Slack refuses is
 * told later, never dropped.
 */
export function createNoticeSender({ memory, log }: Pick<SlackDeps, 'memory' | 'log'>, tell: Tell): NoticeSender {
  const nextAllowed = new Map<string, number>()
  let running: Promise<unknown> = Promise.resolve()

  async function one(notices: readonly Notice[], now: number): Promise<NoticeOutcome> {
    const ids = notices.map(({ id }) => id)
    const allowed = Math.max(...notices.map(({ channel }) => nextAllowed.get(channel) ?? 0))
    if (allowed > now) return { state: 'later', ids, at: allowed }
    const told = await tell(notices, now).catch((error: unknown): Told => ({ error }))
    if (!('error' in told)) {
      if (told.posted) for (const { channel } of notices) nextAllowed.set(channel, now + PACE_MS)
      return { state: 'sent', ids }
    }
    const wait = retryAfterMs(told.error)
    if (wait !== undefined) {
      for (const { channel } of notices) nextAllowed.set(channel, now + wait)
      return { state: 'later', ids, at: now + wait }
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

const CARDS = new Set(['campaign-card', 'approval-card', 'visitors-waiting'])

/** Everything about one campaign's card is told at once; anything else alone. */
function grouped(notices: readonly Notice[]): Notice[][] {
  const groups = new Map<string, Notice[]>()
  for (const notice of notices) {
    const key = CARDS.has(notice.kind) ? `card ${notice.subjectId}` : String(notice.id)
    groups.set(key, [...(groups.get(key) ?? []), notice])
  }
  return [...groups.values()]
}

/** Seconds Slack asked to wait, in milliseconds. */
function retryAfterMs(error: unknown): number | undefined {
  const { code, retryAfter } = error as { code?: unknown; retryAfter?: unknown }
  return code === 'slack_webapi_rate_limited_error' ? Math.max(1, Number(retryAfter) || 1) * 1000 : undefined
}

/** Slack's own name for what went wrong, or the library's. */
export function slackError(error: unknown): string {
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown }
  return String(data?.error ?? code ?? 'unknown')
}
