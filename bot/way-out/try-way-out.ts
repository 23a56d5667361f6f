import type { WayOutFailure } from '#core/campaigns/way-out-test.ts'

const ANSWER_MS = 10_000

/** Presses a one-click link as a mail provider does (RFC 8058); undefined when the way out works. */
export async function tryWayOut(url: string): Promise<WayOutFailure | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    await answer.body?.cancel()
    return answer.status === 200 && answer.headers.get('egard-way-out') === 'works' ? undefined : 'page'
  } catch (error) {
    return failureOf(error)
  }
}

const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME'])
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/

function failureOf(error: unknown): WayOutFailure {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = String((at as NodeJS.ErrnoException).code ?? '')
    if (NAME_CODES.has(code)) return 'name'
    if (TLS_CODE.test(code)) return 'tls'
  }
  return 'connection'
}
