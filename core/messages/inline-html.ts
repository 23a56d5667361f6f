import { escapeHtml } from './escape-html.ts'
import { fieldText, isLinkField, type LinkField, parseFields } from './fields.ts'

const WEB_ADDRESS = /https?:\/\/[^\s<>"'{}|\\^`]+/gi
const TRAILING = /[.,;:!?)\]»]+$/u

/** One line of staff's text as HTML: merge fields kept, link fields and web addresses clickable, everything else escaped. */
export function inlineHtml(text: string, linkLabels: Readonly<Record<LinkField, string>>): string {
  let html = ''
  let from = 0
  for (const { name, fallback, start, end } of parseFields(text)) {
    html += withLinks(text.slice(from, start))
    if (isLinkField(name)) html += anchor(fieldText(name, undefined), linkLabels[name])
    else html += fieldText(escapeHtml(name), fallback === undefined ? undefined : escapeHtml(fallback))
    from = end
  }
  return html + withLinks(text.slice(from))
}

function withLinks(text: string): string {
  let html = ''
  let from = 0
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const address = match[0].replace(TRAILING, '')
    html += escapeHtml(text.slice(from, match.index)) + anchor(address, address)
    from = match.index + address.length
  }
  return html + escapeHtml(text.slice(from))
}

function anchor(href: string, label: string): string {
  return `<a class="link" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`
}
