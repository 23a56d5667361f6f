/** One record of the file. `line` is the physical line it begins on, counted from 1. A row with a problem keeps its cells for nobody: it is refused. */
export interface FileRow {
  readonly line: number
  readonly values: readonly string[]
  readonly problem?: 'column-count' | 'unclosed-quote' | 'truncated'
}

export interface SplitOptions {
  readonly delimiter: string
  readonly quote: '"' | "'" | undefined
  readonly lineEnd: '\n' | '\r'
  /** Cells per row; 0 when not known yet (the header is being looked for). */
  readonly columns: number
  /** The line the first pushed character belongs to. */
  readonly firstLine: number
}

/** Longest physical line, and longest record, in characters. */
const LINE_LIMIT = 1_048_576
const RECORD_LINES_LIMIT = 200

/**
 * Splits decoded text into rows. Written by hand because it costs a fifth of csv-parse per row (which took a third of the
 * import's budget), and because of what it does with a stray quote: a quote that swallows following lines never hides them,
 * the row it stands on is marked and reading goes on with the next line.
 */
export class RowSplitter {
  readonly #options: SplitOptions
  #rest = ''
  #line: number
  /** A line longer than the limit was met after this line; nothing more is read. */
  tooLongAfter: number | undefined

  constructor(options: SplitOptions) {
    this.#options = options
    this.#line = options.firstLine
  }

  /** Appends the complete rows of what was pushed so far. */
  push(chunk: string, rows: FileRow[]): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk
    this.#rest = text.slice(this.#split(text, rows, false))
    if (this.#rest.length > LINE_LIMIT) this.tooLongAfter = this.#line - 1
  }

  end(rows: FileRow[]): void {
    if (this.#rest !== '') this.#split(this.#rest, rows, true)
    this.#rest = ''
  }

  /** Returns where the unfinished rest begins. */
  #split(text: string, rows: FileRow[], last: boolean): number {
    const { delimiter, lineEnd, quote } = this.#options
    let at = 0
    let nextQuote = quote === undefined ? -1 : text.indexOf(quote)
    while (at < text.length) {
      const found = text.indexOf(lineEnd, at)
      if (found < 0 && !last) break
      const end = found < 0 ? text.length : found
      if (end - at > LINE_LIMIT) {
        this.tooLongAfter = this.#line - 1
        return text.length
      }
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf(quote ?? '"', at)
      if (nextQuote < 0 || nextQuote > end) {
        this.#line++
        const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end
        if (stop > at) this.#add(rows, this.#line - 1, text.slice(at, stop).split(delimiter))
        at = end + 1
        continue
      }
      const record = this.#quoted(text, at, end, last)
      if (record === 'unfinished') break
      if (record.problem !== undefined) rows.push({ line: this.#line, values: record.values, problem: record.problem })
      else this.#add(rows, this.#line, record.values)
      this.#line += record.lines
      at = record.next
    }
    return Math.min(at, text.length)
  }

  #add(rows: FileRow[], line: number, values: string[]): void {
    const { columns } = this.#options
    if (columns > 0) {
      while (values.length > columns && values[values.length - 1] === '') values.pop()
      if (values.length !== columns) {
        rows.push({ line, values, problem: 'column-count' })
        return
      }
    }
    rows.push({ line, values })
  }

  #quoted(text: string, from: number, lineStop: number, last: boolean): QuotedRecord | 'unfinished' {
    const { delimiter, columns } = this.#options
    const quote = this.#options.quote ?? '"'
    const lineEnd = this.#options.lineEnd
    const values: string[] = []
    let at = from
    let lines = 1
    for (;;) {
      if (text.startsWith(quote, at)) {
        const close = closingQuote(text, at + 1, quote, delimiter, lineEnd)
        if (close < 0 || (close === text.length - 1 && !last)) {
          if (!last && text.length - from <= LINE_LIMIT) return 'unfinished'
          if (close < 0) return this.#alone(text, from, lineStop, last && text.indexOf(lineEnd, from) < 0)
        }
        const inside = text.slice(at + 1, close)
        const breaks = occurrences(inside, lineEnd)
        lines += breaks
        if (
          breaks > 0 &&
          (lines > RECORD_LINES_LIMIT || (columns > 2 && occurrences(inside, delimiter) >= columns - 1))
        )
          return this.#alone(text, from, lineStop, false)
        values.push(inside.includes(quote) ? inside.replaceAll(quote + quote, quote) : inside)
        at = close + 1
      } else {
        const end = cellEnd(text, at, delimiter, lineEnd)
        if (end === text.length && !last) return 'unfinished'
        values.push(
          end > at && text.charCodeAt(end - 1) === 13 && text.startsWith(lineEnd, end)
            ? text.slice(at, end - 1)
            : text.slice(at, end),
        )
        at = end
      }
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length
        if (at === text.length && !last) return 'unfinished'
        continue
      }
      if (text.charCodeAt(at) === 13 && lineEnd === '\n') at++
      if (at >= text.length && !last) return 'unfinished'
      const extra = columns > 0 ? values.slice(columns).some((value) => value !== '') || values.length < columns : false
      if (lines > 1 && extra) return this.#alone(text, from, lineStop, false)
      return { values, lines, next: at + 1 }
    }
  }

  /** The line by itself, marked: what follows is read as if its quote were not there. */
  #alone(text: string, from: number, lineStop: number, isLastLine: boolean): QuotedRecord {
    return {
      values: [text.slice(from, Math.min(lineStop, from + 1_000))],
      lines: 1,
      next: lineStop + 1,
      problem: isLastLine ? 'truncated' : 'unclosed-quote',
    }
  }
}

interface QuotedRecord {
  readonly values: string[]
  readonly lines: number
  readonly next: number
  readonly problem?: 'unclosed-quote' | 'truncated'
}

/** A quote closes its cell only before a delimiter, a line end or the end of the text; any other single quote is a letter. */
function closingQuote(text: string, from: number, quote: string, delimiter: string, lineEnd: string): number {
  let at = text.indexOf(quote, from)
  while (at >= 0) {
    if (text.startsWith(quote, at + 1)) {
      at = text.indexOf(quote, at + 2)
      continue
    }
    const after = at + 1
    if (after === text.length || text.startsWith(delimiter, after) || text.startsWith(lineEnd, after)) return at
    if (text.charCodeAt(after) === 13 && (after + 1 === text.length || text.startsWith(lineEnd, after + 1))) return at
    at = text.indexOf(quote, after)
  }
  return -1
}

function cellEnd(text: string, from: number, delimiter: string, lineEnd: string): number {
  const stop = text.indexOf(lineEnd, from)
  const next = text.indexOf(delimiter, from)
  const end = stop < 0 ? text.length : stop
  return next >= 0 && next < end ? next : end
}

function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++
  return count
}
