import type { SmtpError } from './send-outcome.ts'

// The server wants another login or encryption first (530 534 535 538), or ends every conversation (421).
const ABOUT_THE_SESSION: readonly number[] = [421, 530, 534, 535, 538]
// 1.7 and 1.8: the sender's address. 3.1 and 3.2: the server is full or takes no mail (RFC 3463).
const ABOUT_THE_SENDER_OR_SERVER = /^\d{3}[ -][45]\.(?:1\.[78]|3\.[12])\b/m
// 3.4: too large. 6.7: an address beyond ASCII (RFC 6531). Told at MAIL FROM, they speak of this message only.
const ABOUT_THE_MESSAGE = /^(?:552|\d{3}[ -][45]\.(?:3\.4|6\.7))\b/m
// Most servers keep what they think of the client until RCPT TO: the wordings of Postfix, Exim, Sendmail, Exchange, Amazon SES, Gmail.
const WORDINGS =
  /relay\w*\b.{0,20}\b(?:denied|prohibited|not (?:allowed|permitted))|unable to relay|credentials for relay|(?:client host|helo command|sender(?: address)?) rejected|send as this sender|not authenticated|authentication (?:is )?required|throttl|sending (?:limit|paused|quota|rate)/i

/** True when an answer refuses us or everybody, whoever the recipient is: the next message would be answered the same. */
export function isProviderTrouble({ command, response = '', responseCode }: SmtpError): boolean {
  if (responseCode !== undefined && ABOUT_THE_SESSION.includes(responseCode)) return true
  if (ABOUT_THE_MESSAGE.test(response)) return false
  return command === 'MAIL FROM' || ABOUT_THE_SENDER_OR_SERVER.test(response) || WORDINGS.test(response)
}
