import type { SlackChannel, SlackEphemeral, SlackMessage, WorkspaceState } from './state-types.ts'

export type Item = { message: SlackMessage; isEphemeral: boolean }

/** The direct conversation between the app and a person. */
export function appChannelOf(me: string): string {
  return `D${me.slice(1)}`
}

/** The channels of the workspace, without anybody's direct conversation. */
export function openChannels({ channels }: WorkspaceState): readonly SlackChannel[] {
  return channels.filter(({ user }) => user === undefined)
}

/** The conversation that is shown: the wanted one, or where this person may not see it their own instead. */
export function shownChannel(state: WorkspaceState, me: string, wanted: string): string {
  if (openChannels(state).some(({ id }) => id === wanted)) return wanted
  const first = openChannels(state)[0]
  return wanted.startsWith('D') || !first ? appChannelOf(me) : first.id
}

/** What a person sees in a conversation, oldest first. */
export function itemsOf(state: WorkspaceState, me: string, channelId: string): readonly Item[] {
  const channel = state.channels.find(({ id, user }) => id === channelId && (user === undefined || user === me))
  const whispers = ephemeralsFor(state, me, channelId)
  return [
    ...(channel?.messages ?? []).map((message) => ({ message, isEphemeral: false })),
    ...whispers.map((message) => ({ message, isEphemeral: true })),
  ].toSorted((a, b) => (a.message.ts < b.message.ts ? -1 : 1))
}

/** The newest timestamp a person could see in a conversation, answers included; nothing in an empty one. */
export function newestTs(state: WorkspaceState, me: string, channelId: string): string {
  return timestamps(state, me, channelId).toSorted().at(-1) ?? ''
}

export function countAfter(state: WorkspaceState, me: string, channelId: string, ts: string): number {
  return timestamps(state, me, channelId).filter((one) => one > ts).length
}

function timestamps(state: WorkspaceState, me: string, channelId: string): string[] {
  return itemsOf(state, me, channelId).flatMap(({ message }) =>
    [message, ...(message.thread ?? [])].filter(({ author }) => author !== me).map(({ ts }) => ts),
  )
}

function ephemeralsFor({ ephemerals }: WorkspaceState, me: string, channelId: string): readonly SlackEphemeral[] {
  return ephemerals.filter(({ user, channel }) => user === me && channel === channelId)
}
