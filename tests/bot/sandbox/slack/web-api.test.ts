import { webApi } from '@slack/bolt'
import { expect, test } from 'vitest'
import { addMessage } from '#bot/sandbox/slack/messages.ts'
import type { RunningSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { issueTrigger } from '#bot/sandbox/slack/triggers.ts'
import { aSlack, BOT_TOKEN, quiet } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const section = { type: 'section' as const, text: plain('a') }
const modal = { type: 'modal' as const, title: plain('a'), blocks: [section] }

function aClient({ apiUrl }: RunningSlackStandIn, token: string | undefined = BOT_TOKEN): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    logger: quiet,
    retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 2 },
  })
}

interface Refusal {
  name: string
  method: string
  args?: Record<string, unknown>
  error: string
}

const REFUSALS: readonly Refusal[] = [
  { name: 'a method Slack does not have', method: 'chat.shout', error: 'unknown_method' },
  { name: 'a name every object has', method: 'toString', error: 'unknown_method' },
  {
    name: 'an unknown channel',
    method: 'chat.postMessage',
    args: { channel: 'C0NONE', text: 'a' },
    error: 'channel_not_found',
  },
  {
    name: 'a channel the bot was not invited to',
    method: 'chat.postMessage',
    args: { channel: 'C0CLOSED', text: 'a' },
    error: 'not_in_channel',
  },
  { name: 'no text', method: 'chat.postMessage', args: { channel: 'C0ONCALL' }, error: 'no_text' },
  {
    name: 'a text too long',
    method: 'chat.postMessage',
    args: { channel: 'C0ONCALL', text: 'x'.repeat(40_001) },
    error: 'msg_too_long',
  },
  {
    name: 'a broken block',
    method: 'chat.postMessage',
    args: { channel: 'C0ONCALL', text: 'a', blocks: [{ type: 'section' }] },
    error: 'invalid_blocks',
  },
  {
    name: 'blocks that are no JSON',
    method: 'chat.postMessage',
    args: { channel: 'C0ONCALL', text: 'a', blocks: '[{' },
    error: 'invalid_blocks_format',
  },
  {
    name: 'an answer to nothing',
    method: 'chat.postMessage',
    args: { channel: 'C0ONCALL', text: 'a', thread_ts: '1.2' },
    error: 'thread_not_found',
  },
  {
    name: 'an ephemeral to nobody',
    method: 'chat.postEphemeral',
    args: { channel: 'C0ONCALL', user: 'U0NONE', text: 'a' },
    error: 'user_not_found',
  },
  {
    name: 'an update of nothing',
    method: 'chat.update',
    args: { channel: 'C0ONCALL', ts: '1.2', text: 'a' },
    error: 'message_not_found',
  },
  {
    name: 'a deletion of nothing',
    method: 'chat.delete',
    args: { channel: 'C0ONCALL', ts: '1.2' },
    error: 'message_not_found',
  },
  {
    name: 'a made-up trigger',
    method: 'views.open',
    args: { trigger_id: '1.2.3', view: modal },
    error: 'invalid_trigger_id',
  },
  { name: 'a modal without a trigger', method: 'views.open', args: { view: modal }, error: 'invalid_arguments' },
  {
    name: 'an update of an unknown view',
    method: 'views.update',
    args: { view_id: 'V0', view: modal },
    error: 'not_found',
  },
  {
    name: 'a home for nobody',
    method: 'views.publish',
    args: { user_id: 'U0NONE', view: { type: 'home', blocks: [] } },
    error: 'user_not_found',
  },
  {
    name: 'a home that is a modal',
    method: 'views.publish',
    args: { user_id: 'U0ALICE', view: modal },
    error: 'invalid_arguments',
  },
  {
    name: 'a conversation with nobody',
    method: 'conversations.open',
    args: { users: 'U0NONE' },
    error: 'user_not_found',
  },
  {
    name: 'an unknown conversation',
    method: 'conversations.info',
    args: { channel: 'C0NONE' },
    error: 'channel_not_found',
  },
  { name: 'an unknown person', method: 'users.info', args: { user: 'U0NONE' }, error: 'user_not_found' },
  {
    name: 'an unknown group',
    method: 'usergroups.users.list',
    args: { usergroup: 'S0NONE' },
    error: 'no_such_subteam',
  },
  { name: 'Socket Mode with the bot’s token', method: 'apps.connections.open', error: 'invalid_auth' },
]

