/** How carefully a send goes out. Every figure has its source and the day it was checked; none stands elsewhere. */
export const SENDING = {
  checkedOn: '2026-11-22',
  /**
   * A campaign begins with a few people and goes on in waves that grow, so that what is wrong with a list or a text shows while it is small.
   * House rule, after what providers advise for a new stream: begin small, with those most likely to answer, and at most double.
   */
  waves: {
    canaryPeople: 100,
    canaryShare: 0.01,
    growth: 2,
    /** The next wave waits for this much of the open ones to have had its answer from the server. */
    settledShare: 0.95,
    /** And this long after: a server that takes a message and sends it back usually does so within seconds. */
    pauseSeconds: 15,
  },
  /** While the mail server fails whoever is written to, one message is tried now and then. House rule. */
  circuit: { firstWaitSeconds: 5, longestWaitSeconds: 300, tellAfterProbes: 3, tellAfterSeconds: 60 },
} as const
