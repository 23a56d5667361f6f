import { expect, test } from 'vitest'
import { SIZES } from '#tests/faults/drivers/sizes.ts'
import { testDice } from '#tests/faults/drivers/test-dice.ts'
import { startNode } from '#tests/support/process.ts'

/** On a machine that does much else: alone, it takes a tenth of this. */
const PATIENCE = { timeout: 300_000 }

test(
  `a year of campaigns to ${SIZES.yearPeople} people: nothing leaves outside a window, over a budget, twice as a text or after a stop, and whatever waits leaves or is refused for a reason`,
  PATIENCE,
  async () => {
    const { seed } = testDice()
    // In a process of its own: faster than through the test runner's own loader.
    const year = startNode(['tests/faults/year/run.ts', '--people', String(SIZES.yearPeople), '--seed', String(seed)])
    const end = await year.exited
    process.stdout.write(`\n${year.output().split('\n')[0]}\n`)
    expect(end, year.output()).toMatchObject({ code: 0 })
  },
)
