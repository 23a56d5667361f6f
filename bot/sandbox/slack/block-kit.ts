/** A JSON object of which only what is asked for is known. */
export type Loose = Readonly<Record<string, unknown>>

export type Block = Loose
export type ViewPayload = Loose

/** A value as Slack reports it in `state.values[blockId][actionId]`. */
export type ElementState = Loose & { type: string }
export type ViewState = Record<string, Record<string, ElementState>>

/** An interactive element with the ids it is found by, and the input block's rules around it. */
export interface PlacedElement {
  blockId: string
  actionId: string
  type: string
  element: Loose
  /** True in an input block that is not `optional`. */
  required: boolean
  inInput: boolean
}

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.filter(isLoose) : []
}

/** A form's or a payload's plain value as text; empty for anything that is none. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return isLoose(value) && typeof value['text'] === 'string' ? value['text'] : ''
}

/** Blocks with the block and action ids Slack fills in where the app gave none; the same input gives the same ids. */
export function withIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block, at) => {
    const named: Record<string, unknown> = { ...block, block_id: block['block_id'] ?? `auto-${at}` }
    const name = (element: unknown, suffix: string) =>
      isLoose(element) && isInteractive(element)
        ? { ...element, action_id: element['action_id'] ?? `auto-${at}-${suffix}` }
        : element
    if (isLoose(block['element'])) named['element'] = name(block['element'], 'element')
    if (isLoose(block['accessory'])) named['accessory'] = name(block['accessory'], 'accessory')
    if (block['type'] === 'actions')
      named['elements'] = listOf(block['elements']).map((one, index) => name(one, String(index)))
    return named
  })
}

/** Every element a person can use, in reading order. */
export function placedElements(blocks: readonly Block[]): PlacedElement[] {
  return withIds(blocks).flatMap((block) => {
    const inInput = block['type'] === 'input'
    const elements = [
      block['element'],
      block['accessory'],
      ...(block['type'] === 'actions' ? listOf(block['elements']) : []),
    ]
    return elements.filter(isLoose).flatMap((element) =>
      isInteractive(element)
        ? [
            {
              blockId: String(block['block_id']),
              actionId: String(element['action_id']),
              type: String(element['type']),
              element,
              required: inInput && block['optional'] !== true,
              inInput,
            },
          ]
        : [],
    )
  })
}

function isInteractive(element: Loose): boolean {
  return element['type'] !== 'image'
}
