import { standInPage } from '#bot/sandbox/mail/mail-pages.ts'
import { escapeHtml } from '#core/messages/escape-html.ts'
import type { KeptSms } from './sms-box.ts'

const LISTED = 200

/** What the SMS stand-in sent and received, newest first. */
export function smsListPage(list: readonly KeptSms[]): string {
  const rows = list
    .slice(0, LISTED)
    .map(
      (sms) =>
        `<tr>${[sms.status, sms.from, sms.to, sms.body].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    )
  const table =
    rows.length === 0
      ? '<p>Nothing sent yet.</p>'
      : `<table><thead><tr><th>Status</th><th>From</th><th>To</th><th>Text</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return standInPage('SMS', `<h1>SMS</h1><p>This stand-in keeps SMS and delivers nothing.</p>${table}`)
}
