import { createHash, timingSafeEqual } from 'node:crypto'
import type { Metrics } from '#bot/metrics/create-metrics.ts'
import type { Answer } from './create-server.ts'
import { sendPlainPage } from './plain-page.ts'

/**
 * `/metrics` as text. With a token, only for who carries it; without one, open outside production and absent in it. Who may
 * not see it is told it does not exist.
 */
export function answerMetrics(token: string | undefined, open: boolean, metrics: Pick<Metrics, 'render'>): Answer {
  return async (request, response) => {
    const allowed = token === undefined ? open : sameText(request.headers.authorization ?? '', `Bearer ${token}`)
    if (!allowed) {
      sendPlainPage(response, 404)
      return true
    }
    const { contentType, text } = await metrics.render()
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : text)
    return true
  }
}

function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
