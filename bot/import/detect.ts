import { type FileHandle, open } from 'node:fs/promises'
import { normaliseEmail } from '#core/contacts/email.ts'
import { readHeader } from '#core/contacts/headers.ts'
import { bestSplit, declaredDelimiter, delimiterLabel, delimiterNamed, type Split, splitSample } from './delimiters.ts'
import { detectEncoding } from './detect-encoding.ts'
import { decoding, type Encoding, encodingNamed } from './encodings.ts'
import type { FileProblem, FileProblemCode } from './file-problem.ts'
import type { FileRow } from './split-rows.ts'

/** How to read a file, found from its first megabyte. */
export interface Detected {
  readonly bytes: number
  readonly encoding: Encoding
  readonly bomBytes: number
  readonly delimiter: string
  readonly quote: '"' | "'"
  readonly lineEnd: '\n' | '\r'
  /** Physical line of the titles, counted from 1. */
  readonly headerLine: number
  readonly headers: readonly string[]
  /** The first rows under the titles, at most 2,000. */
  readonly sample: readonly FileRow[]
}

export interface DetectOptions {
  readonly encoding?: string
  readonly delimiter?: string
}

const SAMPLE_BYTES = 1_048_576
const FILE_LIMIT_BYTES = 2 * 1024 ** 3
const COLUMNS_LIMIT = 500

/** Looks at a file without reading all of it. A file that cannot be imported is an answer, not an error. */
export async function detectFile(path: string, options: DetectOptions = {}): Promise<Detected | FileProblem> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? problem('missing')
      : code === 'EISDIR'
        ? problem('folder')
        : problem('unreadable', code)
  }
  try {
    return await detectOpen(file, options)
  } finally {
    await file.close()
  }
}

async function detectOpen(file: FileHandle, options: DetectOptions): Promise<Detected | FileProblem> {
  const stat = await file.stat()
  if (stat.isDirectory()) return problem('folder')
  if (!stat.isFile()) return problem('unreadable', 'not a file')
  if (stat.size === 0) return problem('empty')
  if (stat.size > FILE_LIMIT_BYTES) return problem('too-big', `${(stat.size / 1024 ** 3).toFixed(1)} GB`)
  const sample = await readAt(file, 0, SAMPLE_BYTES)
  const foreign = foreignFormat(sample)
  if (foreign !== undefined) return problem(foreign)
  const found = await encodingOf(file, sample, stat.size, options.encoding)
  if ('problem' in found) return found
  if (await endsInsideCharacter(file, stat.size, found.encoding, found.bomBytes)) return problem('truncated')
  return layout(sample, stat.size, found, options)
}

async function encodingOf(
  file: FileHandle,
  sample: Buffer,
  bytes: number,
  asked: string | undefined,
): Promise<{ encoding: Encoding; bomBytes: number } | FileProblem> {
  const detected = detectEncoding(await firstAccents(file, sample, bytes))
  const bomBytes = detectEncoding(sample)?.bomBytes ?? 0
  if (asked === undefined) return detected === undefined ? problem('binary') : { encoding: detected.encoding, bomBytes }
  const encoding = encodingNamed(asked)
  if (encoding === undefined) return problem('unknown-encoding')
  const wide = encoding.startsWith('utf-16')
  const isWide = detected?.encoding.startsWith('utf-16') === true
  if (
    wide !== isWide ||
    (isWide && detected?.encoding !== encoding) ||
    (encoding === 'utf-8' && detected?.encoding !== 'utf-8')
  )
    return problem('wrong-encoding', encoding)
  return { encoding, bomBytes: bomBytes === 3 && encoding !== 'utf-8' ? 0 : bomBytes }
}

/** The first megabyte that holds a byte over 0x7f: a first megabyte in plain ASCII says nothing about the accents further down. */
async function firstAccents(file: FileHandle, sample: Buffer, bytes: number): Promise<Buffer> {
  let chunk = sample
  for (let at = SAMPLE_BYTES; ; at += SAMPLE_BYTES) {
    if (chunk.some((byte) => byte > 0x7f || byte === 0)) return chunk
    if (at >= bytes) return sample
    chunk = await readAt(file, at, SAMPLE_BYTES)
  }
}

