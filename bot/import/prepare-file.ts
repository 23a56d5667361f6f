import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { DateOrder } from '#core/contacts/dates.ts'
import { foldText } from '#core/contacts/fold-text.ts'
import type { Field } from '#core/contacts/headers.ts'
import { fileDateOrder } from './date-order.ts'
import { type Detected, detectFile } from './detect.ts'
import { fileProblemText } from './file-problem.ts'
import { ImportError } from './import-error.ts'
import { headerProblemText, mapHeaders } from './map-headers.ts'
import { readRows } from './read.ts'

/** A line with fewer bytes than this is short enough for the reader, which counts characters. */
const SHORT_LINE_BYTES = 1_048_576

export interface ReadingOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
  /** `HEADER=FIELD` corrections. */
  map: readonly string[]
  /** The organisation's unique field, when it is not the address. */
  contactKey?: string | undefined
}

/** A file that can be imported from its first line to its last. */
export interface PreparedFile {
  path: string
  name: string
  /** SHA-256 of its bytes, hex. */
  digest: string
  detected: Detected
  fields: readonly Field[]
  withoutStatus: boolean
  dateOrder: DateOrder
}

/**
 * Looks at a whole file before anything is written: how it is read, what its columns mean, that it can be read to its end.
 * @param name what sentences and sources call it
 * @throws ImportError with the sentence that says what to do
 */
export async function prepareFile(path: string, options: ReadingOptions, name = basename(path)): Promise<PreparedFile> {
  const { encoding, delimiter } = options
  const detected = await detectFile(path, { ...(encoding && { encoding }), ...(delimiter && { delimiter }) })
  if ('problem' in detected) throw new ImportError(`${name}: ${fileProblemText(detected, 'en')}`, detected)
  const mapping = mapHeaders(detected.headers, [...ownKey(detected.headers, options), ...options.map])
  if ('problem' in mapping) throw new ImportError(`${name}: ${headerProblemText(mapping, 'en')}`, mapping)
  return {
    path,
    name,
    digest: await digestOf(path, name, detected),
    detected,
    ...mapping,
    dateOrder: fileDateOrder(detected.sample, mapping.fields),
  }
}

/** The organisation's own key is the column of that name, unless staff say otherwise. */
export function ownKey(headers: readonly string[], { contactKey, map }: ReadingOptions): string[] {
  if (contactKey === undefined || map.some((correction) => correction.endsWith('=customerNumber'))) return []
  const column = headers.findIndex((header) => foldText(header) === foldText(contactKey))
  return column < 0 ? [] : [`#${column + 1}=customerNumber`]
}

/**
 * The file's digest; and a line that is too long somewhere in the middle is found before the first row is committed. A line has at most as many
 * characters as bytes, so rows are only looked at when some line has too many bytes, or when bytes do not tell where lines end.
 */
async function digestOf(path: string, name: string, detected: Detected): Promise<string> {
  const hash = createHash('sha256')
  const lineEnd = detected.lineEnd.charCodeAt(0)
  let inLine = 0
  let longest = detected.encoding.startsWith('utf-16') ? Number.POSITIVE_INFINITY : 0
  for await (const chunk of createReadStream(path, { highWaterMark: SHORT_LINE_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    const first = chunk.indexOf(lineEnd)
    // Between two line ends of one chunk there is less than a megabyte.
    longest = Math.max(longest, inLine + (first < 0 ? chunk.length : first))
    inLine = first < 0 ? inLine + chunk.length : chunk.length - chunk.lastIndexOf(lineEnd) - 1
  }
  if (longest >= SHORT_LINE_BYTES) await readToTheEnd(path, name, detected)
  return hash.digest('hex')
}

async function readToTheEnd(path: string, name: string, detected: Detected): Promise<void> {
  for await (const { problem } of readRows(path, detected)) {
    if (problem !== undefined) throw new ImportError(`${name}: ${fileProblemText(problem, 'en')}`, problem)
  }
}
