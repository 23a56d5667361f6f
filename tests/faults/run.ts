import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

// `npm run test:faults`: every fault test, larger than in `npm test`, from a seed it prints.
// With it, a year of campaigns to 10,000 people. `-- kills`: 100 random kills over 20,000 deliveries on each database. `-- workers`: 100,000 deliveries by two workers, one killed, one drained.
const ROOT = join(import.meta.dirname, '../..')

const PARTS = {
  all: { files: 'tests/faults', name: '', kills: 10, people: 1500, workersPeople: 3000, seconds: 300 },
  kills: {
    files: 'tests/faults/kills.test.ts',
    name: 'again and again',
    kills: 100,
    people: 20_000,
    workersPeople: 0,
    seconds: 3600,
  },
  workers: {
    files: 'tests/faults/many-workers.test.ts',
    name: 'two workers',
    kills: 0,
    people: 0,
    workersPeople: 100_000,
    seconds: 3600,
  },
} as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    people: { type: 'string' },
    database: { type: 'string' },
    seed: { type: 'string' },
  },
})
const [part = 'all'] = positionals
if (!(part in PARTS)) {
  console.error(`There is no part “${part}”: choose among ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const { files, name, kills, people, workersPeople, seconds } = PARTS[part as keyof typeof PARTS]
const seed = values.seed ?? process.env['EGARD_TEST_SEED'] ?? String(Date.now() % 1_000_000_000)
console.log(`EGARD_TEST_SEED=${seed}`)

// A test's whole name says what it proves, and on which database.
const words = [name, values.database ?? ''].filter((word) => word !== '')
const only = words.map((word) => `(?=.*${word})`).join('')
const child = spawn(
  process.execPath,
  [
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'faults',
    files,
    ...(only === '' ? [] : ['--testNamePattern', `^${only}`]),
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      EGARD_TEST_SEED: seed,
      EGARD_FAULTS_KILLS: values.kills ?? String(kills),
      EGARD_FAULTS_PEOPLE: values.people ?? String(people),
      EGARD_FAULTS_WORKERS_PEOPLE: values.people ?? String(workersPeople),
      EGARD_FAULTS_YEAR_PEOPLE: '10000',
      EGARD_FAULTS_SECONDS: String(seconds),
    },
  },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.once('close', (code) => {
  process.exitCode = code ?? 1
})
