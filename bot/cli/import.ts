import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportError } from '#bot/import/import-error.ts'
import { type FileResult, type ImportTarget, importFile, intoBase } from '#bot/import/import-file.ts'
import { type ImportRequest, readImportRequest } from '#bot/import/import-request.ts'
import { type PreparedFile, prepareFile } from '#bot/import/prepare-file.ts'
import { showProgress } from '#bot/import/progress.ts'
import { writeReport } from '#bot/import/write-report.ts'
import { BASES_TO_ATTEST } from '#core/consent/gate-facts.ts'
import { findFinishedImport, type ImportCounts } from '#db/operations/imports/begin-import.ts'
import { openTrial, previewRows } from '#db/operations/imports/preview-import.ts'
import type { Memory } from '#db/operations/memory.ts'
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
    for (const path of request.files) files.push(await prepareFile(path, request.reading))
    const { basis, basisReason } = request.options
    if (BASES_TO_ATTEST.includes(basis) && basisReason === undefined) {
      context.complain(`No --reason was given for the basis “${basis}”: the privacy lead will be asked for it.`)
    }
    for (const file of files) if (file.withoutStatus && !request.options.suppression) warn(context, file)
    const results = await (request.dryRun ? tryFiles : importFiles)(memory, request, files)
    show(context, request, results)
    return 0
  },
}

interface Result extends FileResult {
  file: PreparedFile
}

interface Results {
  files: readonly Result[]
  report: string
}

function warn(context: CommandContext, { name }: PreparedFile): void {
  context.complain(`${name}: no column says who unsubscribed; export it with its status column if there is one.`)
}

async function importFiles(
  memory: OpenMemory,
  request: ImportRequest,
  files: readonly PreparedFile[],
): Promise<Results> {
  const results = await run(memory, intoBase(memory), request, files)
  const again = results.every(({ outcome }) => outcome === 'done-before')
  const name = `import-${results.map(({ importId }) => importId).join('-')}${again ? '-again' : ''}`
  return { files: results, report: await report(memory, memory, name, results) }
}

/** The same run into a database that is thrown away: counts and report are those the import would give. */
async function tryFiles(memory: OpenMemory, request: ImportRequest, files: readonly PreparedFile[]): Promise<Results> {
  const folder = await mkdtemp(join(tmpdir(), 'egard-preview-'))
  try {
    await using trial = await openTrial(memory, join(folder, 'preview.db'))
    const target: ImportTarget = {
      memory: trial.memory,
      commit: (now, batch) => previewRows(memory, trial, now, batch),
    }
    const results = await run(memory, target, request, files)
    const name = `preview-${files.map(({ digest }) => digest.slice(0, 8)).join('-')}`
    return { files: results, report: await report(memory, trial.memory, name, results) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One file after the other, until all are done or a signal says stop. */
async function run(
  memory: OpenMemory,
  target: ImportTarget,
  request: ImportRequest,
  files: readonly PreparedFile[],
): Promise<Result[]> {
  const signals = listenToSignals()
  const results: Result[] = []
  try {
    for (const file of files) {
      if (signals.stopped()) break
      const before = await findFinishedImport(memory, { file, options: request.options })
      if (before !== undefined) results.push({ ...before, outcome: 'done-before', file })
      else results.push({ ...(await runFile(memory, target, request, file, signals.stopped)), file })
    }
  } finally {
    signals.ignore()
  }
  if (!signals.stopped()) return results
  const { rows } = sumOf(results)
  const kept = request.dryRun ? 'nothing was written' : 'all kept; run the same command again to go on'
  throw new ImportError(`Stopped after ${rows} rows: ${kept}.`)
}

async function runFile(
  memory: OpenMemory,
  target: ImportTarget,
  request: ImportRequest,
  file: PreparedFile,
  stopped: () => boolean,
): Promise<FileResult> {
  const size = { name: file.name, bytes: file.detected.bytes }
  const progress = showProgress(process.stderr, size, () => performance.now())
  try {
    return await importFile(target, () => memory.now().epochMilliseconds, file, request.options, {
      country: request.country,
      by: 'command line',
      stopped,
      progress: progress.show,
    })
  } finally {
    progress.end()
  }
}

/** SIGINT and SIGTERM end the run between two batches. */
function listenToSignals(): { stopped(): boolean; ignore(): void } {
  let heard = false
  const hear = () => void (heard = true)
  process.on('SIGINT', hear)
  process.on('SIGTERM', hear)
  return {
    stopped: () => heard,
    ignore() {
      process.off('SIGINT', hear)
      process.off('SIGTERM', hear)
    },
  }
}

async function report(real: OpenMemory, trial: Memory, name: string, results: readonly Result[]): Promise<string> {
  const path = join('var', 'reports', `${name.slice(0, 100)}.csv`)
  const language = real.house.organisation.language === 'fr' ? 'fr' : 'en'
  const files = results.map(({ importId, outcome, file }) => {
    const again = outcome === 'done-before'
    return { memory: again ? real : trial, name: file.name, importId, again }
  })
  await writeReport(path, files, language)
  return path
}

function show(context: CommandContext, request: ImportRequest, { files, report }: Results): void {
  const counts = sumOf(files)
  if (request.json) {
    const each = files.map(({ file, counts, outcome }) => ({
      file: file.name,
      ...counts,
      importedBefore: outcome === 'done-before',
    }))
    context.print(JSON.stringify({ ...counts, report, files: each, dryRun: request.dryRun }))
    return
  }
  for (const { file, outcome } of files) {
    if (outcome === 'done-before') context.print(`${file.name} was imported before: nothing changes.`)
  }
  const { rows, ...verdicts } = counts
  const sum = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`)
  context.print(`${request.dryRun ? 'Preview, nothing written: ' : ''}${rows} rows: ${sum.join(' + ')}.`)
  context.print(`What became of each row: ${report}`)
}

function sumOf(results: readonly FileResult[]): ImportCounts {
  const sum = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }
  for (const { counts } of results) {
    for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts[name]
  }
  return sum
}
