import { useReducer, useState } from 'preact/hooks'
import { type Value, valueToSend } from './element-values.ts'
import type { Seen, SlackBlock, SlackElement } from './state-types.ts'
import { elementKey, type Pane, type Surface, usePane } from './surface.ts'

interface Given {
  /** A view's id or a message's timestamp. */
  id: string
  blocks: readonly SlackBlock[]
  /** How `/action` finds it. */
  target: { viewId: string } | { ts: string; channel: string }
  /** What stands in an element nobody touched. */
  known: (block: SlackBlock, element: SlackElement) => Value
}

export interface Interactive {
  surface: Surface
  /** A sentence when the last act did not work. */
  failure: string | undefined
  /** Shows what an act answered: sentences under inputs, or one above. */
  show: (seen: Seen | undefined) => void
  /** What was typed into input blocks, by block id, as a submission sends it. */
  typedValues: () => Record<string, unknown>
}

/** What is typed, chosen and pressed in one message or view. */
export function useInteractive({ id, blocks, target, known }: Given): Interactive {
  const pane = usePane()
  const { typed, act, ask, me, words, place } = pane
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [busy, setBusy] = useState<string>()
  const [seen, show] = useState<Seen>()
  const errors = seen?.errors ?? {}
  const inputs = new Set(blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id))
  const elsewhere = Object.entries(errors).filter(([blockId]) => !inputs.has(blockId))

  const put = (block: SlackBlock, element: SlackElement, value: Value) => {
    const own = typed.get(id) ?? new Map<string, Value>()
    typed.set(id, own.set(elementKey(block, element), value))
    if (errors[block.block_id] !== undefined) {
      const { [block.block_id]: _, ...left } = errors
      show(Object.keys(left).length > 0 ? { ok: false, errors: left } : undefined)
    }
    redraw(0)
  }
  const values = (isWanted: (block: SlackBlock) => boolean) => typedIn({ pane, id, blocks, isWanted })
  const use = async (block: SlackBlock, element: SlackElement, value?: Value) => {
    const key = elementKey(block, element)
    if (element.confirm && !(await ask(element.confirm))) {
      typed.get(id)?.delete(key)
      return redraw(0)
    }
    setBusy(key)
    const inView = 'viewId' in target
    const others = values((one) => one.block_id !== block.block_id && (!inView || one.type === 'input'))
    const answer = await act('/action', {
      user: me,
      ...target,
      actionId: element.action_id,
      blockId: block.block_id,
      ...(value === undefined ? {} : { value: valueToSend(element, value, place) }),
      ...(Object.keys(others).length > 0 ? { values: others } : {}),
    })
    setBusy(undefined)
    show(answer.ok ? undefined : answer)
  }

  return {
    surface: {
      id,
      valueOf: (block, element) => typed.get(id)?.get(elementKey(block, element)) ?? known(block, element),
      put,
      use,
      busy,
      errors,
    },
    failure: failureOf(seen, elsewhere, words),
    show,
    typedValues: () => values(({ type }) => type === 'input'),
  }
}

function failureOf(
  seen: Seen | undefined,
  elsewhere: readonly (readonly [string, string])[],
  words: Pane['words'],
): string | undefined {
  if (elsewhere.length > 0) return elsewhere.map(([blockId, text]) => `${blockId}: ${text}`).join(' ')
  return seen && !seen.ok && seen.error !== undefined && seen.error !== 'invalid_input'
    ? words.failed(seen.error)
    : undefined
}

/** By block id; a block of several elements has no such name, and what is chosen there was told already. */
function typedIn({
  pane,
  id,
  blocks,
  isWanted,
}: {
  pane: Pane
  id: string
  blocks: readonly SlackBlock[]
  isWanted: (block: SlackBlock) => boolean
}): Record<string, unknown> {
  const own = pane.typed.get(id)
  const values: Record<string, unknown> = {}
  if (!own) return values
  for (const block of blocks.filter(isWanted)) {
    const elements = [block.element, block.accessory, ...(block.type === 'actions' ? (block.elements ?? []) : [])]
      .filter((one) => one !== undefined)
      .map((one) => one as SlackElement)
    const stateful = elements.filter(({ type }) => type !== 'button' && type !== 'overflow' && type !== 'image')
    const [only] = stateful
    const value = only && own.get(elementKey(block, only))
    if (only && stateful.length === 1 && value !== undefined)
      values[block.block_id] = valueToSend(only, value, pane.place)
  }
  return values
}
