import { pathToFileURL } from 'node:url'
import type { Answer } from '#bot/http/create-server.ts'
import { type AstroHandler, answerPages } from '#bot/http/pages.ts'
import { answerStaticFiles } from '#bot/http/static-files.ts'
import { buildPages, CLIENT_FILES, PAGES_ENTRY } from './build-pages.ts'

/** Builds the pages if need be, loads them, and hands them what they may call; undefined when there are none. */
export async function servePages(
  locals: object,
  publicOrigin: () => string,
  say: (line: string) => void,
): Promise<Answer | undefined> {
  if (!(await buildPages(say))) return undefined
  const { handler } = (await import(pathToFileURL(PAGES_ENTRY).href)) as { handler: AstroHandler }
  const files = await answerStaticFiles(CLIENT_FILES, '/_astro')
  const pages = answerPages(handler, locals, publicOrigin)
  return async (request, response) => (await files(request, response)) || pages(request, response)
}
