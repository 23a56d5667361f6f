/** How a message came to be in doubt: the process stopped in the middle, the database came back from a copy, or the server went silent. */
export const DOUBT_CAUSES = ['process-stopped', 'restored', 'no-answer'] as const
export type DoubtCause = (typeof DOUBT_CAUSES)[number]

/** What a delivery keeps as its response where no server answered. */
export const DOUBT_RESPONSES = {
  'process-stopped': 'the process stopped during the hand-over',
  restored: 'restored from a backup',
} as const satisfies Partial<Record<DoubtCause, string>>

/** The cause behind what a delivery in doubt kept. */
export function doubtCause(response: string | null): DoubtCause {
  if (response === DOUBT_RESPONSES['process-stopped']) return 'process-stopped'
  return response === DOUBT_RESPONSES.restored ? 'restored' : 'no-answer'
}
