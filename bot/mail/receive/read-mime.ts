import { type MailHeader, readHeaderBlock, readParameters } from '#core/incoming/header-block.ts'
import { headerOf, type MailPart, type ParsedMail } from '#core/incoming/parsed-mail.ts'
import { decodeBytes } from './decode-bytes.ts'
import { decodeHeader } from './decode-header.ts'

const MOST_PARTS = 200
const DEEPEST = 20
const LONGEST_TEXT = 256 * 1024

/**
 * Takes a message apart. Written by hand where postal-mime would do for sound mail, because this must also read what is cut short,
 * keep raw 8-bit headers, hand out each part's own bytes to decode, and stop at a limit with what it has instead of throwing.
 * Never throws; linear in the size times the depth, which is limited.
 */
export function readMime(raw: Buffer): ParsedMail {
  const parts: MailPart[] = []
  const { headers, bodyAt, text } = begin(raw)
  const cut = readEntity({ headers, body: text.slice(bodyAt), depth: 0 }, parts)
  return {
    headers: headers.map(({ name, value }) => ({ name, value: decodeHeader(value) })),
    parts,
    ...(cut && { cut }),
  }
}

function begin(raw: Buffer): { headers: MailHeader[]; bodyAt: number; text: string } {
  const text = oneByteText(raw)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n{1,100}/, '')
    .replace(/^>?From [^\n:]{0,300}(?::\d\d){0,2}[^\n]{0,100}\n/, '')
  return { text, ...readHeaderBlock(text) }
}

/** One character per byte. A file saved as UTF-16 becomes UTF-8 first; marks of byte order are dropped. */
function oneByteText(raw: Buffer): string {
  if (raw[0] === 0xff && raw[1] === 0xfe) return Buffer.from(raw.toString('utf16le').slice(1)).toString('latin1')
  return raw.toString('latin1', raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0)
}

interface Entity {
  headers: MailHeader[]
  body: string
  depth: number
}

function readEntity({ headers, body, depth }: Entity, parts: MailPart[]): 'parts' | undefined {
  if (parts.length >= MOST_PARTS || depth > DEEPEST) return 'parts'
  const { value: type, params } = readParameters(headerOf(headers, 'content-type') || 'text/plain')
  const attached = /^attachment/i.test(headerOf(headers, 'content-disposition'))
  const sections = type.startsWith('multipart/') ? splitParts(body, params['boundary']) : []
  if (sections.length === 0) {
    const given = type.startsWith('multipart/') || type === '' ? 'text/plain' : type
    parts.push({ type: given, params, text: textOf(given, params, headers, body), attached })
    return undefined
  }
  parts.push({ type, params, text: '', attached })
  for (const section of sections) {
    const { headers: own, bodyAt } = readHeaderBlock(section)
    const cut = readEntity({ headers: own, body: section.slice(bodyAt), depth: depth + 1 }, parts)
    if (cut !== undefined) return cut
  }
  return sections.length > MOST_PARTS ? 'parts' : undefined
}

/** The texts between the boundary's lines. Without a boundary that is found, the first line that looks like one and comes with a header. */
function splitParts(body: string, named?: string): string[] {
  const boundary =
    named !== undefined && named !== '' && `\n${body}`.includes(`\n--${named}`) ? named : guessedBoundary(body)
  if (boundary === undefined) return []
  const mark = `\n--${boundary}`
  const text = `\n${body}`
  const sections: string[] = []
  let from: number | undefined
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    const after = text.slice(at + mark.length, at + mark.length + 100).split('\n', 1)[0] ?? ''
    if (!/^(?:--)?[ \t]{0,90}(?:--)?$/.test(after)) continue
    if (from !== undefined) sections.push(text.slice(from, at))
    from = after.startsWith('--') ? undefined : at + mark.length + after.length + 1
    if (sections.length > MOST_PARTS) return sections
  }
  return from === undefined ? sections : [...sections, text.slice(from)]
}

function guessedBoundary(body: string): string | undefined {
  return /^--(\S[^\n]{0,99})\ncontent-/im.exec(body.slice(0, 20_000))?.[1]?.trimEnd()
}

function textOf(type: string, params: Record<string, string>, headers: MailHeader[], body: string): string {
  if (!/^(?:text\/|message\/)/.test(type)) return ''
  const encoding = headerOf(headers, 'content-transfer-encoding').toLowerCase()
  const bytes = decodeTransfer(body.slice(0, encoding.includes('base64') ? LONGEST_TEXT * 1.4 : LONGEST_TEXT), encoding)
  const text = decodeBytes(bytes, params['charset'])
  return (/flowed/i.test(params['format'] ?? '') ? joinFlowed(text) : text).replace(/\r\n?/g, '\n')
}

function decodeTransfer(body: string, encoding: string): Buffer {
  if (encoding.includes('base64')) return Buffer.from(body, 'base64')
  if (!encoding.includes('quoted')) return Buffer.from(body, 'latin1')
  const text = body
    .replace(/=[ \t]{0,20}\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}

/** RFC 3676: a line that ends with a space goes on in the next, except the signature's separator; a space before it is stuffing. */
function joinFlowed(text: string): string {
  const lines: string[] = []
  let isOpen = false
  for (const given of text.split(/\r?\n/)) {
    const line = given.startsWith(' ') ? given.slice(1) : given
    const last = lines.at(-1)
    if (isOpen && last !== undefined && !line.startsWith('>') && line !== '-- ') lines[lines.length - 1] = last + line
    else lines.push(line)
    isOpen = line.endsWith(' ') && line !== '-- '
  }
  return lines.join('\n')
}
