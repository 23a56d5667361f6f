import type { Answer } from './create-server.ts'
import { sendJson } from './plain-page.ts'

/** What must hold before this process should be sent visitors. */
export interface Readiness {
  database: boolean
  migrations: boolean
  pages: boolean
}

/** `/healthz`: the process lives and answers. */
export const answerHealth: Answer = (_request, response) => {
  sendJson(response, 200, { ok: true })
  return true
}

/** `/readyz`: 200 when everything holds, 503 and what does not otherwise. */
export function answerReady(check: () => Promise<Readiness>): Answer {
  return async (_request, response) => {
    const readiness = await check()
    const ok = Object.values(readiness).every(Boolean)
    sendJson(response, ok ? 200 : 503, { ok, ...readiness })
    return true
  }
}
