import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reportSentence } from '#core/texts/import-verdicts.ts'
import { type RowVerdict, readVerdicts } from '#db/operations/imports/read-verdicts.ts'
import type { Memory } from '#db/operations/memory.ts'

export interface ReportedFile {
  /** Where its verdicts are kept. */
  memory: Memory
  name: string
  importId: number
  /** The file had been imported before: whatever was not refused then is unchanged now. */
  again: boolean
}

/** One line per row: line, verdict, code, sentence, file. Never the row itself. */
export async function writeReport(path: string, files: readonly ReportedFile[], language: 'fr' | 'en'): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const report = await open(path, 'w')
  try {
    for await (const lines of reportLines(files, language)) await report.write(lines)
  } finally {
    await report.close()
  }
}

/** The same, some thousand lines at a time. */
export async function* reportLines(files: readonly ReportedFile[], language: 'fr' | 'en'): AsyncGenerator<string> {
  yield 'line,verdict,code,sentence,file\r\n'
  for (const { memory, name, importId, again } of files) {
    const file = quoted(name)
    const seen = new Map<string, string>()
    const tell = (row: RowVerdict) => {
      const key = row.codes.length === 0 ? row.verdict : JSON.stringify([row.verdict, row.codes, row.detail])
      const known = seen.get(key)
      if (known !== undefined) return known
      const sentence = reportSentence(row.verdict, row.codes, row.detail, language)
      const text = `${row.verdict},${quoted(row.codes.join(' '))},${quoted(sentence)},${file}\r\n`
      if (seen.size < 10_000) seen.set(key, text)
      return text
    }
    for await (const rows of readVerdicts(memory, importId)) {
      yield rows
        .map((row) => (again ? unchanged(row) : row))
        .map((row) => `${row.line},${tell(row)}`)
        .join('')
    }
  }
}

function unchanged(row: RowVerdict): RowVerdict {
  return row.verdict === 'refused' ? row : { line: row.line, verdict: 'unchanged', codes: [] }
}

/** A cell that begins like a formula gets a leading apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
