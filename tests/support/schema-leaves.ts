import type { z } from 'zod'

/** What zod says of one piece of a schema; only what is read here. */
interface Definition {
  type: string
  shape?: Readonly<Record<string, Piece>>
  element?: Piece
  valueType?: Piece
  innerType?: Piece
  in?: Piece
  out?: Piece
  options?: readonly Piece[]
  items?: readonly Piece[]
  left?: Piece
  right?: Piece
  getter?: () => Piece
}

interface Piece {
  _zod: { def: object }
}

/** What holds nothing further: a text, a number, a choice. */
const LEAVES = new Set(['string', 'number', 'int', 'bigint', 'boolean', 'enum', 'literal', 'date', 'template_literal'])
/** What only wraps another. */
const WRAPPERS = new Set(['default', 'prefault', 'optional', 'nullable', 'nonoptional', 'readonly', 'catch', 'success'])

/**
 * The leaves of a schema, each by its path: `windows.email.*.*`. A list or a record gives one path for all its members (`*`); the keys of a
 * record, which say something too, are a leaf of their own (`windows.email.*#key`). A kind of schema nobody thought of throws, so that nothing
 * is passed over.
 */
export function leavesOf(schema: z.ZodType): string[] {
  return [...new Set(walk(schema, []))]
}

function walk(piece: Piece | undefined, path: readonly string[]): string[] {
  if (piece === undefined) throw new Error(`${path.join('.')} has a schema that is not there.`)
  const def = piece._zod.def as Definition
  const inside = (...pieces: (Piece | undefined)[]) => pieces.flatMap((one) => walk(one, path))
  if (LEAVES.has(def.type)) return [path.join('.')]
  if (WRAPPERS.has(def.type)) return inside(def.innerType)
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([key, one]) => walk(one, [...path, key]))
    case 'array':
      return walk(def.element, [...path, '*'])
    case 'record':
      return [`${[...path, '*'].join('.')}#key`, ...walk(def.valueType, [...path, '*'])]
    case 'tuple':
      return (def.items ?? []).flatMap((one, at) => walk(one, [...path, String(at)]))
    case 'union':
      return inside(...(def.options ?? []))
    case 'intersection':
      return inside(def.left, def.right)
    case 'lazy':
      return inside(def.getter?.())
    // What a person writes is what goes in; a transformation only makes something else of it.
    case 'pipe':
      return (def.in?._zod.def as Definition | undefined)?.type === 'transform' ? inside(def.out) : inside(def.in)
    default:
      throw new Error(`${path.join('.')} is a ${def.type}: say here how its leaves are found.`)
  }
}
