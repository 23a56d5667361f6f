import type { MailHeader } from './header-block.ts'

/** A part without parts, or a multipart's own head (then without text). */
export interface MailPart {
  /** Lower case, like `message/delivery-status`. */
  type: string
  params: Record<string, string>
  /** Decoded; empty for what is not text. An embedded message stands here whole, headers first. */
  text: string
  /** It asks to be saved rather than shown. */
  attached: boolean
}

/** A message taken apart, everything decoded; parts in the order they stand, embedded messages not taken apart. */
export interface ParsedMail {
  headers: MailHeader[]
  parts: MailPart[]
  cut?: 'size' | 'parts'
}

/** The first header of this name, or nothing. */
export function headerOf(headers: readonly MailHeader[], name: string): string {
  return headers.find((header) => header.name === name)?.value ?? ''
}

/** All headers of this name, one a line. */
export function headersOf(headers: readonly MailHeader[], ...names: string[]): string {
  return headers
    .filter(({ name }) => names.includes(name))
    .map(({ value }) => value)
    .join('\n')
}

const ADDRESS = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?/gi

/** Every e-mail address in a text, lower case, each once, in the order they stand; at most 200. */
export function addressesIn(text: string): string[] {
  const found = new Set<string>()
  for (const [address] of text.matchAll(ADDRESS)) {
    found.add(tidy(address))
    if (found.size === 200) break
  }
  return [...found]
}

/** The first address of a text. */
export function addressIn(text: string): string | undefined {
  return addressesIn(text.slice(0, 2000))[0]
}

/** Quotes and a `rfc822;` or `mailto:` before an address are not part of it. */
function tidy(address: string): string {
  return address.replace(/^['`]+|^(?:3d|mailto:)/i, '').toLowerCase()
}

/** Message-IDs with their brackets, each once; at most 50. */
export function messageIdsIn(text: string): string[] {
  return [...new Set(text.slice(0, 20_000).match(/<[^\s<>@]{1,250}@[^\s<>]{1,250}>/g) ?? [])].slice(0, 50)
}
