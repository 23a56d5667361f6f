import { type Answer, pathOf } from '#bot/http/create-server.ts'
import { answerJson } from './answer-json.ts'
import { answerBrevoWebhook, type BrevoWebhookDeps } from './brevo-webhook.ts'
import { answerMailWebhook, type MailWebhookDeps } from './mail-webhook.ts'
import { answerSesWebhook, type SesWebhookDeps } from './ses-webhook.ts'
import { answerTwilioInbound, type TwilioWebhookDeps } from './twilio-inbound-webhook.ts'
import { answerTwilioStatus } from './twilio-status-webhook.ts'

export type WebhookDeps = MailWebhookDeps & BrevoWebhookDeps & SesWebhookDeps & Partial<TwilioWebhookDeps>

/** A body is held in memory before its signature can be looked at: so many at once, whoever sends them. Who is told to wait comes again. */
const MOST_AT_ONCE = 16
/** Of small ones, which come in crowds while SMS leave, and a status is told once. */
const MOST_SMALL_AT_ONCE = 200

/** What providers post to us. One that is not configured is not there. */
export function answerWebhooks(deps: WebhookDeps): Answer {
  const doors: Readonly<Record<string, Answer>> = {
    '/webhooks/mail': answerMailWebhook(deps),
    '/webhooks/ses': answerSesWebhook(deps),
    '/webhooks/brevo': answerBrevoWebhook(deps),
    '/webhooks/twilio/inbound': answerTwilioInbound({ ...deps, twilio: deps.twilio }),
    '/webhooks/twilio/status': answerTwilioStatus({ ...deps, twilio: deps.twilio }),
  }
  const atOnce = { large: 0, small: 0 }
  const most = { large: MOST_AT_ONCE, small: MOST_SMALL_AT_ONCE }
  return async (request, response) => {
    const path = pathOf(request).replace(/\/$/, '')
    const door = doors[path]
    if (door === undefined) return false
    const size = path.startsWith('/webhooks/twilio/') ? 'small' : 'large'
    if (atOnce[size] >= most[size]) {
      response.setHeader('retry-after', '5')
      response.setHeader('connection', 'close')
      request.resume()
      return answerJson(response, 503, { error: 'Too many at once: send it again in a few seconds.' })
    }
    atOnce[size] += 1
    try {
      if (await door(request, response)) return true
      request.resume()
      return false
    } finally {
      atOnce[size] -= 1
    }
  }
}
