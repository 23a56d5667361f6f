import type { Loose } from './block-kit.ts'

/** Slack's refusal; `problems` become `[ERROR]` lines where `@slack/web-api` logs them. */
export function failure(error: string, problems: readonly string[] = []): Loose {
  if (problems.length === 0) return { ok: false, error }
  return {
    ok: false,
    error,
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  }
}
