import type { ServerResponse } from 'node:http'
import type { Answer } from '#bot/http/create-server.ts'
import { countTakenIn, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import type { OptOutType } from '#core/incoming/texts/read-text.ts'
import { receiveText } from '#db/operations/incoming/receive-text.ts'
import type { Memory } from '#db/operations/memory.ts'
import { answerJson } from './answer-json.ts'
import { readTwilioForm, type TwilioSigner } from './twilio-form.ts'

export interface TwilioWebhookDeps {
  /** Undefined where no SMS provider is configured: then there is no such door. */
  twilio: TwilioSigner | undefined
  memory: Memory
  now: () => number
}

/** `POST /webhooks/twilio/inbound`: one SMS that came in. Whatever is answered goes out as a message of its own, so the provider is told to say nothing. */
export function answerTwilioInbound({ twilio, memory, now }: TwilioWebhookDeps): Answer {
  return async (request, response) => {
    if (twilio === undefined) return false
    const fields = await readTwilioForm(request, twilio)
    if (fields === 'broken') return response.headersSent || answerJson(response, 400, { error: 'The body broke off.' })
    if (fields === 'unsigned') {
      incomingCounts.twilio.refused += 1
      return answerJson(response, 403, { error: 'The signature is missing or wrong: is PUBLIC_URL what Twilio calls?' })
    }
    const { MessageSid: sid = '', From: from = '', To: to = '', Body: body = '' } = fields
    if (sid === '' || from === '') return answerJson(response, 400, { error: 'This is no message.' })
    const optOutType = optOutOf(fields.OptOutType)
    const media = Number(fields.NumMedia ?? 0) || 0
    try {
      const { done } = await receiveText(memory, now(), { sid, from, to, body, optOutType, media })
      countTakenIn('twilio', done)
    } catch (error) {
      incomingCounts.twilio.failed += 1
      throw error
    }
    return answerNothing(response)
  }
}

function optOutOf(type: string | undefined): OptOutType | undefined {
  return type === 'STOP' || type === 'START' || type === 'HELP' ? type : undefined
}

function answerNothing(response: ServerResponse): true {
  const text = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
  response.writeHead(200, {
    'content-type': 'text/xml; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(text)
  return true
}
