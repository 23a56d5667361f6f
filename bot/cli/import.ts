import { join } from 'node:path'
import { ImportError } from '#bot/import/import-error.ts'
import { type FileResult, importFile } from '#bot/import/import-file.ts'
import { type ImportRequest, readImportRequest } from '#bot/import/import-request.ts'
import { type PreparedFile, prepareFile } from '#bot/import/prepare-file.ts'
import { showProgress } from '#bot/import/progress.ts'
import { writeReport } from '#bot/import/write-report.ts'
import type { ImportCounts } from '#db/operations/imports/begin-import.ts'
import type { Command, CommandContext, OpenMemory } from './shared/command.ts'

/** `egard import FILE…`: every file is looked at before the first row is written; a stopped or killed import goes on when run again. */
export const command: Command = {
  name: 'import',
  usage:
    'import FILE… [--source NAME] [--basis B] [--reason TEXT] [--collected DATE|PERIOD] [--topics T,…] [--channels email,sms] [--country CC] [--language L] [--map HEADER=FIELD]… [--prefer FIELD=this-file|known]… [--encoding E] [--delimiter D] [--suppression] [--dry-run] [--json]',
  summary: 'Bring files of contacts into the base: opt-outs first, nothing twice, a verdict for every row.',
  async run(context, args) {
    await using memory = await context.openMemory()
    const request = readImportRequest(args, memory.house, memory.now())
    if (typeof request === 'string') return context.refuse(request)
    const files: PreparedFile[] = []
    for (const path of request.files) files.push(await prepareFile(path, request.reading(path)))
    for (const file of files) if (file.withoutStatus && !request.options.suppression) warn(context, file)
    return await importAll(context, memory, request, files)
  },
}

function warn(context: CommandContext, { name }: PreparedFile): void {
  context.complain(`${name}: no column says who unsubscribed; export it with its status column if there is one.`)
}

async function importAll(
  context: CommandContext,
  memory: OpenMemory,
  request: ImportRequest,
  files: readonly PreparedFile[],
): Promise<0 | 1> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const results: (FileResult & { file: PreparedFile })[] = []
  try {
    for (const file of files) {
      if (stop.signal.aborted) break
      const progress = showProgress(process.stderr, { name: file.name, bytes: file.detected.bytes }, () =>
        performance.now(),
      )
      const result = await importFile(memory, () => memory.now().epochMilliseconds, file, request.options, {
        country: request.country,
        by: 'command line',
        stopped: () => stop.signal.aborted,
        progress: progress.show,
      }).finally(progress.end)
      results.push({ ...result, file })
    }
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  if (stop.signal.aborted) {
    const counts = sumOf(results)
    throw new ImportError(`Stopped after ${counts.rows} rows, all kept; run the same command again to go on.`)
  }
  const report = await reportOn(memory, results)
  const counts = sumOf(results)
  if (request.json) context.print(JSON.stringify({ ...counts, report, files: results.map(fileLine) }))
  else for (const line of summary(counts, report, results)) context.print(line)
  return 0
}

async function reportOn(
  memory: OpenMemory,
  results: readonly (FileResult & { file: PreparedFile })[],
): Promise<string> {
  const ids = results.map(({ importId }) => importId).join('-')
  const again = results.every(({ outcome }) => outcome === 'done-before')
  const path = join('var', 'reports', `import-${ids}${again ? '-again' : ''}.csv`)
  const language = memory.house.organisation.language === 'fr' ? 'fr' : 'en'
  const files = results.map(({ importId, outcome, file }) => ({
    name: file.name,
    importId,
    again: outcome === 'done-before',
  }))
  await writeReport(memory, path, files, language)
  return path
}

function fileLine({ file, importId, counts, outcome }: FileResult & { file: PreparedFile }) {
  return { file: file.name, import: importId, ...counts, alreadyImported: outcome === 'done-before' }
}

function sumOf(results: readonly FileResult[]): ImportCounts {
  const sum = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }
  for (const { counts } of results) {
    for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts[name]
  }
  return sum
}

function summary(
  counts: ImportCounts,
  report: string,
  results: readonly (FileResult & { file: PreparedFile })[],
): string[] {
  const { rows, ...verdicts } = counts
  return [
    ...results
      .filter(({ outcome }) => outcome === 'done-before')
      .map(({ file }) => `${file.name} was imported before: nothing changes.`),
    `${rows} rows: ${Object.entries(verdicts)
      .map(([name, count]) => `${count} ${name}`)
      .join(' + ')}.`,
    `What became of each row: ${report}`,
  ]
}
