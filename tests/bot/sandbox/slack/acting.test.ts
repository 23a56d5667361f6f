import { expect, test } from 'vitest'
import { issueTrigger } from '#bot/sandbox/slack/triggers.ts'
import { openModal } from '#bot/sandbox/slack/views.ts'
import { anAppOnSlack, aSlack } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const options = ['a', 'b', 'c'].map((value) => ({ text: plain(value), value }))
const input = (block_id: string, element: object) => ({
  type: 'input',
  block_id,
  optional: true,
  label: plain(block_id),
  element: { action_id: 'it', ...element },
})

interface Kind {
  type: string
  element?: object
  empty: object
  value: unknown
  filled: object
}

const KINDS: readonly Kind[] = [
  { type: 'plain_text_input', empty: { value: null }, value: 'texte', filled: { value: 'texte' } },
  { type: 'email_text_input', empty: { value: null }, value: 'a@b.example', filled: { value: 'a@b.example' } },
  {
    type: 'url_text_input',
    empty: { value: null },
    value: 'https://a.example',
    filled: { value: 'https://a.example' },
  },
  {
    type: 'number_input',
    element: { is_decimal_allowed: false },
    empty: { value: null },
    value: 12,
    filled: { value: '12' },
  },
  { type: 'datepicker', empty: { selected_date: null }, value: '2026-11-22', filled: { selected_date: '2026-11-22' } },
  { type: 'timepicker', empty: { selected_time: null }, value: '09:30', filled: { selected_time: '09:30' } },
  {
    type: 'datetimepicker',
    empty: { selected_date_time: null },
    value: 1_795_305_600,
    filled: { selected_date_time: 1_795_305_600 },
  },
  {
    type: 'static_select',
    element: { options },
    empty: { selected_option: null },
    value: 'b',
    filled: { selected_option: options[1] },
  },
  {
    type: 'radio_buttons',
    element: { options },
    empty: { selected_option: null },
    value: 'c',
    filled: { selected_option: options[2] },
  },
  {
    type: 'checkboxes',
    element: { options },
    empty: { selected_options: [] },
    value: ['a', 'c'],
    filled: { selected_options: [options[0], options[2]] },
  },
  {
    type: 'multi_static_select',
    element: { options },
    empty: { selected_options: [] },
    value: ['b'],
    filled: { selected_options: [options[1]] },
  },
  { type: 'users_select', empty: { selected_user: null }, value: 'U0BRUNO', filled: { selected_user: 'U0BRUNO' } },
  {
    type: 'multi_users_select',
    empty: { selected_users: [] },
    value: ['U0BRUNO'],
    filled: { selected_users: ['U0BRUNO'] },
  },
  {
    type: 'conversations_select',
    empty: { selected_conversation: null },
    value: 'C0ONCALL',
    filled: { selected_conversation: 'C0ONCALL' },
  },
  {
    type: 'channels_select',
    empty: { selected_channel: null },
    value: 'C0ONCALL',
    filled: { selected_channel: 'C0ONCALL' },
  },
  {
    type: 'rich_text_input',
    empty: { rich_text_value: null },
    value: 'texte',
    filled: {
      rich_text_value: {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'texte' }] }],
      },
    },
  },
]

test.for(KINDS)(
  '$type reaches the app in Slack’s shape, empty and filled',
  async ({ type, element, empty, value, filled }) => {
    const { app, slack } = await anAppOnSlack()
    const seen: unknown[] = []
    app.view('form', async ({ ack, view }) => {
      seen.push(view.state.values)
      await ack()
    })
    const blocks = [input('one', { type, ...element }), input('two', { type, ...element })]
    const opened = openModal(slack.workspace, 'U0ALICE', {
      type: 'modal',
      callback_id: 'form',
      title: plain('a'),
      submit: plain('a'),
      blocks,
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened))

    expect(await slack.submit({ user: 'U0ALICE', viewId: opened.view.id, values: { two: value } })).toMatchObject({
      ok: true,
    })
    expect(seen).toEqual([{ one: { it: { type, ...empty } }, two: { it: { type, ...filled } } }])
  },
)

