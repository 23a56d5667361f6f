import { type Answer, pathOf } from '#bot/http/create-server.ts'
import { answerJson } from './answer-json.ts'
import { answerBrevoWebhook, type BrevoWebhookDeps } from './brevo-webhook.ts'
import { answerMailWebhook, type MailWebhookDeps } from './mail-webhook.ts'
import { answerSesWebhook, type SesWebhookDeps } from './ses-webhook.ts'
import { answerTwilioInbound, type TwilioWebhookDeps } from './twilio-inbound-webhook.ts'

export type WebhookDeps = MailWebhookDeps & BrevoWebhookDeps & SesWebhookDeps & Partial<TwilioWebhookDeps>

/** A body is held in memory before its signature can be looked at: so many at once, whoever sends them. Who is told to wait comes again. */
const MOST_AT_ONCE = 16

/** What providers post to us. One that is not configured is not there. */
export function answerWebhooks(deps: WebhookDeps): Answer {
  const doors: Readonly<Record<string, Answer>> = {
    '/webhooks/mail': answerMailWebhook(deps),
    '/webhooks/ses': answerSesWebhook(deps),
    '/webhooks/brevo': answerBrevoWebhook(deps),
    '/webhooks/twilio/inbound': answerTwilioInbound({ ...deps, twilio: deps.twilio }),
  }
  let atOnce = 0
  return async (request, response) => {
    const door = doors[pathOf(request).replace(/\/$/, '')]
    if (door === undefined) return false
    if (atOnce >= MOST_AT_ONCE) {
      response.setHeader('retry-after', '5')
      response.setHeader('connection', 'close')
      request.resume()
      return answerJson(response, 503, { error: 'Too many at once: send it again in a few seconds.' })
    }
    atOnce += 1
    try {
      if (await door(request, response)) return true
      request.resume()
      return false
    } finally {
      atOnce -= 1
    }
  }
}
