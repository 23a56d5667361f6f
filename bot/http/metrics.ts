import { createHash, timingSafeEqual } from 'node:crypto'
import type { Answer } from './create-server.ts'
import { sendPlainPage } from './plain-page.ts'

/** One number, as Prometheus reads it. */
export interface Measure {
  name: string
  help: string
  type: 'counter' | 'gauge'
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[]
}

/**
 * `/metrics` as text. With a token, only for who carries it; without one, open outside production and absent in it. Who may
 * not see it is told it does not exist.
 */
export function answerMetrics(token: string | undefined, open: boolean, measures: () => Promise<Measure[]>): Answer {
  return async (request, response) => {
    const allowed = token === undefined ? open : sameText(request.headers.authorization ?? '', `Bearer ${token}`)
    if (!allowed) {
      sendPlainPage(response, 404)
      return true
    }
    const text = (await measures()).map(measureText).join('')
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : text)
    return true
  }
}

function measureText({ name, help, type, samples }: Measure): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const list = Object.entries(labels).map(([label, text]) => `${label}="${text.replaceAll(/["\\\n]/g, '_')}"`)
    return `${name}${list.length > 0 ? `{${list.join(',')}}` : ''} ${value}`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`
}

function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
