/**
 * One way in which people ask not to be written to any more, on text folded by `stop-phrase.ts`: lower case, no accents, words parted by
 * one space, one sentence. Quantifiers are bounded. Collected from what people answer to newsletters; a person confirms every reading.
 */
export interface StopWording {
  wording: RegExp
  /** "Do not …" before it turns it round. The others carry their own "no more". */
  negatable: boolean
  /** Said of somebody ("you do not write any more") it is a complaint about silence, not an order. */
  isOrder?: true
}

/** Up to so many words between. */
export const words = (most: number): string => String.raw`(?: [^\s.]{1,30}){0,${most}}`

/** The patterns of a table row, any of which may begin at a word. */
export function wording(negatable: boolean, patterns: readonly string[], isOrder?: true): StopWording {
  return { negatable, wording: new RegExp(String.raw`\b(?:${patterns.join('|')})`, 'g'), ...(isOrder && { isOrder }) }
}
