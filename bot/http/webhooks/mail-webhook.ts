import type { Answer } from '#bot/http/create-server.ts'
import { readBody } from '#bot/http/read-body.ts'
import { countTakenIn, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { MAIL_LIMIT_BYTES, type TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { answerJson } from './answer-json.ts'
import { isSignedMail } from './mail-signature.ts'

export interface MailWebhookDeps {
  /** INBOUND_MAIL_SECRET; without it there is no such door. */
  secret: string | undefined
  takeIn: TakeInMail
  /** Real time, epoch milliseconds. */
  realNow: () => number
}

/** `POST /webhooks/mail`: a raw message, signed by whoever carries it. */
export function answerMailWebhook({ secret, takeIn, realNow }: MailWebhookDeps): Answer {
  return async (request, response) => {
    if (secret === undefined) return false
    const raw = await readBody(request, MAIL_LIMIT_BYTES)
    if (raw === undefined) return response.headersSent || answerJson(response, 400, { error: 'The body broke off.' })
    const header = request.headers['x-egard-signature']
    const signature = Array.isArray(header) ? header.join(',') : header
    if (!isSignedMail(signature, raw, { secret, nowMs: realNow() })) {
      incomingCounts.mail.refused += 1
      return answerJson(response, 403, { error: 'The signature is missing, wrong or older than five minutes.' })
    }
    if (raw.length === 0) return answerJson(response, 400, { error: 'Send one raw message.' })
    try {
      const taken = await takeIn({ raw, via: 'webhook' })
      countTakenIn('mail', taken.done)
      return answerJson(response, 200, taken)
    } catch (error) {
      incomingCounts.mail.failed += 1
      throw error
    }
  }
}
