/** Groups of digits parted by exactly one space, dot or hyphen: "4111 1111 1111 1111", "552 100 554". Offsets in UTF-16 units. */
export type DigitRun = { readonly text: string; readonly groups: readonly DigitGroup[] }
export type DigitGroup = { readonly digits: string; readonly start: number; readonly end: number }

const PARTED = /^[ \u00A0\u202F.-]$/

/** Every run of a text, in order; one pass. */
export function digitRuns(text: string): readonly DigitRun[] {
  const runs: { text: string; groups: DigitGroup[] }[] = []
  for (const match of text.matchAll(/\d+/g)) {
    const group = { digits: match[0], start: match.index, end: match.index + match[0].length }
    const last = runs.at(-1)?.groups.at(-1)
    if (last !== undefined && PARTED.test(text.slice(last.end, group.start))) runs.at(-1)?.groups.push(group)
    else runs.push({ text, groups: [group] })
  }
  return runs
}

/** "4-4-4-4" for four groups of four. */
export function shapeOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ digits }) => digits.length).join('-')
}

/** Neither a letter nor a digit touches what stands between these offsets. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  )
}

/** The check digit of payment cards, SIREN, SIRET and Canadian insurance numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, double = false; at >= 0; at -= 1, double = !double) {
    const digit = Number(digits[at]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return digits.length > 0 && sum % 10 === 0
}

/** The remainder of a number of any length. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % divisor
  return rest
}