test.for(REFUSALS)('$name is answered $error', async ({ method, args = {}, error }) => {
  const slack = await aSlack({
    channels: [
      { id: 'C0ONCALL', name: 'oncall' },
      { id: 'C0CLOSED', name: 'closed', hasBot: false },
    ],
  })
  expect(await errorOf(aClient(slack).apiCall(method, args))).toBe(error)
})

test('a refusal says which block is wrong, where the client logs it', async () => {
  const slack = await aSlack()
  const refused = aClient(slack).chat.postMessage({
    channel: 'C0ONCALL',
    text: 'a',
    blocks: [{ type: 'header', text: plain('x'.repeat(151)) }],
  })
  await expect(refused).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'] },
    },
  })
})

test('a missing token and a wrong token are told apart', async () => {
  const slack = await aSlack()
  expect(await errorOf(aClient(slack, '').auth.test())).toBe('not_authed')
  expect(await errorOf(aClient(slack, 'xoxb-other').auth.test())).toBe('invalid_auth')
  expect(await aClient(slack).auth.test()).toMatchObject({
    ok: true,
    team_id: 'T0EGARD',
    user_id: 'U0EGARDBOT',
    bot_id: 'B0EGARD',
  })
})

test('a trigger works once, for three seconds', async () => {
  let nowMs = 1_000
  const slack = await aSlack({ now: () => nowMs })
  const client = aClient(slack)
  const open = (trigger_id: string) => client.views.open({ trigger_id, view: modal })

  const once = issueTrigger(slack.workspace, 'U0ALICE')
  nowMs += 3_000
  expect(await open(once)).toMatchObject({ ok: true, view: { type: 'modal', team_id: 'T0EGARD' } })
  expect(await errorOf(open(once))).toBe('exchanged_trigger_id')
  const late = issueTrigger(slack.workspace, 'U0ALICE')
  nowMs += 3_001
  expect(await errorOf(open(late))).toBe('expired_trigger_id')
})

test('modals stack to three, update by hash, and refuse what is stale', async () => {
  const slack = await aSlack()
  const client = aClient(slack)
  const trigger_id = () => issueTrigger(slack.workspace, 'U0ALICE')

  expect(await errorOf(client.views.push({ trigger_id: trigger_id(), view: modal }))).toBe('not_found')
  const { view } = await client.views.open({ trigger_id: trigger_id(), view: { ...modal, external_id: 'draft-1' } })
  await client.views.push({ trigger_id: trigger_id(), view: modal })
  await client.views.push({ trigger_id: trigger_id(), view: modal })
  expect(await errorOf(client.views.push({ trigger_id: trigger_id(), view: modal }))).toBe('push_limit_reached')

  const again = { ...modal, title: plain('b'), external_id: 'draft-1' }
  const updated = await client.views.update({ external_id: 'draft-1', hash: view?.hash ?? '', view: again })
  expect(updated.view).toMatchObject({ id: view?.id, title: { text: 'b' } })
  expect(await errorOf(client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: again }))).toBe(
    'hash_conflict',
  )
  expect(await errorOf(client.views.open({ trigger_id: issueTrigger(slack.workspace, 'U0EMMA'), view: again }))).toBe(
    'duplicate_external_id',
  )
})

test('a view over 250 kB is too large', async () => {
  const slack = await aSlack()
  const blocks = Array.from({ length: 100 }, () => ({ ...section, text: plain('x'.repeat(2_600)) }))
  const trigger_id = issueTrigger(slack.workspace, 'U0ALICE')
  expect(await errorOf(aClient(slack).views.open({ trigger_id, view: { ...modal, blocks } }))).toBe('view_too_large')
})

