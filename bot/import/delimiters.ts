import { readHeader } from '#core/contacts/headers.ts'
import { type FileRow, RowSplitter } from './split-rows.ts'

const DELIMITERS = [';', '\t', ',', '|'] as const

const NAMES: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  tabulation: '\t',
  semicolon: ';',
  'point-virgule': ';',
  comma: ',',
  virgule: ',',
  pipe: '|',
  puntkomma: ';',
  komma: ',',
}

/** What a person writes after --delimiter: the character or its name. Undefined when it is neither. */
export function delimiterNamed(name: string): string | undefined {
  const named = NAMES[name.toLowerCase()]
  return named ?? (name.length === 1 && !/["'\w\r\n]/.test(name) ? name : undefined)
}

/** A delimiter as a sentence can show it. */
export function delimiterLabel(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter
}

/** The first line some spreadsheets write: `sep=;`. */
export function declaredDelimiter(text: string): string | undefined {
  return /^"?sep=(.)"?\r?(?:\n|\r|$)/i.exec(text)?.[1]
}

export interface Split {
  readonly delimiter: string
  readonly rows: readonly FileRow[]
  /** The most common number of cells. */
  readonly columns: number
  /** Share of the rows that have it, 0 to 1. */
  readonly steady: number
}

/** The sample cut by one delimiter; only its first 2,000 rows count. */
export function splitSample(
  text: string,
  delimiter: string,
  quote: '"' | "'" | undefined,
  lineEnd: '\n' | '\r',
  whole: boolean,
): Split {
  const rows: FileRow[] = []
  const splitter = new RowSplitter({ delimiter, quote, lineEnd, columns: 0, firstLine: 1 })
  splitter.push(text, rows)
  if (whole) splitter.end(rows)
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 200))
    if (row.problem === undefined) counts.set(row.values.length, (counts.get(row.values.length) ?? 0) + 1)
  let columns = 1
  let most = 0
  for (const [count, times] of counts)
    if (times > most || (times === most && count > columns)) [columns, most] = [count, times]
  return { delimiter, rows: rows.slice(0, 2_000), columns, steady: most / Math.max(1, Math.min(200, rows.length)) }
}

/** The cut that gives several columns most steadily; one column when none does. */
export function bestSplit(text: string, quote: '"' | "'" | undefined, lineEnd: '\n' | '\r', whole: boolean): Split {
  const splits = DELIMITERS.map((delimiter) => splitSample(text, delimiter, quote, lineEnd, whole))
  return splits.reduce((best, split) => (merit(split) > merit(best) ? split : best))
}

/** Titles count more than rows: a comma inside every name is as steady as a delimiter, but cuts no title. */
function merit({ columns, steady, rows }: Split): number {
  if (columns < 2) return 0
  const titles = Math.max(
    0,
    ...rows
      .slice(0, 10)
      .map((row) => row.values.filter((cell) => !/^(?:custom:|ignore$)/.test(readHeader(cell))).length),
  )
  const agreeing = rows[0]?.values.length === columns ? 1 : 0.3
  return steady * steady * Math.log2(columns + 1) * (1 + titles) * agreeing
}
