import { useRef } from 'preact/hooks'
import { appChannelOf, countAfter, newestTs, openChannels } from './conversations.ts'
import type { WorkspaceState } from './state-types.ts'

/**
 * How many messages each person has not looked at yet, by conversation: the page's own business. What stood there when the page was opened
 * counts as seen.
 */
export function useUnread(
  state: WorkspaceState,
  me: string,
  looking: string | undefined,
): (channel: string, who?: string) => number {
  const seen = useRef(new Map<string, string>())
  const began = useRef<string>()
  began.current ??= state.users
    .flatMap(({ id }) =>
      [...openChannels(state).map((one) => one.id), appChannelOf(id)].map((one) => newestTs(state, id, one)),
    )
    .reduce((newest, ts) => (ts > newest ? ts : newest), '')
  if (looking !== undefined) seen.current.set(`${me} ${looking}`, newestTs(state, me, looking))
  return (channel, who = me) =>
    countAfter(state, who, channel, seen.current.get(`${who} ${channel}`) ?? began.current ?? '')
}
