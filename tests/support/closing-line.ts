import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node'

export interface Totals {
  passed: number
  failed: number
}

interface Room extends Totals {
  files: number
  from: number
  to: number
}

export function closingLine({ passed, failed }: Totals): string {
  return `\n${passed} passed, ${failed} failed`
}

/** Prints the time each room took and closes the run with one line: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  private rooms = new Map<string, Room>()

  onTestRunStart(): void {
    this.rooms.clear()
  }

  onTestModuleStart(module: TestModule): void {
    this.room(module).files += 1
  }

  onTestModuleEnd(module: TestModule): void {
    this.room(module).to = performance.now()
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result()
    if (state === 'passed') this.room(test.module).passed += 1
    if (state === 'failed') this.room(test.module).failed += 1
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    // A file that cannot be loaded, a hook that throws and a stray rejection belong to no test case, and count.
    const outsideTests = modules.flatMap(errorsOutsideTests).length + errors.length
    const totals: Totals = { passed: 0, failed: outsideTests }
    console.log()
    for (const [name, { files, passed, failed, from, to }] of this.rooms) {
      totals.passed += passed
      totals.failed += failed
      const seconds = ((to - from) / 1000).toFixed(1).padStart(6)
      console.log(`${name.padEnd(10)} ${seconds} s  ${files} files, ${passed} passed, ${failed} failed`)
    }
    if (outsideTests > 0) console.log(`outside of tests: ${outsideTests} failed`)
    if (reason === 'interrupted') {
      totals.failed += 1
      console.log('interrupted: not all tests ran')
    }
    close(totals)
  }

  private room(module: TestModule): Room {
    const name = module.project.name
    const known = this.rooms.get(name)
    if (known !== undefined) return known
    const room = { files: 0, passed: 0, failed: 0, from: performance.now(), to: performance.now() }
    this.rooms.set(name, room)
    return room
  }
}

function errorsOutsideTests(module: TestModule): unknown[] {
  return [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]
}

/** Under `npm test` the last line counts the checks too, so the totals are handed over instead of printed. */
function close(totals: Totals): void {
  const file = process.env['EGARD_TOTALS_FILE']
  if (file === undefined) console.log(closingLine(totals))
  else writeFileSync(file, JSON.stringify(totals))
}
