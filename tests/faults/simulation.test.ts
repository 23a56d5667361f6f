import { expect, test } from 'vitest'
import { PLANTED_FAULTS } from '#tests/simulation/planted-faults.ts'
import { simulate } from '#tests/simulation/simulate.ts'

// More of them: node tests/simulation/run.ts --seeds 10000
const SEEDS = Number(process.env['EGARD_SIMULATION_SEEDS'] ?? 250)
const MOST_SEEDS_FOR_A_FAULT = 150

/** Whatever is not in the stories is not proved by them. */
const IN_THE_STORIES = `
  queued held sending sent in-doubt failed refused cancelled lapsed
  taken put-off refused-by-the-server no-such-address busy-server dropped-before-data dropped-after-data answer-lost silent
  kill end start jump pause resume stop stop-sending count-as-sent send-again
  yes no one-click stop-everything visit move-away`

test(`${SEEDS} stories of crashes, outages, minds changed and clocks that jump: every promise of sending is kept`, async () => {
  const counts: Record<string, number> = {}
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const story = await simulate(seed)
    if (story.violation !== undefined) {
      const { invariant, what } = story.violation
      const again = `node tests/simulation/run.ts --from ${seed} --seeds 1 --trace`
      throw new Error([`seed ${seed} breaks ${invariant}: ${what}`, ...story.trace.slice(-60), again].join('\n  '))
    }
    for (const [what, count] of Object.entries(story.counts)) counts[what] = (counts[what] ?? 0) + count
  }
  expect(
    IN_THE_STORIES.trim()
      .split(/\s+/)
      .filter((what) => counts[what] === undefined),
  ).toEqual([])
})

test('a seed tells the same story again, to the last line', async () => {
  const first = await simulate(17, { whole: true })
  await simulate(18)
  expect(await simulate(17, { whole: true })).toEqual(first)
  expect(first.trace.length).toBeGreaterThan(30)
})

test.for(PLANTED_FAULTS)('the stories notice "$name"', async (fault) => {
  const noticed: string[] = []
  for (let seed = 1; seed <= MOST_SEEDS_FOR_A_FAULT && !noticed.includes(fault.breaks); seed += 1) {
    const { violation } = await simulate(seed, { fault })
    if (violation !== undefined) noticed.push(violation.invariant)
  }
  expect(noticed).toContain(fault.breaks)
})
