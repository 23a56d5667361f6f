import { parseArgs } from 'node:util'
import { PLANTED_FAULTS } from './planted-faults.ts'
import { simulate } from './simulate.ts'

// node tests/simulation/run.ts --seeds 10000 --from 1; a seed again, with all its lines: --from SEED --seeds 1 --trace
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    fault: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const seeds = Number(values.seeds)
const from = Number(values.from)
const fault = PLANTED_FAULTS.find(({ name }) => name === values.fault)
if (
  values.help ||
  !Number.isInteger(seeds) ||
  !Number.isInteger(from) ||
  (values.fault !== undefined && fault === undefined)
) {
  process.stderr.write(
    `node tests/simulation/run.ts [--seeds N] [--from SEED] [--trace] [--fault NAME]\nFaults: ${PLANTED_FAULTS.map(({ name }) => name).join('; ')}\n`,
  )
  process.exit(2)
}

const startedAt = performance.now()
let broken = 0
const totals: Record<string, number> = {}
for (let seed = from; seed < from + seeds; seed += 1) {
  const story = await simulate(seed, { ...(fault && { fault }), whole: values.trace })
  for (const [what, count] of Object.entries(story.counts)) totals[what] = (totals[what] ?? 0) + count
  if (values.trace)
    process.stdout.write(`seed ${seed}: ${story.scenario}\n${story.trace.map((line) => `  ${line}\n`).join('')}`)
  if (story.violation === undefined) continue
  broken += 1
  process.stdout.write(`SEED ${seed} breaks ${story.violation.invariant}: ${story.violation.what}\n`)
  if (!values.trace)
    process.stdout.write(
      story.trace
        .slice(-60)
        .map((line) => `  ${line}\n`)
        .join(''),
    )
  process.stdout.write(`  again: node tests/simulation/run.ts --from ${seed} --seeds 1 --trace\n`)
  if (broken >= 5) break
}
const seconds = (performance.now() - startedAt) / 1000
process.stdout.write(
  `${seeds} seeds from ${from}: ${broken} broken; ${seconds.toFixed(1)} s, ${Math.round((seeds / seconds) * 60)} seeds a minute\n${JSON.stringify(totals)}\n`,
)
process.exitCode = broken === 0 ? 0 : 1
