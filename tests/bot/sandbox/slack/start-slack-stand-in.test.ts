import { App, LogLevel } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '#tests/support/until.ts'
import { APP_TOKEN, anAppOnSlack, aSlack, BOT_TOKEN, quiet } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const nameInput = {
  type: 'input' as const,
  block_id: 'name',
  label: plain('Nom'),
  element: { type: 'plain_text_input' as const, action_id: 'text', min_length: 3, max_length: 20 },
}

const topicsInput = {
  type: 'input' as const,
  block_id: 'topics',
  optional: true,
  label: plain('Sujets'),
  element: {
    type: 'checkboxes' as const,
    action_id: 'chosen',
    options: ['news', 'offers'].map((value) => ({ text: plain(value), value })),
  },
}

const modal = {
  type: 'modal' as const,
  callback_id: 'draft',
  title: plain('Campagne'),
  submit: plain('Enregistrer'),
  blocks: [nameInput, topicsInput],
}

const card = (text: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
  {
    type: 'actions' as const,
    block_id: 'decide',
    elements: [
      {
        type: 'button' as const,
        action_id: 'approve',
        value: 'c1',
        text: plain('Approuver'),
      },
      {
        type: 'button' as const,
        action_id: 'refuse',
        value: 'c1',
        text: plain('Refuser'),
      },
    ],
  },
]

test('a command reaches the app signed, with who, where and what, and its acknowledgement is shown to that person alone', async () => {
  const { app, slack } = await anAppOnSlack()
  const commands: Record<string, unknown>[] = []
  app.command('/egard', async ({ ack, command }) => {
    commands.push(command)
    await ack({ text: 'Voici l’aide.' })
  })

  expect(await slack.command({ user: 'U0ALICE', channel: '#campaigns', text: 'aide moi' })).toMatchObject({
    ok: true,
    ackMs: expect.any(Number),
  })
  expect(commands).toMatchObject([
    {
      command: '/egard',
      text: 'aide moi',
      user_id: 'U0ALICE',
      channel_id: 'C0CAMPAIGNS',
      channel_name: 'campaigns',
      team_id: 'T0EGARD',
    },
  ])
  const state = await stateOf(slack.url)
  expect(state.ephemerals).toMatchObject([{ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: 'Voici l’aide.' }])
  expect(state.channels.flatMap(({ messages }) => messages)).toEqual([])
})

test('an app with another signing secret refuses what the stand-in sends', async () => {
  const { app, slack } = await anAppOnSlack({ appSecret: 'another secret' })
  let called = false
  app.command('/egard', async ({ ack }) => {
    called = true
    await ack()
  })

  expect(await slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: '' })).toEqual({
    ok: false,
    error: 'dispatch_failed',
  })
  expect(called).toBe(false)
})

test('an app that does not acknowledge in time is an operation timeout', async () => {
  const { app, slack } = await anAppOnSlack({ ackLimitMs: 60 })
  const answer = Promise.withResolvers<void>()
  app.command('/egard', async ({ ack }) => {
    await answer.promise
    await ack()
  })

  expect(await slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: '' })).toEqual({
    ok: false,
    error: 'operation_timeout',
  })
  answer.resolve()
})

