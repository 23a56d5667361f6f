import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { escapeHtml } from '#core/messages/escape-html.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { SANDBOX_TEXTS } from '#core/texts/sandbox.ts'
import type { Answer } from './create-server.ts'
import { pathOf } from './create-server.ts'
import { sendJson } from './plain-page.ts'
import type { SandboxPerson, StoryFacts } from './sandbox-facts.ts'

/** What the page is told when it opens. */
export interface SandboxStart {
  language: StaffLanguage
  organisation: string
  /** IANA name: the clock is shown in it. */
  timeZone: string
  now: string
  /** Which of them are stand-ins here; the others are real, and not on this page. */
  standIns: { slack: boolean; mail: boolean; sms: boolean }
  channels: { approvals: string; campaigns: string }
}

export interface SandboxPageOptions {
  house: { name: string; timeZone: string }
  channels: { approvals: string; campaigns: string }
  standIns: SandboxStart['standIns']
  now: () => Temporal.Instant
  people: () => readonly SandboxPerson[]
  story: () => Promise<StoryFacts>
}

const SAMPLES = join(import.meta.dirname, '../samples')
/** Lists a newcomer may drag into the import page, in the order of the story. */
const SAMPLE_NAMES = ['salon-2018.csv', 'newsletter-export.txt', 'shop-customers.csv']

// Received mail shows in a frame with a policy of its own; everything else on the page is the page's.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** `GET /sandbox` and what belongs to it: who there is to act as, how far the first story is, the three sample lists. */
export function answerSandboxPage(options: SandboxPageOptions): Answer {
  return async (request, response) => {
    const path = pathOf(request).replace(/(.)\/$/, '$1')
    const sample = SAMPLE_NAMES.find((name) => path === `/sandbox/samples/${name}`)
    const known = ['/sandbox', '/sandbox/people', '/sandbox/story'].includes(path) || sample !== undefined
    if (!known) return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      sendJson(response, 405, { error: 'Use GET.' })
      return true
    }
    if (path === '/sandbox/people') sendJson(response, 200, options.people())
    else if (path === '/sandbox/story') sendJson(response, 200, await options.story())
    else if (sample !== undefined) {
      const file = await readFile(join(SAMPLES, sample))
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${sample}"`,
        'content-length': file.length,
        'cache-control': 'no-store',
      })
      response.end(request.method === 'HEAD' ? undefined : file)
    } else {
      const html = pageHtml(startOf(options, visitorLanguage(request)))
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
        vary: 'accept-language',
      })
      response.end(request.method === 'HEAD' ? undefined : html)
    }
    return true
  }
}

/** `?lang=` when somebody chose; else the first of our two languages that the browser names; else English. */
function visitorLanguage(request: Pick<IncomingMessage, 'url' | 'headers'>): StaffLanguage {
  const chosen = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('lang')
  if (chosen === 'fr' || chosen === 'en') return chosen
  const wanted = (request.headers['accept-language'] ?? '').slice(0, 500).toLowerCase().split(',')
  const first = wanted.map((each) => each.trim().slice(0, 2)).find((each) => each === 'fr' || each === 'en')
  return first === 'fr' ? 'fr' : 'en'
}

function startOf({ house, standIns, channels, now }: SandboxPageOptions, language: StaffLanguage): SandboxStart {
  return {
    language,
    organisation: house.name,
    timeZone: house.timeZone,
    now: now().toString(),
    standIns,
    channels,
  }
}

function pageHtml(start: SandboxStart): string {
  const { title, description, noScript } = SANDBOX_TEXTS[start.language].page
  // A data block: nothing in it runs, and nothing in it may end it.
  const data = JSON.stringify(start).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="${start.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="/sandbox/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sandbox/page/page.css">
<link rel="stylesheet" href="/sandbox/page/slack/slack.css">
</head>
<body>
<div id="page"><noscript><p>${escapeHtml(noScript)}</p></noscript></div>
<script type="application/json" id="start">${data}</script>
<script type="module" src="/sandbox/page/main.ts"></script>
</body>
</html>
`
}
