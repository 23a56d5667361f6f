import { escapeHtml } from '#core/messages/escape-html.ts'
import type { CompiledMessage, Language } from '#core/messages/message.ts'
import { SERVICE_MAILS, type ServiceText } from '#core/texts/service-mails.ts'

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

function htmlOf(text: ServiceText, language: Language, { name, postalAddress }: Signature, link: string): string {
  const say = (part: string) => `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
<meta name="color-scheme" content="light dark"><title>${escapeHtml(text.subject)}</title></head>\
<body style="font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:0 auto;padding:24px">\
${say(text.greeting)}${say(text.sentence)}\
<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1d5c4d;color:#ffffff;text-decoration:none">${escapeHtml(text.button)}</a></p>\
${say(text.notYou)}<p style="margin:32px 0 0;font-size:14px">${escapeHtml(name)}<br>${escapeHtml(postalAddress)}</p></body></html>`
}
