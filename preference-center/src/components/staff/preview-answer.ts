import { escapeHtml } from '#core/messages/escape-html.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { staffPreviewTexts } from '#core/texts/staff-preview.ts'
import type { Preview } from '#db/operations/previews/show-preview.ts'
import { address, type Look } from './preview-choices.ts'
import { type FrameLink, frameDocument, framePolicy, linksIn } from './preview-frame.ts'

/** What the page's frame shows: the message, or what one of its links would have opened. */
export function frameAnswer(preview: Preview, look: Look, language: StaffLanguage, link: string | null): Response {
  const { html } = preview.message
  const images = look.images === 'on'
  const pressed = link === null ? undefined : linksIn(html)[Number(link)]
  const linkUrl = (index: number) => address(preview, look, language, { frame: '1', link: String(index) })
  const body = pressed
    ? linkDocument(pressed, look, language, address(preview, look, language, { frame: '1' }))
    : frameDocument(html, { dark: look.scheme === 'dark', images, linkUrl })
  return new Response(body, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': framePolicy(images) },
  })
}

function linkDocument({ href, label }: FrameLink, { scheme }: Look, language: StaffLanguage, back: string): string {
  const { link } = staffPreviewTexts(language)
  const say = (text: string) => escapeHtml(text)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say(link.title)}</title><style>
:root { color-scheme: ${scheme}; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 24px; overflow-wrap: anywhere; }
</style></head><body><p><b>${say(label)}</b></p><p>${say(link.leads)}</p><p>${say(href)}</p><p>${say(link.nothing)}</p>
<p><a href="${escapeHtml(back)}">${say(link.back)}</a></p></body></html>`
}
