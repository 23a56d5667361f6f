/** How an SMS is carried: what it costs to send is a price for each of its segments. */
export interface Segments {
  encoding: 'GSM-7' | 'UCS-2'
  /** As the network counts them: in GSM-7 the extension characters are two, in UCS-2 those outside the basic plane are two. */
  characters: number
  /** 0 for an empty text. */
  segments: number
  /** The characters that force UCS-2, each once, in order; empty in GSM-7. */
  forcing: string[]
}

/** Room in one segment, and in each of several, where a header takes its part. Source: 3GPP TS 23.038 and 23.040, checked 2026-11-22. */
export const SEGMENT_ROOM = { 'GSM-7': { alone: 160, part: 153 }, 'UCS-2': { alone: 70, part: 67 } } as const

// 3GPP TS 23.038 §6.2.1: the default alphabet and its extension table, whose characters cost an escape besides themselves.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')

export function segmentsOf(text: string): Segments {
  const points = [...text]
  const forcing = [...new Set(points.filter((point) => !isGsm7(point)))]
  const encoding = forcing.length === 0 ? 'GSM-7' : 'UCS-2'
  const costs = points.map((point) => (encoding === 'UCS-2' ? point.length : EXTENSION.has(point) ? 2 : 1))
  const characters = costs.reduce((sum, cost) => sum + cost, 0)
  const { alone, part } = SEGMENT_ROOM[encoding]
  return { encoding, characters, segments: characters <= alone ? Math.sign(characters) : partsOf(costs, part), forcing }
}

/** Whether one character (a code point) is in the default alphabet or its extension. */
export function isGsm7(character: string): boolean {
  return BASIC.has(character) || EXTENSION.has(character)
}

/** A character of two is never cut in two: it goes into the next part whole. */
function partsOf(costs: readonly number[], room: number): number {
  let parts = 1
  let used = 0
  for (const cost of costs) {
    if (used + cost > room) {
      parts += 1
      used = 0
    }
    used += cost
  }
  return parts
}