const WRONG: readonly { name: string; element: object; value: unknown; says: string }[] = [
  {
    name: 'an object in a text input',
    element: { type: 'plain_text_input' },
    value: { a: 1 },
    says: 'only a text or a number can be typed here',
  },
  {
    name: 'an address without @',
    element: { type: 'email_text_input' },
    value: 'alice',
    says: 'Please enter a valid email address.',
  },
  { name: 'a date that is none', element: { type: 'datepicker' }, value: 'demain', says: 'Please enter a valid date.' },
  {
    name: 'a fraction where whole numbers are asked',
    element: { type: 'number_input', is_decimal_allowed: false },
    value: '1.5',
    says: 'Please enter a whole number.',
  },
  {
    name: 'a number that is too big',
    element: { type: 'number_input', is_decimal_allowed: false, max_value: '2' },
    value: 3,
    says: 'Please enter a number of at most 2.',
  },
  {
    name: 'more choices than allowed',
    element: { type: 'multi_static_select', options, max_selected_items: 1 },
    value: ['a', 'b'],
    says: 'Please choose no more than 1 item.',
  },
  {
    name: 'two radio buttons',
    element: { type: 'radio_buttons', options },
    value: ['a', 'b'],
    says: 'only one option can be chosen',
  },
]

test.for(WRONG)('$name is stopped by the client, before the app', async ({ element, value, says }) => {
  const slack = await aSlack()
  const opened = openModal(slack.workspace, 'U0EMMA', {
    type: 'modal',
    title: plain('a'),
    submit: plain('a'),
    blocks: [input('one', element)],
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const submitted = await slack.submit({ user: 'U0EMMA', viewId: opened.view.id, values: { one: value } })
  expect(submitted).toMatchObject({ ok: false, error: 'invalid_input', errors: { one: says } })
})

test('initial values are submitted when nobody touches them', async () => {
  const { app, slack } = await anAppOnSlack()
  const seen: unknown[] = []
  app.view('form', async ({ ack, view }) => {
    seen.push(view.state.values)
    await ack()
  })
  const blocks = [
    input('one', { type: 'static_select', options, initial_option: options[1] }),
    input('two', { type: 'plain_text_input', initial_value: 'déjà' }),
  ]
  const opened = openModal(slack.workspace, 'U0ALICE', {
    type: 'modal',
    callback_id: 'form',
    title: plain('a'),
    submit: plain('a'),
    blocks,
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  await slack.submit({ user: 'U0ALICE', viewId: opened.view.id, values: {} })
  expect(seen).toMatchObject([{ one: { it: { selected_option: options[1] } }, two: { it: { value: 'déjà' } } }])
})

test('a menu in a modal tells the app what was chosen and what else stands in the form; a silent input does not', async () => {
  const { app, slack } = await anAppOnSlack()
  const seen: object[] = []
  app.action('segment', async ({ ack, body, action }) => {
    await ack()
    if (body.type === 'block_actions') seen.push({ action, state: body.view?.state.values, container: body.container })
  })
  const blocks = [
    input('name', { type: 'plain_text_input' }),
    { ...input('segment', { type: 'static_select', options, action_id: 'segment' }), dispatch_action: true },
  ]
  const opened = openModal(slack.workspace, 'U0ALICE', { type: 'modal', title: plain('a'), submit: plain('a'), blocks })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const viewId = opened.view.id

  expect(await slack.action({ user: 'U0ALICE', viewId, actionId: 'it', value: 'printemps' })).toEqual({
    ok: true,
    view: expect.anything(),
  })
  expect(await slack.action({ user: 'U0ALICE', viewId, actionId: 'segment', value: 'c' })).toMatchObject({ ok: true })
  expect(await slack.action({ user: 'U0ALICE', viewId, actionId: 'segment', value: 'z' })).toMatchObject({
    ok: false,
    error: 'invalid_value',
  })
  expect(await slack.action({ user: 'U0BRUNO', viewId, actionId: 'segment', value: 'c' })).toEqual({
    ok: false,
    error: 'view_not_found',
  })
  expect(seen).toMatchObject([
    {
      action: { type: 'static_select', action_id: 'segment', selected_option: options[2] },
      container: { type: 'view', view_id: viewId },
      state: { name: { it: { value: 'printemps' } }, segment: { segment: { selected_option: options[2] } } },
    },
  ])
})

test('closing a modal tells the app only when it asked to know', async () => {
  const { app, slack } = await anAppOnSlack()
  const closed: unknown[] = []
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    closed.push(body.view.private_metadata)
    await ack()
  })
  const open = (given: object) => {
    const opened = openModal(slack.workspace, 'U0ALICE', {
      type: 'modal',
      callback_id: 'form',
      title: plain('a'),
      blocks: [],
      ...given,
    })
    return opened.ok ? opened.view.id : ''
  }
  expect(await slack.closeView({ user: 'U0ALICE', viewId: open({ private_metadata: 'silent' }) })).toEqual({ ok: true })
  expect(
    await slack.closeView({ user: 'U0ALICE', viewId: open({ private_metadata: 'told', notify_on_close: true }) }),
  ).toMatchObject({ ok: true })
  expect(closed).toEqual(['told'])
  expect(slack.workspace.modals.has('U0ALICE')).toBe(false)
})

test('a modal opened while a submission is handled stays open when the submitted one closes', async () => {
  const { app, slack } = await anAppOnSlack()
  const view = { type: 'modal' as const, title: plain('a'), submit: plain('a'), blocks: [] }
  app.view('form', async ({ ack, body, client }) => {
    if (body.type !== 'view_submission') return
    await client.views.push({ trigger_id: body.trigger_id, view: { ...view, callback_id: 'next' } })
    await ack()
  })
  const opened = openModal(slack.workspace, 'U0ALICE', { ...view, callback_id: 'form' })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const submitted = await slack.submit({ user: 'U0ALICE', viewId: opened.view.id, values: {} })
  expect(submitted).toMatchObject({ ok: true, view: { callback_id: 'next' } })
})

test('an error under a block that is no input is the app’s mistake', async () => {
  const { app, slack } = await anAppOnSlack()
  app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'Non.' } }))
  const opened = openModal(slack.workspace, 'U0ALICE', {
    type: 'modal',
    callback_id: 'form',
    title: plain('a'),
    submit: plain('a'),
    blocks: [],
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  expect(await slack.submit({ user: 'U0ALICE', viewId: opened.view.id, values: {} })).toMatchObject({
    ok: false,
    error: 'invalid_response_errors',
  })
})

