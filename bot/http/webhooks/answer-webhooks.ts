import { type Answer, pathOf } from '#bot/http/create-server.ts'
import { answerBrevoWebhook, type BrevoWebhookDeps } from './brevo-webhook.ts'
import { answerMailWebhook, type MailWebhookDeps } from './mail-webhook.ts'
import { answerSesWebhook, type SesWebhookDeps } from './ses-webhook.ts'

export type WebhookDeps = MailWebhookDeps & BrevoWebhookDeps & SesWebhookDeps

/** What providers post to us. One that is not configured is not there. */
export function answerWebhooks(deps: WebhookDeps): Answer {
  const doors: Readonly<Record<string, Answer>> = {
    '/webhooks/mail': answerMailWebhook(deps),
    '/webhooks/ses': answerSesWebhook(deps),
    '/webhooks/brevo': answerBrevoWebhook(deps),
  }
  return async (request, response) => {
    const door = doors[pathOf(request).replace(/\/$/, '')]
    if (door !== undefined && (await door(request, response))) return true
    request.resume()
    return false
  }
}
