import type { RequestListener } from 'node:http'
import type { Answer } from './create-server.ts'

/** Bolt's listener as a room. It answers in its own time, and an error it throws at once is ours to report. */
export function answerSlack(listener: RequestListener): Answer {
  return (request, response) => {
    listener(request, response)
    return true
  }
}
