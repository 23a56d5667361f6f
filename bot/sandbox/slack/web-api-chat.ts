import { asText, type Loose } from './block-kit.ts'
import { failure } from './failure.ts'
import { addEphemeral, addMessage, editMessage, messageOut, type Posted, removeMessage } from './messages.ts'
import { type Channel, findChannel, type Message, type Workspace } from './workspace.ts'

export function postMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const threadTs = typeof args['thread_ts'] === 'string' ? { threadTs: args['thread_ts'] } : {}
    return messageAnswer(
      workspace,
      channel,
      addMessage(workspace, channel, { user: workspace.botUserId, content: args, ...threadTs }),
    )
  })
}

export function postEphemeral(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const person = workspace.people.get(asText(args['user']))
    if (!person) return failure('user_not_found')
    if (channel.personId !== undefined && channel.personId !== person.id) return failure('user_not_in_channel')
    const posted = addEphemeral(workspace, channel, person.id, args)
    return posted.ok ? { ok: true, message_ts: posted.message.ts } : failure(posted.error, posted.problems)
  })
}

export function updateMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const message = channel.messages.find(({ ts }) => ts === args['ts'])
    if (!message) return failure('message_not_found')
    if (message.user !== workspace.botUserId) return failure('cant_update_message')
    if (args['text'] === undefined && args['blocks'] === undefined) return failure('no_text')
    return messageAnswer(workspace, channel, editMessage(workspace, message, workspace.botUserId, args))
  })
}

export function deleteMessage(workspace: Workspace, args: Loose): Loose {
  return inChannel(workspace, args, (channel) => {
    const message = channel.messages.find(({ ts }) => ts === args['ts'])
    if (!message) return failure('message_not_found')
    if (message.user !== workspace.botUserId) return failure('cant_delete_message')
    removeMessage(workspace, channel, message)
    return { ok: true, channel: channel.id, ts: message.ts }
  })
}

function inChannel(workspace: Workspace, args: Loose, act: (channel: Channel) => Loose): Loose {
  const channel = findChannel(workspace, asText(args['channel']))
  if (!channel) return failure('channel_not_found')
  return channel.hasBot ? act(channel) : failure('not_in_channel')
}

function messageAnswer(workspace: Workspace, channel: Channel, posted: Posted<Message>): Loose {
  if (!posted.ok) return failure(posted.error, posted.problems)
  const { ts, text } = posted.message
  return { ok: true, channel: channel.id, ts, text, message: messageOut(workspace, posted.message) }
}
