import { escapeHtml } from '#core/messages/escape-html.ts'

export interface FrameLook {
  dark: boolean
  images: boolean
  /** Where a press on the n-th link of the message leads inside the frame. */
  linkUrl: (index: number) => string
}

export interface FrameLink {
  href: string
  label: string
}

/**
 * The message as a document of its own. Both colour schemes can be seen on any machine: what a mail program would decide by its reader's
 * setting is decided here. Links stay inside the frame.
 */
export function frameDocument(html: string, { dark, images, linkUrl }: FrameLook): string {
  let index = 0
  const linked = html.replaceAll(ANCHOR, (_, attributes: string, label: string) => {
    const url = escapeHtml(linkUrl(index))
    index += 1
    // A frame that may open no window would swallow a press on a link that asks for one.
    const inside = attributes.replace(/\bhref="[^"]*"/, () => `href="${url}"`).replace(/\s*\btarget="[^"]*"/, '')
    return `<a${inside}>${label}</a>`
  })
  const shown = images ? linked : linked.replaceAll(IMAGE, (image) => altText(image))
  return withScheme(shown, dark)
}

/** The links of a message in their order, as `frameDocument` counts them. */
export function linksIn(html: string): FrameLink[] {
  return [...html.matchAll(ANCHOR)].map((match) => ({
    href: unescapeHtml(/href="([^"]*)"/.exec(match[1] ?? '')?.[1] ?? ''),
    label: unescapeHtml(
      (match[2] ?? '')
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  }))
}

export function hasImage(html: string): boolean {
  return html.search(IMAGE) >= 0
}

/** What an inbox shows after the subject; empty when the message hides no such line. */
export function preheaderIn(html: string): string {
  const hidden = /<div style="display:\s*none[^"]*">(.*?)<\/div>/s.exec(html)?.[1] ?? ''
  return unescapeHtml(
    hidden
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

/** No script, no form, nothing from elsewhere; shown by our own page only, and harmless when it is opened by itself. */
export function framePolicy(images: boolean): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src ${images ? 'data:' : "'none'"}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox',
  ].join('; ')
}

const ANCHOR = /<a\b([^>]*\bhref="[^"]*"[^>]*)>(.*?)<\/a>/gs
const IMAGE = /<img\b[^>]*>/gi

function altText(image: string): string {
  return `<span>${/\balt="([^"]*)"/i.exec(image)?.[1] ?? ''}</span>`
}

function withScheme(html: string, dark: boolean): string {
  const scheme = dark ? 'dark' : 'light'
  const always = '(min-width: 0px)'
  const never = '(max-width: 0px)'
  const forced = `<meta name="color-scheme" content="${scheme}"><style>:root{color-scheme:${scheme} !important}</style>`
  return html
    .replaceAll(/\(prefers-color-scheme:\s*dark\)/g, dark ? always : never)
    .replaceAll(/\(prefers-color-scheme:\s*light\)/g, dark ? never : always)
    .replace(/<\/head>/i, () => `${forced}</head>`)
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll(/&#39;|&apos;/g, "'")
    .replaceAll('&amp;', '&')
}
