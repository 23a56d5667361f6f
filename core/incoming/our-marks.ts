import type { Letter } from './letter.ts'
import { headersOf, messageIdsIn } from './parsed-mail.ts'

/** Headers that may carry a name we gave: an address our bounces come back to, or a Message-ID of ours. */
const PLACES = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-forwarded-to',
  'to',
  'cc',
  'in-reply-to',
  'references',
  'x-failed-recipients',
  'x-original-message-id',
  'original-message-id',
  'x-ms-exchange-parent-message-id',
  'return-path',
  'thread-index',
]
const ORIGINAL_PLACES = [
  'message-id',
  'return-path',
  'x-envelope-from',
  'envelope-from',
  'errors-to',
  'sender',
  'x-original-message-id',
  'list-unsubscribe',
  'references',
  'received',
]
/** The form of our names (`d42-` and sixteen letters): only their place is found here, their signature is checked by who has the key. */
const MARK = /\b[ds]\d{1,15}-[0-9a-z]{16}\b/gi
const LONGEST = 20_000

/** Every place where a signed name of ours may stand, one a line. A copy of our message may be anywhere in a bounce, so anything of the right form is taken along; in what a person writes, only headers count. */
export function ourMarksIn(letter: Letter, isMachine: boolean): string {
  const lines = [
    ...letter.envelopeTo,
    headersOf(letter.headers, ...PLACES),
    headersOf(letter.original, ...ORIGINAL_PLACES),
  ]
  if (isMachine)
    for (const { text } of letter.parts) lines.push(...(text.slice(0, 256 * 1024).match(MARK) ?? []).slice(0, 50))
  return [...new Set(lines.join('\n').split('\n'))].join('\n').slice(0, LONGEST)
}

/** It answers a message of ours, by its form. */
export function answersUs({ headers, envelopeTo }: Letter): boolean {
  return (
    (headersOf(headers, 'in-reply-to', 'references', 'to', 'delivered-to') + envelopeTo.join(' '))
      .slice(0, 20_000)
      .search(MARK) !== -1
  )
}

/** Message-IDs it answers or speaks of, nearest first: In-Reply-To, References from the last, the copy's own. */
export function answeredIn(letter: Letter, isMachine: boolean): string[] {
  const own = [
    ...messageIdsIn(headersOf(letter.headers, 'in-reply-to')),
    ...messageIdsIn(headersOf(letter.headers, 'references')).reverse(),
    ...messageIdsIn(headersOf(letter.headers, 'x-original-message-id', 'original-message-id')),
  ]
  const copied = isMachine ? [...messageIdsIn(headersOf(letter.original, 'message-id')), ...inTexts(letter)] : []
  return [...new Set([...own, ...copied])].slice(0, 50)
}

/** Reports name the original by a field (`Original-Message-ID`, RFC 8098) or by its headers, copied into their text. */
function inTexts({ parts }: Letter): string[] {
  const lines = /^[ \t>|]{0,10}(?:original-|x-original-)?message-id\s?:\s{0,20}(<[^\s<>]{1,300}>)/gim
  return parts.flatMap(({ text }) => [...text.slice(0, 100_000).matchAll(lines)].slice(0, 5).map(([, id = '']) => id))
}
