import type { types } from '@slack/bolt'
import { clip, plain } from '#bot/slack/blocks.ts'

/** What an input block may hold, before it has its id. */
export type Element = types.InputBlock['element']

export interface InputMore {
  hint?: string
  optional?: boolean
  /** Tells us of every change, so that what stands below can follow. */
  follows?: boolean
}

/** Block id and action id are the same: one input, one name. */
export function input(
  id: string,
  label: string,
  element: Element,
  { hint, optional, follows }: InputMore = {},
): types.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { ...element, action_id: id },
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    ...(optional === undefined ? {} : { optional }),
    ...(follows === undefined ? {} : { dispatch_action: follows }),
  }
}

export function typed(value: string, most: number, multiline = false): types.PlainTextInput {
  const initial = value.slice(0, most)
  return {
    type: 'plain_text_input',
    multiline,
    max_length: most,
    ...(initial === '' ? {} : { initial_value: initial }),
  }
}

export function option(text: string, value: string): types.PlainTextOption {
  return { text: plain(clip(text, 75)), value }
}

export function select(options: types.PlainTextOption[], chosen: string): types.StaticSelect {
  const initial = options.find(({ value }) => value === chosen)
  return { type: 'static_select', options, ...(initial === undefined ? {} : { initial_option: initial }) }
}

/** Boxes to tick; a menu where there are more than Slack can show as boxes. */
export function choices(
  options: types.PlainTextOption[],
  chosen: readonly string[],
): types.Checkboxes | types.MultiStaticSelect {
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''))
  const more = initial.length === 0 ? {} : { initial_options: initial }
  return options.length <= 10
    ? { type: 'checkboxes', options, ...more }
    : { type: 'multi_static_select', options: options.slice(0, 100), ...more }
}
