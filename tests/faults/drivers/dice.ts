export interface Dice {
  seed: number
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  /** In an order of its own. */
  shuffled<T>(items: readonly T[]): T[]
}

export function dice(seed: number): Dice {
  const next = mulberry(seed)
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    seed,
    next,
    between,
    shuffled(items) {
      const left = [...items]
      return items.flatMap(() => left.splice(Math.floor(next() * left.length), 1))
    },
  }
}

/** A small generator with 32 bits of state, known as mulberry32. */
function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
