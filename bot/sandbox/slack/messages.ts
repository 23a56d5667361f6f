import { asText, type Block, type Loose, listOf, withIds } from './block-kit.ts'
import { payloadRefusal } from './limits.ts'
import { type Channel, changed, type Ephemeral, type Message, nextTs, type Workspace } from './workspace.ts'

/** Messages kept per channel, and messages for one person's eyes kept in all; the oldest go. */
const MOST_KEPT = 5_000

export type Posted<T> = { ok: true; message: T } | { ok: false; error: string; problems?: string[] }

interface NewMessage {
  user: string
  content: Loose
  threadTs?: string
}

/** Writes a message into a channel, or says why Slack refuses it. */
export function addMessage(
  workspace: Workspace,
  channel: Channel,
  { user, content, threadTs }: NewMessage,
): Posted<Message> {
  const refusal = payloadRefusal('message', content)
  if (refusal) return { ok: false, ...refusal }
  const parent = threadTs === undefined ? undefined : channel.messages.find(({ ts }) => ts === threadTs)
  if (threadTs !== undefined && !parent) return { ok: false, error: 'thread_not_found' }
  const message: Message = {
    ts: nextTs(workspace),
    user,
    text: asText(content['text']),
    blocks: blocksOf(content),
    // An answer to an answer belongs to the same thread.
    ...(parent === undefined ? {} : { threadTs: parent.threadTs ?? parent.ts }),
    ...(content['metadata'] === undefined ? {} : { metadata: content['metadata'] }),
  }
  channel.messages.push(message)
  if (channel.messages.length > MOST_KEPT) channel.messages.shift()
  changed(workspace)
  return { ok: true, message }
}

/** Writes what only one person sees. */
export function addEphemeral(workspace: Workspace, channel: Channel, to: string, content: Loose): Posted<Ephemeral> {
  const refusal = payloadRefusal('message', content)
  if (refusal) return { ok: false, ...refusal }
  const message: Ephemeral = {
    ts: nextTs(workspace),
    user: workspace.botUserId,
    channel: channel.id,
    to,
    text: asText(content['text']),
    blocks: blocksOf(content),
  }
  workspace.ephemerals.push(message)
  if (workspace.ephemerals.length > MOST_KEPT) workspace.ephemerals.shift()
  changed(workspace)
  return { ok: true, message }
}

/** Changes a message in place. Without `blocks` the old ones stay, as Slack documents; an empty list removes them. */
export function editMessage(workspace: Workspace, message: Message, editor: string, content: Loose): Posted<Message> {
  const next = { text: content['text'] ?? message.text, blocks: content['blocks'] ?? message.blocks }
  const textMissing = content['blocks'] !== undefined && content['text'] === undefined
  const refusal = payloadRefusal('message', textMissing ? { blocks: next.blocks } : next)
  if (refusal) return { ok: false, ...refusal }
  message.text = asText(next.text)
  message.blocks = blocksOf(next)
  message.edited = { user: editor, ts: nextTs(workspace) }
  changed(workspace)
  return { ok: true, message }
}

export function removeMessage(workspace: Workspace, channel: Channel, message: Message): void {
  channel.messages = channel.messages.filter((one) => one !== message)
  changed(workspace)
}

/** A message as the Web API and the interaction payloads show it. */
export function messageOut(
  workspace: Workspace,
  { ts, user, text, blocks, edited, threadTs, metadata }: Message,
): Loose {
  const isBot = user === workspace.botUserId
  return {
    type: 'message',
    user,
    ...(isBot ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
    team: workspace.team,
    ts,
    text,
    ...(blocks.length > 0 ? { blocks: withIds(blocks) } : {}),
    ...(edited ? { edited } : {}),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

function blocksOf({ blocks }: Loose): readonly Block[] {
  return listOf(blocks)
}
