/**
 * What an error of Twilio means for the message and its number.
 * `dead`: no SMS ever reaches this number (as a hard bounce). `unreachable`: the phone did not take it, and may take the next (as a soft bounce).
 * `blocked`: the person told the provider to stop. `refused`: this message alone is refused, and the number may be alive. `sender`: our sender or
 * its permissions are not right for this number: the message waits, and somebody must look. `provider`: it would have happened to any message.
 */
export type TextTrouble = 'dead' | 'unreachable' | 'blocked' | 'refused' | 'sender' | 'provider'

/** Figures of the SMS provider. Each stands here only. */
export const TWILIO = {
  /** Against twilio.com/docs/api/errors and twilio.com/docs/messaging/api/message-resource. */
  checkedOn: '2026-11-22',
  /** Requests in flight: a number sends about one part a second and the rest waits at Twilio, so more would gain nothing (house rule). */
  requestsInFlight: 10,
  timeoutSeconds: 10,
  /** The longest body, in characters (error 21617). */
  longestBody: 1600,
  reconcile: {
    /** Before the list is asked: a message takes a moment to show in it (house rule). */
    afterSeconds: 10,
    /** A message of ours is looked for this long around the moment it was handed over: clocks differ, and a request may take its time. */
    beforeMinutes: 2,
    afterMinutes: 15,
    /** After so long the list is believed: what it does not show is for a person (house rule). */
    giveUpMinutes: 60,
    /** At most so many a look: each is a request. */
    perLook: 50,
  },
} as const

/**
 * By number of the error, when a message is created or in a status afterwards. One that does not stand here is nobody's fault we know of: at the
 * creation the message waits and the provider's trouble is counted, afterwards the message has failed. Source of each:
 * https://www.twilio.com/docs/api/errors/NUMBER, as of `TWILIO.checkedOn`; that a trouble is counted hard or soft is our reading of it (v).
 */
export const TWILIO_ERRORS: Readonly<Record<number, TextTrouble>> = {
  // Account and request: wrong credentials, suspended, unknown resource, too many requests.
  20003: 'provider',
  20005: 'provider',
  20404: 'provider',
  20429: 'provider',
  14107: 'provider',
  21611: 'provider',
  30001: 'provider',
  30002: 'provider',
  63038: 'provider',
  // The number is none, or never takes an SMS: invalid, cannot be reached, no mobile number, unknown, a landline.
  21211: 'dead',
  21214: 'dead',
  21217: 'dead',
  21265: 'dead',
  21614: 'dead',
  21635: 'dead',
  30005: 'dead',
  30006: 'dead',
  // The phone is off, out of reach or full; the carriers in between did not take it.
  30003: 'unreachable',
  30004: 'unreachable',
  30008: 'unreachable',
  30017: 'unreachable',
  30410: 'unreachable',
  // The person replied STOP to this sender.
  21610: 'blocked',
  // Sender and number cannot be connected; permission for the country; a sender that is not ours, not for SMS, not for this country; a service without one.
  21212: 'sender',
  21408: 'sender',
  21603: 'sender',
  21606: 'sender',
  21612: 'sender',
  21659: 'sender',
  21660: 'sender',
  21661: 'sender',
  21701: 'sender',
  21703: 'sender',
  21704: 'sender',
  21705: 'sender',
  30034: 'sender',
  // What it says: nothing, too long, filtered as unwanted.
  21602: 'refused',
  21617: 'refused',
  30007: 'refused',
  30019: 'refused',
}
