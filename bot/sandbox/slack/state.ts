import { type Loose, withIds } from './block-kit.ts'
import { viewOut } from './views.ts'
import { type Channel, type Message, TIME_ZONE, type Workspace } from './workspace.ts'

/** Everything a person could see in the workspace, as plain JSON for tests and the sandbox's page. */
export function workspaceState(workspace: Workspace): Loose {
  return {
    team: workspace.team,
    now: workspace.now(),
    timeZone: TIME_ZONE,
    bot: workspace.botUserId,
    users: [...workspace.people.values()],
    groups: [...workspace.groups.values()],
    channels: [...workspace.channels.values()].map((channel) => channelState(workspace, channel)),
    ephemerals: workspace.ephemerals.map((one) => ({
      ...messageState(workspace, one),
      user: one.to,
      channel: one.channel,
    })),
    views: [...workspace.modals.values()].flat().map((view) => ({ user: view.person, ...viewOut(workspace, view) })),
    homes: [...workspace.homes.values()].map((view) => ({ user: view.person, ...viewOut(workspace, view) })),
  }
}

function channelState(workspace: Workspace, { id, name, personId, messages }: Channel): Loose {
  const top = messages.filter(({ threadTs }) => threadTs === undefined)
  return {
    id,
    name,
    ...(personId === undefined ? {} : { user: personId }),
    messages: top.map((message) => ({
      ...messageState(workspace, message),
      thread: messages
        .filter(({ threadTs }) => threadTs === message.ts)
        .map((answer) => messageState(workspace, answer)),
    })),
  }
}

function messageState(workspace: Workspace, { ts, user, text, blocks, edited }: Message): Loose {
  return {
    ts,
    author: user,
    authorName: workspace.people.get(user)?.name ?? user,
    text,
    blocks: withIds(blocks),
    ...(edited ? { edited } : {}),
  }
}
