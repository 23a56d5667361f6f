import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import twilio from 'twilio'

export type TwilioSettings = {
  readonly accountSid: string
  readonly authToken: string
  /** TWILIO_API_URL: where a compatible server answers instead of https://api.twilio.com. */
  readonly apiUrl?: string | undefined
  readonly timeoutMs?: number | undefined
}

const API = 'https://api.twilio.com'
const TIMEOUT_MS = 10_000

type Request = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0]
export type TwilioClient = ReturnType<typeof createTwilioClient>

/**
 * Twilio's own client. It never repeats a request by itself: creating a message has no idempotency key, so a lost answer is in
 * doubt and stays so until the message list settles it.
 */
export function createTwilioClient({ accountSid, authToken, apiUrl = API, timeoutMs = TIMEOUT_MS }: TwilioSettings) {
  const base = apiUrl.replace(/\/+$/, '')
  const requests = new twilio.RequestClient({ timeout: timeoutMs, autoRetry: false })
  watchConnections(requests.axios.defaults, timeoutMs)
  const httpClient = {
    request: (options: Request) =>
      requests.request<unknown>({ ...options, uri: atBase(options.uri, base), timeout: timeoutMs }),
  }
  return twilio(accountSid, authToken, { httpClient: httpClient as typeof requests })
}

const ours = new WeakSet<Socket>()
const stood = new WeakSet<Socket>()

/**
 * Whether a request that failed may have reached the server. It cannot where its connection never stood: an unknown name, a closed port, a
 * certificate that is not the provider's. Whatever is not known counts as reached.
 */
export function mayHaveReached(error: unknown): boolean {
  const { request, code } = error as { request?: { socket?: Socket | null }; code?: string }
  if (request === undefined) return !NEVER_BEGAN.has(code ?? '')
  const { socket } = request
  if (socket === null || socket === undefined) return !NEVER_BEGAN.has(code ?? '')
  return stood.has(socket) || !ours.has(socket)
}

const NEVER_BEGAN = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])

type Agents = { httpAgent?: unknown; httpsAgent?: unknown }

/** Connections that remember whether they ever stood. A proxy's agent (HTTP_PROXY) is left as it is. */
function watchConnections(defaults: Agents, timeoutMs: number): void {
  const options = { keepAlive: true, timeout: timeoutMs }
  defaults.httpAgent = watched(new http.Agent(options), 'connect')
  if (defaults.httpsAgent instanceof https.Agent && defaults.httpsAgent.constructor === https.Agent)
    watched(defaults.httpsAgent, 'secureConnect')
}

function watched(agent: http.Agent, ready: 'connect' | 'secureConnect'): http.Agent {
  const create = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback) as Socket | undefined
    if (socket !== undefined && socket !== null) {
      ours.add(socket)
      socket.once(ready, () => stood.add(socket))
    }
    return socket
  }
  return agent
}

function atBase(uri: string, base: string): string {
  return uri.startsWith(`${API}/`) ? base + uri.slice(API.length) : uri
}
