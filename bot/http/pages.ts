import type { IncomingMessage, ServerResponse } from 'node:http'
import { compressPages } from './compress-pages.ts'
import type { Answer } from './create-server.ts'

/** What Astro's node adapter exports in middleware mode. */
export type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
  locals: object,
) => Promise<void> | void

/**
 * The built pages as one room of the server. `locals` is what pages may call. The name pages see is the public one,
 * whatever `Host` said.
 */
export function answerPages(handler: AstroHandler, locals: object, publicOrigin: () => string): Answer {
  return async (request, response) => {
    request.headers.host = new URL(publicOrigin()).host
    compressPages(request, response)
    let theirs = true
    await handler(
      request,
      response,
      () => {
        theirs = false
      },
      locals,
    )
    return theirs
  }
}
