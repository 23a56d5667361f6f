import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type RunningProcess, startNode } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'

const ROOT = join(import.meta.dirname, '../..')
const MAIN = `
const words: string[] = process.argv.slice(2)
process.on('SIGTERM', () => process.exit(7))
if (words[0] === 'stay') setInterval(() => {}, 1000)
if (words[0] === 'fail') process.exitCode = 3
if (words[0] === 'die') process.kill(process.pid, 'SIGKILL')
console.log('pid', process.pid, 'got', words.join(' '))
`
/** Makes a Node of today answer as one of that version when the launcher asks. */
const pretend = (version: string) =>
  `--import=data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"${version}"}})`

describe.each(['18.20.8', '20.20.2', '24.1.0', '27.0.0'])('started by Node %s', (version) => {
  test('the product runs on the Node it brought, with the same words', async () => {
    const running = launch(['explain', 'a b@c.fr'], { version })
    expect(await running.exited).toEqual({ code: 0, signal: null })
    expect(running.output()).toMatch(/got explain a b@c\.fr\n$/)
    expect(pidIn(running)).not.toBe(running.child.pid)
  })

  test('its exit code is passed on', async () => {
    expect(await launch(['fail'], { version }).exited).toEqual({ code: 3, signal: null })
    expect(await launch(['die'], { version }).exited).toEqual({ code: 128 + 9, signal: null })
  })

  test('a signal reaches it', async () => {
    const running = launch(['stay'], { version })
    await until(() => running.output().includes('got stay'), { what: 'its first line', state: running.output })
    expect(await running.kill('SIGTERM')).toEqual({ code: 7, signal: null })
  })

  test('without that Node one sentence says what to do', async () => {
    const running = launch(['help'], { version, isInstalled: false })
    expect(await running.exited).toEqual({ code: 1, signal: null })
    expect(running.output()).toBe('Égard needs Node 26; run npm install first.\n')
  })
})

test('started by Node 26, the product runs in that very process', async () => {
  const running = launch(['fail', 'x'], { version: '26.10.0' })
  expect(await running.exited).toEqual({ code: 3, signal: null })
  expect(pidIn(running)).toBe(running.child.pid)
})

interface Launch {
  version: string
  isInstalled?: boolean
}

/** The real launcher in a folder of its own, with a `bot/main.ts` that tells what reaches it. */
function launch(words: string[], { version, isInstalled = true }: Launch): RunningProcess {
  const folder = mkdtempSync(join(tmpdir(), 'egard-launcher-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'bot/cli'), { recursive: true })
  mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true })
  cpSync(join(ROOT, 'bot/cli/egard.js'), join(folder, 'bot/cli/egard.js'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'bot/main.ts'), MAIN)
  if (isInstalled) symlinkSync(process.execPath, join(folder, 'node_modules/node/bin', 'node'))
  return startNode([pretend(version), join(folder, 'bot/cli/egard.js'), ...words])
}

function pidIn(running: RunningProcess): number {
  return Number(/pid (\d+)/.exec(running.output())?.[1])
}
