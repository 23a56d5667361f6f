import type { Reason } from '#core/decision/reasons.ts'

/** One rule of when a message may leave. */
export interface Layer {
  reason: Reason
  /** The first instant at or after `at` that this rule allows; undefined when it never does. Epoch milliseconds. */
  next(at: number): number | undefined
}

export interface FirstMoment {
  /** Allowed by every layer, and no earlier instant is; undefined when there is none before the horizon. */
  at: number | undefined
  /** The layers that put it off, in the order given. */
  reasons: Reason[]
}

/** The longest pause is a year; what finds no moment within this has none. */
const HORIZON_MS = 400 * 86_400_000

/** Asks every layer in turn until one instant satisfies them all: each only ever moves it later, to the least instant it allows. */
export function firstMoment(layers: readonly Layer[], now: number): FirstMoment {
  const moved = new Set<Layer>()
  let at = now
  for (let settled = false; !settled; ) {
    settled = true
    for (const layer of layers) {
      const next = layer.next(at)
      if (next === at) continue
      moved.add(layer)
      if (next === undefined || next > now + HORIZON_MS) return { at: undefined, reasons: reasonsOf(layers, moved) }
      at = next
      settled = false
    }
  }
  return { at, reasons: reasonsOf(layers, moved) }
}

function reasonsOf(layers: readonly Layer[], moved: ReadonlySet<Layer>): Reason[] {
  return layers.filter((layer) => moved.has(layer)).map(({ reason }) => reason)
}
