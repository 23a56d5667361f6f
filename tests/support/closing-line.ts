import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node'

interface Room {
  files: number
  passed: number
  failed: number
  from: number
  to: number
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
    // A file that cannot be loaded, a hook that throws and a stray rejection count too: they belong to no test case.
    const outsideTests = modules.flatMap((module) => module.errors()).length + hookErrors(modules) + errors.length
    let passed = 0
    let failed = outsideTests
    console.log()
    for (const [name, room] of this.rooms) {
      passed += room.passed
      failed += room.failed
      const seconds = ((room.to - room.from) / 1000).toFixed(1)
      console.log(
        `${name.padEnd(10)} ${seconds.padStart(6)} s  ${room.files} files, ${room.passed} passed, ${room.failed} failed`,
      )
    }
    if (outsideTests > 0) console.log(`outside of tests: ${outsideTests} errors`)
    if (reason === 'interrupted') console.log('interrupted: not all tests ran')
    console.log(`\n${passed} passed, ${failed} failed`)
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

function hookErrors(modules: readonly TestModule[]): number {
  let count = 0
  for (const module of modules) for (const suite of module.children.allSuites()) count += suite.errors().length
  return count
}
