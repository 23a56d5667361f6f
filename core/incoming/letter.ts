import { fold } from './fold.ts'
import { type MailHeader, readHeaderBlock } from './header-block.ts'
import { htmlText } from './html-text.ts'
import { addressIn, headerOf, headersOf, type MailPart, type ParsedMail } from './parsed-mail.ts'

/** What the transport said of a message. */
export interface IncomingEnvelope {
  /** Empty for the null sender. */
  from: string
  to: readonly string[]
}

/** A message as the rules look at it: who, about what, in which words; everything once. */
export interface Letter {
  headers: readonly MailHeader[]
  parts: readonly MailPart[]
  /** Lower case. */
  from: string | undefined
  /** The name beside it, folded. */
  fromName: string
  envelopeFrom: string | undefined
  envelopeTo: readonly string[]
  subject: string
  /** Folded, blanks and marks of filters (`[SPAM]`) before it taken off. */
  about: string
  /** The subject says that it answers or passes on: `Re:`, `TR:`. */
  isAnswer: boolean
  /** What is shown, as lines; at most 60,000 characters. */
  text: string
  /** The same, folded; at most 12,000 characters. */
  words: string
  /** Headers of the message it speaks of or carries, when there is one. */
  original: readonly MailHeader[]
}

const ANSWER = /^(?:(?:re|fwd?|tr|rv|wg|aw|antw|rep|ref|doorst|vs|sv|fs|enc|i|r)(?:\s?\[\d{1,3}\])?\s?:\s*){1,10}/
const FILTER_MARK =
  /^(?:\s|\*{1,5}\s?(?:suspected )?(?:spam|pub|junk)[^*]{0,20}\*{1,5}|\[(?:\*{0,3}spam\*{0,3}|spam\??|externe?|external|ext|suspected spam|possible spam|pub)\]:?){1,5}/
const EMBEDDED = /^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822(?:-headers?)?)$/

/** Looks at a message once. */
export function lookAt(mail: ParsedMail, envelope?: IncomingEnvelope): Letter {
  const { headers, parts } = mail
  const from = headerOf(headers, 'from') || headerOf(headers, 'sender')
  const returnPath = headersOf(headers, 'return-path').split('\n', 1)[0] ?? ''
  const path = returnPath === '' ? undefined : (addressIn(returnPath) ?? (/<\s*>/.test(returnPath) ? '' : undefined))
  const subject = headerOf(headers, 'subject').replace(/\s+/g, ' ').slice(0, 1000)
  const about = fold(subject)
    .replace(FILTER_MARK, '')
    .replace(/^[*"'!\s-]{1,10}/, '')
    .trim()
  const text = shownText(parts).slice(0, 60_000)
  return {
    headers,
    parts,
    from: addressIn(from.replace(/"[^"]{0,300}"/g, ' ')) ?? addressIn(from),
    fromName: fold(from.replace(/<[^>]{0,400}>/g, ' ').slice(0, 500))
      .replace(/["']/g, '')
      .trim(),
    envelopeFrom: (envelope === undefined ? undefined : (addressIn(envelope.from) ?? '')) ?? path,
    envelopeTo: (envelope?.to ?? [])
      .slice(0, 100)
      .map((address) => addressIn(address) ?? address.toLowerCase().slice(0, 320)),
    subject,
    about: about.slice(0, 400),
    isAnswer: ANSWER.test(about),
    text,
    words: fold(text.slice(0, 12_000)),
    original: originalIn(parts),
  }
}

/** The subject without the marks of an answer. */
export function aboutWithoutMarks(about: string): string {
  return about.replace(ANSWER, '')
}

/** Plain text where there is some, else what the HTML shows. */
function shownText(parts: readonly MailPart[]): string {
  const shown = parts.filter(({ attached }) => !attached)
  const plain = textsOf(shown, 'text/plain')
  const isStub = plain.trim() === '' || (plain.length < 400 && /\bhtml\b/i.test(plain))
  const html = isStub ? htmlText(textsOf(shown, 'text/html')) : ''
  if (html.trim() !== '') return html
  if (plain.trim() !== '') return plain
  const other = shown.find(
    ({ type, text }) => text.trim() !== '' && /^text\/(?!calendar|rfc822|x-vcard|vcard|css|csv)/.test(type),
  )
  return other?.text ?? ''
}

function textsOf(parts: readonly MailPart[], type: string): string {
  return parts
    .filter((part) => part.type === type)
    .map(({ text }) => text)
    .join('\n\n')
    .slice(0, 400_000)
}

function originalIn(parts: readonly MailPart[]): readonly MailHeader[] {
  const embedded = parts.find(({ type, text }) => EMBEDDED.test(type) && text.trim() !== '')
  return embedded === undefined
    ? []
    : readHeaderBlock(embedded.text.replace(/^\s{0,20}\n/, '').replace(/\r\n?/g, '\n')).headers
}