test('a modal is opened by a command, checked by the client, refused by the app, then accepted and closed', async () => {
  const { app, slack } = await anAppOnSlack()
  app.command('/egard', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: modal })
    await ack()
  })
  const submitted: unknown[] = []
  app.view('draft', async ({ ack, view, body }) => {
    submitted.push({ values: view.state.values, by: body.user.id, team: body.team?.id })
    const taken = view.state.values['name']?.['text']?.value === 'déjà pris'
    await (taken ? ack({ response_action: 'errors', errors: { name: 'Ce nom existe déjà.' } }) : ack())
  })

  const opened = await slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: 'reoptin' })
  expect(opened.view).toMatchObject({
    callback_id: 'draft',
    state: { values: { name: { text: { type: 'plain_text_input', value: null } } } },
  })
  const viewId = String(opened.view?.['id'])
  const submit = (values: Record<string, unknown>) => slack.submit({ user: 'U0ALICE', viewId, values })

  expect(await submit({})).toMatchObject({
    ok: false,
    error: 'invalid_input',
    errors: { name: 'Veuillez remplir ce champ obligatoire.' },
  })
  expect(await submit({ name: 'ab' })).toMatchObject({
    ok: false,
    errors: { name: 'Veuillez saisir au moins 3 caractères.' },
  })
  expect(await submit({ name: 'a'.repeat(21) })).toMatchObject({
    ok: false,
    errors: { name: 'Veuillez saisir 20 caractères au plus.' },
  })
  expect(await submit({ name: 'assez long', topics: ['weather'] })).toMatchObject({
    ok: false,
    errors: { topics: 'no option "weather"' },
  })
  expect(await submit({ name: 'assez long', colour: 'red' })).toMatchObject({
    ok: false,
    errors: { colour: 'no input has this id' },
  })
  expect(submitted).toEqual([])

  expect(await submit({ name: 'déjà pris' })).toMatchObject({
    ok: true,
    errors: { name: 'Ce nom existe déjà.' },
    view: { id: viewId },
  })
  expect(await submit({ text: 'printemps', topics: ['offers'] })).not.toHaveProperty('view')
  expect(submitted[1]).toEqual({
    by: 'U0ALICE',
    team: 'T0EGARD',
    values: {
      name: { text: { type: 'plain_text_input', value: 'printemps' } },
      topics: {
        chosen: {
          type: 'checkboxes',
          selected_options: [{ text: { type: 'plain_text', text: 'offers' }, value: 'offers' }],
        },
      },
    },
  })
  expect(await submit({ name: 'encore' })).toEqual({ ok: false, error: 'view_not_found' })
})

test('a submission can update, push and clear modals, and what was typed survives an update', async () => {
  const { app, slack } = await anAppOnSlack()
  app.command('/egard', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: modal })
    await ack()
  })
  app.view('draft', async ({ ack }) => ack({ response_action: 'update', view: { ...modal, callback_id: 'second' } }))
  app.view('second', async ({ ack }) => ack({ response_action: 'push', view: { ...modal, callback_id: 'third' } }))
  app.view('third', async ({ ack }) => ack({ response_action: 'clear' }))

  const opened = await slack.command({ user: 'U0EMMA', channel: 'C0ONCALL', text: '' })
  const first = String(opened.view?.['id'])
  const updated = await slack.submit({ user: 'U0EMMA', viewId: first, values: { name: 'printemps' } })
  expect(updated.view).toMatchObject({
    id: first,
    callback_id: 'second',
    state: { values: { name: { text: { value: 'printemps' } } } },
  })
  const pushed = await slack.submit({ user: 'U0EMMA', viewId: first, values: {} })
  expect(pushed.view).toMatchObject({ callback_id: 'third', previous_view_id: first, root_view_id: first })
  expect(await slack.submit({ user: 'U0EMMA', viewId: first, values: {} })).toEqual({
    ok: false,
    error: 'view_not_on_top',
  })
  const cleared = await slack.submit({
    user: 'U0EMMA',
    viewId: String(pushed.view?.['id']),
    values: { name: 'printemps' },
  })
  expect(cleared).toEqual({ ok: true, ackMs: expect.any(Number) })
})

