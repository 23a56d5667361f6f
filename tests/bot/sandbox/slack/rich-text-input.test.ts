import { expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { richTextOf } from '#bot/sandbox/slack/rich-text-input.ts'
import { anAppOnSlack } from './support.ts'

const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const text = (words: string, ...styles: string[]) => ({
  type: 'text',
  text: words,
  ...(styles.length > 0 ? { style: Object.fromEntries(styles.map((one) => [one, true])) } : {}),
})
const link = (url: string, label?: string) => ({ type: 'link', url, ...(label === undefined ? {} : { text: label }) })
const list = (style: string, ...items: object[]) => ({
  type: 'rich_text_list',
  style,
  indent: 0,
  border: 0,
  elements: items,
})

const CASES: readonly { name: string; typed: string; then: readonly object[] }[] = [
  { name: 'plain words', typed: 'Bonjour', then: [section(text('Bonjour'))] },
  { name: 'paragraphs share one section', typed: 'a\n\nb\nc\n\n', then: [section(text('a\n\nb\nc'))] },
  {
    name: 'bold and italic, alone and inside each other',
    typed: 'a **b** _c_ **d _e_**',
    then: [
      section(
        text('a '),
        text('b', 'bold'),
        text(' '),
        text('c', 'italic'),
        text(' '),
        text('d ', 'bold'),
        text('e', 'bold', 'italic'),
      ),
    ],
  },
  {
    name: 'underscores inside words and fields, lone stars and escaped marks stay as typed',
    typed: String.raw`snake_case_name {{first_name}} 2 ** 3 \*\*no\*\* \_no\_ _{{last_name}} x_`,
    then: [section(text('snake_case_name {{first_name}} 2 ** 3 **no** _no_ '), text('{{last_name}} x', 'italic'))],
  },
  {
    name: 'links with a label, bare, and to a field',
    typed: '[Nos _prix_](https://a.example/p_1) ou https://b.example/x_y. [Choix]({{preferences_link}})',
    then: [
      section(
        link('https://a.example/p_1', 'Nos _prix_'),
        text(' ou '),
        link('https://b.example/x_y'),
        text('. '),
        link('http://{{preferences_link}}', 'Choix'),
      ),
    ],
  },
  {
    name: 'lists, and the breaks around them',
    typed: 'Voici\u00A0:\n- un\n- **deux**\n1. premier\n2. second\n\nMerci',
    then: [
      section(text('Voici\u00A0:\n')),
      list('bullet', section(text('un')), section(text('deux', 'bold'))),
      list('ordered', section(text('premier')), section(text('second'))),
      section(text('\nMerci')),
    ],
  },
]

test.for(CASES)('rich text as typed: $name', ({ typed, then }) => {
  const made = richTextOf(typed)
  expect(made).toEqual({ type: 'rich_text', elements: then })
  expect(blockProblems('message', { text: 'x', blocks: [made] }), 'Slack would take it back').toEqual([])
})

const input = (given: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Texte' },
  submit: { type: 'plain_text', text: 'Garder' },
  blocks: [
    {
      type: 'input',
      block_id: 'body',
      label: { type: 'plain_text', text: 'Message' },
      element: { type: 'rich_text_input', action_id: 'text', ...given },
    },
  ],
})

test('an initial value must be rich text: a plain string, an unknown part or an empty run is refused', () => {
  const good = richTextOf('a **b**')
  const with_ = (...elements: object[]) => ({ initial_value: { type: 'rich_text', elements } })
  expect(blockProblems('modal', input({ initial_value: good }))).toEqual([])
  expect(blockProblems('modal', input({ initial_value: 'a' }))).toEqual([
    'must provide an object [json-pointer:/view/blocks/0/element/initial_value]',
  ])
  expect(blockProblems('modal', input(with_({ type: 'rich_text_table' }))).join()).toContain('rich_text_table')
  expect(blockProblems('modal', input(with_(section(text(''))))).join()).toContain('more than 0 characters')
  expect(blockProblems('modal', input(with_(list('stars', section(text('a')))))).join()).toContain('bullet or ordered')
})

test('the app receives the rich text a person typed, the initial one where nobody typed, and none that is blank', async () => {
  const { app, slack } = await anAppOnSlack()
  const got: unknown[] = []
  app.command('/egard', async ({ ack, client, body }) => {
    await client.views.open({
      trigger_id: body.trigger_id,
      view: input({ initial_value: richTextOf('avant') }) as never,
    })
    await ack()
  })
  app.view(/.*/, async ({ ack, view }) => {
    got.push(view.state.values['body']?.['text'])
    await ack()
  })
  const opened = async () => {
    const { view } = await slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: '' })
    return String(view?.['id'])
  }
  const submit = async (values: Record<string, unknown>) =>
    slack.submit({ user: 'U0ALICE', viewId: await opened(), values })

  const given = richTextOf('- donné')
  expect(await submit({ body: '**après**' })).toMatchObject({ ok: true })
  expect(await submit({ body: given })).toMatchObject({ ok: true })
  expect(await submit({})).toMatchObject({ ok: true })
  expect(got).toEqual(
    [richTextOf('**après**'), given, richTextOf('avant')].map((rich_text_value) => ({
      type: 'rich_text_input',
      rich_text_value,
    })),
  )
  const blank = { type: 'rich_text', elements: [section()] }
  for (const body of ['  ', null, blank])
    expect(await submit({ body })).toMatchObject({
      ok: false,
      errors: { body: expect.stringContaining('obligatoire') },
    })
  expect(await submit({ body: { type: 'rich_text', elements: [{ type: 'nonsense' }] } })).toMatchObject({
    errors: { body: expect.stringContaining('nonsense') },
  })
  expect(got).toHaveLength(3)
})
