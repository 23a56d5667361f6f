import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const AT_ONCE = 2
const LIMIT_MS = 120_000

/** One tool of the static checks: a script under node_modules and its arguments. */
interface Check {
  name: string
  script: string
  args: string[]
  /** Where it runs; the project's folder when not said. */
  folder?: string
}

interface Outcome {
  name: string
  green: boolean
  seconds: number
  output: string
}

export interface Checked {
  green: string[]
  red: string[]
}

// What "green" means before a single test of behaviour runs. The longest first, so that two cores end together.
const CHECKS: Check[] = [
  ...(existsSync(join(ROOT, 'preference-center/astro.config.ts'))
    ? [{ name: 'pages', script: '@astrojs/check/bin/astro-check.js', args: [], folder: 'preference-center' }]
    : []),
  { name: 'unused', script: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'types', script: 'typescript-7/bin/tsc', args: ['--noEmit', '--project', '.'] },
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'format', script: '@biomejs/biome/bin/biome', args: ['ci', '--colors=off', '.'] },
  {
    name: 'imports',
    script: 'vitest/vitest.mjs',
    args: ['run', '--project', 'core', '--reporter', 'dot', 'tests/architecture.test.ts'],
  },
]

/** Runs every static check, two at a time, and prints its seconds; a green one says one line, a red one everything. */
export async function runChecks(): Promise<Checked> {
  const startedAt = performance.now()
  const waiting = [...CHECKS]
  const checked: Checked = { green: [], red: [] }
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const outcome = await run(check)
      checked[outcome.green ? 'green' : 'red'].push(outcome.name)
      print(outcome)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))

  const verdict = checked.red.length === 0 ? 'green' : `red: ${checked.red.join(', ')}`
  console.log(`checks     ${shown(secondsSince(startedAt))}  ${verdict}`)
  return checked
}

function run({ name, script, args, folder = '.' }: Check): Promise<Outcome> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
      cwd: join(ROOT, folder),
      env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' },
      timeout: LIMIT_MS,
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ name, green: code === 0, seconds: secondsSince(startedAt), output }))
  })
}

function print({ name, green, seconds, output }: Outcome): void {
  console.log(`${name.padEnd(10)} ${shown(seconds)}  ${green ? 'green' : 'red'}`)
  if (!green) console.log(output.trim())
}

function shown(seconds: number): string {
  return `${seconds.toFixed(1).padStart(6)} s`
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000
}
