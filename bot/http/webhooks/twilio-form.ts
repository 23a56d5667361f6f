import type { IncomingMessage } from 'node:http'
import twilio from 'twilio'
import { readBody } from '#bot/http/read-body.ts'

/** What a Twilio webhook is checked with. */
export interface TwilioSigner {
  authToken: string
  /** The origin Twilio was told to call: what it signed begins with it, whatever the request says. */
  publicOrigin: () => string
}

const BODY_BYTES = 64 * 1024
/** Twilio sends some thirty. */
const MOST_FIELDS = 200

/**
 * The fields of a webhook that Twilio signed with our token; `unsigned` when the signature is missing or wrong, `broken` when the body is too large or
 * broke off.
 */
export async function readTwilioForm(
  request: IncomingMessage,
  { authToken, publicOrigin }: TwilioSigner,
): Promise<Record<string, string> | 'unsigned' | 'broken'> {
  const body = await readBody(request, BODY_BYTES)
  if (body === undefined) return 'broken'
  const signature = request.headers['x-twilio-signature']
  const pairs = [...new URLSearchParams(body.toString('utf8'))]
  if (typeof signature !== 'string' || signature === '' || pairs.length > MOST_FIELDS) return 'unsigned'
  // A name that comes twice would be signed differently: Twilio sends none.
  const fields = Object.fromEntries(pairs)
  if (Object.keys(fields).length !== pairs.length) return 'unsigned'
  const url = `${publicOrigin()}${request.url ?? ''}`
  return twilio.validateRequest(authToken, signature, url, fields) ? fields : 'unsigned'
}
