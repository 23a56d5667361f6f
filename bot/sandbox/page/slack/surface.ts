import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Place } from './dates.ts'
import type { Value } from './element-values.ts'
import type { Act, Confirm, SlackBlock, SlackElement, WorkspaceState } from './state-types.ts'
import type { PaneWords } from './words.ts'

/** What every part of the pane knows. */
export interface Pane {
  state: WorkspaceState
  me: string
  words: PaneWords
  place: Place
  onChannel: (id: string) => void
  act: Act
  /** By surface, then by element, what the person put in and the app was not yet told; kept while the view is open. */
  typed: Map<string, Map<string, Value>>
  /** Asks before an element is used; false when the person thinks better of it. */
  ask: (confirm: Confirm) => Promise<boolean>
}

/** Where blocks are shown: a message or a view, with what the person has put into its elements. */
export interface Surface {
  /** Unique among the surfaces on the page; ids of inputs begin with it. */
  id: string
  valueOf: (block: SlackBlock, element: SlackElement) => Value
  put: (block: SlackBlock, element: SlackElement, value: Value) => void
  /** Tells the app that an element was used; `value` is what was chosen, left out for a button. */
  use: (block: SlackBlock, element: SlackElement, value?: Value) => Promise<void>
  /** The element being used, as `elementKey` says. */
  busy: string | undefined
  errors: Readonly<Record<string, string>>
}

export const PaneContext = createContext<Pane | undefined>(undefined)
export const SurfaceContext = createContext<Surface | undefined>(undefined)

export function usePane(): Pane {
  const pane = useContext(PaneContext)
  if (!pane) throw new Error('Draw this inside the Slack pane.')
  return pane
}

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('Draw this inside a message or a view.')
  return surface
}

/** As Slack does, what was typed is kept as long as block, action and kind stay the same. */
export function elementKey(block: SlackBlock, element: SlackElement): string {
  return `${block.block_id}/${element.action_id}/${element.type}`
}

/** An id for the page that no other element has. */
export function domId(surface: Surface, block: SlackBlock, element?: SlackElement): string {
  const raw = `${surface.id}-${block.block_id}${element ? `-${element.action_id}` : ''}`
  return `sl-${raw.replaceAll(/[^\w-]/g, (sign) => `.${sign.charCodeAt(0).toString(36)}`)}`
}
