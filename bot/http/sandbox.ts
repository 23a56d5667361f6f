import { standInPage } from '#bot/sandbox/mail/mail-pages.ts'
import { escapeHtml } from '#core/messages/escape-html.ts'
import { type Answer, pathOf } from './create-server.ts'

/** `/sandbox*`: the first of the stand-ins that knows the path answers. */
export function answerSandbox(answers: readonly Answer[], clock: Answer, now: () => Temporal.Instant): Answer {
  return async (request, response) => {
    const path = pathOf(request)
    if (path === '/sandbox/clock') return clock(request, response)
    if (path === '/sandbox' && request.method !== 'POST') {
      const html = indexPage(now(), request.headers.host ?? 'localhost')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      response.end(request.method === 'HEAD' ? undefined : html)
      return true
    }
    for (const answer of answers) if (await answer(request, response)) return true
    return false
  }
}

/** `host` passed the sandbox's guard: a loopback name and a port. */
function indexPage(now: Temporal.Instant, host: string): string {
  return standInPage(
    'Égard: stand-ins',
    `<h1>Stand-ins</h1><p>What is not configured is replaced by these. Nothing leaves this machine.</p>
<ul><li><a href="/sandbox/mail">Received mail</a></li><li><a href="/sandbox/sms">Text messages</a></li>
<li><a href="/sandbox/slack/state">Slack, as JSON</a></li></ul>
<p>The clock of promises says ${now.toString({ smallestUnit: 'second' })}. To move it forward:</p>
<pre>curl -H 'content-type: application/json' -d '{"advance":"P3D"}' http://${escapeHtml(host)}/sandbox/clock</pre>`,
  )
}
