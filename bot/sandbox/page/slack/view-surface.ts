import { type Value, valueOfState } from './element-values.ts'
import type { SlackBlock, SlackElement, SlackView } from './state-types.ts'
import { usePane } from './surface.ts'
import { type Interactive, useInteractive } from './use-interactive.ts'

/** A modal or a Home as a surface: what nobody touched since stands in the view's own state. */
export function useViewSurface(view: SlackView): Interactive {
  const { place } = usePane()
  const known = (block: SlackBlock, element: SlackElement): Value => {
    const state = view.state.values[block.block_id]?.[element.action_id]
    return state ? valueOfState(state, place) : ''
  }
  return useInteractive({ id: view.id, blocks: view.blocks, target: { viewId: view.id }, known })
}
