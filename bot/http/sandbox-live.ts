import type { ServerResponse } from 'node:http'
import type { Answer } from './create-server.ts'
import { pathOf } from './create-server.ts'

/** What can have changed: whoever looks asks for it again. */
export type LiveTopic = 'slack' | 'mail' | 'sms' | 'clock'

export interface Live {
  /** Something changed. Told within {@link GATHER_MS}, once however often it was said. */
  changed(topic: LiveTopic): void
  /** Tells where the clock stands while a move goes on, and at its end. */
  whileMoving<T>(move: () => Promise<T>): Promise<T>
  /** `GET /sandbox/live`: server-sent events until the visitor leaves or the process stops. */
  answer: Answer
  close(): void
}

const PATH = '/sandbox/live'
const GATHER_MS = 50
const MOVING_MS = 250
const HEARTBEAT_MS = 15_000

/** How the sandbox's page hears of what happens. An event says what to ask for again; only the clock's carries its value. */
export function createLive(now: () => Temporal.Instant): Live {
  const visitors = new Set<ServerResponse>()
  const waiting = new Set<LiveTopic>()
  let gathering: NodeJS.Timeout | undefined
  let moving = 0
  let closed = false
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
  heartbeat.unref()

  function write(text: string): void {
    for (const visitor of visitors) visitor.write(text)
  }

  function eventOf(topic: LiveTopic): string {
    const data = topic === 'clock' ? { now: now().toString(), moving: moving > 0 } : {}
    return `event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`
  }

  function changed(topic: LiveTopic): void {
    waiting.add(topic)
    gathering ??= setTimeout(() => {
      gathering = undefined
      const text = [...waiting].map(eventOf).join('')
      waiting.clear()
      write(text)
    }, GATHER_MS)
    gathering.unref()
  }

  return {
    changed,
    async whileMoving(move) {
      moving += 1
      changed('clock')
      const timer = setInterval(() => changed('clock'), MOVING_MS)
      try {
        return await move()
      } finally {
        clearInterval(timer)
        moving -= 1
        changed('clock')
      }
    },
    answer(request, response) {
      if (pathOf(request) !== PATH || request.method !== 'GET' || closed) return false
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // The connection is of no use to anybody afterwards, and a stop need not wait for it.
        connection: 'close',
      })
      response.write(`retry: 1000\n\n${eventOf('clock')}`)
      visitors.add(response)
      response.once('close', () => visitors.delete(response))
      return true
    },
    close() {
      closed = true
      clearInterval(heartbeat)
      clearTimeout(gathering)
      for (const visitor of visitors) visitor.end()
      visitors.clear()
    },
  }
}