test('an answering view that Slack refuses is an error, and the modal stays', async () => {
  const { app, slack } = await anAppOnSlack()
  const view = { type: 'modal' as const, callback_id: 'form', title: plain('a'), submit: plain('a'), blocks: [] }
  app.view('form', async ({ ack }) =>
    ack({ response_action: 'update', view: { ...view, title: plain('x'.repeat(25)) } }),
  )
  const opened = openModal(slack.workspace, 'U0ALICE', view)
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  expect(await slack.submit({ user: 'U0ALICE', viewId: opened.view.id, values: {} })).toMatchObject({
    ok: false,
    error: 'invalid_arguments',
    errors: { view: 'must be less than 25 characters [json-pointer:/view/title/text]' },
  })
  expect(slack.workspace.modals.get('U0ALICE')).toHaveLength(1)
})

test('nobody sees or touches another person’s direct conversation or ephemeral messages', async () => {
  const { app, slack } = await anAppOnSlack()
  const clicks: unknown[] = []
  app.action('ok', async ({ ack, body }) => {
    await ack()
    if (body.type === 'block_actions')
      clicks.push({ container: body.container, hasMessage: body.message !== undefined })
  })
  const blocks = [
    { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'ok', text: plain('OK') }] },
  ]
  const direct = await app.client.chat.postMessage({ channel: 'U0BRUNO', text: 'a', blocks })
  const shown = await app.client.chat.postEphemeral({ channel: 'C0ONCALL', user: 'U0BRUNO', text: 'b', blocks })

  for (const ts of [direct.ts, shown.message_ts]) {
    expect(await slack.action({ user: 'U0ALICE', ts, actionId: 'ok' })).toEqual({
      ok: false,
      error: 'message_not_found',
    })
    expect(await slack.action({ user: 'U0BRUNO', ts, actionId: 'ok' })).toMatchObject({ ok: true })
  }
  expect(await slack.command({ user: 'U0ALICE', channel: direct.channel ?? '', text: '' })).toEqual({
    ok: false,
    error: 'channel_not_found',
  })
  expect(clicks).toMatchObject([
    { container: { channel_id: direct.channel, is_ephemeral: false }, hasMessage: true },
    { container: { channel_id: 'C0ONCALL', is_ephemeral: true }, hasMessage: false },
  ])
})

