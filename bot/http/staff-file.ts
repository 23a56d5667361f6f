import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { STAFF_FILE_TEXTS, type StaffFileTexts } from '#core/texts/staff-file.ts'
import { type ListRow, readStaffFile, type StaffFile, showStaffFile } from '#db/operations/files/read-staff-file.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { type Answer, pathOf } from './create-server.ts'
import { csvLine } from './csv-line.ts'

/**
 * `/staff/file/:token`: a page with one button, since programs that look at links follow them; the button fetches the file and uses the link
 * up. `now`: epoch milliseconds.
 */
export function answerStaffFile(memory: Memory, now: () => number): Answer {
  return async (request, response) => {
    const token = pathOf(request).split('/')[3] ?? ''
    const texts = STAFF_FILE_TEXTS[languageOf(request)]
    response.setHeader('cache-control', 'no-store')
    if (request.method !== 'POST') {
      const shown = await showStaffFile(memory, now(), { token })
      sendPage(request, response, texts, isRefused(shown) ? texts.refused[shown.refused] : undefined)
      return true
    }
    const file = await readStaffFile(memory, now(), { token })
    if (isRefused(file)) sendPage(request, response, texts, texts.refused[file.refused])
    else await sendFile(response, file, texts, memory.house.organisation.timeZone)
    return true
  }
}

function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  texts: StaffFileTexts,
  refusal: string | undefined,
): void {
  const body =
    refusal === undefined
      ? `<p>${texts.ready}</p><form method="post"><button>${texts.button}</button></form>`
      : `<p>${refusal}</p>`
  const html = `<!doctype html>
<html lang="${languageOf(request)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.title}</title>
<body><h1>${texts.title}</h1>${body}</body></html>
`
  response.writeHead(refusal === undefined ? 200 : 410, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
  })
  response.end(request.method === 'HEAD' ? undefined : html)
}

async function sendFile(
  response: ServerResponse,
  file: StaffFile,
  texts: StaffFileTexts,
  timeZone: string,
): Promise<void> {
  const { name, columns, pages } = sheetOf(file, texts, timeZone)
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
  // Spreadsheets take a file for UTF-8 only when it begins with this mark.
  response.write(`\ufeff${csvLine(columns, texts.separator)}`)
  for await (const rows of pages) {
    if (!response.write(rows.map((cells) => csvLine(cells, texts.separator)).join(''))) await drained(response)
    if (response.destroyed) return
  }
  response.end()
}

interface Sheet {
  name: string
  columns: readonly string[]
  pages: AsyncIterable<string[][]>
}

function sheetOf(file: StaffFile, texts: StaffFileTexts, timeZone: string): Sheet {
  if (file.about === 'campaign')
    return {
      name: `campaign-${file.campaignId}-${texts.names[file.list]}`,
      columns: texts.columns,
      pages: eachRow(file.pages, (row) => personCells(row, texts, timeZone)),
    }
  const { name, columns, outcome, left } = texts.cleanUp
  return {
    name: `${name}-${file.cleanUpId}`,
    columns,
    pages: eachRow(file.pages, ({ contactId, bucket, outcome: became, keptBecause }) => [
      String(contactId),
      texts.cleanUp.buckets[bucket],
      became === undefined ? left : outcome[became],
      keptBecause === undefined ? '' : texts.cleanUp.kept[keptBecause],
    ]),
  }
}

async function* eachRow<R>(
  pages: AsyncIterable<readonly R[]>,
  cells: (row: R) => string[],
): AsyncGenerator<string[][]> {
  for await (const rows of pages) yield rows.map(cells)
}

function personCells(row: ListRow, { answers }: StaffFileTexts, timeZone: string): string[] {
  const { email, firstName, lastName, language, answer, answeredAt } = row
  const day =
    answeredAt === undefined
      ? ''
      : Temporal.Instant.fromEpochMilliseconds(answeredAt).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return [email, firstName, lastName, language, answers[answer], day]
}

/** The reader took what was written, or went away. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.once('drain', done)
    response.once('close', done)
  })
}

function languageOf(request: IncomingMessage): StaffLanguage {
  return /^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en'
}
