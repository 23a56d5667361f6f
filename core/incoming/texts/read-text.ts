import { ownWords } from '#core/incoming/own-words.ts'
import { stopPhraseIn } from '#core/incoming/stop-phrase.ts'
import type { Language } from '#core/messages/message.ts'
import { REACTION_BEFORE, TEXT_WORDS, type TextWordMeaning, THANKS } from './text-words.ts'

/** What the provider says it did with the message by itself (Twilio's `OptOutType`). */
export type OptOutType = 'STOP' | 'START' | 'HELP'

/** What one SMS says. `language`: of its words, where they give it away. */
export type TextReading =
  | { means: TextWordMeaning; language: Language | undefined }
  /** A stop in a longer phrase: it counts at once, and a person confirms the reading. */
  | { means: 'stop-to-confirm'; phrase: string }
  | { means: 'other' }

/** An SMS is at most this long, however many parts it came in. */
const MOST = 1600
const QUOTE = /^([^"“«„]{0,60})["“«„]([^]{12,})$/
/** Joins and hides: nothing a person types. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g

/**
 * Reads one SMS. What the provider did by itself is believed, since it has blocked or unblocked the number already; a word alone is an order; a longer
 * phrase that asks to stop is one too, to be confirmed. A yes or a no may be polite, and nothing else.
 */
export function readText(body: string, optOutType?: OptOutType): TextReading {
  const text = body.slice(0, MOST).replace(INVISIBLE, '')
  const folded = foldText(text)
  const [word] = wordsOf(folded)
  if (optOutType === 'STOP') return { means: 'stop', language: word?.language }
  if (optOutType === 'HELP') return { means: 'help', language: word?.language }
  // YES lifts the provider's block where there is one; what it answers is ours to know.
  if (optOutType === 'START' && word?.means !== 'yes') return { means: 'start', language: word?.language }
  if (word !== undefined) return { means: word.means, language: word.language }
  if (isReaction(text)) return { means: 'other' }
  const phrase = stopPhraseIn(ownWords(text).text)?.phrase ?? stopFirst(folded, text)
  return phrase === undefined ? { means: 'other' } : { means: 'stop-to-confirm', phrase }
}

/** Upper case, without accents; whatever is no letter and no figure is one space. */
function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/Œ/g, 'OE')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

interface Word {
  means: TextWordMeaning
  language: Language | undefined
}

/** The word an SMS consists of, if it does. Spaces inside a stop say nothing (“S T O P”); inside another word they make another one (“un stop”). */
function wordsOf(folded: string): [Word?] {
  const joined = folded.replaceAll(' ', '')
  for (const { means, language, words } of TEXT_WORDS) {
    if (words.includes(means === 'stop' ? joined : folded)) return [{ means, language }]
    if (means !== 'yes' && means !== 'no') continue
    const said = words.find((one) => folded.startsWith(`${one} `))
    if (said !== undefined && THANKS.has(folded.slice(said.length + 1))) return [{ means, language }]
  }
  return []
}

/** A provider's or our own stop word before a few others that say nothing else: “STOP 12345”, “ARRET svp”. */
function stopFirst(folded: string, text: string): string | undefined {
  const [first = '', ...rest] = folded.split(' ')
  const isStop = (word: string) => TEXT_WORDS.some(({ means, words }) => means === 'stop' && words.includes(word))
  const says = rest.every((word) => /^\d+$/.test(word) || COURTESY.has(word) || isStop(word))
  return isStop(first) && says ? text.trim().replace(/\s+/g, ' ').slice(0, 200) : undefined
}

const COURTESY = new Set('SVP STP MERCI PLEASE PLS THANKS THANK YOU AUB SMS'.split(' '))

/** A phone that tells us of a reaction quotes what we wrote. */
function isReaction(text: string): boolean {
  const found = QUOTE.exec(text.trim())
  if (found === null) return false
  const before = foldText(found[1] ?? '').toLowerCase()
  const isSigns = (found[1] ?? '').trim() !== '' && before === ''
  return isSigns || REACTION_BEFORE.test(before)
}
