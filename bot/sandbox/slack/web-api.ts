import type { Loose } from './block-kit.ts'
import { failure } from './failure.ts'
import { deleteMessage, postEphemeral, postMessage, updateMessage } from './web-api-chat.ts'
import { authTest, conversationInfo, groupUsers, openConversation, userInfo, userList } from './web-api-people.ts'
import { openView, publishView, pushView, updateOpenView } from './web-api-views.ts'
import type { Workspace } from './workspace.ts'

/** A Web API answer: 200 with `ok` true or false, as Slack does, or 429 when a test asked for it. */
export interface ApiAnswer {
  status: 200 | 429
  body: Loose
  retryAfterSeconds?: number
}

export interface ApiCall {
  method: string
  /** As sent, JSON and form-encoded alike; values of forms are still texts. */
  args: Loose
  token?: string
  /** Answers the address an app in Socket Mode connects to. */
  openSocket?: () => string
}

type Method = (workspace: Workspace, args: Loose, call: ApiCall) => Loose

const METHODS: Readonly<Record<string, Method>> = {
  'api.test': () => ({ ok: true }),
  'auth.test': authTest,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
  'views.open': openView,
  'views.push': pushView,
  'views.update': updateOpenView,
  'views.publish': publishView,
  'conversations.open': openConversation,
  'conversations.info': conversationInfo,
  'users.info': userInfo,
  'users.list': userList,
  'usergroups.users.list': groupUsers,
  'apps.connections.open': openConnection,
}

/** Answers one Web API call as Slack does. */
export function callApi(workspace: Workspace, call: ApiCall): ApiAnswer {
  const limit = workspace.rateLimits.find(
    ({ method, times }) => times > 0 && (method === '*' || method === call.method),
  )
  if (limit) {
    limit.times -= 1
    return { status: 429, body: failure('ratelimited'), retryAfterSeconds: limit.retryAfterSeconds }
  }
  return { status: 200, body: answer(workspace, call) }
}

function answer(workspace: Workspace, call: ApiCall): Loose {
  const method = Object.hasOwn(METHODS, call.method) ? METHODS[call.method] : undefined
  if (!method) return failure('unknown_method')
  if (call.token === undefined || call.token === '') return failure('not_authed')
  const wanted = call.method === 'apps.connections.open' ? workspace.appToken : workspace.botToken
  if (call.token !== wanted) return failure('invalid_auth')
  return method(workspace, decoded(call.args), call)
}

function openConnection(_workspace: Workspace, _args: Loose, { openSocket }: ApiCall): Loose {
  return openSocket ? { ok: true, url: openSocket() } : failure('internal_error')
}

/** Forms carry lists and objects as JSON texts. A text that is no JSON stays as it is and fails the payload's check. */
function decoded(args: Loose): Loose {
  const structured = ['blocks', 'view', 'metadata']
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, structured.includes(key) ? parsed(value) : value]),
  )
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
