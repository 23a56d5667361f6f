import { onTestFailed } from 'vitest'
import { type Dice, dice } from './dice.ts'

/** The same in every `npm test`; `npm run test:faults` chooses another and prints it. */
const USUAL = 20_261_122

/** The dice of a test; the seed is shown when it fails. */
export function testDice(): Dice {
  const seed = Number(process.env['EGARD_TEST_SEED'] ?? USUAL)
  onTestFailed(() => void process.stderr.write(`EGARD_TEST_SEED=${seed}\n`))
  return dice(seed)
}
