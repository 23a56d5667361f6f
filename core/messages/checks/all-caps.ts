import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import { COMMON_CAPITALS } from './known-capitals.ts'
import { fold } from './known-words.ts'
import type { Reading } from './reading.ts'

/** Up to this length a word in capitals is more likely an acronym than a shout. */
const ACRONYM_LENGTH = 5
const WORD = /(?<![\p{L}\p{M}\p{N}_'’.-])\p{Lu}[\p{Lu}\p{M}]{1,60}(?![\p{L}\p{M}\p{N}_])/gu
const ROMAN = /^(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
// A town after its postcode is written in capitals by the post itself.
const AFTER_POSTCODE =
  /(?:\b(?:[A-Z]-)?\d{4,5}(?: ?[A-Z]{2})?|\b[A-Z]\d[A-Z] ?\d[A-Z]\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}),? {1,2}(?:\p{Lu}[\p{Lu}'’-]{1,30} ){0,3}$/u
const BEFORE = 60
// "NEQ 1161234567": a registration, not a word.
const LABELS_NUMBER = /^[ \u00A0]?:?[ \u00A0]\d[\d .]{4}/u

// Short words people shout; in small letters they need no explaining.
const SHOUTED = new Set(
  'oui non ne pas ni si tout tous votre vos nous vous moins plus jour jours offre promo vite top gros yes no not now new free all you your our get buy sale only day nee ja nu niet geen wel alle gratis nieuw actie koop snel een het de le la les un une des du et ou au aux en sur pour par is the and or for to of on at my me us it be do go'.split(
    ' ',
  ),
)

/** Words in capitals shout; letters in capitals need explaining: "NPAI" is known to few. */
export function capitalsRemarks({ text, known }: Reading): readonly Remark[] {
  const remarks: Remark[] = []
  const bracketed = new Set([...text.matchAll(/\((\p{Lu}{2,10})\)/gu)].map(([, word]) => word ?? ''))
  let previousEnd = -2
  for (const match of text.matchAll(WORD)) {
    const word = match[0]
    const end = match.index + word.length
    const isNext = /^[ \u00A0]$/.test(text.slice(previousEnd, match.index))
    const isKnown = COMMON_CAPITALS.has(word) || known.has(fold(word)) || ROMAN.test(word)
    previousEnd = end
    if (isKnown || isTownOrBank(text, match.index) || LABELS_NUMBER.test(text.slice(end, end + 12))) continue
    const shouts = word.length > ACRONYM_LENGTH || SHOUTED.has(fold(word)) || isNext
    if (!shouts && (bracketed.has(word) || isExplained(text, end))) continue
    if (!shouts && remarks.some(({ data }) => data['word'] === word)) continue
    remarks.push({
      level: 'warn',
      code: shouts ? 'all-caps' : 'acronym-unexplained',
      data: shouts ? { word, instead: smaller(text, match.index, word) } : { word },
      excerpt: excerptAt(text, match.index, end),
    })
  }
  return remarks
}

function isTownOrBank(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - BEFORE), at)
  return AFTER_POSTCODE.test(before) || /\b(?:BIC|SWIFT)\W{1,5}$/u.test(before)
}

/** "CNIL (Commission nationale…)"; the other way round, "Commission nationale… (CNIL)", is in `bracketed`. */
function isExplained(text: string, end: number): boolean {
  return /^[ \u00A0]\((?=[^)]{0,200}\p{Ll})/u.test(text.slice(end, end + 220))
}

/** As it would be written quietly: a capital only where a sentence begins. */
function smaller(text: string, at: number, word: string): string {
  const begins = /(?:^|[.!?…\n]\s*)$/.test(text.slice(Math.max(0, at - 4), at))
  const small = word.toLowerCase()
  return begins ? (small[0] ?? '').toUpperCase() + small.slice(1) : small
}
