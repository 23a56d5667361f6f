import { SLACK_LIMITS } from './slack-limits.ts'
import { type ResponseUrl, type Workspace } from './workspace.ts'

/** Kept at most, the newest; far more than any test or sandbox has open at once. */
const MOST_KEPT = 1_000

/** A trigger for one interaction of one person: good once, for three seconds. */
export function issueTrigger(workspace: Workspace, person: string): string {
  const id = `${workspace.now()}.${workspace.next()}.${workspace.next().toString(16).padStart(8, '0')}`
  dropOldest(workspace.triggerIds)
  workspace.triggerIds.set(id, { person, issuedAtMs: workspace.now(), used: false })
  return id
}

/** Uses a trigger up; answers its person, or Slack's error name. A view that is then refused has used it up too: the careful side. */
export function exchangeTrigger(workspace: Workspace, id: unknown): { person: string } | { error: string } {
  const trigger = typeof id === 'string' ? workspace.triggerIds.get(id) : undefined
  if (!trigger) return { error: 'invalid_trigger_id' }
  if (trigger.used) return { error: 'exchanged_trigger_id' }
  if (workspace.now() - trigger.issuedAtMs > SLACK_LIMITS.triggerLifeMs) return { error: 'expired_trigger_id' }
  trigger.used = true
  return { person: trigger.person }
}

/** The id of a new address the app may answer an interaction at, five times in thirty minutes. */
export function issueResponseUrl(
  workspace: Workspace,
  given: Pick<ResponseUrl, 'person' | 'channel' | 'source'>,
): string {
  const id = `${workspace.now()}-${workspace.next()}`
  dropOldest(workspace.responseUrls)
  workspace.responseUrls.set(id, { ...given, issuedAtMs: workspace.now(), uses: 0 })
  return id
}

/** Counts one use of a response address; answers what it belongs to, or Slack's error name. */
export function useResponseUrl(workspace: Workspace, id: string): ResponseUrl | { error: string } {
  const url = workspace.responseUrls.get(id)
  if (!url || workspace.now() - url.issuedAtMs > SLACK_LIMITS.responseUrlLifeMs) return { error: 'expired_url' }
  if (url.uses >= SLACK_LIMITS.responseUrlUses) return { error: 'used_url' }
  url.uses += 1
  return url
}

function dropOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
}
