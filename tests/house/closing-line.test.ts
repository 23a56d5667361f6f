import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const REPORTER = join(ROOT, 'tests/support/closing-line.ts')
const IMPORTS = "import { beforeAll, expect, test } from 'vitest'\n"

const RUNS = [
  { name: 'green tests', body: "test('a', () => {})\ntest('b', () => {})", last: '2 passed, 0 failed', code: 0 },
  { name: 'a red test', body: "test('a', () => {})\ntest('b', () => expect(1).toBe(2))", last: '1 passed, 1 failed' },
  { name: 'a file that cannot be loaded', body: "import './nowhere.ts'", last: '0 passed, 1 failed' },
  {
    name: 'an error after the last test',
    body: "test('a', () => void setTimeout(() => { throw new Error('stray') }))\ntest('b', () => new Promise((done) => setTimeout(done, 50)))",
    last: '2 passed, 1 failed',
  },
]

test.for(RUNS)('a run with $name ends with what passed and what failed', ({ body, last, code = 1 }) => {
  const { lines, status } = runVitest(IMPORTS + body)
  expect(lines.at(-1)).toBe(last)
  expect(status).toBe(code)
})

test('a hook that throws is counted', () => {
  const { lines, status } = runVitest(`${IMPORTS}beforeAll(() => { throw new Error('hook') })\ntest('a', () => {})`)
  expect(lines.at(-1)).toMatch(/^0 passed, [1-9] failed$/)
  expect(status).toBe(1)
})

function runVitest(text: string): { lines: string[]; status: number | null } {
  mkdirSync(join(ROOT, 'var'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, 'var/closing-line-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.test.ts'), text)
  writeFileSync(join(folder, 'vitest.config.ts'), `export default { test: { reporters: ['${REPORTER}'] } }`)

  const { EGARD_TOTALS_FILE: _, ...env } = process.env
  const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder]
  const { stdout, status } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), status }
}
