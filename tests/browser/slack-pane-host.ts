import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { answerSandboxFiles } from '#bot/http/sandbox-files.ts'
import type { RunningSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'

const PAGE = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Slack</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/sandbox/page/page.css"><link rel="stylesheet" href="/sandbox/page/slack/slack.css">
<link rel="stylesheet" href="/host.css"><div id="host"></div><script type="module" src="/host.js"></script></html>`

const STYLE = `html, body { height: 100%; margin: 0 }
#host { display: flex; flex-direction: column; height: 100%; min-height: 0; overflow: hidden; container-type: inline-size; container-name: slack }`

/** The least a page around the pane does: asks for the state when it changes, sends acts, remembers person and channel. */
const SCRIPT = `import { h, render } from '/sandbox/page/preact.js'
import { SlackPane } from '/sandbox/page/slack/slack-pane.ts'
const given = { me: 'U0ALICE', channel: 'C0CAMPAIGNS', language: 'fr', ...Object.fromEntries(new URLSearchParams(location.search)) }
let state
const draw = () => state && render(h(SlackPane, { ...given, state, act, onChannel: (channel) => become({ channel }) }), document.getElementById('host'))
const act = async (path, body) => (await fetch('/slack' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
const become = (next) => { Object.assign(given, next); draw() }
const load = async () => { state = await (await fetch('/slack/state')).json(); draw() }
globalThis.become = become
new EventSource('/live').addEventListener('message', load)
load()`

const CSP = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** A page with nothing but the Slack pane over a stand-in; answers its address. */
export async function servePane(slack: RunningSlackStandIn): Promise<string> {
  const files = answerSandboxFiles()
  const watching = new Set<ServerResponse>()
  onTestFinished(slack.onChange(() => watching.forEach((one) => one.write('data: {}\n\n'))))
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const send = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': CSP }).end(body)
    if (pathname === '/') send('text/html', PAGE)
    else if (pathname === '/host.js') send('text/javascript', SCRIPT)
    else if (pathname === '/host.css') send('text/css', STYLE)
    else if (pathname === '/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n')
      watching.add(response)
      request.on('close', () => watching.delete(response))
    } else if (pathname.startsWith('/slack/'))
      await passOn(slack.url + pathname.slice('/slack'.length), request, response)
    else if (!(await files(request, response))) response.writeHead(404).end()
  }
  const port = await listen(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}/`
}

async function passOn(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const isPost = request.method === 'POST'
  const headers = { 'content-type': 'application/json' }
  const answered = await fetch(url, isPost ? { method: 'POST', headers, body: Buffer.concat(parts) } : {})
  response.writeHead(answered.status, headers).end(await answered.text())
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
