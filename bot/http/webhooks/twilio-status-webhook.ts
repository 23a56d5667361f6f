import type { Answer } from '#bot/http/create-server.ts'
import { countTakenIn, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { noteTextStatus } from '#db/operations/texts/note-text-status.ts'
import { answerJson } from './answer-json.ts'
import { readTwilioForm } from './twilio-form.ts'
import type { TwilioWebhookDeps } from './twilio-inbound-webhook.ts'

const SID = /^(?:SM|MM)[0-9a-f]{32}$/

/** `POST /webhooks/twilio/status?d=NAME`: what became of one SMS. The name is our signed one; the provider says it again in any order, or late. */
export function answerTwilioStatus({ twilio, memory, now }: TwilioWebhookDeps): Answer {
  return async (request, response) => {
    if (twilio === undefined) return false
    const fields = await readTwilioForm(request, twilio)
    if (fields === 'broken') return response.headersSent || answerJson(response, 400, { error: 'The body broke off.' })
    if (fields === 'unsigned') {
      incomingCounts['twilio-status'].refused += 1
      return answerJson(response, 403, { error: 'The signature is missing or wrong: is PUBLIC_URL what Twilio calls?' })
    }
    const { MessageSid: sid = '', MessageStatus: status = '', ErrorCode: code = '' } = fields
    if (!SID.test(sid) || status === '') return answerJson(response, 400, { error: 'This is no status of a message.' })
    const marks = new URL(request.url ?? '/', 'http://localhost').searchParams.get('d') ?? ''
    const error = /^\d{1,6}$/.test(code) ? Number(code) : undefined
    try {
      const done = await noteTextStatus(memory, now(), { marks, sid, status, error })
      countTakenIn('twilio-status', done)
      return answerJson(response, 200, { done })
    } catch (thrown) {
      incomingCounts['twilio-status'].failed += 1
      throw thrown
    }
  }
}
