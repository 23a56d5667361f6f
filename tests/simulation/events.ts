import type { Errand } from './egard-process.ts'
import type { PersonAct } from './people.ts'
import type { StaffAct } from './staff.ts'

/** What may happen next, and how often. */
const ERRANDS = { look: 30, advance: 14, doubts: 8, beat: 6, end: 1.5 } satisfies Record<Errand, number>
const PERSON_ACTS = {
  yes: 3,
  no: 3,
  'one-click': 3,
  'stop-everything': 2,
  visit: 3,
  'move-away': 2,
} satisfies Record<PersonAct, number>
const STAFF_ACTS = {
  pause: 2,
  resume: 4,
  stop: 0.4,
  'stop-sending': 0.6,
  'count-as-sent': 2,
  'send-again': 2,
  'lapse-visitors': 1,
  'keep-visitors': 1,
} satisfies Record<StaffAct, number>
const CIRCUMSTANCES = { kill: 4, start: 6, weather: 4, wait: 14, jump: 2 }

export const EVENTS = { ...ERRANDS, ...PERSON_ACTS, ...STAFF_ACTS, ...CIRCUMSTANCES }
export type Event = keyof typeof EVENTS

export function isErrand(event: Event): event is Errand {
  return event in ERRANDS
}

export function isPersonAct(event: Event): event is PersonAct {
  return event in PERSON_ACTS
}

export function isStaffAct(event: Event): event is StaffAct {
  return event in STAFF_ACTS
}
