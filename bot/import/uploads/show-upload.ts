import { rowReader } from '#bot/import/import-file.ts'
import { isAttestable } from '#core/consent/gate-facts.ts'
import type { ImportCode } from '#core/contacts/import-codes.ts'
import { verdictText } from '#core/contacts/verdict-texts.ts'
import type { ImportCounts } from '#db/operations/imports/begin-import.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { type OpenUpload, openUpload } from '#db/operations/uploads/open-upload.ts'
import type { UploadFile } from '#db/operations/uploads/read-upload.ts'
import { recentSend } from '#db/operations/uploads/recent-send.ts'
import type { ImportPages, ShownFile, ShownReading, ShownUpload } from '#db/operations/uploads/shown-upload.ts'
import { fileRequest, readingOf } from './file-request.ts'
import { isTrouble, type Look, type Looks } from './look-at-file.ts'
import { requestProblemText, troubleText } from './trouble-text.ts'
import type { UploadStore } from './upload-store.ts'

export interface ShowUploadOptions {
  memory: Memory
  store: UploadStore
  looks: Looks
  now(): number
}

/** What the import page shows of an upload, with the files of this process's disk read as they were chosen to be. */
export function importPages(options: ShowUploadOptions): ImportPages {
  const { memory, store, looks, now } = options
  return {
    async show({ token }) {
      const opened = await openUpload(memory, now(), { token })
      return isRefused(opened) ? opened : showUpload(options, opened)
    },
    async showFile({ token, fileId }) {
      const opened = await openUpload(memory, now(), { token })
      if (isRefused(opened)) return opened
      const stored = opened.files.find(({ id }) => id === fileId)
      if (stored === undefined) return undefined
      const upload = await showUpload(options, opened)
      const file = upload.files.find(({ id }) => id === fileId)
      if (file === undefined) return undefined
      const look = await looks(store.pathOf(opened.folder, stored.digest), readingOf(stored.choices, memory.house))
      if (isTrouble(look)) return { upload, file, columns: [], rows: [] }
      return { upload, file, columns: columnsOf(look), rows: rowsOf(look, memory, stored, opened.language, now()) }
    },
  }
}

/** The same for who has opened it already. */
export async function showUpload(options: ShowUploadOptions, opened: OpenUpload): Promise<ShownUpload> {
  const { memory, now } = options
  const files: ShownFile[] = []
  for (const file of opened.files) files.push(await showFile(options, opened, file))
  const counts = sumOf(files.map((file) => file.counts))
  const all = opened.files.reduce((sum, { bytes }) => sum + bytes, 0)
  const through = opened.files.reduce((sum, { bytesDone }) => sum + bytesDone, 0)
  const isCollecting = opened.state === 'collecting' || opened.state === 'previewed'
  return {
    id: opened.id,
    language: opened.language,
    state: opened.state,
    opened: opened.opened,
    expiresAt: opened.expiresAt,
    resumed: opened.resumedAt !== undefined,
    files,
    ready: files.length > 0 && files.every(({ problems }) => problems.length === 0),
    counts,
    share: all === 0 ? 0 : Math.min(1, through / all),
    rules: opened.rules,
    conflicts: [...addedUp(opened.files, 'conflicts')].map(([field, rows]) => ({ field, rows })),
    refusals: [...addedUp(opened.files, 'refusals')].map(([code, rows]) => ({
      sentence: verdictText(code as ImportCode, opened.language),
      rows,
    })),
    recentSend: isCollecting ? await recentSend(memory, now()) : undefined,
    attests: opened.files.some(
      ({ choices, state }) =>
        !choices.suppression &&
        isAttestable(choices.basis as 'lawful') &&
        state !== 'done-before' &&
        state !== 'failed',
    ),
  }
}

async function showFile(
  { memory, store, looks, now }: ShowUploadOptions,
  { folder, language, rules, state }: OpenUpload,
  file: UploadFile,
): Promise<ShownFile> {
  const { choices, counts, bytes, bytesDone, problem } = file
  const problems = new Set<string>()
  let reading: ShownReading | undefined
  if (state === 'collecting' || state === 'previewed') {
    const look = await looks(store.pathOf(folder, file.digest), readingOf(choices, memory.house))
    const trouble = isTrouble(look) ? look : look.problem
    if (trouble !== undefined) problems.add(troubleText(trouble, language))
    if (!isTrouble(look)) reading = readingShown(look)
    const request = fileRequest(choices, rules, memory.house, Temporal.Instant.fromEpochMilliseconds(now()))
    if ('problem' in request) problems.add(requestProblemText(request, language))
  }
  if (problem !== undefined) problems.add(troubleText(problem, language))
  const share = bytes === 0 ? 1 : Math.min(1, bytesDone / bytes)
  return {
    id: file.id,
    name: file.name,
    bytes,
    state: file.state,
    choices,
    counts,
    share,
    problems: [...problems],
    reading,
  }
}

const DELIMITERS: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' }

function readingShown({ encoding, delimiter, fields, withoutStatus }: Look): ShownReading {
  return {
    encoding,
    delimiter: DELIMITERS[delimiter] ?? delimiter,
    columns: fields.length,
    recognised: fields.filter((field) => field !== 'ignore' && !field.startsWith('custom:')).length,
    withoutStatus,
  }
}

function columnsOf({ headers, fields, proposed }: Look) {
  return headers.map((title, column) => ({
    title: title.trim(),
    field: fields[column] ?? 'ignore',
    proposed: proposed[column] ?? 'ignore',
  }))
}

function rowsOf(look: Look, { house }: Memory, { choices }: UploadFile, language: 'fr' | 'en', now: number) {
  const read = rowReader(look, house, choices.country.trim().toUpperCase() || house.organisation.country, now)
  return look.rows.map((row) => {
    const { read: result } = read(row)
    const refused = 'refused' in result ? verdictText(result.refused, language) : undefined
    return { line: row.line, cells: row.values, refused }
  })
}

function addedUp(files: readonly UploadFile[], what: 'conflicts' | 'refusals'): [string, number][] {
  const sums = new Map<string, number>()
  for (const { findings } of files) {
    for (const [name, rows] of Object.entries(findings?.[what] ?? {})) sums.set(name, (sums.get(name) ?? 0) + rows)
  }
  return [...sums].toSorted(([, a], [, b]) => b - a)
}

function sumOf(all: readonly (ImportCounts | undefined)[]): ImportCounts {
  const sum = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }
  for (const counts of all) {
    if (counts === undefined) continue
    for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts[name]
  }
  return sum
}
