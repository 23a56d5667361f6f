/** Twilio's error body. */
export type TwilioError = {
  readonly code: number
  readonly message: string
  readonly more_info: string
  readonly status: number
}

/** The errors the stand-in answers, with Twilio's numbers and HTTP status. */
export const TWILIO_ERRORS = {
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20429: { status: 429, message: 'Too Many Requests' },
  20404: { status: 404, message: 'The requested resource was not found' },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid 'From' Number" },
  21408: { status: 400, message: 'Permission to send an SMS has not been enabled for the region' },
  21602: { status: 400, message: 'Message body is required.' },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: { status: 400, message: "The 'From' phone number is not a valid, SMS-capable number" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21611: { status: 400, message: "This 'From' number has exceeded the maximum number of queued messages" },
  21612: { status: 400, message: "The 'To' number cannot be reached from this 'From' number" },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
} as const

export type TwilioErrorCode = keyof typeof TWILIO_ERRORS

export function twilioError(code: TwilioErrorCode): TwilioError {
  const { status, message } = TWILIO_ERRORS[code]
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
}
