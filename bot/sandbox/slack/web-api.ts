import { isLoose, type Loose } from './block-kit.ts'
import { addEphemeral, addMessage, editMessage, messageOut, type Posted, removeMessage } from './messages.ts'
import { exchangeTrigger } from './triggers.ts'
import { findView, openModal, publishHome, pushModal, type Shown, updateView, viewOut } from './views.ts'
import { type Channel, directChannel, findChannel, type Person, type Workspace } from './workspace.ts'

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
  'views.open': (workspace, args) => withTrigger(workspace, args, openModal),
  'views.push': (workspace, args) => withTrigger(workspace, args, pushModal),
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

function authTest(workspace: Workspace): Loose {
  return {
    ok: true,
    url: 'https://egard.slack.com/',
    team: 'Égard',
    user: 'egard',
    team_id: workspace.team,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }
}

function postMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const threadTs = typeof args['thread_ts'] === 'string' ? { threadTs: args['thread_ts'] } : {}
    return messageAnswer(
      workspace,
      channel,
      addMessage(workspace, channel, { user: workspace.botUserId, content: args, ...threadTs }),
    )
  })
}

function postEphemeral(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const person = workspace.people.get(String(args['user']))
    if (!person) return failure('user_not_found')
    if (channel.personId !== undefined && channel.personId !== person.id) return failure('user_not_in_channel')
    const posted = addEphemeral(workspace, channel, person.id, args)
    return posted.ok ? { ok: true, message_ts: posted.message.ts } : failure(posted.error, posted.problems)
  })
}

function updateMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const message = channel.messages.find(({ ts }) => ts === args['ts'])
    if (!message) return failure('message_not_found')
    if (message.user !== workspace.botUserId) return failure('cant_update_message')
    if (args['text'] === undefined && args['blocks'] === undefined) return failure('no_text')
    return messageAnswer(workspace, channel, editMessage(workspace, message, workspace.botUserId, args))
  })
}

function deleteMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const message = channel.messages.find(({ ts }) => ts === args['ts'])
    if (!message) return failure('message_not_found')
    if (message.user !== workspace.botUserId) return failure('cant_delete_message')
    removeMessage(channel, message)
    return { ok: true, channel: channel.id, ts: message.ts }
  })
}

function updateOpenView(workspace: Workspace, args: Loose): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  if (args['view_id'] === undefined && args['external_id'] === undefined)
    return failure('invalid_arguments', ['missing required field: view_id'])
  const view = findView(workspace, { id: args['view_id'], externalId: args['external_id'] })
  return view ? viewAnswer(workspace, updateView(workspace, view, args['view'], args['hash'])) : failure('not_found')
}

function publishView(workspace: Workspace, args: Loose): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  const person = workspace.people.get(String(args['user_id']))
  return person
    ? viewAnswer(workspace, publishHome(workspace, person.id, args['view'], args['hash']))
    : failure('user_not_found')
}

function openConversation(workspace: Workspace, args: Loose): Loose {
  const ids = String(args['users'] ?? '').split(',')
  const person = workspace.people.get(ids[0] ?? '')
  if (ids.length !== 1 || !person) return failure(ids.length === 1 ? 'user_not_found' : 'invalid_arguments', [])
  if (person.kind === 'deactivated') return failure('user_disabled')
  const alreadyOpen = workspace.channels.has(`D${person.id.slice(1)}`)
  const channel = directChannel(workspace, person.id)
  return { ok: true, ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel: { id: channel.id } }
}

function conversationInfo(workspace: Workspace, args: Loose): Loose {
  const channel = workspace.channels.get(String(args['channel']))
  if (!channel) return failure('channel_not_found')
  const isDirect = channel.personId !== undefined
  return {
    ok: true,
    channel: {
      id: channel.id,
      ...(isDirect ? { user: channel.personId } : { name: channel.name }),
      is_channel: !isDirect,
      is_im: isDirect,
      is_archived: false,
      is_member: channel.hasBot,
      context_team_id: workspace.team,
    },
  }
}

function userInfo(workspace: Workspace, args: Loose): Loose {
  const person = workspace.people.get(String(args['user']))
  if (!person) return failure('user_not_found')
  return { ok: true, user: userOut(workspace, person, String(args['include_locale']) === 'true') }
}

function userList(workspace: Workspace, args: Loose): Loose {
  const withLocale = String(args['include_locale']) === 'true'
  const members = [...workspace.people.values()].map((person) => userOut(workspace, person, withLocale))
  return { ok: true, members, response_metadata: { next_cursor: '' } }
}

/** Only a call that asks with `include_locale` learns a person's language, as with Slack. */
function userOut(workspace: Workspace, { id, name, kind, team, locale }: Person, withLocale: boolean): Loose {
  return {
    id,
    team_id: team,
    name: name.toLowerCase(),
    real_name: name,
    deleted: kind === 'deactivated',
    is_bot: kind === 'bot',
    is_restricted: kind === 'guest',
    is_ultra_restricted: false,
    is_stranger: kind === 'stranger',
    is_app_user: false,
    tz: 'Europe/Paris',
    profile: { real_name: name, display_name: name, team },
    ...(team === workspace.team ? { is_admin: false, is_owner: false } : {}),
    ...(withLocale ? { locale } : {}),
  }
}

function groupUsers(workspace: Workspace, args: Loose): Loose {
  const group = workspace.groups.get(String(args['usergroup']))
  return group ? { ok: true, users: [...group.users] } : failure('no_such_subteam')
}

function openConnection(_workspace: Workspace, _args: Loose, { openSocket }: ApiCall): Loose {
  return openSocket ? { ok: true, url: openSocket() } : failure('internal_error')
}

function inChannel(workspace: Workspace, args: Loose, act: (channel: Channel) => Loose): Loose {
  const channel = findChannel(workspace, String(args['channel'] ?? ''))
  if (!channel) return failure('channel_not_found')
  return channel.hasBot ? act(channel) : failure('not_in_channel')
}

function withTrigger(
  workspace: Workspace,
  args: Loose,
  show: (workspace: Workspace, person: string, view: Loose) => Shown,
): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  if (args['trigger_id'] === undefined) return failure('invalid_arguments', ['missing required field: trigger_id'])
  const exchanged = exchangeTrigger(workspace, args['trigger_id'])
  return 'error' in exchanged
    ? failure(exchanged.error)
    : viewAnswer(workspace, show(workspace, exchanged.person, args['view']))
}

function viewAnswer(workspace: Workspace, shown: Shown): Loose {
  return shown.ok ? { ok: true, view: viewOut(workspace, shown.view) } : failure(shown.error, shown.problems)
}

function messageAnswer(
  workspace: Workspace,
  channel: Channel,
  posted: Posted<Parameters<typeof messageOut>[1]>,
): Loose {
  if (!posted.ok) return failure(posted.error, posted.problems)
  const { ts, text } = posted.message
  return { ok: true, channel: channel.id, ts, text, message: messageOut(workspace, posted.message) }
}

/** Slack's refusal; `problems` become `[ERROR]` lines where `@slack/web-api` logs them. */
export function failure(error: string, problems: readonly string[] = []): Loose {
  if (problems.length === 0) return { ok: false, error }
  return {
    ok: false,
    error,
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  }
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
