import { isProviderTrouble } from './provider-trouble.ts'

/**
 * What is known after one attempt to hand a message over.
 * `retry`: certainly not accepted, and another attempt may work. `in-doubt`: it may have been accepted; only evidence or a
 * person decides. `hardBounce`: the address itself is wrong (5.1.x).
 */
export type SendOutcome =
  | { readonly state: 'sent'; readonly response: string }
  | {
      readonly state: 'failed'
      readonly permanent: true
      readonly hardBounce: boolean
      readonly scope: OutcomeScope
      readonly response: string
    }
  | { readonly state: 'retry'; readonly scope: OutcomeScope; readonly response: string }
  | { readonly state: 'in-doubt'; readonly response: string }

/** `provider`: it would have happened to any message, whoever the recipient is. */
export type OutcomeScope = 'message' | 'provider'

/** What nodemailer puts on its errors, as far as we rely on it. */
export type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number }

const RESPONSE_LIMIT = 500
// 5.1.7 and 5.1.8 speak of the sender's address.
const BAD_ADDRESS = /^\d{3}[ -]5\.1\.(?!7\b|8\b)\d{1,3}\b/m

/**
 * Reads nodemailer's error. `dataBegan` says whether any byte of the message itself had left: before that nothing can have been
 * accepted; after it only the server's own answer to this message settles the matter. A refusal of us as a sender is never the end of a
 * message: once our settings or the server are right again, it can leave.
 */
export function outcomeOfError(error: SmtpError, dataBegan: boolean): SendOutcome {
  const response = (error.response ?? error.message).trim().slice(0, RESPONSE_LIMIT)
  const answered = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  const { responseCode } = error

  if (answered && responseCode === undefined && !dataBegan) {
    // Refused before it was offered: an address the protocol cannot carry, or larger than the server takes.
    return { state: 'failed', permanent: true, hardBounce: false, scope: 'message', response }
  }
  // A number outside 400 to 599 is no refusal, whatever a broken server means by it.
  if (!answered || responseCode === undefined || responseCode < 400 || responseCode > 599) {
    return dataBegan ? { state: 'in-doubt', response } : { state: 'retry', scope: 'provider', response }
  }
  if (isProviderTrouble(error)) return { state: 'retry', scope: 'provider', response }
  // 503 says the session was in the wrong state, not that the message was refused (RFC 5321 4.2.4).
  if (responseCode < 500 || responseCode === 503) return { state: 'retry', scope: 'message', response }
  return { state: 'failed', permanent: true, hardBounce: BAD_ADDRESS.test(response), scope: 'message', response }
}
