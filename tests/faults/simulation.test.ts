import { expect, test } from 'vitest'
import { PLANTED_FAULTS } from '#tests/simulation/planted-faults.ts'
import { simulate } from '#tests/simulation/simulate.ts'
import { startNode } from '#tests/support/process.ts'

// More of them: node tests/simulation/run.ts --seeds 10000
const SEEDS = Number(process.env['EGARD_SIMULATION_SEEDS'] ?? 250)
const MOST_SEEDS_FOR_A_FAULT = 150
/** On a machine that does much else: alone, it takes a tenth of this. */
const PATIENCE = { timeout: 300_000 }

/** Whatever is not in the stories is not proved by them. */
const IN_THE_STORIES = `
  queued held sending sent in-doubt failed refused cancelled lapsed
  taken put-off refused-by-the-server no-such-address busy-server dropped-before-data dropped-after-data answer-lost silent
  kill end start jump pause resume stop stop-sending count-as-sent send-again
  yes no one-click stop-everything visit move-away
  no-such-mailbox sent-back mailbox-full complaint please-stop reply away read-replies`

test(
  `${SEEDS} stories of crashes, outages, minds changed and clocks that jump: every promise of sending is kept`,
  PATIENCE,
  async () => {
    // In a process of its own: twice as fast as through the test runner's own loader.
    const run = startNode(['tests/simulation/run.ts', '--seeds', String(SEEDS), '--jobs', '1'])
    expect(await run.exited, run.output()).toMatchObject({ code: 0 })
    const inThem = run.output().split('In them: ')[1] ?? ''
    const words = new Set(inThem.split(/[\s,.]+/))
    expect(
      IN_THE_STORIES.trim()
        .split(/\s+/)
        .filter((what) => !words.has(what)),
    ).toEqual([])
  },
)

test('a seed tells the same story again, to the last line', PATIENCE, async () => {
  const first = await simulate(17, { whole: true })
  await simulate(18)
  expect(await simulate(17, { whole: true })).toEqual(first)
  expect(first.trace.length).toBeGreaterThan(30)
})

test.for(PLANTED_FAULTS)('the stories notice "$name"', PATIENCE, async (fault) => {
  const noticed: string[] = []
  for (let seed = 1; seed <= MOST_SEEDS_FOR_A_FAULT && !noticed.includes(fault.breaks); seed += 1) {
    const { violation } = await simulate(seed, { fault })
    if (violation !== undefined) noticed.push(violation.invariant)
  }
  expect(noticed).toContain(fault.breaks)
})
