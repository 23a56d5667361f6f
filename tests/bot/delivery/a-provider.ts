import { onTestFinished } from 'vitest'
import { createReconcileTexts } from '#bot/delivery/reconcile-texts.ts'
import { createTextWorker, type TextWorkerDeps } from '#bot/delivery/text-worker.ts'
import type { Answer } from '#bot/http/create-server.ts'
import { answerShortLink } from '#bot/http/short-link.ts'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { createSmsBox } from '#bot/sandbox/sms/sms-box.ts'
import { createStatusCallbacks } from '#bot/sandbox/sms/status-callbacks.ts'
import { twilioListener } from '#bot/sandbox/sms/twilio-listener.ts'
import { createTexter } from '#bot/sms/send.ts'
import { createTwilioClient } from '#bot/sms/twilio-client.ts'
import type { Memory } from '#db/operations/memory.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { mounted } from '#tests/bot/sandbox/mail/mounted.ts'
import { NOW } from '#tests/db/operations/incoming/an-incoming.ts'

export const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token of the test' }
const HOUSE_NUMBER = '+33639980100'
export const QUIET = { info: () => {}, error: () => {} }

/** What no page answers. */
const noPage: Answer = (_, response) => {
  response.writeHead(404, { 'content-type': 'text/html' }).end('nothing here')
  return true
}

/** The provider and our own server, both over HTTP: what leaves, what is told of it, and where its links lead. */
export async function aProvider(memory: Memory, now: () => number = () => NOW) {
  const ours = { port: 0 }
  const publicOrigin = () => `http://127.0.0.1:${ours.port}`
  const takeIn = createTakeInMail(memory, now)
  const twilio = { authToken: ACCOUNT.authToken, publicOrigin }
  const deps = { secret: undefined, topics: [], memory, takeIn, twilio, now, realNow: now }
  const server = await runServer({
    publicOrigin,
    rooms: {
      webhook: answerWebhooks(deps),
      pages: noPage,
      'short-link': answerShortLink({ memory, pages: noPage, trustedProxies: [], now }),
    },
  })
  ours.port = server.port
  const box = createSmsBox(() => Temporal.Instant.fromEpochMilliseconds(now()))
  const statuses = createStatusCallbacks(ACCOUNT, box)
  onTestFinished(() => statuses.close())
  const apiUrl = await mounted(twilioListener(ACCOUNT, box, statuses.tell))
  const client = createTwilioClient({ ...ACCOUNT, apiUrl, timeoutMs: 2000 })
  const sender = () => ({ house: memory.house, publicOrigin: publicOrigin(), fallback: HOUSE_NUMBER })
  const texter = createTexter(client)
  const aWorker = (more: Partial<TextWorkerDeps> = {}) =>
    createTextWorker({ memory, texter, sender, workerId: 1, now, log: QUIET, ...more })
  const reconcile = createReconcileTexts({ memory, client, sender, log: QUIET })
  return { ...server, box, client, texter, sender, aWorker, reconcile, statuses, publicOrigin }
}

/** Every SMS delivery, oldest first. */
export function texts({ database: { read } }: Memory) {
  return read
    .selectFrom('deliveries')
    .select(['address', 'state', 'attempts', 'response', 'message_id', 'bounced'])
    .where('channel', '=', 'sms')
    .orderBy('id')
    .execute()
}
