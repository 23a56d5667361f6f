import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actClose } from './act-close.ts'
import { actCommand, type CommandAct } from './act-command.ts'
import { actOnElement, type ElementAct } from './act-on-element.ts'
import { actOpenHome } from './act-open-home.ts'
import { actSubmit, type SubmitAct } from './act-submit.ts'
import type { Acting, Seen } from './acting.ts'
import { defaultWorkspace } from './default-workspace.ts'
import { deliverByHttp } from './delivery.ts'
import { sendJson } from './requests.ts'
import { createRouter, type Router } from './router.ts'
import { createSockets, type Sockets } from './socket.ts'
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts'

export interface SlackStandInOptions extends Partial<Omit<WorkspaceOptions, 'botToken'>> {
  botToken: string
  signingSecret: string
  /** The address of the app's `POST /slack/events`; a function where it is known only later. Not asked in Socket Mode. */
  appUrl: string | (() => string)
  /** How long an acknowledgement is waited for; Slack's is 3 seconds. */
  ackLimitMs?: number
  wallClock?: () => number
  /** As `onChange` of the stand-in, from the beginning. */
  onChange?: () => void
}

/** What a test or the sandbox does as a person, and what it can look at. */
interface SlackStandIn {
  workspace: Workspace
  command: (act: CommandAct) => Promise<Seen>
  action: (act: ElementAct) => Promise<Seen>
  submit: (act: SubmitAct) => Promise<Seen>
  closeView: (act: { user: string; viewId: string; all?: boolean }) => Promise<Seen>
  openHome: (act: { user: string; eventId?: string }) => Promise<Seen & { eventId?: string }>
  /** Calls back after every change a person could see; answers how to stop. The listener must be quick and must not act. */
  onChange: (listener: () => void) => () => void
  /** The next `times` calls of `method` (`*`: of any) are answered 429. */
  rateLimit: (limit: { method: string; times: number; retryAfterSeconds: number }) => void
}

export interface MountedSlackStandIn extends SlackStandIn {
  router: Router
  sockets: Sockets
}

/** The stand-in for another server to mount at `baseUrl()`: its `router` for requests, `sockets.upgrade` for upgrades of `…/socket`. */
export function createSlackStandIn(options: SlackStandInOptions & { baseUrl: () => string }): MountedSlackStandIn {
  const { appUrl, signingSecret, baseUrl, ackLimitMs, wallClock, onChange, now = Date.now, ...given } = options
  const workspace = createWorkspace({ ...defaultWorkspace, ...given, now })
  if (onChange) workspace.watchers.add(onChange)
  const limit = ackLimitMs === undefined ? {} : { ackLimitMs }
  const sockets = createSockets(limit)
  const acting: Acting = {
    workspace,
    responseUrl: (id) => `${baseUrl()}/response/${id}`,
    deliver: (envelope) =>
      sockets.connected()
        ? sockets.deliver(envelope)
        : deliverByHttp({
            appUrl: typeof appUrl === 'string' ? appUrl : appUrl(),
            signingSecret,
            ...limit,
            ...(wallClock ? { wallClock } : {}),
          })(envelope),
  }
  const basePath = () => new URL(baseUrl()).pathname.replace(/\/$/, '')
  const openSocket = () => `${baseUrl().replace(/^http/, 'ws')}/socket?ticket=${sockets.ticket()}`
  return {
    workspace,
    sockets,
    router: createRouter({ acting, basePath, openSocket }),
    command: (act) => actCommand(acting, act),
    action: (act) => actOnElement(acting, act),
    submit: (act) => actSubmit(acting, act),
    closeView: (act) => actClose(acting, act),
    openHome: (act) => actOpenHome(acting, act),
    onChange: (listener) => {
      workspace.watchers.add(listener)
      return () => workspace.watchers.delete(listener)
    },
    rateLimit: (one) => workspace.rateLimits.push({ ...one }),
  }
}

export interface RunningSlackStandIn extends SlackStandIn {
  url: string
  /** For `SLACK_API_URL`. */
  apiUrl: string
  close: () => Promise<void>
}

/** Starts the stand-in alone on its own port of this machine; 0, the default, takes a free one. */
export async function startSlackStandIn({
  port = 0,
  ...options
}: SlackStandInOptions & { port?: number }): Promise<RunningSlackStandIn> {
  let url = ''
  const { router, sockets, ...standIn } = createSlackStandIn({ ...options, baseUrl: () => url })
  const server = createServer((request, response) => {
    router(request, response).then(
      (handled) => handled || sendJson(response, 404, { ok: false, error: 'not_found' }),
      (error: unknown) => sendJson(response, 500, { ok: false, error: 'internal_error', message: String(error) }),
    )
  })
  server.on('upgrade', (request, socket) => {
    if (!sockets.upgrade(request, socket)) socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...standIn,
    url,
    apiUrl: `${url}/api/`,
    close: () => {
      sockets.close()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
