/** Who answers a route. */
export type Room =
  | 'pages'
  | 'short-link'
  | 'staff-file'
  | 'staff-import'
  | 'slack'
  | 'sandbox'
  | 'webhook'
  | 'health'
  | 'ready'
  | 'metrics'

export interface Route {
  /** As logs and metrics name it: never with the token. */
  pattern: string
  methods: readonly string[]
  room: Room
  /** Largest request body. */
  bodyLimitBytes: number
  /** POSTs from other sites are refused. Off where other programs post. */
  sameOrigin: boolean
  /** POSTs counted per client or per token, in rolling minutes. */
  limit?: { by: 'client' | 'token'; perMinute: number }
  /** Streams for as long as it takes. */
  slow?: true
}

const KB = 1024
const MB = 1024 * KB
const READ = ['GET', 'HEAD'] as const
const BOTH = ['GET', 'HEAD', 'POST'] as const
const POST = ['POST'] as const

const page = (pattern: string, methods: readonly string[], more: Partial<Route> = {}): Route => ({
  pattern,
  methods,
  room: 'pages',
  bodyLimitBytes: 64 * KB,
  sameOrigin: true,
  ...more,
})
const perToken = { by: 'token', perMinute: 60 } as const
// A form that may send mail: 20 a minute per client; per address the operation itself counts.
const perClient = { by: 'client', perMinute: 20 } as const

const other = (pattern: string, methods: readonly string[], room: Room, bodyLimitBytes = 16 * KB): Route => ({
  pattern,
  methods,
  room,
  bodyLimitBytes,
  sameOrigin: false,
})

/** Every route other programs rely on. First match wins; what matches none is a page that does not exist. */
const ROUTES: readonly Route[] = [
  page('/p/:token', BOTH, { limit: perToken }),
  page('/r/:token', BOTH, { limit: perToken }),
  // A provider's one-click POST comes with no Origin, or with the mail reader's.
  page('/u/:token', BOTH, { limit: perToken, sameOrigin: false }),
  page('/c/:token', BOTH, { limit: perToken }),
  page('/rights', BOTH, { limit: perClient }),
  page('/subscribe', BOTH, { limit: perClient }),
  // A fresh link by mail, for who lost theirs.
  page('/link', BOTH, { limit: perClient }),
  page('/s/:code', READ, { room: 'short-link' }),
  page('/privacy', READ),
  page('/wording/:hash', READ),
  page('/staff/preview/:token', READ),
  // Twenty files of 2 GB and what a form says around them.
  page('/staff/import/:token', BOTH, { bodyLimitBytes: 20 * 2048 * MB + MB, slow: true, room: 'staff-import' }),
  page('/staff/import/:token/progress', READ, { room: 'staff-import' }),
  page('/staff/import/:token/report', READ, { slow: true, room: 'staff-import' }),
  // A page with a button, since programs follow links; the button fetches the file, once.
  page('/staff/file/:token', BOTH, { slow: true, room: 'staff-file', limit: perToken }),
  page('/_astro/:file', READ),
  other('/slack/events', POST, 'slack', MB),
  other('/webhooks/twilio/inbound', POST, 'webhook', 64 * KB),
  other('/webhooks/twilio/status', POST, 'webhook', 64 * KB),
  other('/webhooks/mail', POST, 'webhook', 25 * MB),
  other('/webhooks/ses', POST, 'webhook', 25 * MB),
  other('/webhooks/brevo', POST, 'webhook', MB),
  other('/healthz', READ, 'health'),
  other('/readyz', READ, 'ready'),
  other('/metrics', READ, 'metrics'),
  { ...other('/sandbox/clock', POST, 'sandbox'), slow: true },
  other('/sandbox/mail', BOTH, 'sandbox', 10 * MB),
  // Server-sent events: answered for as long as somebody looks.
  { ...other('/sandbox/live', READ, 'sandbox'), slow: true },
  other('/sandbox', BOTH, 'sandbox'),
  other('/sandbox/*', BOTH, 'sandbox', 2 * MB),
]

const UNKNOWN: Route = page('unknown', READ)

export interface Matched {
  route: Route
  params: Readonly<Record<string, string>>
}

/** The route of a path. */
export function matchRoute(pathname: string): Matched {
  // One slash at the end means the same page; two do not.
  const segments = pathname.replace(/(.)\/$/, '$1').split('/')
  for (const route of ROUTES) {
    const params = matches(route.pattern.split('/'), segments)
    if (params) return { route, params }
  }
  return { route: UNKNOWN, params: {} }
}

function matches(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const open = pattern.at(-1) === '*'
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part === '*') return params
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = segment
    else if (part !== segment) return undefined
  }
  return params
}
