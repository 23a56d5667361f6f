/** How carefully a send goes out. Every figure has its source and the day it was checked; none stands elsewhere. */
export const SENDING = {
  checkedOn: '2026-11-22',
  /**
   * A campaign begins with a few people and goes on in waves that grow, so that what is wrong with a list or a text shows while it is small.
   * House rule, after what providers advise for a new stream: begin small, at most double.
   */
  waves: {
    canaryPeople: 100,
    canaryShare: 0.01,
    growth: 2,
    /** The next wave waits for this much of the open ones to have had its answer from the server. */
    settledShare: 0.95,
    /** And this long after: a server that takes a message and sends it back usually does so within seconds. */
    pauseSeconds: 15,
    /** Who is held longer than this (a pause, a busy week) holds nobody else up. */
    longestWaitHours: 24,
  },
  /**
   * Above a share, once there are enough to tell, a campaign pauses itself. `least`: so many at least; `leastResults`: among so many.
   */
  brake: {
    /** Amazon SES reviews an account at 5 % hard bounces and pauses it at 10 %; Brevo suspends a campaign above 2 % (their help pages). */
    hardBounces: { share: 0.05, least: 5, leastResults: 20 },
    /**
     * Gmail and Yahoo: under 0.1 %, never 0.3 % (sender guidelines, 2024); Brevo suspends above 0.2 %, Amazon SES reviews at 0.1 % and pauses at
     * 0.5 %. Only part of the complaints is ever reported back, so the brake is well below "never".
     */
    complaints: { share: 0.002, least: 2, leastResults: 0 },
    /** Brevo suspends above 1 %, others at 5 %: people who once agreed leave one by one, and above 2 % something is wrong. */
    withdrawals: { share: 0.02, least: 10, leastResults: 20 },
    /**
     * A message that asks whether somebody wants to hear more is answered by going, too: a no on its page is an answer and not counted at all, and
     * the way out counts from much higher on: one in ten is more than indifference. House rule.
     */
    askWithdrawals: { share: 0.1, least: 50, leastResults: 20 },
    /** Rates over very many people change slowly, and counting them costs: once a second up to so many, then once in as many seconds more. */
    peopleCountedPerSecond: 100_000,
  },
  /** While the mail server fails whoever is written to, one message is tried now and then. House rule. */
  circuit: { firstWaitSeconds: 5, longestWaitSeconds: 300, tellAfterProbes: 3, tellAfterSeconds: 60 },
} as const
