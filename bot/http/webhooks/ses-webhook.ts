import type { Answer } from '#bot/http/create-server.ts'
import { readBody } from '#bot/http/read-body.ts'
import { countTakenIn, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { MAIL_LIMIT_BYTES, sha256, type TakeInMail, type TakenIn } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { noteDelivered } from '#db/operations/incoming/note-delivered.ts'
import { receiveMail } from '#db/operations/incoming/receive-mail.ts'
import type { Memory } from '#db/operations/memory.ts'
import { answerJson } from './answer-json.ts'
import { type FetchText, fetchAmazon } from './fetch-amazon.ts'
import { readSesNotification } from './ses-notification.ts'
import { createSnsCertificates } from './sns-certificates.ts'
import { certificateUrl, isSignedBySns, readSnsMessage, regionOfTopic, type SnsMessage, snsUrl } from './sns-message.ts'

export interface SesWebhookDeps {
  /** INBOUND_SES_TOPIC: anybody may own a topic, so only these are believed. None: there is no such door. */
  topics: readonly string[]
  memory: Memory
  takeIn: TakeInMail
  now: () => number
  /** Real time, epoch milliseconds. */
  realNow: () => number
  fetchText?: FetchText
}

/** `POST /webhooks/ses`: what Amazon SES says through SNS, and messages it receives for us. Certificates come from SNS of the topic's region only. */
export function answerSesWebhook(deps: SesWebhookDeps): Answer {
  const { topics, memory, takeIn, now, realNow, fetchText = fetchAmazon } = deps
  const certificates = createSnsCertificates(fetchText)
  return async (request, response) => {
    if (topics.length === 0) return false
    const body = await readBody(request, MAIL_LIMIT_BYTES)
    if (body === undefined) return response.headersSent || answerJson(response, 400, { error: 'The body broke off.' })
    const message = readSnsMessage(body)
    if (message === undefined) return answerJson(response, 400, { error: 'Send a message of Amazon SNS.' })
    try {
      const region = await verified(message)
      if (region === undefined) {
        incomingCounts.ses.refused += 1
        return answerJson(response, 403, { error: 'Its topic is not INBOUND_SES_TOPIC, or its signature is wrong.' })
      }
      if (message.Type !== 'Notification') return answerJson(response, 200, await confirm(message, region))
      const taken = await act(message)
      if (taken === undefined) return answerJson(response, 400, { error: 'This is no notification of Amazon SES.' })
      countTakenIn('ses', taken.done)
      return answerJson(response, 200, taken)
    } catch (error) {
      incomingCounts.ses.failed += 1
      throw error
    }
  }

  /** The topic's region, once the message is proved to come from that topic. */
  async function verified(message: SnsMessage): Promise<string | undefined> {
    const region = topics.includes(message.TopicArn) ? regionOfTopic(message.TopicArn) : undefined
    const url = region === undefined ? undefined : certificateUrl(message.SigningCertURL, region)
    const key = url && (await certificates(url, realNow()))
    return key !== undefined && isSignedBySns(message, key) ? region : undefined
  }

  async function confirm(message: SnsMessage, region: string): Promise<{ confirmed: boolean }> {
    const url = message.Type === 'SubscriptionConfirmation' ? snsUrl(message.SubscribeURL, region) : undefined
    const ours = url?.searchParams.get('TopicArn') === message.TopicArn
    if (url === undefined || !ours || url.searchParams.get('Action') !== 'ConfirmSubscription')
      return { confirmed: false }
    await fetchText(url)
    return { confirmed: true }
  }

  async function act(message: SnsMessage): Promise<TakenIn | undefined> {
    const said = readSesNotification(message.Message)
    switch (said?.means) {
      case undefined:
        return undefined
      case 'nothing':
        return { kind: 'other', trusted: true, done: ['nothing'] }
      case 'delivered': {
        const settled = await noteDelivered(memory, now(), said)
        return { kind: 'other', trusted: true, done: [settled ? 'doubt-settled' : 'nothing'] }
      }
      case 'received':
        return takeIn({ raw: said.raw, via: 'ses', envelope: said.envelope })
      case 'message': {
        const digest = sha256(`sns ${message.TopicArn} ${message.MessageId}`)
        const received = await receiveMail(memory, now(), { mail: said.mail, digest, via: 'ses', verified: true })
        return { kind: said.mail.kind, ...received }
      }
    }
  }
}
