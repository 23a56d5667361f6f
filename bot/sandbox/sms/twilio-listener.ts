import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson, type Listener, queryOf, readBody } from '#bot/sandbox/mail/http-answers.ts'
import { fateOf } from './magic-numbers.ts'
import type { KeptSms, SmsBox } from './sms-box.ts'
import type { TellStatus } from './status-callbacks.ts'
import { type TwilioErrorCode, twilioError } from './twilio-errors.ts'

export type TwilioAccount = { readonly accountSid: string; readonly authToken: string }

const VERSION = '/2010-04-01'
const BODY_LIMIT_BYTES = 100_000
const PAGE_SIZE = 50
const PAGE_SIZE_LIMIT = 1_000

/** Twilio's message resource, as far as a sender needs it: create, list by To, From and DateSent, fetch one. `tell`: statuses for whoever asked for them. */
export function twilioListener(account: TwilioAccount, box: SmsBox, tell: TellStatus = () => {}): Listener {
  return async (request, response, path) => {
    if (!path.startsWith(`${VERSION}/`)) return false
    if (!isAuthentic(request, account)) return refuse(response, 20003)
    const messages = `${VERSION}/Accounts/${account.accountSid}/Messages`
    if (path === `${messages}.json` && request.method === 'POST') return create(request, response, account, box, tell)
    if (path === `${messages}.json` && request.method === 'GET') return list(request, response, account, box)
    const sid = path.startsWith(`${messages}/`)
      ? /^(SM[0-9a-f]{32})\.json$/.exec(path.slice(messages.length + 1))?.[1]
      : undefined
    const one = sid === undefined ? undefined : box.find(sid)
    if (path === `${messages}.json` || (one !== undefined && request.method !== 'GET')) return refuse(response, 20004)
    return one === undefined ? refuse(response, 20404) : answerJson(response, 200, resource(one, account))
  }
}

async function create(
  request: IncomingMessage,
  response: ServerResponse,
  account: TwilioAccount,
  box: SmsBox,
  tell: TellStatus,
): Promise<true> {
  const body = await readBody(request, BODY_LIMIT_BYTES)
  if (body === undefined) return refuse(response, 21617)
  const form = new URLSearchParams(body.toString('utf8'))
  const { answer, undelivered } = fateOf(form.get('To') ?? '', form.get('From') ?? undefined)
  if (answer === 'lost') return breakOff(request)
  const sms = box.create({
    to: form.get('To') ?? undefined,
    from: form.get('From') ?? undefined,
    messagingServiceSid: form.get('MessagingServiceSid') ?? undefined,
    body: form.get('Body') ?? undefined,
  })
  if (typeof sms === 'number') return refuse(response, sms)
  const callback = form.get('StatusCallback')
  if (answer === 'kept') return breakOff(request)
  if (answer === 'failed')
    return answerJson(response, 500, { code: 20500, message: 'Internal Server Error', status: 500 })
  if (callback !== null) response.once('close', () => tell(sms, callback, undelivered))
  // Twilio answers before it sends: the list says `sent` a moment later.
  return answerJson(response, 201, { ...resource(sms, account), status: 'queued', date_sent: null })
}

/** Nobody hears what became of it. */
function breakOff(request: IncomingMessage): true {
  request.socket.destroy()
  return true
}

function list(request: IncomingMessage, response: ServerResponse, account: TwilioAccount, box: SmsBox): true {
  const query = queryOf(request)
  const day = query.get('DateSent') ?? undefined
  const all = box.list({
    to: query.get('To') ?? undefined,
    from: query.get('From') ?? undefined,
    sentFrom: day ?? query.get('DateSent>') ?? undefined,
    sentTo: day ?? query.get('DateSent<') ?? undefined,
  })
  const page = wholeNumber(query.get('Page'), 0)
  const pageSize = Math.min(PAGE_SIZE_LIMIT, Math.max(1, wholeNumber(query.get('PageSize'), PAGE_SIZE)))
  const start = page * pageSize
  const uri = (number: number) => {
    const next = new URLSearchParams(query)
    next.set('Page', String(number))
    next.set('PageSize', String(pageSize))
    return `${VERSION}/Accounts/${account.accountSid}/Messages.json?${next}`
  }
  return answerJson(response, 200, {
    messages: all.slice(start, start + pageSize).map((sms) => resource(sms, account)),
    first_page_uri: uri(0),
    next_page_uri: start + pageSize < all.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    page,
    page_size: pageSize,
    start,
    end: Math.min(start + pageSize, all.length) - 1,
    uri: uri(page),
  })
}

function resource(sms: KeptSms, { accountSid }: TwilioAccount) {
  const date = new Date(sms.at.epochMilliseconds).toUTCString().replace('GMT', '+0000')
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: sms.body,
    date_created: date,
    date_sent: date,
    date_updated: date,
    direction: sms.status === 'received' ? 'inbound' : 'outbound-api',
    error_code: sms.error ?? null,
    error_message: null,
    from: sms.from === '' ? null : sms.from,
    messaging_service_sid: sms.messagingServiceSid ?? null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    sid: sms.sid,
    status: sms.status,
    subresource_uris: { media: `${VERSION}/Accounts/${accountSid}/Messages/${sms.sid}/Media.json` },
    to: sms.to,
    uri: `${VERSION}/Accounts/${accountSid}/Messages/${sms.sid}.json`,
  }
}

function refuse(response: ServerResponse, code: TwilioErrorCode): true {
  const error = twilioError(code)
  return answerJson(response, error.status, error)
}

function isAuthentic(request: IncomingMessage, { accountSid, authToken }: TwilioAccount): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(expected))
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise
}
