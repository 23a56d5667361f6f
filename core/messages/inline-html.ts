import { escapeHtml } from './escape-html.ts'
import { fieldText, isLinkField, type LinkField, parseFields } from './fields.ts'
import { lineWithAddresses } from './rich-line.ts'
import { type Inline, linkGroups } from './rich-text.ts'

export type LinkLabels = Readonly<Record<LinkField, string>>

/** One line of a body as HTML: bold, italics and links are tags, merge fields are kept, everything else is escaped. */
export function inlineHtml(line: readonly Inline[], linkLabels: LinkLabels): string {
  return linkGroups(line)
    .map(({ href, pieces }) => {
      if (href === undefined)
        return pieces.map((piece) => styled(piece, withLinkFields(piece.text, linkLabels))).join('')
      return anchor(href, pieces.map((piece) => styled(piece, withFields(piece.text))).join(''))
    })
    .join('')
}

/** A text of the layout as HTML: it may hold merge fields and web addresses, but no marks and no link fields. */
export function textHtml(text: string): string {
  return lineWithAddresses(text)
    .map(({ text: words, link }) => (link === undefined ? withFields(words) : anchor(link, withFields(words))))
    .join('')
}

function styled({ bold, italic }: Inline, html: string): string {
  const inner = italic ? `<em>${html}</em>` : html
  return bold ? `<strong>${inner}</strong>` : inner
}

function withLinkFields(text: string, labels: LinkLabels): string {
  return withFields(text, (name) => anchor(fieldText(name, undefined), escapeHtml(labels[name])))
}

/** Names and fallbacks are escaped with the text around them, so that a filled field is as safe as an empty one. */
function withFields(text: string, linkHtml?: (name: LinkField) => string): string {
  let html = ''
  let from = 0
  for (const { name, fallback, start, end } of parseFields(text)) {
    html += escapeHtml(text.slice(from, start))
    if (linkHtml !== undefined && isLinkField(name)) html += linkHtml(name)
    else html += fieldText(escapeHtml(name), fallback === undefined ? undefined : escapeHtml(fallback))
    from = end
  }
  return html + escapeHtml(text.slice(from))
}

function anchor(href: string, html: string): string {
  return `<a class="link" href="${escapeHtml(href)}">${html}</a>`
}
