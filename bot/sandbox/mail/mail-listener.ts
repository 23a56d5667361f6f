import type { TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import {
  answerHtml,
  answerJson,
  answerMethod,
  goToPage,
  type Listener,
  queryOf,
  readBody,
  wantsPage,
} from './http-answers.ts'
import { framePolicy, type MailLook, mailFrame } from './mail-frame.ts'
import { type MailStandIn, MESSAGE_LIMIT_BYTES } from './mail-stand-in.ts'
import type { MailLine, ReceivedMail } from './received-mail.ts'

const BASE = '/sandbox/mail'

/**
 * `GET·POST /sandbox/mail` and `GET /sandbox/mail/ID`: JSON for programs; a browser is sent to the sandbox's page. A posted message is kept, and does,
 * inside Égard (`takeIn`), what it would have done by any other way in. `?lines` lists without contents,
 * `&after=ID` what came later; `/sandbox/mail/ID/frame?images=on&scheme=dark` is what the page shows in its frame.
 */
export function mailListener(mail: MailStandIn, takeIn?: TakeInMail): Listener {
  return async (request, response, path) => {
    if (path === BASE && request.method === 'POST') {
      const raw = await readBody(request, MESSAGE_LIMIT_BYTES)
      if (raw === undefined || raw.length === 0)
        return answerJson(response, 400, { error: 'Send one raw message of at most 10 MB.' })
      const { raw: text, ...kept } = await mail.accept(raw)
      return answerJson(response, 201, { ...(await takeIn?.({ raw, via: 'sandbox' })), ...kept, raw: text })
    }
    if (path !== BASE && !path.startsWith(`${BASE}/`)) return false
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerMethod(response, path === BASE ? 'GET, POST' : 'GET')
    const query = queryOf(request)
    if (path === BASE) {
      if (wantsPage(request)) return goToPage(response, '#mail')
      const list = mail.messages(query.get('to') ?? undefined)
      return answerJson(response, 200, query.has('lines') ? linesAfter(list, query.get('after')) : list)
    }
    const [id = '', part, ...rest] = path.slice(BASE.length + 1).split('/')
    const one = mail.messages().find((candidate) => candidate.id === id)
    if (one === undefined || rest.length > 0 || (part !== undefined && part !== 'frame'))
      return answerJson(response, 404, { error: 'No such mail: it may have been forgotten.' })
    if (part === 'frame') {
      const look = lookOf(query)
      return answerHtml(response, mailFrame(one, look), framePolicy(look))
    }
    return wantsPage(request)
      ? goToPage(response, `#mail/${encodeURIComponent(one.id)}`)
      : answerJson(response, 200, one)
  }
}

/** Ids count upwards. */
function linesAfter(list: readonly ReceivedMail[], after: string | null): MailLine[] {
  const last = Number(after ?? 0)
  return list
    .filter(({ id }) => !(Number(id) <= last))
    .map(({ id, receivedAt, from, to, subject }) => ({ id, receivedAt, from, to, subject }))
}

function lookOf(query: URLSearchParams): MailLook {
  return { images: query.get('images') === 'on', scheme: query.get('scheme') === 'dark' ? 'dark' : 'light' }
}
