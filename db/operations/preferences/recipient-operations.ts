import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { showUnsubscribe } from '#db/operations/answers/show-unsubscribe.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import type { Memory } from '#db/operations/memory.ts'
import { showWording } from '#db/operations/wording/show-wording.ts'
import { confirmChange } from './confirm-change.ts'
import { requestFreshLink } from './request-fresh-link.ts'
import { savePreferences } from './save-preferences.ts'
import { showPendingChange } from './show-pending-change.ts'
import { showPreferences } from './show-preferences.ts'
import { stopEverything } from './stop-everything.ts'

const OPERATIONS = {
  showAsk,
  recordVisit,
  answerAsk,
  showUnsubscribe,
  unsubscribe,
  showPreferences,
  savePreferences,
  stopEverything,
  requestFreshLink,
  showPendingChange,
  confirmChange,
  showWording,
}

type Bound<F> = F extends (memory: Memory, now: number, command: infer C) => infer R ? (command: C) => R : never

/** What the recipients' pages can do; a page gets these and nothing else of the memory. */
export type RecipientOperations = { readonly [Name in keyof typeof OPERATIONS]: Bound<(typeof OPERATIONS)[Name]> }

/** Binds the operations to a memory and a clock (milliseconds UTC): one instant a call, so a transaction has one `now`. */
export function recipientOperations(memory: Memory, clock: () => number): RecipientOperations {
  const bound = Object.entries(OPERATIONS).map(([name, operation]) => [
    name,
    (command: never) => operation(memory, clock(), command),
  ])
  return Object.fromEntries(bound) as RecipientOperations
}
