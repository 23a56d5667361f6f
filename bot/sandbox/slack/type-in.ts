import type { Loose, PlacedElement, ViewState } from './block-kit.ts'
import { fill } from './view-state.ts'
import { changed, type Workspace } from './workspace.ts'

/** Types values, by block id or action id, into what a person sees; answers the ones that have no place there, by key or block id. */
export function typeIn(
  workspace: Workspace,
  typed: ViewState,
  { placed, values }: { placed: readonly PlacedElement[]; values: Loose },
): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const [key, value] of Object.entries(values)) {
    const ofBlock = placed.filter(({ blockId }) => blockId === key)
    const targets = ofBlock.length > 0 ? ofBlock : placed.filter(({ actionId }) => actionId === key)
    const [target] = targets
    if (!target || targets.length > 1) {
      problems[key] = target ? 'several elements have this id: use the block id' : 'no input has this id'
      continue
    }
    const filled = fill(target, value)
    if (filled.ok) (typed[target.blockId] ??= {})[target.actionId] = filled.state
    else problems[target.blockId] = filled.problem
  }
  if (Object.keys(values).length > 0) changed(workspace)
  return problems
}
