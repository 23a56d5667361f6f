import { expect, test } from 'vitest'
import type { Loose } from '#bot/sandbox/slack/block-kit.ts'
import { blockProblems, payloadRefusal } from '#bot/sandbox/slack/limits.ts'

type Surface = Parameters<typeof blockProblems>[0]

interface Limit {
  name: string
  surface?: Surface
  /** The payload at `size`; the limit is the last size that is taken. */
  build: (size: number) => Loose
  last: number
  error: string
  problem: string
}

const chars = (count: number) => 'x'.repeat(count)
const plain = (text: string) => ({ type: 'plain_text', text })
const list = <T>(count: number, item: (at: number) => T) => Array.from({ length: count }, (_, at) => item(at))
const option = (at: number) => ({ text: plain(`choix ${at}`), value: `v${at}` })
const section = { type: 'section', text: plain('a') }
const button = (given: Loose = {}) => ({ type: 'button', text: plain('a'), ...given })
const message = (...blocks: Loose[]): Loose => ({ text: 'a', blocks })
const actions = (...elements: Loose[]) => message({ type: 'actions', elements })
const modal = (given: Loose = {}): Loose => ({
  type: 'modal',
  title: plain('a'),
  submit: plain('a'),
  blocks: [section],
  ...given,
})
const input = (element: Loose): Loose => ({ type: 'input', label: plain('a'), element })
const select = (given: Loose): Loose => actions({ type: 'static_select', options: [option(0)], ...given })
const confirm = (given: Loose) =>
  actions(button({ confirm: { title: plain('a'), text: plain('a'), confirm: plain('a'), deny: plain('a'), ...given } }))

const refused = { error: 'invalid_blocks' } as const
const less = (pointer: string) => (last: number) => `must be less than ${last + 1} characters [json-pointer:${pointer}]`
const few = (pointer: string) => (last: number) => `no more than ${last} items allowed [json-pointer:${pointer}]`

function limit(
  name: string,
  last: number,
  problem: (last: number) => string,
  build: Limit['build'],
  given: Partial<Limit> = {},
): Limit {
  return { name, last, build, problem: problem(last), ...refused, ...given }
}

const modalLimit = { surface: 'modal', error: 'invalid_arguments' } as const

