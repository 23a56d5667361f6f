import { type Block, context } from '#bot/slack/blocks.ts'

/** Slack takes 100 blocks in a modal, and 250 kB in all. */
const MOST_BLOCKS = 100
const MOST_CHARACTERS = 120_000

/** One block. `findings` is how many it shows; 0 for what must stand whatever there is. */
export interface Part {
  block: Block
  findings: number
}

export function needed(block: Block): Part {
  return { block, findings: 0 }
}

/** As many blocks as Slack takes, never without an input; what had no room is counted at the end. */
export function fittingBlocks(parts: readonly Part[], more: (count: number) => string): Block[] {
  const must = parts.filter(({ findings }) => findings === 0)
  let room = MOST_BLOCKS - must.length
  let characters = JSON.stringify(must).length
  // One place is kept for the count.
  if (parts.length > MOST_BLOCKS || JSON.stringify(parts).length > MOST_CHARACTERS) room -= 1
  let left = 0
  const blocks = parts.flatMap(({ block, findings }) => {
    if (findings === 0) return [block]
    const size = JSON.stringify(block).length
    if (room <= 0 || characters + size > MOST_CHARACTERS) {
      left += findings
      return []
    }
    room -= 1
    characters += size
    return [block]
  })
  return left === 0 ? blocks : [...blocks, context(more(left))]
}
