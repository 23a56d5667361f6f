/** Slack's own name for what went wrong, or the library's. */
export function slackError(error: unknown): string {
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown }
  const name = data?.error ?? code
  return typeof name === 'string' ? name : 'unknown'
}

/** How long Slack asked to wait, in milliseconds; undefined when it was another error. */
export function retryAfterMs(error: unknown): number | undefined {
  const { code, retryAfter } = error as { code?: unknown; retryAfter?: unknown }
  return code === 'slack_webapi_rate_limited_error' ? Math.max(1, Number(retryAfter) || 1) * 1000 : undefined
}
