import { excerptAt } from '#core/messages/checks/excerpt.ts'
import type { Remark } from '#core/messages/finding.ts'
import { gsmWording } from './gsm-wording.ts'
import { isGsm7, SEGMENT_ROOM, segmentsOf } from './segments.ts'
import { isAlphanumeric } from './sender.ts'
import { typicalSegments } from './typical-sms.ts'
import type { SmsSource } from './write-sms.ts'

/** Segments an SMS should fit in (rules: content checks). */
const SEGMENTS = 2

/** How long it is when an ordinary person gets it, from whichever sender makes it longest. `over` is 0 where the wording in GSM-7 fits. */
export function lengthRemarks(
  source: SmsSource,
  text: string,
  { senders, linkLength }: { senders: readonly string[]; linkLength: number },
): readonly Remark[] {
  const ways = new Set(senders.map((sender) => !isAlphanumeric(sender)))
  const longest = (of: string) =>
    [...(ways.size === 0 ? [true] : ways)]
      .map((canReceive) => typicalSegments(source, of, { canReceive, linkLength }))
      .reduce((one, other) => (other.characters > one.characters ? other : one))
  const { segments } = longest(text)
  if (segments <= SEGMENTS) return []
  const worded = longest(gsmWording(text))
  const room = SEGMENTS * SEGMENT_ROOM[worded.encoding].part
  const over = worded.segments <= SEGMENTS ? 0 : Math.max(1, worded.characters - room)
  return [{ level: 'warn', code: 'sms-long', data: { segments, limit: SEGMENTS, over } }]
}

/** A character outside GSM-7 more than halves what fits into a segment. The wording without it is in the language of the message. */
export function characterRemarks(words: string): readonly Remark[] {
  const { forcing } = segmentsOf(words)
  const [first] = forcing
  if (first === undefined) return []
  const at = words.indexOf(first)
  return [
    {
      level: 'warn',
      code: 'sms-characters',
      data: { characters: forcing.map(nameOf).join(' '), instead: proposed(words) },
      excerpt: excerptAt(words, at, at + first.length),
    },
  ]
}

/** What has no likeness in GSM-7, an emoji for one, is left out. */
function proposed(words: string): string {
  const kept = [...gsmWording(words)].filter(isGsm7).join('')
  return kept.replaceAll(/ {2,}/g, ' ').trim()
}

/** A space that cannot be seen is told by its number. */
function nameOf(character: string): string {
  if (!/^[\s\p{Z}\p{Cf}\p{Cc}\p{M}]$/u.test(character)) return character
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
