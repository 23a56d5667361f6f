import type { Errand } from './egard-process.ts'
import type { MailBack } from './mail-back.ts'
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
const MAILS_BACK = {
  'no-such-mailbox': 1,
  'sent-back': 1,
  'mailbox-full': 1,
  complaint: 0.7,
  'please-stop': 1,
  reply: 1,
  away: 1,
} satisfies Record<MailBack, number>
const CIRCUMSTANCES = { kill: 4, start: 6, weather: 4, wait: 14, jump: 2, 'read-replies': 1 }

export const EVENTS = { ...ERRANDS, ...PERSON_ACTS, ...STAFF_ACTS, ...MAILS_BACK, ...CIRCUMSTANCES }
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

export function isMailBack(event: Event): event is MailBack {
  return event in MAILS_BACK
}