const LIMITS: readonly Limit[] = [
  limit('blocks of a message', 50, few('/blocks'), (size) => message(...list(size, () => section))),
  limit(
    'blocks of a modal',
    100,
    few('/view/blocks'),
    (size) => modal({ blocks: list(size, () => section) }),
    modalLimit,
  ),
  limit('blocks of a home', 100, few('/view/blocks'), (size) => ({ type: 'home', blocks: list(size, () => section) }), {
    ...modalLimit,
    surface: 'home',
  }),
  limit('modal title', 24, less('/view/title/text'), (size) => modal({ title: plain(chars(size)) }), modalLimit),
  limit('modal submit', 24, less('/view/submit/text'), (size) => modal({ submit: plain(chars(size)) }), modalLimit),
  limit('modal close', 24, less('/view/close/text'), (size) => modal({ close: plain(chars(size)) }), modalLimit),
  limit(
    'private_metadata',
    3000,
    less('/view/private_metadata'),
    (size) => modal({ private_metadata: chars(size) }),
    modalLimit,
  ),
  limit('callback_id', 255, less('/view/callback_id'), (size) => modal({ callback_id: chars(size) }), modalLimit),
  limit('section text', 3000, less('/blocks/0/text/text'), (size) =>
    message({ type: 'section', text: { type: 'mrkdwn', text: chars(size) } }),
  ),
  limit('section fields', 10, few('/blocks/0/fields'), (size) =>
    message({ type: 'section', fields: list(size, () => plain('a')) }),
  ),
  limit('section field', 2000, less('/blocks/0/fields/0/text'), (size) =>
    message({ type: 'section', fields: [plain(chars(size))] }),
  ),
  limit('header', 150, less('/blocks/0/text/text'), (size) => message({ type: 'header', text: plain(chars(size)) })),
  limit('button text', 75, less('/blocks/0/elements/0/text/text'), (size) =>
    actions(button({ text: plain(chars(size)) })),
  ),
  limit('button value', 2000, less('/blocks/0/elements/0/value'), (size) => actions(button({ value: chars(size) }))),
  limit('button accessibility label', 75, less('/blocks/0/elements/0/accessibility_label'), (size) =>
    actions(button({ accessibility_label: chars(size) })),
  ),
  limit('option text', 75, less('/blocks/0/elements/0/options/0/text/text'), (size) =>
    select({ options: [{ text: plain(chars(size)), value: 'v' }] }),
  ),
  limit('option value', 150, less('/blocks/0/elements/0/options/0/value'), (size) =>
    select({ options: [{ text: plain('a'), value: chars(size) }] }),
  ),
  limit('placeholder', 150, less('/blocks/0/elements/0/placeholder/text'), (size) =>
    select({ placeholder: plain(chars(size)) }),
  ),
  limit('block_id', 255, less('/blocks/0/block_id'), (size) => message({ ...section, block_id: chars(size) })),
  limit('action_id', 255, less('/blocks/0/elements/0/action_id'), (size) =>
    actions(button({ action_id: chars(size) })),
  ),
  limit('alternative text', 2000, less('/blocks/0/alt_text'), (size) =>
    message({ type: 'image', image_url: 'https://a.example/a.png', alt_text: chars(size) }),
  ),
  limit('actions', 25, few('/blocks/0/elements'), (size) => actions(...list(size, () => button()))),
  limit('context', 10, few('/blocks/0/elements'), (size) =>
    message({ type: 'context', elements: list(size, () => plain('a')) }),
  ),
  limit('select options', 100, few('/blocks/0/elements/0/options'), (size) => select({ options: list(size, option) })),
  limit('checkboxes', 10, few('/blocks/0/elements/0/options'), (size) =>
    actions({ type: 'checkboxes', options: list(size, option) }),
  ),
  limit('radio buttons', 10, few('/blocks/0/elements/0/options'), (size) =>
    actions({ type: 'radio_buttons', options: list(size, option) }),
  ),
  limit('overflow', 5, few('/blocks/0/elements/0/options'), (size) =>
    actions({ type: 'overflow', options: list(size, option) }),
  ),
  limit('confirm title', 100, less('/blocks/0/elements/0/confirm/title/text'), (size) =>
    confirm({ title: plain(chars(size)) }),
  ),
  limit('confirm text', 300, less('/blocks/0/elements/0/confirm/text/text'), (size) =>
    confirm({ text: plain(chars(size)) }),
  ),
  limit('confirm button', 30, less('/blocks/0/elements/0/confirm/confirm/text'), (size) =>
    confirm({ confirm: plain(chars(size)) }),
  ),
  limit('deny button', 30, less('/blocks/0/elements/0/confirm/deny/text'), (size) =>
    confirm({ deny: plain(chars(size)) }),
  ),
  limit('message text', 40_000, less('/text'), (size) => ({ text: chars(size) }), { error: 'msg_too_long' }),
  limit(
    'initial value of a text input',
    3000,
    less('/view/blocks/0/element/initial_value'),
    (size) => modal({ blocks: [input({ type: 'plain_text_input', initial_value: chars(size) })] }),
    modalLimit,
  ),
  limit(
    'all blocks of a message',
    13_200,
    (last) => `all blocks together must be less than ${last + 1} characters [json-pointer:/blocks]`,
    // Five sections of 2,500 characters and one that fills up to the size, which counts the JSON around them.
    (size) => {
      const body = (rest: number) =>
        message(...list(5, () => ({ type: 'section', text: plain(chars(2500)) })), {
          type: 'section',
          text: plain(chars(rest)),
        })
      const around = JSON.stringify(body(1)['blocks']).length - 1
      return body(size - around)
    },
    { error: 'msg_blocks_too_long' },
  ),
]

test.for(LIMITS)(
  '$name: $last is taken, one more is refused by Slack’s name',
  ({ surface = 'message', build, last, error, problem }) => {
    expect(payloadRefusal(surface, build(last))).toBeUndefined()
    expect(payloadRefusal(surface, build(last + 1))).toMatchObject({
      error,
      problems: expect.arrayContaining([problem]),
    })
  },
)

