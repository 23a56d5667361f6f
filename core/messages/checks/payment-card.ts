import { type DigitGroup, digitRuns, passesLuhn, shapeOf, standsAlone } from './digit-runs.ts'
import type { Found } from './found.ts'

/** Issuer's first digits and the lengths it uses (ISO/IEC 7812; the 13-digit cards of the last century look like bar codes and are left out). */
const ISSUERS: readonly { readonly first: RegExp; readonly lengths: readonly number[] }[] = [
  { first: /^4/, lengths: [16, 19] },
  { first: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { first: /^3[47]/, lengths: [15] },
  { first: /^(?:30[0-5]|36|38|39)/, lengths: [14] },
  { first: /^(?:6011|64[4-9]|65|622)/, lengths: [16, 17, 18, 19] },
  { first: /^35(?:2[89]|[3-8])/, lengths: [16] },
  { first: /^(?:50|5[6-8]|6304|6703|6759|676)/, lengths: [16, 17, 18, 19] },
]

/** How cards are printed, and without spaces; a SIRET is printed 3-3-3-5. */
const SHAPES: ReadonlySet<string> = new Set(
  '14 15 16 17 18 19 4-4-4-4 4-4-4-4-1 4-4-4-4-2 4-4-4-4-3 4-6-5 4-6-4 6-13'.split(' '),
)
const MOST_GROUPS = 5
const BEFORE = 40

// A long number with one of these just before it is a reference, and one in ten of them passes Luhn by chance.
const REFERENCE =
  /(?:siret|siren|rcs|kbo|bce|tva|vat|btw|commande|suivi|colis|r[ée]f(?:[ée]rence)?|facture|order|tracking|parcel|invoice|reference|bestelling|bestelnummer|pakket|factuur|imei|isbn|ean|gtin)\p{L}*[^\p{L}\d]{0,6}(?:(?:n|no|nr|num[ée]ro|number|nummer)[^\p{L}\d]{0,6})?$/iu
const CARD = /\b(?:carte|card|kaart|visa|mastercard|amex|diners|cb)\b/iu

export function paymentCards(text: string): readonly Found[] {
  const found: Found[] = []
  for (const { groups } of digitRuns(text)) {
    for (let from = 0; from < groups.length; from += 1) {
      const card = cardAt(text, groups, from)
      if (card === undefined) continue
      found.push(card.found)
      from += card.groups - 1
    }
  }
  return found
}

function cardAt(text: string, groups: readonly DigitGroup[], from: number) {
  for (let size = Math.min(MOST_GROUPS, groups.length - from); size > 0; size -= 1) {
    const window = groups.slice(from, from + size)
    const digits = window.map((group) => group.digits).join('')
    const start = window[0]?.start ?? 0
    const end = window.at(-1)?.end ?? 0
    if (!SHAPES.has(shapeOf(window)) || !isCard(digits) || !standsAlone(text, start, end)) continue
    if (size === 1 && isReference(digits, text.slice(Math.max(0, start - BEFORE), start))) continue
    return { found: { start, end, digits }, groups: size }
  }
  return undefined
}

function isCard(digits: string): boolean {
  return (
    ISSUERS.some(({ first, lengths }) => lengths.includes(digits.length) && first.test(digits)) && passesLuhn(digits)
  )
}

/** A 14-digit number whose first nine pass too is a SIRET, unless the words before it speak of a card. */
function isReference(digits: string, before: string): boolean {
  if (CARD.test(before)) return false
  return REFERENCE.test(before) || (digits.length === 14 && passesLuhn(digits.slice(0, 9)))
}
