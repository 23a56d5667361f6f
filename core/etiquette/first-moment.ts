import type { Reason } from '#core/decision/reasons.ts'
import { DAY_MS, HORIZON_DAYS } from './wall-clock.ts'

/** One rule of when a message may leave. */
export interface Layer {
  reason: Reason
  /** The first instant at or after `at` that this rule allows; undefined when it never does. Epoch milliseconds. */
  next(at: number): number | undefined
  /** What its sentence needs and only the moment tells: which day, for instance. `at` is when it said not yet. */
  detail?(at: number): Reason['data']
}

export interface FirstMoment {
  /** Allowed by every layer, and no earlier instant is; undefined when there is none before the horizon. */
  at: number | undefined
  /** The layers that put it off, in the order given; without a moment, those that leave none. */
  reasons: Reason[]
}

const HORIZON_MS = HORIZON_DAYS * DAY_MS

/** Rules that go on passing the moment to one another minute by minute never meet: a person's hours have fewer openings in a year. */
const MOST_MOVES = 20_000

/** Asks every layer in turn until one instant satisfies them all: each only ever moves it later, to the least instant it allows. */
export function firstMoment(layers: readonly Layer[], now: number): FirstMoment {
  // From where a layer first moved the moment, and where to last.
  let moved: Map<Layer, { from: number; to: number }> | undefined
  let at = now
  let agreed = 0
  for (let turn = 0, moves = 0; agreed < layers.length; turn = (turn + 1) % layers.length) {
    const layer = layers[turn] as Layer
    const next = layer.next(at)
    if (next === at) {
      agreed += 1
      continue
    }
    moved ??= new Map()
    moves += 1
    const to = next ?? Number.POSITIVE_INFINITY
    moved.set(layer, { from: moved.get(layer)?.from ?? at, to })
    if (next === undefined || next > now + HORIZON_MS || moves > MOST_MOVES)
      return { at: undefined, reasons: reasonsOf(layers, inTheWay(moved, at, to)) }
    at = next
    agreed = 1
  }
  return { at, reasons: moved === undefined ? [] : reasonsOf(layers, moved) }
}

type Moved = ReadonlyMap<Layer, { from: number; to: number }>

/** Not a layer that was in the way at first and long lets pass, but those that were until the end; one that never allows, alone. */
function inTheWay(moved: Moved, at: number, to: number): Moved {
  const since = to === Number.POSITIVE_INFINITY ? to : at - 31 * DAY_MS
  return new Map([...moved].filter(([, move]) => move.to >= since))
}

function reasonsOf(layers: readonly Layer[], moved: Moved): Reason[] {
  return layers.flatMap((layer) => {
    const move = moved.get(layer)
    if (move === undefined) return []
    const detail = layer.detail?.(move.from)
    return [detail === undefined ? layer.reason : { ...layer.reason, data: { ...layer.reason.data, ...detail } }]
  })
}
