import type { Memory } from '#db/operations/memory.ts'
import { openShortLink } from '#db/operations/texts/open-short-link.ts'
import { clientKey, createClientAddress } from './client-address.ts'
import { type Answer, pathOf } from './create-server.ts'
import { sendPlainPage } from './plain-page.ts'
import { createRateLimit } from './rate-limit.ts'

export interface ShortLinkDeps {
  memory: Pick<Memory, 'database' | 'keyring'>
  /** Says in the visitor's language that there is no such page. */
  pages: Answer
  trustedProxies: readonly string[]
  now: () => number
}

/** Codes that lead nowhere, from one client in a minute. A phone network's thousands share an address, and people rarely mistype a link. */
const MISSES_PER_MINUTE = 60

/** `GET /s/:code`: on to the page. Nothing changes; who guesses is told to wait. */
export function answerShortLink({ memory, pages, trustedProxies, now }: ShortLinkDeps): Answer {
  const client = createClientAddress(trustedProxies)
  const misses = createRateLimit()
  return async (request, response) => {
    const who = clientKey(client(request))
    if (!misses.isWithin(who, MISSES_PER_MINUTE, now())) {
      sendPlainPage(response, 429, { 'retry-after': '60' })
      return true
    }
    const opened = await openShortLink(memory, now(), codeOf(pathOf(request)))
    if ('refused' in opened) {
      misses.allows(who, MISSES_PER_MINUTE, now())
      return pages(request, response)
    }
    response.writeHead(303, { location: opened.path, 'cache-control': 'no-store', 'content-length': 0 })
    response.end()
    return true
  }
}

function codeOf(path: string): string {
  const written = path.split('/')[2] ?? ''
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}
