import type { Alert } from '#core/alerts/alert.ts'
import { escapeHtml } from '#core/messages/escape-html.ts'
import type { CompiledMessage, Language } from '#core/messages/message.ts'
import { alertText } from '#core/texts/alerts.ts'
import { SERVICE_MAILS, type ServiceText } from '#core/texts/service-mails.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'

/** The mail that carries one link somebody asked for: small, plain, without images. */
export function serviceMessage(
  kind: keyof typeof SERVICE_MAILS,
  language: Language,
  organisation: { name: string; postalAddress: string },
  link: string,
): CompiledMessage {
  const text = SERVICE_MAILS[kind][language](organisation.name)
  return {
    subject: text.subject,
    html: htmlOf(text, language, organisation, link),
    text: textOf(text, organisation, link),
  }
}

/** What the privacy address reads when something needs a person: the same words as the on-call channel. */
export function alertMail(
  alert: Alert,
  language: Language,
  { name, postalAddress }: { name: string; postalAddress: string },
): CompiledMessage {
  const { title, happened, remedy } = alertText(alert, staffLanguage(language))
  const say = (part: string) => `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`
  return {
    subject: `${title} – ${name}`,
    html: page({ language, subject: title, body: say(happened) + say(remedy), name, postalAddress }),
    text: `${happened}\n\n${remedy}\n\n-- \n${name}\n${postalAddress}\n`,
  }
}

function textOf(
  { greeting, sentence, button, notYou }: ServiceText,
  { name, postalAddress }: Signature,
  link: string,
): string {
  return `${greeting}\n\n${sentence}\n\n${button}:\n${link}\n\n${notYou}\n\n-- \n${name}\n${postalAddress}\n`
}

interface Signature {
  name: string
  postalAddress: string
}

const FONT = 'font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5'

function htmlOf(text: ServiceText, language: Language, { name, postalAddress }: Signature, link: string): string {
  const say = (part: string) => `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`
  const body = `${say(text.greeting)}${say(text.sentence)}\
<table role="presentation" cellpadding="0" cellspacing="0"><tr><td bgcolor="#1d5c4d" style="padding:12px 20px;border-radius:6px;background-color:#1d5c4d">\
<a href="${escapeHtml(link)}" style="color:#ffffff;text-decoration:none;${FONT}">${escapeHtml(text.button)}</a></td></tr></table>\
<p style="margin:16px 0">${escapeHtml(text.notYou)}</p>`
  return page({ language, subject: text.subject, body, name, postalAddress })
}

interface Page extends Signature {
  language: Language
  subject: string
  /** HTML. */
  body: string
}

/** One column in a table: some programs drop the body's style, and Outlook keeps room around words in table cells only. */
function page({ language, subject, body, name, postalAddress }: Page): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head><body style="margin:0">\
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:544px;${FONT}"><tr>\
<td style="padding:24px;text-align:left;${FONT}">${body}\
<p style="margin:32px 0 0;font-size:14px">${[name, ...postalAddress.split(/\r?\n/)].map(escapeHtml).join('<br>')}</p></td></tr></table></body></html>`
}
