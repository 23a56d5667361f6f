import type { Loose, PlacedElement, ViewState } from './block-kit.ts'
import { messageOut } from './messages.ts'
import { stateValues } from './view-state.ts'
import { viewOut } from './views.ts'
import { type Channel, type Message, nextTs, type OpenView, type Person, type Workspace } from './workspace.ts'

const TEAM_DOMAIN = 'egard'

interface Answerable {
  person: Person
  triggerId: string
  responseUrl: string
}

/** The form fields of a slash command. A stranger's command names the stranger's own workspace, as Slack's would. */
export function commandPayload(
  workspace: Workspace,
  {
    person,
    channel,
    command,
    text,
    triggerId,
    responseUrl,
  }: Answerable & { channel: Channel; command: string; text: string },
): Loose {
  return {
    token: 'unused',
    team_id: person.team,
    team_domain: TEAM_DOMAIN,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name.toLowerCase(),
    command,
    text,
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }
}

/** Where an element was used: a message that stands in a channel or is shown to one person, or a view. */
export type Place =
  | { kind: 'message'; channel: Channel; message: Message; ephemeral: boolean }
  | { kind: 'view'; view: OpenView }

export function actionPayload(
  workspace: Workspace,
  {
    person,
    triggerId,
    responseUrl,
    place,
    action,
    typed,
  }: Answerable & { place: Place; action: Loose; typed: ViewState },
): Loose {
  const common = { type: 'block_actions', ...who(workspace, person), trigger_id: triggerId, actions: [action] }
  if (place.kind === 'view') {
    const view = viewOut(workspace, place.view)
    return { ...common, container: { type: 'view', view_id: place.view.id }, view, state: view['state'] }
  }
  const { channel, message, ephemeral } = place
  return {
    ...common,
    container: {
      type: 'message',
      message_ts: message.ts,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
      channel_id: channel.id,
      is_ephemeral: ephemeral,
    },
    channel: { id: channel.id, name: channel.name },
    // Slack leaves the message out where only one person saw it.
    ...(ephemeral ? {} : { message: messageOut(workspace, message) }),
    state: { values: stateValues(message.blocks, typed) },
    response_url: responseUrl,
  }
}

/** The entry of `actions` for an element that was used. */
export function actionEntry(
  workspace: Workspace,
  { type, blockId, actionId, element }: PlacedElement,
  state: Loose | undefined,
): Loose {
  const shown =
    type === 'button'
      ? { text: element['text'], ...optional(element, 'value'), ...optional(element, 'style') }
      : optional(element, 'placeholder')
  return { type, block_id: blockId, action_id: actionId, action_ts: nextTs(workspace), ...shown, ...state }
}

export function submissionPayload(workspace: Workspace, person: Person, view: OpenView, triggerId: string): Loose {
  return {
    type: 'view_submission',
    ...who(workspace, person),
    trigger_id: triggerId,
    view: viewOut(workspace, view),
    response_urls: [],
  }
}

export function closedPayload(workspace: Workspace, person: Person, view: OpenView, isCleared: boolean): Loose {
  return { type: 'view_closed', ...who(workspace, person), view: viewOut(workspace, view), is_cleared: isCleared }
}

export function homeOpenedPayload(
  workspace: Workspace,
  { person, channel, eventId, home }: { person: Person; channel: Channel; eventId: string; home: OpenView | undefined },
): Loose {
  const seconds = Math.floor(workspace.now() / 1000)
  return {
    token: 'unused',
    team_id: workspace.team,
    api_app_id: workspace.appId,
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: channel.id,
      tab: 'home',
      ...(home ? { view: viewOut(workspace, home) } : {}),
      event_ts: nextTs(workspace),
    },
    type: 'event_callback',
    event_id: eventId,
    event_time: seconds,
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  }
}

function who(workspace: Workspace, person: Person): Loose {
  const name = person.name.toLowerCase()
  return {
    team: { id: workspace.team, domain: TEAM_DOMAIN },
    user: { id: person.id, username: name, name, team_id: person.team },
    api_app_id: workspace.appId,
    token: 'unused',
    enterprise: null,
    is_enterprise_install: false,
  }
}

function optional(element: Loose, key: string): Loose {
  return element[key] === undefined ? {} : { [key]: element[key] }
}
