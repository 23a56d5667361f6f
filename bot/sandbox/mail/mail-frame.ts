import type { ReceivedMail } from './received-mail.ts'

/** How somebody looks at a mail. */
export interface MailLook {
  /** Without them, what a picture says stands in its place, as in most programs before a click. */
  images: boolean
  scheme: 'light' | 'dark'
}

/** For the frame alone: nothing runs, nothing is fetched, links open beside. Pictures are those the mail carries with it. */
export function framePolicy({ images }: MailLook): string {
  const pictures = images ? 'img-src data:; ' : ''
  return `default-src 'none'; ${pictures}style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`
}

/** The mail's own HTML as a mail program would show it; its text when it has none. */
export function mailFrame(mail: Pick<ReceivedMail, 'html' | 'text'>, look: MailLook): string {
  const own =
    mail.html === '' ? `<pre style="white-space:pre-wrap;font:inherit">${escapeText(mail.text)}</pre>` : mail.html
  return `${doctypeOf(own)}<base target="_blank"><meta name="color-scheme" content="${look.scheme}"><style>:root{color-scheme:${look.scheme}}</style>${inScheme(own, look.scheme)}`
}

/** The browser has one scheme for the whole page; the frame shows the one that was chosen. */
function inScheme(html: string, scheme: MailLook['scheme']): string {
  return html.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, wanted: string) =>
    wanted.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: 0)',
  )
}

/** Whatever stands before the mail's own doctype would put the frame in quirks mode; so it comes first. */
function doctypeOf(html: string): string {
  return /^\s*(<!doctype[^>]*>)/i.exec(html)?.[1] ?? '<!doctype html>'
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