test('a button click carries who, the message and the value, and chat.update replaces the card', async () => {
  const { app, slack } = await anAppOnSlack()
  const clicks: unknown[] = []
  app.action({ type: 'block_actions', action_id: 'approve' }, async ({ ack, body, action, client }) => {
    await ack()
    clicks.push({
      by: body.user.id,
      team: body.team?.id,
      theirTeam: body.user.team_id,
      channel: body.channel?.id,
      action,
      text: body.message?.text,
    })
    await client.chat.update({
      channel: 'C0APPROVALS',
      ts: body.message?.ts ?? '',
      text: 'Approuvé',
      blocks: card('Approuvé').slice(0, 1),
    })
  })
  const posted = await app.client.chat.postMessage({
    channel: 'C0APPROVALS',
    text: 'À approuver',
    blocks: card('À approuver'),
  })
  const act = { ts: posted.ts, actionId: 'approve' }

  expect(await slack.action({ user: 'U0STRANGER', ...act, value: 'c2' })).toEqual({
    ok: false,
    error: 'no_such_element',
  })
  expect(await slack.action({ user: 'U0STRANGER', ...act, value: 'c1' })).toMatchObject({ ok: true })
  expect(clicks).toMatchObject([
    {
      by: 'U0STRANGER',
      team: 'T0EGARD',
      theirTeam: 'T0ELSEWHERE',
      channel: 'C0APPROVALS',
      text: 'À approuver',
      action: { type: 'button', block_id: 'decide', action_id: 'approve', value: 'c1' },
    },
  ])
  const edited = await until(async () => (await stateOf(slack.url)).channels[0]?.messages[0], {
    what: 'the edited card',
    is: (message) => message?.['edited'] !== undefined,
  })
  expect(edited).toMatchObject({
    ts: posted.ts,
    author: 'U0EGARDBOT',
    text: 'Approuvé',
    blocks: card('Approuvé').slice(0, 1),
    thread: [],
  })
  expect(await slack.action({ user: 'U0BRUNO', ...act })).toEqual({ ok: false, error: 'no_such_element' })
})

test('a response URL answers five times in thirty minutes and can replace or delete the original', async () => {
  let nowMs = Date.UTC(2026, 10, 22)
  const { app, slack } = await anAppOnSlack({ now: () => nowMs })
  const urls: string[] = []
  app.action('approve', async ({ ack, body }) => {
    await ack()
    if (body.type === 'block_actions') urls.push(body.response_url)
  })
  const post = async (text: string) => {
    const { ts } = await app.client.chat.postMessage({ channel: 'C0APPROVALS', text, blocks: card(text) })
    await slack.action({ user: 'U0BRUNO', ts, actionId: 'approve' })
    return urls.at(-1) ?? ''
  }
  const send = async (url: string, body: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, ...((await response.json()) as object) }
  }

  const first = await post('un')
  expect(await send(first, { text: 'pour vous' })).toEqual({ status: 200, ok: true })
  expect(await send(first, { text: 'pour tous', response_type: 'in_channel' })).toEqual({ status: 200, ok: true })
  expect(await send(first, { text: 'remplacé', replace_original: true })).toEqual({ status: 200, ok: true })
  expect((await stateOf(slack.url)).channels[0]?.messages[0]).toMatchObject({
    text: 'remplacé',
    blocks: [],
    edited: { user: 'U0EGARDBOT' },
  })
  expect(await send(first, { blocks: [{ type: 'nonsense' }], text: 'x' })).toMatchObject({
    status: 400,
    error: 'invalid_blocks',
  })
  expect(await send(first, { delete_original: true })).toEqual({ status: 200, ok: true })
  expect(await send(first, { text: 'six' })).toMatchObject({ status: 404, error: 'used_url' })
  const state = await stateOf(slack.url)
  expect(state.ephemerals).toMatchObject([{ user: 'U0BRUNO', text: 'pour vous' }])
  expect(state.channels[0]?.messages.map(({ text }) => text)).toEqual(['pour tous'])

  const second = await post('deux')
  nowMs += 30 * 60_000 + 1
  expect(await send(second, { text: 'trop tard' })).toMatchObject({ status: 404, error: 'expired_url' })
})

