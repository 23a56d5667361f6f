import { fieldText, isLinkField } from '#core/messages/fields.ts'
import type { Inline } from '#core/messages/rich-text.ts'

const UNSAFE = /[\s\p{Cc}\u202A-\u202E\u2066-\u2069<>"'{}|\\^`]/gu
const PAIRED = /^[^()]*(?:\([^()]*\)[^()]*)*$/

/**
 * A link of Slack's editor as a message can hold it; undefined when it leads to no web page. An address Slack made by itself out
 * of a bare name (`example.org`, an e-mail address, a number) gets https, or stays the words it was.
 */
export function readAddress({ url, text = url }: { url: string; text?: string }): Inline | undefined {
  const field = /^(?:https?:\/\/)?(?:\{\{|%7B%7B)\s*(\w+)\s*(?:\}\}|%7D%7D)\/?$/i.exec(url)?.[1]
  if (field !== undefined && isLinkField(field)) return { text, link: fieldText(field, undefined) }
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/)?(.*)$/is.exec(url) ?? []
  const words = text.trim()
  switch (scheme.toLowerCase()) {
    case 'http':
      return { text, link: cleaned(words !== '' && words === rest.replace(/\/$/, '') ? `https://${rest}` : url) }
    case 'https':
      return { text, link: cleaned(url) }
    case 'mailto':
    case 'tel':
      return words === rest || words === url ? { text: rest } : undefined
    default:
      return undefined
  }
}

/** What cannot stand in an address is written as percent signs and numbers: it leads to the same page. */
function cleaned(url: string): string {
  const encoded = url.replaceAll(UNSAFE, (character) =>
    character === "'" ? '%27' : encodeURIComponent(character.toWellFormed()),
  )
  return PAIRED.test(encoded) ? encoded : encoded.replaceAll('(', '%28').replaceAll(')', '%29')
}
