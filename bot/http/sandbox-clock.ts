import type { IncomingMessage } from 'node:http'
import { forwardDuration } from '#bot/clock/advance-clock.ts'
import type { Answer } from './create-server.ts'
import { sendJson } from './plain-page.ts'

/** `POST /sandbox/clock {"advance":"P3D"}`: answers `{"now"}` once all that fell due has run. One advance at a time. */
export function answerClock(advance: (by: Temporal.Duration) => Promise<Temporal.Instant>): Answer {
  let queue: Promise<unknown> = Promise.resolve()
  return async (request, response) => {
    const by = forwardDuration(await advanceOf(request))
    if (!by) {
      sendJson(response, 400, { error: 'Send {"advance":"P3D"}: a duration forward of at most ten years.' })
      return true
    }
    const turn = queue.then(() => advance(by))
    queue = turn.catch(() => {})
    sendJson(response, 200, { now: (await turn).toString() })
    return true
  }
}

async function advanceOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  try {
    return (JSON.parse(Buffer.concat(chunks).toString('utf8')) as { advance?: unknown } | null)?.advance
  } catch {
    return undefined
  }
}