test('opening the home tells the app, which publishes one home per person', async () => {
  const { app, slack } = await anAppOnSlack()
  const events: unknown[] = []
  app.event('app_home_opened', async ({ event, client, body }) => {
    events.push(body.event_id)
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [...card('Accueil')] } })
  })
  app.action('approve', async ({ ack }) => ack())

  const { eventId } = await slack.openHome({ user: 'U0CHLOE' })
  const homes = await until(async () => (await stateOf(slack.url)).homes, {
    what: 'a home',
    is: ({ length }) => length === 1,
  })
  expect(homes).toMatchObject([{ user: 'U0CHLOE', type: 'home' }])
  expect(await slack.action({ user: 'U0CHLOE', viewId: String(homes[0]?.['id']), actionId: 'approve' })).toMatchObject({
    ok: true,
  })
  await slack.openHome({ user: 'U0CHLOE', ...(eventId === undefined ? {} : { eventId }) })
  await until(() => events.length, { what: 'the repeated event', is: (count) => count === 2 })
  expect(new Set(events).size).toBe(1)
})

test('an app in Socket Mode gets commands over its socket and answers there', async () => {
  const slack = await aSlack()
  const app = new App({
    token: BOT_TOKEN,
    appToken: APP_TOKEN,
    socketMode: true,
    logger: quiet,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  app.command('/egard', async ({ ack, command }) => ack(`reçu ${command.text}`))
  onTestFinished(() => app.stop().then(() => undefined))
  await app.start()

  // Three sizes, because a WebSocket writes short, middle and long lengths differently.
  for (const text of ['campagnes', 'é'.repeat(300), 'é'.repeat(35_000)]) {
    expect(await slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text })).toMatchObject({
      ok: true,
      ackMs: expect.any(Number),
    })
    expect((await stateOf(slack.url)).ephemerals.at(-1)).toMatchObject({ user: 'U0ALICE', text: `reçu ${text}` })
  }
})

test('a socket without a ticket of ours is not opened', async () => {
  const slack = await aSlack()
  const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/socket?ticket=made-up`)
  const outcome = await new Promise((resolve) => {
    socket.addEventListener('open', () => resolve('open'))
    socket.addEventListener('error', () => resolve('refused'))
  })
  expect(outcome).toBe('refused')
})

interface State {
  ephemerals: Record<string, unknown>[]
  homes: Record<string, unknown>[]
  channels: { id: string; messages: Record<string, unknown>[] }[]
}

async function stateOf(url: string): Promise<State> {
  const response = await fetch(`${url}/state`)
  return (await response.json()) as State
}

test('whoever watches is told of every visible change, by the app or by a person, until they stop', async () => {
  const { app, slack } = await anAppOnSlack()
  let told = 0
  const stop = slack.onChange(() => (told += 1))
  const tells = async (act: () => Promise<unknown>) => {
    const before = told
    await act()
    return told > before
  }
  const view = (type: 'modal' | 'home') => ({ type, title: plain('Titre'), blocks: [] }) as never
  app.command('/egard', async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: view('modal') })
    await ack('Voilà')
  })
  const channel = 'C0CAMPAIGNS'
  const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'a' })
  expect(told).toBe(1)
  expect(await tells(() => app.client.chat.update({ channel, ts, text: 'b' }))).toBe(true)
  expect(await tells(() => app.client.views.publish({ user_id: 'U0ALICE', view: { type: 'home', blocks: [] } }))).toBe(
    true,
  )
  expect(await tells(() => slack.command({ user: 'U0ALICE', channel, text: '' }))).toBe(true)
  const viewId = slack.workspace.modals.get('U0ALICE')?.[0]?.id ?? ''
  expect(await tells(() => slack.closeView({ user: 'U0ALICE', viewId }))).toBe(true)
  expect(await tells(() => app.client.chat.delete({ channel, ts }))).toBe(true)
  stop()
  expect(await tells(() => app.client.chat.postMessage({ channel, text: 'c' }))).toBe(false)
})
