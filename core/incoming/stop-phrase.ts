import type { StopWording } from './stop-wording.ts'
import { STOP_WORDINGS_EN } from './stop-wordings-en.ts'
import { STOP_WORDINGS_FR } from './stop-wordings-fr.ts'
import { STOP_WORDINGS_NL } from './stop-wordings-nl.ts'
import {
  COURTESY,
  FOOTER,
  HAS_SUBJECT,
  NEGATION,
  OTHER_STOPS,
  OTHERWISE_AFTER,
  OTHERWISE_BEFORE,
  SOMEBODY_STOPS,
  STOP_ALONE,
  WANTED_IN_VAIN,
  WANTS_MORE,
} from './stop-words.ts'

const STOP_WORDINGS: readonly StopWording[] = [...STOP_WORDINGS_FR, ...STOP_WORDINGS_EN, ...STOP_WORDINGS_NL]

const MOST = 20_000
const MOST_SENTENCES = 300

/**
 * The words by which somebody asks not to be written to any more, as they wrote them. Only their own words are given here. When torn it is
 * found, since a person confirms the reading; when negated, or said of something else, it is not.
 */
export function stopPhraseIn(own: string): { phrase: string } | undefined {
  const { folded, places, commas } = foldWithPlaces(withoutCitations(own.slice(0, MOST)))
  let from = 0
  for (const sentence of folded.split(' . ').slice(0, MOST_SENTENCES)) {
    const begins = from + sentence.length - sentence.trimStart().length
    const found = stopIn(sentence.trim(), (at) => commas.findLast((comma) => comma < begins + at) ?? 0, begins)
    if (found !== undefined) {
      const at = from + sentence.indexOf(found)
      const begin = places[at] ?? 0
      const end = (places[at + found.length - 1] ?? begin) + 1
      return { phrase: own.slice(begin, end).replace(/\s+/g, ' ').trim().slice(0, 200) }
    }
    from += sentence.length + 3
  }
  return undefined
}

/** `commaBefore`: where the last comma before a place stands; places are counted from where the sentence `begins`. */
function stopIn(sentence: string, commaBefore: (at: number) => number, begins: number): string | undefined {
  if (sentence === '') return undefined
  const alone = wordAlone(sentence)
  if (alone !== undefined) return alone
  if (FOOTER.test(sentence)) return undefined
  for (const row of STOP_WORDINGS) {
    for (const { 0: said, index } of sentence.matchAll(row.wording)) {
      const clause = sentence.slice(Math.max(0, commaBefore(index) - begins), index).trimEnd()
      if (
        isMeant(row, said, {
          clause,
          before: sentence.slice(0, index).trimEnd(),
          after: sentence.slice(index + said.length),
        })
      )
        return said.trim()
    }
  }
  return shortStop(sentence)
}

/** Nothing but "stop" and courtesy. */
function wordAlone(sentence: string): string | undefined {
  if (STOP_ALONE.test(sentence)) return sentence
  const words = sentence.split(' ')
  if (words.length > 12) return undefined
  const rest = words.filter((word) => word === 'stop' || !COURTESY.test(word))
  return rest.length > 0 && rest.length <= 4 && rest.every((word) => STOP_ALONE.test(word)) ? rest[0] : undefined
}

/** `clause`: what stands before it since the last comma. */
function isMeant(
  { negatable, isOrder }: StopWording,
  said: string,
  { clause, before, after }: { clause: string; before: string; after: string },
): boolean {
  if (OTHERWISE_AFTER.test(after)) return false
  if (isOrder && HAS_SUBJECT.test(before)) return false
  if (!negatable) return !WANTS_MORE.test(said)
  return (
    !(NEGATION.test(clause) && !WANTED_IN_VAIN.test(before)) &&
    !OTHERWISE_BEFORE.test(before) &&
    !/ (?:niet|nicht|pas|not) /.test(` ${said} `)
  )
}

/** A few words with "stop" among them, none of which says otherwise. */
function shortStop(sentence: string): string | undefined {
  const words = sentence.split(' ')
  const at = words.indexOf('stop')
  if (at === -1 || words.length > 8 || OTHER_STOPS.test(sentence)) return undefined
  const before = words.slice(0, at).join(' ')
  return NEGATION.test(before) || OTHERWISE_BEFORE.test(before) || SOMEBODY_STOPS.test(before) ? undefined : 'stop'
}

/** What stands between quotation marks is somebody else's word, unless it is all there is, or it does not work. Blanked, so that places stay. */
function withoutCitations(text: string): string {
  const blanked = text.replace(/["“”„«][^"“”„«»\n]{1,200}["“”»]/g, (cited, at: number) => {
    const isAll = text.trim().length - cited.length < 25
    const after = text.slice(at + cited.length, at + cited.length + 120)
    const failed =
      /^[^.!?\n]{0,80}(?:ne (?:fonctionne|marche|mene)|pas possible|n['’]est pas|does(?:n['’]t| not) work|broken|(?:is|n['’]est) not working|isn['’]t working|werkt niet|funktioniert nicht|introuvable|mort\b)/i.test(
        after,
      )
    return isAll || failed ? cited : ' '.repeat(cited.length)
  })
  return blanked
}

/** Lower case, no accents; anything but letters and figures is a space, the end of a sentence ` . `. `places` leads back to the text. A line ends a sentence when it is short: long ones were broken by a program. */
function foldWithPlaces(text: string): { folded: string; places: number[]; commas: number[] } {
  let folded = ''
  const places: number[] = []
  const commas: number[] = []
  const add = (piece: string, at: number) => {
    folded += piece
    for (let count = 0; count < piece.length; count += 1) places.push(at)
  }
  let lineStart = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    const isBreak = sign === '\n' && (at - lineStart < 50 || text[at + 1] === '\n')
    if (sign === '\n') lineStart = at + 1
    if (isBreak || (/[.!?;…]/.test(sign) && !/[\p{L}\d]/u.test(text[at + 1] ?? ' '))) {
      if (!folded.endsWith(' . ') && folded !== '') add(folded.endsWith(' ') ? '. ' : ' . ', at)
      continue
    }
    if (sign === ',') commas.push(folded.length)
    const plain = sign
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/œ/g, 'oe')
      .replace(/æ/g, 'ae')
      .replace(/ß/g, 'ss')
    if (/^[a-z0-9]+$/.test(plain)) add(plain, at)
    else if (!/^[\u0300-\u036f\u200b-\u200d\u00ad]$/.test(sign) && !folded.endsWith(' ') && folded !== '') add(' ', at)
  }
  return { folded, places, commas }
}
