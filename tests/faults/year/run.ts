import { parseArgs } from 'node:util'
import { Year } from './play-year.ts'

// node tests/faults/year/run.ts --people 10000 --seed 1
const { values } = parseArgs({
  options: { people: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})
const MOST_SHOWN = 20

const startedAt = performance.now()
const { broken, most, acts, ...told } = await new Year(Number(values.seed)).play(Number(values.people))
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
const done = Object.entries(acts).map(([what, count]) => `${count} ${what}`)
process.stdout.write(
  `A year: ${told.people} people, ${told.campaigns} campaigns, ${told.left} messages (${told.bySms} SMS), ${told.held} holds, ${told.refused} refused; ` +
    `at most ${most.in7Days} in 7 days and ${most.in30Days} in 30; ${done.join(', ')}; ${told.looks} looks; ${broken.length} wrong; ${seconds} s, seed ${values.seed}\n`,
)
for (const one of broken.slice(0, MOST_SHOWN)) process.stdout.write(`  ${one}\n`)
process.exitCode = broken.length === 0 && told.left > 0 ? 0 : 1
