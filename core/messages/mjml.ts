import { escapeHtml } from './escape-html.ts'
import { fieldText } from './fields.ts'
import { inlineHtml, textHtml } from './inline-html.ts'
import { type Ask, type Layout, layoutOf } from './layout.ts'
import type { MessageSource } from './message.ts'
import { parseRichText, type RichBlock } from './rich-text.ts'

const FONTS = 'Helvetica, Arial, sans-serif'

// Yes and no share one class and one set of attributes: neither may look more inviting than the other.
const BUTTON =
  'css-class="answer" background-color="#1d4f91" color="#ffffff" width="100%" font-size="18px" font-weight="bold" border-radius="8px" inner-padding="18px 16px" padding="6px 24px"'

const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.link { color: #1d4f91; }
.answer a { display: block !important; }
@media (prefers-color-scheme: dark) {
  body, body > div { background-color: #14171c !important; }
  .card, .card > table { background-color: #1f242c !important; }
  .words div, .small div, .words li { color: #f1f3f5 !important; }
  .small div { color: #c7cdd4 !important; }
  .link { color: #9cc4ff !important; }
  .answer td, .answer a { background-color: #9cc4ff !important; color: #10141a !important; }
}`

/** The MJML source of a message: one column, no image, no outside resource, merge fields and links still placeholders. */
export function messageMjml(source: MessageSource): string {
  const layout = layoutOf(source)
  return `<mjml lang="${source.language}">
<mj-head>
<mj-title>${escapeHtml(source.organisation.name)}</mj-title>
<mj-preview>${escapeHtml(layout.preheader)}</mj-preview>
<mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
<mj-attributes><mj-all font-family="${FONTS}" /><mj-text font-size="16px" line-height="1.5" color="#1c2128" padding="8px 24px" /></mj-attributes>
<mj-style>${STYLE}</mj-style>
</mj-head>
<mj-body background-color="#eef1f4" width="600px">
${testBanner(layout)}<mj-section background-color="#ffffff" css-class="card" padding="24px 0 8px"><mj-column>
${words(escapeHtml(source.organisation.name), 'font-weight="bold"')}
${parseRichText(source.body)
  .map((block) => blockMjml(block, layout))
  .join('\n')}
${layout.ask === undefined ? '' : askMjml(layout.ask)}
</mj-column></mj-section>
<mj-section padding="8px 0 24px"><mj-column>
${small(footerHtml(source, layout))}
</mj-column></mj-section>
</mj-body>
</mjml>`
}

function testBanner({ testBanner: banner }: Layout): string {
  if (banner === undefined) return ''
  return `<mj-section background-color="#8a1c1c" padding="8px 0"><mj-column><mj-text color="#ffffff" font-weight="bold" align="center">${escapeHtml(banner)}</mj-text></mj-column></mj-section>\n`
}

/** Lists are moved in by their margin: Outlook's Word engine knows no padding there, and would hide the bullets. */
function blockMjml(block: RichBlock, { linkLabels }: Layout): string {
  if (block.type === 'paragraph') return words(block.lines.map((line) => inlineHtml(line, linkLabels)).join('<br />'))
  const items = block.items.map((item) => `<li style="margin:0 0 4px">${inlineHtml(item, linkLabels)}</li>`)
  const list = block.ordered ? 'ol' : 'ul'
  return words(`<${list} style="margin:0 0 0 24px;padding:0">${items.join('')}</${list}>`)
}

function askMjml(ask: Ask): string {
  return [
    words(textHtml(ask.topics), 'font-weight="bold"'),
    `<mj-button ${BUTTON} href="${fieldText('yes_link', undefined)}">${escapeHtml(ask.yes)}</mj-button>`,
    `<mj-button ${BUTTON} href="${fieldText('no_link', undefined)}">${escapeHtml(ask.no)}</mj-button>`,
    ...(ask.promise === undefined ? [] : [words(textHtml(ask.promise))]),
    small(escapeHtml(ask.noLogin)),
  ].join('\n')
}

function footerHtml(source: MessageSource, layout: Layout): string {
  const { name, postalAddress, site } = source.organisation
  const links = layout.footerLinks.map(
    ({ field, label }) => `<a class="link" href="${fieldText(field, undefined)}">${escapeHtml(label)}</a>`,
  )
  const address = postalAddress.split(/\r?\n/).map(escapeHtml).join('<br />')
  return [
    textHtml(layout.why),
    textHtml(layout.origin),
    `<strong>${escapeHtml(name)}</strong><br />${address}<br />${textHtml(site)}`,
    escapeHtml(layout.question),
    // One under the other: on a phone a dot between them would begin a line.
    links.join('<br />'),
  ].join('<br /><br />')
}

function words(html: string, attributes = ''): string {
  return `<mj-text css-class="words" ${attributes}>${html}</mj-text>`
}

function small(html: string): string {
  return `<mj-text css-class="small" font-size="13px" color="#4a525c">${html}</mj-text>`
}
