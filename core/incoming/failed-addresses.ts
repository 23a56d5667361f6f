import { DAEMON_ADDRESS } from './bounce-signs.ts'
import type { Letter } from './letter.ts'
import { addressesIn, headersOf } from './parsed-mail.ts'

/** A failed address and the server's words about it, folded. */
export interface FailedAddress {
  address: string
  words: string
}

const MOST = 50
const AT = String.raw`[a-z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@[a-z0-9][a-z0-9.-]{0,250}[a-z0-9]`
/** Where notices name whom they speak of, the surest first. */
const POSITIONS: readonly { place: RegExp; source: string }[] = [
  {
    place: new RegExp(
      String.raw`^[ \t]{0,20}<?(${AT})>?(?: \((?:expanded from|ultimately generated from|generated from)[^\n]{0,200}\))?[:;][ \t]{0,20}(?=\n|\S|$)`,
      'gm',
    ),
    source: 'qmail "<a@b>:", Postfix "<a@b>: host … said:", Yahoo',
  },
  {
    place: new RegExp(
      String.raw`^[ \t]{0,20}(?:[*\u2022\u00b7-][ \t]{1,4})?<?(${AT})>?[ \t]{0,10}(?:\.{3}|\(|\[|on \d|le \d|am \d|op \d|-|$)`,
      'gm',
    ),
    source: 'Exim, Sendmail, Gmail and Exchange: the address on a line of its own, "a@b on 12/03/2024"',
  },
  {
    place: new RegExp(
      String.raw`\b(?:to|a|aux?|an|aan|for|pour|recipients?|destinataires?|empfanger|ontvanger|address(?:es)?|adresses?|user|mailbox)\b\s?:?\s{0,10}["'«<(]{0,2}\s?(${AT})`,
      'g',
    ),
    source: 'Gmail "wasn\'t delivered to a@b because", Office 365 "Your message to a@b couldn\'t be delivered", Orange',
  },
]

/** The addresses a notice says have failed, by header, by place in the text, else the only ones it names; never its own sender or receiver. */
export function failedIn(letter: Letter, notice: string): FailedAddress[] {
  const isCandidate = candidates(letter)
  const named = addressesIn(headersOf(letter.headers, 'x-failed-recipients')).filter(isCandidate)
  if (named.length > 0)
    return named.slice(0, MOST).map((address) => ({ address, words: wordsAfter(notice, address, named) }))
  for (const { place } of POSITIONS) {
    const found = [
      ...new Set([...notice.matchAll(place)].slice(0, MOST * 2).map(([, address = '']) => tidied(address))),
    ]
      .filter(isCandidate)
      .slice(0, MOST)
    if (found.length > 0) return found.map((address) => ({ address, words: wordsAfter(notice, address, found) }))
  }
  const anywhere = addressesIn(notice).filter(isCandidate)
  if (anywhere.length > 0) return anywhere.slice(0, 1).map((address) => ({ address, words: notice }))
  const copied = addressesIn(headersOf(letter.original, 'x-original-to', 'to')).filter(isCandidate)
  return copied.length === 1 ? copied.map((address) => ({ address, words: notice })) : []
}

function candidates({ headers, from = '', envelopeTo }: Letter): (address: string) => boolean {
  const own = new Set([
    from,
    ...envelopeTo,
    ...addressesIn(headersOf(headers, 'to', 'delivered-to', 'reply-to', 'return-path')),
  ])
  return (address) => !own.has(address) && !DAEMON_ADDRESS.test(address) && address.includes('.', address.indexOf('@'))
}

/** What the notice says of this address: from where it stands to where the next one stands. */
function wordsAfter(notice: string, address: string, all: readonly string[]): string {
  const at = notice.indexOf(address)
  if (at === -1) return notice
  const others = all.filter((other) => other !== address)
  const ends = others.map((other) => notice.indexOf(other, at + address.length)).filter((end) => end > at)
  return notice.slice(at, Math.min(notice.length, ...ends, at + 3000))
}

function tidied(address: string): string {
  return addressesIn(address)[0] ?? address
}
