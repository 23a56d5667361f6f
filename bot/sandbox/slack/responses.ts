import type { Loose } from './block-kit.ts'
import { addEphemeral, addMessage, editMessage, removeMessage } from './messages.ts'
import { useResponseUrl } from './triggers.ts'
import type { Channel, Message, ResponseUrl, Workspace } from './workspace.ts'

export type Answered = { ok: true } | { ok: false; error: string; problems?: string[] }

/** The app posts to a response URL: counted, then shown. */
export function respond(workspace: Workspace, id: string, content: Loose): Answered {
  const url = useResponseUrl(workspace, id)
  return 'error' in url ? { ok: false, error: url.error } : answerAt(workspace, url, content)
}

/** Shows an app's answer where its response URL points: to one person unless it says `in_channel`, or over the original. */
export function answerAt(workspace: Workspace, url: ResponseUrl, content: Loose): Answered {
  const channel = workspace.channels.get(url.channel)
  if (!channel) return { ok: false, error: 'channel_not_found' }
  const original = originalOf(workspace, channel, url)
  if (content['delete_original'] === true) {
    if (!original) return { ok: false, error: 'message_not_found' }
    remove(workspace, channel, original)
    return { ok: true }
  }
  if (content['replace_original'] === true && original) {
    return plain(editMessage(workspace, original, workspace.botUserId, { blocks: [], ...content }))
  }
  if (content['response_type'] !== 'in_channel') return plain(addEphemeral(workspace, channel, url.person, content))
  const threadTs = typeof content['thread_ts'] === 'string' ? { threadTs: content['thread_ts'] } : {}
  return plain(addMessage(workspace, channel, { user: workspace.botUserId, content, ...threadTs }))
}

function originalOf(workspace: Workspace, channel: Channel, { source }: ResponseUrl): Message | undefined {
  if (!source) return undefined
  return source.ephemeral
    ? workspace.ephemerals.find(({ ts }) => ts === source.ts)
    : channel.messages.find(({ ts }) => ts === source.ts)
}

function remove(workspace: Workspace, channel: Channel, message: Message): void {
  workspace.ephemerals = workspace.ephemerals.filter((one) => one !== message)
  removeMessage(workspace, channel, message)
}

function plain(posted: { ok: true } | { ok: false; error: string; problems?: string[] }): Answered {
  return posted.ok ? { ok: true } : posted
}
