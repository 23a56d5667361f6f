import { z } from 'zod'
import {
  answerJson,
  answerMethod,
  goToPage,
  type Listener,
  queryOf,
  readBody,
  wantsPage,
} from '#bot/sandbox/mail/http-answers.ts'
import type { KeptSms, SmsBox } from './sms-box.ts'
import type { TextIn } from './text-in.ts'

const BASE = '/sandbox/sms'
const BODY_LIMIT_BYTES = 20_000

const incoming = z.strictObject({
  from: z.string().min(1).max(20),
  to: z.string().min(1).max(20),
  body: z.string().max(1_600),
})

/** `GET /sandbox/sms` lists what was sent and received, newest first, for programs; a browser is sent to the sandbox's page. `POST` is an SMS coming in. */
export function smsListener(box: SmsBox, textIn: TextIn = async (sms) => box.receive(sms)): Listener {
  return async (request, response, path) => {
    if (path !== BASE) return false
    if (request.method === 'POST') {
      const body = await readBody(request, BODY_LIMIT_BYTES)
      const sms = incoming.safeParse(parsed(body))
      if (!sms.success) return answerJson(response, 400, { error: 'Send {"from","to","body"} as JSON.' })
      return answerJson(response, 201, shown(await textIn(sms.data)))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerMethod(response, 'GET, POST')
    if (wantsPage(request)) return goToPage(response, '#sms')
    const list = box.list({ to: queryOf(request).get('to') ?? undefined })
    return answerJson(response, 200, list.map(shown))
  }
}

/** One SMS as `GET /sandbox/sms` shows it; keys may be added, none removed. */
export type ShownSms = Pick<KeptSms, 'sid' | 'from' | 'to' | 'body' | 'status'> & { at: string }

function shown({ sid, from, to, body, status, at }: KeptSms): ShownSms {
  return { sid, from, to, body, status, at: at.toString() }
}

function parsed(body: Buffer | undefined): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
