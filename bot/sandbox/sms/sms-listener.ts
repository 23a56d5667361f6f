import { z } from 'zod'
import {
  answerJson,
  answerMethod,
  answerPage,
  type Listener,
  queryOf,
  readBody,
  wantsPage,
} from '#bot/sandbox/mail/http-answers.ts'
import type { KeptSms, SmsBox } from './sms-box.ts'
import { smsListPage } from './sms-pages.ts'

const BASE = '/sandbox/sms'
const BODY_LIMIT_BYTES = 20_000

const incoming = z.strictObject({
  from: z.string().min(1).max(20),
  to: z.string().min(1).max(20),
  body: z.string().max(1_600),
})

/** `GET /sandbox/sms` lists what was sent and received, newest first; `POST` is an SMS coming in. */
export function smsListener(box: SmsBox): Listener {
  return async (request, response, path) => {
    if (path !== BASE) return false
    if (request.method === 'POST') {
      const body = await readBody(request, BODY_LIMIT_BYTES)
      const sms = incoming.safeParse(parsed(body))
      if (!sms.success) return answerJson(response, 400, { error: 'Send {"from","to","body"} as JSON.' })
      return answerJson(response, 201, shown(box.receive(sms.data)))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerMethod(response, 'GET, POST')
    const list = box.list({ to: queryOf(request).get('to') ?? undefined })
    return wantsPage(request) ? answerPage(response, smsListPage(list)) : answerJson(response, 200, list.map(shown))
  }
}

function shown({ sid, from, to, body, status }: KeptSms) {
  return { sid, from, to, body, status }
}

function parsed(body: Buffer | undefined): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