const MISTAKES: readonly { name: string; surface?: Surface; payload: Loose; problem: string }[] = [
  { name: 'blocks without top-level text', payload: { blocks: [section] }, problem: '[json-pointer:/text]' },
  { name: 'no text at all', payload: { text: ' ' }, problem: '[json-pointer:/text]' },
  { name: 'blocks that are no list', payload: { text: 'a', blocks: 'oops' }, problem: 'must be a JSON array' },
  { name: 'an unknown block', payload: message({ type: 'marquee' }), problem: 'unsupported type: marquee' },
  { name: 'an unknown element', payload: actions({ type: 'slider' }), problem: 'unsupported type: slider' },
  {
    name: 'a section with nothing in it',
    payload: message({ type: 'section' }),
    problem: 'must define either `text` or `fields`',
  },
  {
    name: 'an empty text',
    payload: message({ type: 'section', text: plain('') }),
    problem: 'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  },
  {
    name: 'a header in mrkdwn',
    payload: message({ type: 'header', text: { type: 'mrkdwn', text: 'a' } }),
    problem: 'must be plain_text [json-pointer:/blocks/0/text/type]',
  },
  {
    name: 'an image without alternative text',
    payload: message({ type: 'image', image_url: 'https://a.example/a.png' }),
    problem: 'missing required field [json-pointer:/blocks/0/alt_text]',
  },
  {
    name: 'a button without text',
    payload: actions({ type: 'button' }),
    problem: 'missing required field [json-pointer:/blocks/0/elements/0/text]',
  },
  {
    name: 'a button of a made-up style',
    payload: actions(button({ style: 'warning' })),
    problem: 'must be primary or danger',
  },
  {
    name: 'an overflow with one option',
    payload: actions({ type: 'overflow', options: [option(0)] }),
    problem: 'no fewer than 2 items allowed',
  },
  { name: 'a select without options', payload: select({ options: [] }), problem: 'no fewer than 1 item allowed' },
  {
    name: 'an initial option that is no option',
    payload: select({ initial_option: option(7) }),
    problem: 'initial option not found in options',
  },
  {
    name: 'two options with one value',
    payload: select({ options: [option(1), option(1)] }),
    problem: 'duplicate option value',
  },
  {
    name: 'a block_id used twice',
    payload: message({ ...section, block_id: 'b' }, { ...section, block_id: 'b' }),
    problem: 'duplicate block_id: b',
  },
  {
    name: 'an action_id used twice in a block',
    payload: actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    problem: 'duplicate action_id: a',
  },
  {
    name: 'a text input outside an input block',
    payload: actions({ type: 'plain_text_input' }),
    problem: 'unsupported type: plain_text_input',
  },
  {
    name: 'a button inside an input block',
    surface: 'modal',
    payload: modal({ blocks: [input(button())] }),
    problem: 'unsupported type: button',
  },
  {
    name: 'an input without a label',
    surface: 'modal',
    payload: modal({ blocks: [{ type: 'input', element: { type: 'plain_text_input' } }] }),
    problem: 'missing required field [json-pointer:/view/blocks/0/label]',
  },
  {
    name: 'a form without a submit button',
    surface: 'modal',
    payload: { ...modal({ blocks: [input({ type: 'plain_text_input' })] }), submit: undefined },
    problem: '[json-pointer:/view/submit]',
  },
  {
    name: 'a number input that does not say whether decimals are allowed',
    surface: 'modal',
    payload: modal({ blocks: [input({ type: 'number_input' })] }),
    problem: 'is_decimal_allowed',
  },
  {
    name: 'a modal without a title',
    surface: 'modal',
    payload: { type: 'modal', blocks: [] },
    problem: 'missing required field [json-pointer:/view/title]',
  },
  {
    name: 'a home sent as a modal',
    surface: 'modal',
    payload: modal({ type: 'home' }),
    problem: 'must be modal [json-pointer:/view/type]',
  },
  {
    name: 'a confirmation without its text',
    payload: confirm({ text: undefined }),
    problem: 'missing required field [json-pointer:/blocks/0/elements/0/confirm/text]',
  },
]

test.for(MISTAKES)('$name is refused', ({ surface = 'message', payload, problem }) => {
  expect(blockProblems(surface, payload)).toEqual([expect.stringContaining(problem)])
})

test('the same action_id may stand in two blocks, as Slack allows', () => {
  const row = { type: 'section', text: plain('a'), accessory: button({ action_id: 'open' }) }
  expect(blockProblems('message', message(row, row))).toEqual([])
})
