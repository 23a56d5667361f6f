import { type Answer, pathOf } from './create-server.ts'

/** `/sandbox*`: the first that knows the path answers: the page, its files, its events, the stand-ins. */
export function answerSandbox(answers: readonly Answer[], clock: Answer): Answer {
  return async (request, response) => {
    if (pathOf(request) === '/sandbox/clock') return clock(request, response)
    for (const answer of answers) if (await answer(request, response)) return true
    return false
  }
}
