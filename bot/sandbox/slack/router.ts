import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { actClose } from './act-close.ts'
import { actCommand } from './act-command.ts'
import { actOnElement } from './act-on-element.ts'
import { actOpenHome } from './act-open-home.ts'
import { actSetLocale } from './act-set-locale.ts'
import { actSubmit } from './act-submit.ts'
import type { Acting } from './acting.ts'
import { failure } from './failure.ts'
import { BodyRefused, readForm, readJson, sendJson } from './requests.ts'
import { respond } from './responses.ts'
import { workspaceState } from './state.ts'
import { callApi } from './web-api.ts'

export interface RouterOptions {
  acting: Acting
  /** The path the stand-in is mounted under, without a final slash: `/sandbox/slack`, or empty when it stands alone. */
  basePath: () => string
  /** A fresh address for Socket Mode; none where the server takes no upgrades. */
  openSocket?: () => string
}

export type Router = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

const id = z.string().min(1).max(255)
const ACTS = {
  '/command': act(z.strictObject({ user: id, channel: id, text: z.string().max(4000) }), actCommand),
  '/action': act(
    z.strictObject({
      user: id,
      ts: id.optional(),
      viewId: id.optional(),
      channel: id.optional(),
      actionId: id,
      blockId: id.optional(),
      value: z.unknown().optional(),
      values: z.record(z.string(), z.unknown()).optional(),
    }),
    actOnElement,
  ),
  '/submit': act(
    z.strictObject({ user: id, viewId: id, values: z.record(z.string(), z.unknown()).default({}) }),
    actSubmit,
  ),
  '/close': act(z.strictObject({ user: id, viewId: id, all: z.boolean().optional() }), actClose),
  '/home': act(z.strictObject({ user: id, eventId: id.optional() }), actOpenHome),
  '/locale': act(z.strictObject({ user: id, locale: z.enum(['fr-FR', 'en-US']) }), actSetLocale),
  '/ratelimit': act(
    z.strictObject({
      method: id.default('*'),
      times: z.int().min(1).max(100).default(1),
      retryAfterSeconds: z.int().min(0).max(60).default(1),
    }),
    async ({ workspace }, limit) => {
      workspace.rateLimits.push(limit)
      return { ok: true }
    },
  ),
}

type Act = (acting: Acting, body: unknown) => Promise<object>

/** Handles every path under `basePath`; resolves to false for any other, untouched. */
export function createRouter({ acting, basePath, openSocket }: RouterOptions): Router {
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const base = basePath()
    if (!pathname.startsWith(`${base}/`)) return false
    const path = pathname.slice(base.length)
    try {
      return await route({ request, response, path, acting, ...(openSocket ? { openSocket } : {}) })
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error
      sendJson(response, error.status, { ...failure('invalid_request'), message: error.message })
      return true
    }
  }
}

interface Routed {
  request: IncomingMessage
  response: ServerResponse
  path: string
  acting: Acting
  openSocket?: () => string
}

async function route({ request, response, path, acting, openSocket }: Routed): Promise<boolean> {
  const { workspace } = acting
  if (path === '/state') {
    if (!only('GET', request, response)) return true
    sendJson(response, 200, workspaceState(workspace))
    return true
  }
  const apiMethod = /^\/api\/([\w.]{1,100})$/.exec(path)?.[1]
  const responseId = /^\/response\/([\w-]{1,100})$/.exec(path)?.[1]
  const wanted = Object.hasOwn(ACTS, path) ? ACTS[path as keyof typeof ACTS] : undefined
  if (apiMethod === undefined && responseId === undefined && !wanted) return false
  if (!only('POST', request, response)) return true
  if (apiMethod !== undefined)
    await answerApi({ request, response, path, acting, ...(openSocket ? { openSocket } : {}) }, apiMethod)
  else if (responseId !== undefined) {
    const answered = respond(workspace, responseId, await readJson(request))
    sendJson(
      response,
      answered.ok ? 200 : statusOf(answered.error),
      answered.ok ? { ok: true } : failure(answered.error, answered.problems),
    )
  } else if (wanted) sendJson(response, 200, await wanted(acting, await readJson(request)))
  return true
}

async function answerApi({ request, response, acting, openSocket }: Routed, method: string): Promise<void> {
  const { token: inBody, ...args } = await readForm(request)
  const inHeader = /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = inHeader ?? (typeof inBody === 'string' ? inBody : undefined)
  const answer = callApi(acting.workspace, {
    method,
    args,
    ...(token === undefined ? {} : { token }),
    ...(openSocket ? { openSocket } : {}),
  })
  const wait: Record<string, string> =
    answer.retryAfterSeconds === undefined ? {} : { 'retry-after': String(answer.retryAfterSeconds) }
  sendJson(response, answer.status, answer.body, wait)
}

/** Bolt's `respond` looks at the status alone. */
function statusOf(error: string): number {
  return error === 'expired_url' || error === 'used_url' ? 404 : 400
}

function only(method: string, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === method) return true
  sendJson(response, 405, failure('method_not_allowed'), { allow: method })
  return false
}

function act<T>(schema: z.ZodType<T>, run: (acting: Acting, body: T) => Promise<object>): Act {
  return async (acting, body) => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) throw new BodyRefused(400, z.prettifyError(parsed.error))
    return run(acting, parsed.data)
  }
}
