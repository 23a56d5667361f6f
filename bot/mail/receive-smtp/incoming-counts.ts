/** The ways in. */
export const INCOMING_DOORS = ['mail', 'ses', 'brevo', 'smtp', 'twilio', 'twilio-status'] as const
export type IncomingDoor = (typeof INCOMING_DOORS)[number]

export interface DoorCounts {
  /** Taken in, for the first time. */
  accepted: number
  /** The same again: no second effect. */
  repeated: number
  /** A wrong signature, token or topic; by SMTP an unknown recipient, or too large. */
  refused: number
  /** Could not be recorded now: whoever carried it was asked to come again. */
  failed: number
}

/** What came through each door since the process started: numbers for metrics. */
export const incomingCounts: Readonly<Record<IncomingDoor, DoorCounts>> = {
  mail: none(),
  ses: none(),
  brevo: none(),
  smtp: none(),
  twilio: none(),
  'twilio-status': none(),
}

export function countTakenIn(door: IncomingDoor, done: readonly string[]): void {
  incomingCounts[door][done.includes('already-received') ? 'repeated' : 'accepted'] += 1
}

function none(): DoorCounts {
  return { accepted: 0, repeated: 0, refused: 0, failed: 0 }
}
