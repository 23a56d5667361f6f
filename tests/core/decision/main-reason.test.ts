import { expect, test } from 'vitest'
import { mainReason } from '#core/decision/main-reason.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'

const CASES: readonly [string, 'send' | 'hold' | 'refuse', ReasonCode[], ReasonCode | undefined][] = [
  ['what leaves is counted under no reason', 'send', [], undefined],
  ['one reason is the one', 'hold', ['paused'], 'paused'],
  [
    'what is about the person comes before the house’s hours',
    'hold',
    ['outside-window', 'budget-spent'],
    'budget-spent',
  ],
  ['too late is no cause of its own', 'refuse', ['paused', 'past-best-before'], 'paused'],
  ['no moment is no cause of its own', 'refuse', ['outside-window', 'rules-stricter', 'no-moment'], 'outside-window'],
  ['where nothing else is said, that is', 'refuse', ['past-best-before'], 'past-best-before'],
]

test.for(CASES)('%s', ([, verdict, codes, main]) => {
  const reasons = codes.map((code) => ({ code }))
  expect(mainReason(verdict === 'hold' ? { verdict, until: 1, reasons } : { verdict, reasons })?.code).toBe(main)
})
