import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const AT_ONCE = 2
/** Each must be done in this time; the whole in a minute. */
const LIMIT_MS = 120_000

interface Check {
  name: string
  script: string
  args: string[]
}

interface Outcome {
  name: string
  green: boolean
  seconds: number
  output: string
}

// What "green" means before a single test of behaviour runs. The longest first, so that two cores end together.
const CHECKS: Check[] = [
  ...(existsSync(join(ROOT, 'preference-center/astro.config.ts'))
    ? [{ name: 'pages', script: '@astrojs/check/bin/astro-check.js', args: ['--root', 'preference-center'] }]
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

process.exitCode = (await runAll(CHECKS)) ? 0 : 1

async function runAll(checks: Check[]): Promise<boolean> {
  const startedAt = performance.now()
  const waiting = [...checks]
  const outcomes: Outcome[] = []
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      outcomes.push(report(await run(check)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))

  const red = outcomes.filter(({ green }) => !green).map(({ name }) => name)
  console.log(
    `check: ${red.length === 0 ? 'green' : `red (${red.join(', ')})`}, ${secondsSince(startedAt).toFixed(1)} s`,
  )
  return red.length === 0
}

function run({ name, script, args }: Check): Promise<Outcome> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
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

/** A green check says one line; a red one says everything. */
function report(outcome: Outcome): Outcome {
  const { name, green, seconds, output } = outcome
  console.log(`${green ? 'green' : 'red  '} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s`)
  if (!green) console.log(output.trim())
  return outcome
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000
}
