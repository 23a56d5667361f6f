import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import type { Reading } from './reading.ts'

// Signs such as ©, ™, ✓ or → are pictographic to Unicode and ordinary typography to readers: only what shows as a picture counts.
const PICTURE = /[\p{Emoji_Presentation}\u{1F000}-\u{1FAFF}\u263A\u2639\u2764]|\p{Extended_Pictographic}\uFE0F/gu
const SMILEY = /(?<=^|[\s(])(?:[:;=]['’]?-?[)(DPp|/\\]|<3|\^\^|xD|XD)(?=$|[\s).,!?])/gu
const KEYCAP_OR_SIGN = /^[©®™]/u

/** Pictures say different things on different screens, and screen readers read each of them aloud. */
export function emojiRemarks({ text }: Reading): readonly Remark[] {
  const found = [...text.matchAll(PICTURE), ...text.matchAll(SMILEY)].filter(([sign]) => !KEYCAP_OR_SIGN.test(sign))
  const first = found.toSorted((one, other) => one.index - other.index)[0]
  if (first === undefined) return []
  const excerpt = excerptAt(text, first.index, first.index + first[0].length)
  return [
    { level: 'warn', code: 'emoji', data: { sign: first[0].replace(/\uFE0F$/, ''), count: found.length }, excerpt },
  ]
}