test('the bot changes and deletes only what it wrote, and an update without blocks keeps the old ones', async () => {
  const slack = await aSlack()
  const client = aClient(slack)
  const channel = slack.workspace.channels.get('C0ONCALL')
  if (!channel) throw new Error('C0ONCALL is part of the default workspace')
  const theirs = addMessage(slack.workspace, channel, { user: 'U0EMMA', content: { text: 'bonjour' } })
  const ts = theirs.ok ? theirs.message.ts : ''
  expect(await errorOf(client.chat.update({ channel: 'C0ONCALL', ts, text: 'autre' }))).toBe('cant_update_message')
  expect(await errorOf(client.chat.delete({ channel: 'C0ONCALL', ts }))).toBe('cant_delete_message')

  const ours = await client.chat.postMessage({ channel: '#oncall', text: 'un', blocks: [section] })
  await client.chat.postMessage({ channel: 'C0ONCALL', text: 'réponse', thread_ts: ours.ts ?? '' })
  const updated = await client.chat.update({ channel: 'C0ONCALL', ts: ours.ts ?? '', text: 'deux' })
  expect(updated.message).toMatchObject({
    text: 'deux',
    blocks: [{ ...section, block_id: expect.any(String) }],
    edited: { user: 'U0EGARDBOT' },
  })
  await client.chat.update({ channel: 'C0ONCALL', ts: ours.ts ?? '', text: 'trois', blocks: [] })
  expect(channel.messages.map(({ text, blocks, threadTs }) => ({ text, blocks, threadTs }))).toEqual([
    { text: 'bonjour', blocks: [], threadTs: undefined },
    { text: 'trois', blocks: [], threadTs: undefined },
    { text: 'réponse', blocks: [], threadTs: ours.ts },
  ])
  await client.chat.delete({ channel: 'C0ONCALL', ts: ours.ts ?? '' })
  expect(channel.messages.map(({ text }) => text)).toEqual(['bonjour', 'réponse'])
})

test('a person’s language is told only to a call that asks for it, and guests and strangers are marked', async () => {
  const client = aClient(await aSlack())
  expect((await client.users.info({ user: 'U0EMMA', include_locale: true })).user).toMatchObject({
    locale: 'en-US',
    is_restricted: false,
  })
  expect((await client.users.info({ user: 'U0EMMA' })).user).not.toHaveProperty('locale')
  expect((await client.users.info({ user: 'U0GUEST' })).user).toMatchObject({ is_restricted: true, is_stranger: false })
  expect((await client.users.info({ user: 'U0STRANGER' })).user).toMatchObject({
    is_stranger: true,
    team_id: 'T0ELSEWHERE',
  })
  expect((await client.users.list({})).members?.map(({ id }) => id)).toContain('U0CHLOE')
  expect(await client.usergroups.users.list({ usergroup: 'S0APPROVERS' })).toMatchObject({
    users: ['U0BRUNO', 'U0CHLOE'],
  })
})

test('a direct conversation is the same one by person, by id and when opened twice', async () => {
  const client = aClient(await aSlack())
  const { channel } = await client.conversations.open({ users: 'U0DAAN' })
  const posted = await client.chat.postMessage({ channel: 'U0DAAN', text: 'bonjour' })
  expect(posted.channel).toBe(channel?.id)
  expect(await client.conversations.open({ users: 'U0DAAN' })).toMatchObject({
    already_open: true,
    channel: { id: channel?.id },
  })
  expect(await client.conversations.info({ channel: channel?.id ?? '' })).toMatchObject({
    channel: { is_im: true, user: 'U0DAAN' },
  })
})

test('the client waits and tries again after 429, and posts once', async () => {
  const slack = await aSlack()
  slack.rateLimit({ method: 'chat.postMessage', times: 1, retryAfterSeconds: 0 })
  const client = aClient(slack)
  const waits: number[] = []
  client.on(webApi.WebClientEvent.RATE_LIMITED, (seconds: number) => waits.push(seconds))
  expect(await client.chat.postMessage({ channel: 'C0ONCALL', text: 'a' })).toMatchObject({ ok: true })
  expect(waits).toEqual([0])
  expect(slack.workspace.channels.get('C0ONCALL')?.messages).toHaveLength(1)
})

test('a rate limit carries Retry-After and Slack’s name', async () => {
  const slack = await aSlack()
  slack.rateLimit({ method: '*', times: 1, retryAfterSeconds: 30 })
  const response = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOT_TOKEN}` },
  })
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
    429,
    '30',
    { ok: false, error: 'ratelimited' },
  ])
})

test('JSON bodies are read as forms are', async () => {
  const slack = await aSlack()
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ channel: 'C0ONCALL', text: 'é', blocks: [section] }),
  })
  expect(await response.json()).toMatchObject({ ok: true, channel: 'C0ONCALL', message: { text: 'é' } })
})

test('timestamps never repeat, even when the clock stands still', async () => {
  const client = aClient(await aSlack({ now: () => 0 }))
  const posted = await Promise.all(
    Array.from({ length: 20 }, (_, at) => client.chat.postMessage({ channel: 'C0ONCALL', text: `${at}` })),
  )
  expect(new Set(posted.map(({ ts }) => ts)).size).toBe(20)
})

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error as Error & { data?: { error?: string } },
  )
  return outcome?.data?.error
}
