import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webApi } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { createSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { anAppOnSlack, aSlack, BOT_TOKEN, quiet } from './support.ts'

const card = {
  text: 'À approuver',
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Printemps*' } },
    {
      type: 'actions' as const,
      elements: [
        { type: 'button' as const, action_id: 'edit', text: { type: 'plain_text' as const, text: 'Modifier' } },
      ],
    },
  ],
}

const form = {
  type: 'modal' as const,
  callback_id: 'edit',
  title: { type: 'plain_text' as const, text: 'Modifier' },
  submit: { type: 'plain_text' as const, text: 'Enregistrer' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Nom' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
}

test('a whole story can be told over the sandbox’s JSON addresses', async () => {
  const { app, slack } = await anAppOnSlack()
  app.command('/egard', async ({ ack, client, respond }) => {
    await client.chat.postMessage({ channel: 'C0APPROVALS', ...card })
    await respond('C’est parti.')
    await ack()
  })
  app.action('edit', async ({ ack, body, client }) => {
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: form })
    await ack()
  })
  app.view('edit', async ({ ack, view, client }) => {
    await client.chat.postMessage({ channel: 'C0CAMPAIGNS', text: view.state.values['name']?.['text']?.value ?? '' })
    await ack()
  })

  expect(
    await post(`${slack.url}/command`, { user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: 'reoptin' }),
  ).toMatchObject({ status: 200, ok: true })
  const before = await get(`${slack.url}/state`)
  const posted = before.channels.find(({ id }) => id === 'C0APPROVALS')?.messages
  expect(posted).toEqual([
    {
      ts: expect.any(String),
      author: 'U0EGARDBOT',
      authorName: 'egard',
      text: card.text,
      blocks: card.blocks.map((block) => ({ block_id: expect.any(String), ...block })),
      thread: [],
    },
  ])
  expect(before.ephemerals).toMatchObject([{ user: 'U0ALICE', text: 'C’est parti.' }])

  const clicked = await post(`${slack.url}/action`, { user: 'U0ALICE', ts: posted?.[0]?.['ts'], actionId: 'edit' })
  expect(clicked).toMatchObject({ ok: true, view: { callback_id: 'edit' } })
  const [view] = (await get(`${slack.url}/state`)).views
  expect(view).toMatchObject({ user: 'U0ALICE', callback_id: 'edit' })
  const submitted = await post(`${slack.url}/submit`, {
    user: 'U0ALICE',
    viewId: view?.['id'],
    values: { name: 'Printemps 2027' },
  })
  expect(submitted).toEqual({ status: 200, ok: true, ackMs: expect.any(Number) })
  const after = await get(`${slack.url}/state`)
  expect(after.views).toEqual([])
  expect(after.channels.find(({ id }) => id === 'C0CAMPAIGNS')?.messages).toMatchObject([{ text: 'Printemps 2027' }])
})

test('another server can mount it under a path, and other paths are left to that server', async () => {
  let url = ''
  const { router } = createSlackStandIn({
    botToken: BOT_TOKEN,
    signingSecret: 's',
    appUrl: '',
    baseUrl: () => `${url}/sandbox/slack`,
  })
  const server = createServer((request, response) => {
    void router(request, response).then((handled) => handled || response.writeHead(418).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const client = new webApi.WebClient(BOT_TOKEN, { slackApiUrl: `${url}/sandbox/slack/api/`, logger: quiet })
  expect(await client.auth.test()).toMatchObject({ ok: true })
  expect((await get(`${url}/sandbox/slack/state`)).team).toBe('T0EGARD')
  for (const other of [
    '/',
    '/state',
    '/sandbox/slack',
    '/sandbox/slack/',
    '/sandbox/slacker/state',
    '/sandbox/slack/other',
  ]) {
    expect((await fetch(url + other)).status).toBe(418)
  }
})

const BAD: readonly { name: string; path: string; init: RequestInit; status: number }[] = [
  {
    name: 'a form another site could send',
    path: '/command',
    init: { method: 'POST', body: new URLSearchParams({ user: 'U0ALICE' }) },
    status: 415,
  },
  {
    name: 'JSON dressed as text',
    path: '/action',
    init: { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } },
    status: 415,
  },
  { name: 'a body that is no JSON', path: '/submit', init: json('{'), status: 400 },
  { name: 'a body that is a list', path: '/submit', init: json('[]'), status: 400 },
  { name: 'a missing field', path: '/command', init: json('{"user":"U0ALICE"}'), status: 400 },
  {
    name: 'a field nobody reads',
    path: '/command',
    init: json('{"user":"U0ALICE","channel":"C0ONCALL","text":"","shout":true}'),
    status: 400,
  },
  { name: 'a body over 1 MB', path: '/command', init: json(`{"text":"${'x'.repeat(1_100_000)}"}`), status: 413 },
  { name: 'GET where something is done', path: '/command', init: {}, status: 405 },
  { name: 'POST on the state', path: '/state', init: json('{}'), status: 405 },
  { name: 'GET on the Web API', path: '/api/auth.test', init: {}, status: 405 },
  {
    name: 'a form on a response URL',
    path: '/response/1-1',
    init: { method: 'POST', body: new URLSearchParams({ text: 'a' }) },
    status: 415,
  },
  { name: 'an address nobody has', path: '/elsewhere', init: {}, status: 404 },
]

test.for(BAD)('$name is answered $status', async ({ path, init, status }) => {
  const { url } = await aSlack()
  const response = await fetch(url + path, init)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ ok: false, error: expect.any(String) })
})

function json(body: string): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/json' } }
}

async function post(url: string, body: object): Promise<object> {
  const response = await fetch(url, json(JSON.stringify(body)))
  return { status: response.status, ...((await response.json()) as object) }
}

interface State {
  team: string
  channels: { id: string; messages: Record<string, unknown>[] }[]
  ephemerals: object[]
  views: Record<string, unknown>[]
}

async function get(url: string): Promise<State> {
  return (await (await fetch(url)).json()) as State
}

test('a person changes the language of their Slack: the app learns it, and their client speaks it', async () => {
  const { app, slack } = await anAppOnSlack()
  const locale = async () => (await app.client.users.info({ user: 'U0ALICE', include_locale: true })).user?.locale
  expect(await locale()).toBe('fr-FR')
  expect(await post(`${slack.url}/locale`, { user: 'U0ALICE', locale: 'en-US' })).toMatchObject({
    status: 200,
    ok: true,
  })
  expect(await locale()).toBe('en-US')
  expect(await post(`${slack.url}/locale`, { user: 'U0ALICE', locale: 'de-DE' })).toMatchObject({ status: 400 })
  expect(await post(`${slack.url}/locale`, { user: 'U0NOBODY', locale: 'en-US' })).toMatchObject({ ok: false })
})