test('a stranger’s command names the stranger’s own workspace; bots and people who left cannot act', async () => {
  const { app, slack } = await anAppOnSlack()
  const teams: string[] = []
  app.command('/egard', async ({ ack, command }) => {
    teams.push(command.team_id)
    await ack()
  })
  const left = slack.workspace.people.get('U0DAAN')
  if (left) left.kind = 'deactivated'
  const command = (user: string) => slack.command({ user, channel: 'C0ONCALL', text: '' })

  await command('U0GUEST')
  await command('U0STRANGER')
  expect(teams).toEqual(['T0EGARD', 'T0ELSEWHERE'])
  for (const user of ['U0DAAN', 'U0EGARDBOT', 'U0NONE'])
    expect(await command(user)).toEqual({ ok: false, error: 'user_not_found' })
})

test('an app that is not there is a failed dispatch', async () => {
  const slack = await aSlack()
  expect(await slack.command({ user: 'U0ALICE', channel: 'C0ONCALL', text: '' })).toEqual({
    ok: false,
    error: 'dispatch_failed',
  })
})

test('only the newest thousand triggers are remembered', async () => {
  const { workspace } = await aSlack()
  for (let at = 0; at < 1_500; at += 1) issueTrigger(workspace, 'U0ALICE')
  expect(workspace.triggerIds.size).toBe(1_000)
})

test('a button reports what was typed beside it so far, by block before action id, and keeps it for the submission', async () => {
  const { app, slack } = await anAppOnSlack()
  const reported: unknown[] = []
  app.action('count', async ({ ack, body }) => {
    reported.push('view' in body ? body.view?.state.values['name']?.['text'] : undefined)
    await ack()
  })
  app.view('form', async ({ ack, view }) => {
    reported.push(view.state.values['name']?.['text'])
    await ack()
  })
  const typed = (block_id: string, action_id: string) => ({
    type: 'input',
    block_id,
    optional: true,
    label: plain('x'),
    element: { type: 'plain_text_input', action_id },
  })
  const opened = openModal(slack.workspace, 'U0ALICE', {
    type: 'modal',
    callback_id: 'form',
    title: plain('a'),
    submit: plain('a'),
    blocks: [
      typed('name', 'text'),
      typed('other', 'name'),
      { type: 'actions', elements: [{ type: 'button', action_id: 'count', text: plain('b') }] },
    ],
  })
  if (!opened.ok) throw new Error(opened.error)
  const viewId = opened.view.id
  const acted = await slack.action({ user: 'U0ALICE', viewId, actionId: 'count', values: { name: 'Marie' } })
  expect(acted).toMatchObject({ ok: true })
  await slack.submit({ user: 'U0ALICE', viewId, values: {} })
  const marie = { type: 'plain_text_input', value: 'Marie' }
  expect(reported).toEqual([marie, marie])
  expect(await slack.action({ user: 'U0ALICE', viewId: 'gone', actionId: 'count', values: {} })).toMatchObject({
    ok: false,
  })
})
