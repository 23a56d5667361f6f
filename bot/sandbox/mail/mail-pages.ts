import { escapeHtml } from '#core/messages/escape-html.ts'
import type { ReceivedMail } from './received-mail.ts'

const LISTED = 200

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;vertical-align:top}
iframe{width:100%;height:40rem;border:1px solid #8886;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;padding:1rem}`

/** The list of what the stand-in received, newest first. `base` is the page's own path. */
export function mailListPage(mails: readonly ReceivedMail[], base: string): string {
  const rows = mails
    .slice(0, LISTED)
    .map(
      (mail) =>
        `<tr><td>${escapeHtml(mail.receivedAt.slice(0, 19).replace('T', ' '))}</td><td>${escapeHtml(mail.to)}</td><td><a href="${escapeHtml(base)}/${encodeURIComponent(mail.id)}">${escapeHtml(mail.subject || '(no subject)')}</a></td></tr>`,
    )
  const more = mails.length > LISTED ? `<p>The ${LISTED} newest of ${mails.length}.</p>` : ''
  const table =
    rows.length === 0
      ? '<p>Nothing received yet.</p>'
      : `<table><thead><tr><th>Received (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return standInPage(
    'Received mail',
    `<h1>Received mail</h1><p>This stand-in keeps mail and delivers nothing.</p>${table}${more}`,
  )
}

/** One mail: as it looks (in a frame that runs nothing), its text, its raw form. */
export function mailPage(mail: ReceivedMail, base: string): string {
  const subject = mail.subject || '(no subject)'
  const frame =
    mail.html === ''
      ? '<p>No HTML part.</p>'
      : `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The message as it looks" srcdoc="${escapeHtml(withOpeningLinks(mail.html))}"></iframe>`
  return standInPage(
    subject,
    `<p><a href="${escapeHtml(base)}">All mail</a></p><h1>${escapeHtml(subject)}</h1>
<p>From ${escapeHtml(mail.from)} (bounces to ${escapeHtml(mail.envelopeFrom)}) to ${escapeHtml(mail.to)}, ${escapeHtml(mail.receivedAt)}</p>
${frame}<h2>Text</h2><pre>${escapeHtml(mail.text)}</pre><h2>Raw</h2><pre>${escapeHtml(mail.raw)}</pre>`,
  )
}

// Inside the frame a link would load the product's page in the frame itself.
function withOpeningLinks(html: string): string {
  return `<base target="_blank">${html}`
}

/** The frame of every page of the stand-ins. */
export function standInPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`
}
