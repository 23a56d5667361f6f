import { expect, test } from 'vitest'
import { afterTest, isTestDue, mustPause } from '#core/campaigns/way-out-test.ts'

const MINUTE = 60_000

test('a way out that works is tried again after an hour; one that does not, after twenty seconds, and after five minutes once all is paused', () => {
  expect(isTestDue(undefined, 0)).toBe(true)
  const works = afterTest(undefined, 0)
  expect([59, 60].map((minutes) => isTestDue(works, minutes * MINUTE))).toEqual([false, true])
  let broken = afterTest(works, 0, 'page')
  expect([19_999, 20_000].map((ms) => isTestDue(broken, ms))).toEqual([false, true])
  expect(mustPause(broken)).toBe(false)
  broken = afterTest(afterTest(broken, 0, 'tls'), 0, 'name')
  expect(broken).toEqual({ testedAt: 0, failures: 3, failed: 'name' })
  expect(mustPause(broken)).toBe(true)
  expect([299_999, 300_000].map((ms) => isTestDue(broken, ms))).toEqual([false, true])
  expect(afterTest(broken, 5)).toEqual({ testedAt: 5, failures: 0, failed: undefined })
})

test('a machine whose clock was set back tries at once', () => {
  expect(isTestDue(afterTest(undefined, 10 * MINUTE), 9 * MINUTE)).toBe(true)
})
