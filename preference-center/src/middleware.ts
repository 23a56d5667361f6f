import { defineMiddleware } from 'astro:middleware'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const READ = ['GET', 'HEAD']
const READ_OR_ACT = [...READ, 'POST']

/** Which methods a route knows; what is not here is only read. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  '/r/[token]': READ_OR_ACT,
  '/u/[token]': READ_OR_ACT,
  '/p/[token]': READ_OR_ACT,
  '/c/[token]': READ_OR_ACT,
  '/link': READ_OR_ACT,
  '/[...path]': READ_OR_ACT,
  // The page of a failure answers whatever failed.
  '/500': [...READ_OR_ACT, 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
}

/** One net around every page: its methods, and the headers that keep others out of it. */
export const onRequest = defineMiddleware(async (context, next) => {
  const methods = METHODS[context.routePattern] ?? READ
  const allowed = methods.includes(context.request.method)
  const { url, request } = context
  const refusal = () => new Request(new URL(`/405${url.search}`, url), { headers: request.headers })
  const response = await (allowed ? next() : next(refusal()))
  const { headers } = response
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8')
  // A page that shows a frame, or is one, brings a policy of its own, no wider.
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY)
  headers.set('referrer-policy', 'same-origin')
  headers.set('x-content-type-options', 'nosniff')
  // Pages belong to one person and one moment.
  headers.set('cache-control', 'no-store')
  if (!allowed) headers.set('allow', methods.join(', '))
  return response
})
