import type { Channel } from '#core/house.ts'

/** Why a message is sent that nobody's consent is asked for. What a kind of message is, is fixed here, never chosen by staff. */
export type ServicePurpose = 'own-act' | 'rights-case' | 'breach-notice' | 'acknowledgement' | 'staff'

/** One row of the matrix: what becomes of a message of this purpose to somebody who … */
interface ServiceRow {
  /** … is suppressed or opted out. */
  optedOut: 'send' | 'no'
  /** … whose processing is restricted. */
  restricted: 'send' | 'no'
  /** … is a minor with a guardian on record. */
  minor: 'send' | 'guardian' | 'no'
  /** … whose address on this channel is dead. */
  deadAddress: 'other-channel' | 'no'
  /** … is in their quiet hours. */
  quietHours: 'send' | 'hold-sms'
}

/** Source: GDPR 12, 18(2), 34 and the house's etiquette; checked 2026-11-22. Budget, windows and holidays hold for none of them. */
export const SERVICE_MATRIX: Readonly<Record<Exclude<ServicePurpose, 'staff'>, ServiceRow>> = {
  'own-act': {
    optedOut: 'send',
    restricted: 'send',
    minor: 'guardian',
    deadAddress: 'other-channel',
    quietHours: 'send',
  },
  'rights-case': {
    optedOut: 'send',
    restricted: 'send',
    minor: 'guardian',
    deadAddress: 'other-channel',
    quietHours: 'send',
  },
  'breach-notice': {
    optedOut: 'send',
    restricted: 'send',
    minor: 'guardian',
    deadAddress: 'other-channel',
    quietHours: 'hold-sms',
  },
  acknowledgement: { optedOut: 'send', restricted: 'send', minor: 'send', deadAddress: 'no', quietHours: 'send' },
}

/** What each kind of service message is for. */
const PURPOSES: Readonly<Record<string, ServicePurpose>> = {
  'confirm-change': 'own-act',
  'fresh-link': 'own-act',
  'text-stopped': 'own-act',
  'text-started': 'own-act',
  'text-help': 'own-act',
  'text-answered': 'own-act',
  'text-page': 'own-act',
  'text-received': 'acknowledgement',
  'test-send': 'staff',
  alert: 'staff',
}

/** Undefined for a kind nobody has given a purpose: it is never sent. */
export function purposeOf(kind: string): ServicePurpose | undefined {
  return Object.hasOwn(PURPOSES, kind) ? PURPOSES[kind] : undefined
}

/** Who it goes to, as far as their kind of message asks. What is not said is not so. */
export interface ServiceFacts {
  channel: Channel
  /** Staff of the house. */
  toStaff?: boolean
  optedOut?: boolean
  restricted?: boolean
  /** With a guardian's consent on record; without one a minor is written to like anybody. */
  minorWithGuardian?: boolean
  deadAddress?: boolean
  quiet?: boolean
}

export type ServiceVerdict = 'send' | 'hold' | 'guardian' | 'other-channel' | 'no'

/** Whether a service message may leave, and to whom: the guardian before the other channel, either before the hour. */
export function mayServe(purpose: ServicePurpose | undefined, facts: ServiceFacts): ServiceVerdict {
  if (purpose === undefined) return 'no'
  if (purpose === 'staff') return facts.toStaff ? 'send' : 'no'
  const row = SERVICE_MATRIX[purpose]
  if (facts.optedOut && row.optedOut === 'no') return 'no'
  if (facts.restricted && row.restricted === 'no') return 'no'
  if (facts.minorWithGuardian && row.minor !== 'send') return row.minor
  if (facts.deadAddress) return row.deadAddress
  return facts.quiet && facts.channel === 'sms' && row.quietHours === 'hold-sms' ? 'hold' : 'send'
}
