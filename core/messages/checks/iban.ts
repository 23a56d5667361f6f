import { remainder, standsAlone } from './digit-runs.ts'
import type { Found } from './found.ts'

// biome-ignore format: a table of lengths reads better in rows
/** Characters in all, by country (SWIFT's IBAN registry, release 99, checked November 2026) (v). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, CH: 21, CR: 22, CY: 28, CZ: 24,
  DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27,
  GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20,
  LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29,
  PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24, TR: 26, UA: 29, VA: 22, XK: 20,
}

/** Bank accounts, spaced or not, whose check digits are right (ISO 13616, mod 97). */
export function ibans(text: string): readonly Found[] {
  const found: Found[] = []
  let from = 0
  for (const { index } of text.matchAll(/[A-Za-z]{2}\d{2}/g)) {
    if (index < from) continue
    const length = LENGTHS[text.slice(index, index + 2).toUpperCase()]
    const account = length === undefined ? undefined : collect(text, index, length)
    if (account === undefined || !standsAlone(text, index, account.end) || !isRight(account.digits)) continue
    found.push(account)
    from = account.end
  }
  return found
}

/** So many letters and digits from here, with at most one space, dot or hyphen between two. */
function collect(text: string, start: number, length: number): Found | undefined {
  let digits = ''
  let at = start
  while (digits.length < length) {
    if (digits.length > 0 && /[ \u00A0\u202F.-]/.test(text[at] ?? '')) at += 1
    const character = text[at] ?? ''
    if (!/[A-Za-z0-9]/.test(character)) return undefined
    digits += character.toUpperCase()
    at += 1
  }
  return { start, end: at, digits }
}

function isRight(account: string): boolean {
  const moved = account.slice(4) + account.slice(0, 4)
  const numbers = [...moved].map((one) => (/[A-Z]/.test(one) ? String(one.charCodeAt(0) - 55) : one)).join('')
  return remainder(numbers, 97) === 1
}
