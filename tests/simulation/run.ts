import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { PLANTED_FAULTS } from './planted-faults.ts'
import { type Story, simulate } from './simulate.ts'

// node tests/simulation/run.ts --seeds 10000 --from 1; one of them again, with all its lines: --from SEED --seeds 1 --trace
const HELP = `node tests/simulation/run.ts [--seeds N] [--from SEED] [--jobs N] [--trace] [--fault NAME]
Faults to plant: ${PLANTED_FAULTS.map(({ name }) => name).join('; ')}
`
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    trace: { type: 'boolean', default: false },
    fault: { type: 'string' },
    /** What one job of several prints: a line of JSON a story. */
    lines: { type: 'boolean', default: false },
  },
})
const [seeds, from, jobs] = [Number(values.seeds), Number(values.from), Number(values.jobs)]
const fault = PLANTED_FAULTS.find(({ name }) => name === values.fault)
if (![seeds, from, jobs].every(Number.isSafeInteger) || jobs < 1 || (values.fault !== undefined && !fault)) {
  process.stderr.write(HELP)
  process.exit(2)
}

/** A fault that breaks everything need not be shown a thousand times. */
const MOST_SHOWN = 5
const startedAt = performance.now()
const counts: Record<string, number> = {}
let told = 0
let broken = 0

if (values.lines) for await (const story of here()) process.stdout.write(`${JSON.stringify(story)}\n`)
else {
  const perJob = Math.ceil(seeds / jobs)
  const parts = seeds < 50 ? [] : Array.from({ length: jobs }, (_, job) => from + job * perJob)
  if (parts.length < 2) for await (const story of here()) show(story)
  else await Promise.all(parts.map((first) => elsewhere(first, Math.min(perJob, from + seeds - first))))
  const seconds = (performance.now() - startedAt) / 1000
  const rate = Math.round((told / seconds) * 60)
  process.stdout.write(
    `${told} stories from seed ${from}: ${broken} break a promise; ${seconds.toFixed(1)} s, ${rate} a minute\n`,
  )
  const ingredients = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  process.stdout.write(`In them: ${ingredients.map(([what, count]) => `${count} ${what}`).join(', ')}.\n`)
  process.exitCode = broken === 0 && told > 0 ? 0 : 1
}

async function* here(): AsyncGenerator<Story> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const story = await simulate(seed, { fault, whole: values.trace })
    yield values.lines && story.violation === undefined ? { ...story, trace: [] } : story
  }
}

/** Another process takes its part of the seeds. */
function elsewhere(first: number, count: number): Promise<void> {
  if (count <= 0) return Promise.resolve()
  const args = ['--lines', '--from', String(first), '--seeds', String(count), ...(fault ? ['--fault', fault.name] : [])]
  const child = spawn(process.execPath, [import.meta.filename, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) show(JSON.parse(line) as Story)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The seeds from ${first} ended with ${code}.`)),
    )
  })
}

function show({ seed, scenario, violation, trace, counts: mine }: Story): void {
  told += 1
  for (const [what, count] of Object.entries(mine)) counts[what] = (counts[what] ?? 0) + count
  const shown = values.trace ? trace : trace.slice(-60)
  const lines = shown.map((line) => `  ${line}\n`).join('')
  if (violation === undefined) {
    if (values.trace) process.stdout.write(`seed ${seed}: ${scenario}\n${lines}`)
    return
  }
  broken += 1
  if (broken > MOST_SHOWN) return
  process.stdout.write(`seed ${seed} (${scenario}) breaks ${violation.invariant}: ${violation.what}\n${lines}`)
  process.stdout.write(`  again: node tests/simulation/run.ts --from ${seed} --seeds 1 --trace\n`)
}
