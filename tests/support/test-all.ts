import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './checks.ts'
import { closingLine, type Totals } from './closing-line.ts'

// `npm test`: the checks, then every test, also when a check is red; what it prints last counts both.
const ROOT = join(import.meta.dirname, '../..')

const { green, red } = await runChecks()
const { code, totals } = await runTests(process.argv.slice(2))
const passed = totals.passed + green.length
const failed = totals.failed + red.length
if (red.length > 0) console.log(`red checks: ${red.join(', ')}`)
console.log(closingLine({ passed, failed }))
process.exitCode = code === 0 && failed === 0 ? 0 : 1

async function runTests(args: string[]): Promise<{ code: number; totals: Totals }> {
  const folder = await mkdtemp(join(tmpdir(), 'egard-totals-'))
  const file = join(folder, 'totals.json')
  try {
    const code = await runVitest(args, file)
    // Without totals the run ended before its end: that is a failure, whatever the exit code says.
    const totals = await readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Totals,
      () => ({ passed: 0, failed: 1 }),
    )
    return { code, totals: code === 0 || totals.failed > 0 ? totals : { ...totals, failed: 1 } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runVitest(args: string[], totalsFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: ROOT,
      env: { ...process.env, EGARD_TOTALS_FILE: totalsFile },
      stdio: 'inherit',
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
