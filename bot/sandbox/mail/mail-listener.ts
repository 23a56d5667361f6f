import { answerJson, answerMethod, answerPage, type Listener, queryOf, readBody, wantsPage } from './http-answers.ts'
import { mailListPage, mailPage } from './mail-pages.ts'
import { type MailStandIn, MESSAGE_LIMIT_BYTES } from './mail-stand-in.ts'

const BASE = '/sandbox/mail'

/** `GET·POST /sandbox/mail` and `GET /sandbox/mail/ID`: JSON for programs, a plain page for browsers. */
export function mailListener(mail: MailStandIn): Listener {
  return async (request, response, path) => {
    if (path === BASE && request.method === 'POST') {
      const raw = await readBody(request, MESSAGE_LIMIT_BYTES)
      if (raw === undefined || raw.length === 0)
        return answerJson(response, 400, { error: 'Send one raw message of at most 10 MB.' })
      return answerJson(response, 201, await mail.accept(raw))
    }
    if (path !== BASE && !path.startsWith(`${BASE}/`)) return false
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerMethod(response, path === BASE ? 'GET, POST' : 'GET')
    if (path === BASE) {
      const list = mail.messages(queryOf(request).get('to') ?? undefined)
      return wantsPage(request) ? answerPage(response, mailListPage(list, BASE)) : answerJson(response, 200, list)
    }
    const id = path.slice(BASE.length + 1)
    const one = mail.messages().find((candidate) => candidate.id === id)
    if (one === undefined) return answerJson(response, 404, { error: 'No such mail: it may have been forgotten.' })
    return wantsPage(request) ? answerPage(response, mailPage(one, BASE)) : answerJson(response, 200, one)
  }
}