function layout(
  sample: Buffer,
  bytes: number,
  found: { encoding: Encoding; bomBytes: number },
  options: DetectOptions,
): Detected | FileProblem {
  const whole = sample.length === bytes
  const decoder = decoding(found.encoding)
  const text = decoder.write(sample.subarray(found.bomBytes)) + (whole ? decoder.end() : '')
  if (text.trim() === '') return problem('empty')
  const web = /^\s*(?:<!doctype|<html|<\?xml|<table)/i.test(text)
    ? 'web-page'
    : /^\s*[[{]\s*["{[]/.test(text)
      ? 'json'
      : undefined
  if (web !== undefined) return problem(web)
  const lineEnd = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  if (!whole && !text.includes(lineEnd)) return problem('line-too-long', '0')
  const quote = text.replace(/^sep=.*\s/i, '').startsWith("'") && /^'[^']*'[;,\t|]'/.test(text) ? "'" : '"'
  const split = chosenSplit(text, quote, lineEnd, whole, options.delimiter)
  if ('problem' in split) return split
  return withHeader(split, { bytes, ...found, quote, lineEnd }, whole)
}

function chosenSplit(
  text: string,
  quote: '"' | "'",
  lineEnd: '\n' | '\r',
  whole: boolean,
  asked: string | undefined,
): Split | FileProblem {
  const best = bestSplit(text, quote, lineEnd, whole)
  if (asked === undefined) {
    const declared = declaredDelimiter(text)
    return declared === undefined ? best : splitSample(text, declared, quote, lineEnd, whole)
  }
  const delimiter = delimiterNamed(asked)
  if (delimiter === undefined) return problem('no-delimiter')
  const split = splitSample(text, delimiter, quote, lineEnd, whole)
  return split.columns < 2 && best.columns > 1 && best.steady > 0.5
    ? problem('wrong-delimiter', delimiterLabel(best.delimiter))
    : split
}

function withHeader(
  split: Split,
  file: Pick<Detected, 'bytes' | 'encoding' | 'bomBytes' | 'quote' | 'lineEnd'>,
  whole: boolean,
): Detected | FileProblem {
  const rows = split.rows.filter((row) => !(row.line === 1 && /^"?sep=/i.test(row.values[0] ?? '')))
  const index = headerIndex(rows, split.columns)
  const header = rows[index]
  if (header === undefined) return problem('empty')
  if (header.problem !== undefined) return problem('line-too-long', '0')
  if (header.values.some(isAddress)) return problem('no-header')
  if (header.values.length > COLUMNS_LIMIT) return problem('too-many-columns', String(header.values.length))
  if (
    header.values.length === 1 &&
    !isIdentity(header.values[0] ?? '') &&
    !rows.slice(index + 1).some((row) => isAddress(row.values[0] ?? ''))
  )
    return problem('no-delimiter')
  const sample = rows.slice(index + 1)
  if (sample.length === 0 && whole) return problem('header-only')
  if (sample.length === 0) return problem('line-too-long', String(header.line))
  return { ...file, delimiter: split.delimiter, headerLine: header.line, headers: header.values, sample }
}

/** Exports may begin with a title or a date: the header is the first of ten lines that names a known column. */
function headerIndex(rows: readonly FileRow[], columns: number): number {
  const first = rows.slice(0, 10)
  const known = first.findIndex(
    (row) =>
      row.values.length >= Math.min(2, columns) &&
      !row.values.some(isAddress) &&
      row.values.some((cell) => !/^(?:custom:|ignore$)/.test(readHeader(cell))),
  )
  if (known >= 0 && !first.slice(0, known).some((row) => row.values.some(isAddress))) return known
  const full = first.findIndex((row) => row.values.length === columns)
  return Math.max(0, full)
}

function isAddress(cell: string): boolean {
  return cell.includes('@') && 'email' in normaliseEmail(cell)
}

function isIdentity(header: string): boolean {
  return ['email', 'phone', 'customerNumber'].includes(readHeader(header))
}

/** What a file begins with when it is no text. */
function foreignFormat(sample: Buffer): FileProblemCode | undefined {
  const start = sample.subarray(0, 8).toString('latin1')
  if (start.startsWith('PK\u0003\u0004'))
    return /xl\/|\[Content_Types\]\.xml|mimetypeapplication\/vnd\.oasis/.test(
      sample.subarray(0, 65_536).toString('latin1'),
    )
      ? 'excel'
      : 'archive'
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'excel'
  if (start.startsWith('%PDF')) return 'pdf'
  if (
    start.startsWith('\u001f\u008b') ||
    start.startsWith('7z\u00bc\u00af') ||
    start.startsWith('Rar!') ||
    start.startsWith('BZh')
  )
    return 'archive'
  return /^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|SQLite f)/.test(start) ? 'binary' : undefined
}

async function endsInsideCharacter(
  file: FileHandle,
  bytes: number,
  encoding: Encoding,
  bomBytes: number,
): Promise<boolean> {
  if (encoding.startsWith('utf-16')) return (bytes - bomBytes) % 2 === 1
  if (encoding !== 'utf-8') return false
  const tail = await readAt(file, Math.max(0, bytes - 4), 4)
  for (let back = 1; back <= tail.length; back++) {
    const byte = tail[tail.length - back] ?? 0
    if (byte < 0x80) return false
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2)
  }
  return false
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes)
  let filled = 0
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

function problem(code: FileProblemCode, detail = ''): FileProblem {
  return { problem: code, detail }
}
