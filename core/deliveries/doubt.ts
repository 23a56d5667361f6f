/**
 * How a message came to be in doubt: the process stopped in the middle, the database came back from a copy, or the server went silent; and of an SMS,
 * that the provider's list was asked and does not show it.
 */
export const DOUBT_CAUSES = ['process-stopped', 'restored', 'no-answer', 'not-listed'] as const
export type DoubtCause = (typeof DOUBT_CAUSES)[number]

/** What a delivery keeps as its response where no server answered. */
export const DOUBT_RESPONSES = {
  'process-stopped': 'the process stopped during the hand-over',
  restored: 'restored from a backup',
  'not-listed': 'the provider’s list does not show it',
} as const satisfies Partial<Record<DoubtCause, string>>

/** The cause behind what a delivery in doubt kept. */
export function doubtCause(response: string | null): DoubtCause {
  return DOUBT_CAUSES.find((cause) => cause !== 'no-answer' && response === DOUBT_RESPONSES[cause]) ?? 'no-answer'
}
