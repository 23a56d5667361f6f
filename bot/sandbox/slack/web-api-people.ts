import { asText, type Loose } from './block-kit.ts'
import { failure } from './failure.ts'
import { directChannel, type Person, TIME_ZONE, type Workspace } from './workspace.ts'

export function authTest(workspace: Workspace): Loose {
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

export function openConversation(workspace: Workspace, args: Loose): Loose {
  const ids = asText(args['users']).split(',')
  const person = workspace.people.get(ids[0] ?? '')
  if (ids.length !== 1 || !person) return failure(ids.length === 1 ? 'user_not_found' : 'invalid_arguments')
  if (person.kind === 'deactivated') return failure('user_disabled')
  const alreadyOpen = workspace.channels.has(`D${person.id.slice(1)}`)
  const channel = directChannel(workspace, person.id)
  return { ok: true, ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel: { id: channel.id } }
}

export function conversationInfo(workspace: Workspace, args: Loose): Loose {
  const channel = workspace.channels.get(asText(args['channel']))
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

export function userInfo(workspace: Workspace, args: Loose): Loose {
  const person = workspace.people.get(asText(args['user']))
  if (!person) return failure('user_not_found')
  return { ok: true, user: userOut(workspace, person, String(args['include_locale']) === 'true') }
}

export function userList(workspace: Workspace, args: Loose): Loose {
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
    tz: TIME_ZONE,
    profile: { real_name: name, display_name: name, team, ...(kind === 'bot' ? {} : { email: emailOf(id) }) },
    ...(team === workspace.team ? { is_admin: false, is_owner: false } : {}),
    ...(withLocale ? { locale } : {}),
  }
}

/** What an app with `users:read.email` sees. */
function emailOf(id: string): string {
  return `${id.toLowerCase()}@slack.example`
}

export function groupUsers(workspace: Workspace, args: Loose): Loose {
  const group = workspace.groups.get(asText(args['usergroup']))
  return group ? { ok: true, users: [...group.users] } : failure('no_such_subteam')
}
