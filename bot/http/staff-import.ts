import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileRequest, NO_CHOICES } from '#bot/import/uploads/file-request.ts'
import type { Looks } from '#bot/import/uploads/look-at-file.ts'
import type { UploadWork } from '#bot/import/uploads/run-uploads.ts'
import { showUpload } from '#bot/import/uploads/show-upload.ts'
import type { UploadStore } from '#bot/import/uploads/upload-store.ts'
import { reportLines } from '#bot/import/write-report.ts'
import { fileProgressText, progressText } from '#core/texts/import-page/progress-text.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { addFile, dropFile, saveChoices, saveRules } from '#db/operations/uploads/change-files.ts'
import { askImport, askPreview, cancelUpload } from '#db/operations/uploads/move-upload.ts'
import { type OpenUpload, openUpload, useLink } from '#db/operations/uploads/open-upload.ts'
import type { ShownUpload } from '#db/operations/uploads/shown-upload.ts'
import { type Answer, pathOf } from './create-server.ts'
import { sendJson, sendPlainPage } from './plain-page.ts'
import { readBody } from './read-body.ts'
import { receiveFiles } from './staff-import-files.ts'
import { choicesFrom, rulesFrom } from './staff-import-form.ts'

export interface ImportDesk {
  memory: Memory
  store: UploadStore
  looks: Looks
  work: Pick<UploadWork, 'wake' | 'settled'>
  /** This process's row in `workers`. */
  worker: number
  /** Epoch milliseconds. */
  now(): number
}

const FORM_LIMIT_BYTES = 256 * 1024
const REFUSED_BYTES = 4 * 1024 ** 2
/** A small file is looked at while its person waits: without a script they see the result at once. */
const QUICK_MS = 1500

/**
 * `/staff/import/:token`: files are streamed in here and small forms change what is said of them; each act ends at the page that shows it. Drawing
 * is the pages' work.
 */
export function answerStaffImport(desk: ImportDesk, pages: Answer): Answer {
  return async (request, response) => {
    response.setHeader('cache-control', 'no-store')
    const [, , , token = '', part] = pathOf(request).split('/')
    if (part === undefined && request.method !== 'POST') return pages(request, response)
    const upload = await openUpload(desk.memory, desk.now(), { token })
    if (isRefused(upload)) return refuse(request, response, pages, part)
    if (part === 'progress') {
      sendJson(response, 200, progressOf(await showUpload(desk, upload)))
      return true
    }
    if (part === 'report') return sendReport(desk, response, upload)
    const { next, status } = isFiles(request)
      ? await takeFiles(desk, request, upload, token)
      : await takeForm(desk, request, upload, token)
    if (status !== undefined) sendPlainPage(response, status, { connection: 'close' })
    else if (request.headers.accept?.includes('application/json')) sendJson(response, 200, { next })
    else response.writeHead(303, { location: next }).end()
    return true
  }
}

interface Taken {
  /** Where the person goes on. */
  next: string
  /** Instead: what is wrong with the request itself. */
  status?: number
}

function isFiles({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('multipart/form-data') === true
}

/** The page says why. What is still being sent is of no use. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  pages: Answer,
  part: string | undefined,
): Promise<boolean> {
  if (part !== undefined) {
    sendPlainPage(response, 404)
    return true
  }
  if (request.method === 'POST') {
    // A browser reads no answer before it has sent what it began; more than this is not waited for.
    if ((await readBody(request, REFUSED_BYTES)) === undefined) response.setHeader('connection', 'close')
    request.method = 'GET'
  }
  return pages(request, response)
}

async function takeFiles(
  desk: ImportDesk,
  request: IncomingMessage,
  upload: OpenUpload,
  token: string,
): Promise<Taken> {
  const { memory, store, now, worker } = desk
  const { arrived, failures } = await receiveFiles(request, store, upload.folder)
  let why: string | undefined = failures[0]
  let at = token
  for (const file of arrived) {
    if (upload.opened === 'by-link' && at === token) {
      const used = await useLink(memory, now(), { uploadId: upload.id })
      if (isRefused(used)) {
        await Promise.all(arrived.map((one) => store.discard(one)))
        return { next: pageOf(token) }
      }
      at = used.token
    }
    const { name, bytes, digest } = file
    const given = { uploadId: upload.id, worker, name, bytes, digest, choices: NO_CHOICES }
    // On the disk first: a file that is known is always there.
    const isNew = upload.files.every((known) => known.digest !== digest)
    if (isNew) await store.keep(upload.folder, file)
    const added = await addFile(memory, now(), given)
    if (!isRefused(added)) continue
    why = added.refused
    await (isNew && added.refused !== 'file-twice' ? store.remove(upload.folder, digest) : store.discard(file))
  }
  if (arrived.length === 0) why ??= 'no-file'
  return { next: pageOf(at, why) }
}

async function takeForm(desk: ImportDesk, request: IncomingMessage, upload: OpenUpload, token: string): Promise<Taken> {
  const { memory, work, now } = desk
  const body = await readBody(request, FORM_LIMIT_BYTES)
  if (body === undefined) return { next: '', status: 413 }
  const form = new URLSearchParams(body.toString('utf8'))
  const uploadId = upload.id
  const said = (result: object) => pageOf(token, isRefused(result) ? result.refused : undefined)
  switch (form.get('act') ?? '') {
    case 'read':
    case 'save':
      return { next: await save(desk, form, upload, token) }
    case 'drop': {
      const fileId = Number(form.get('file'))
      const dropped = await dropFile(memory, { uploadId, fileId })
      const digest = upload.files.find(({ id }) => id === fileId)?.digest
      if (!isRefused(dropped) && digest !== undefined) await desk.store.remove(upload.folder, digest)
      return { next: said(dropped) }
    }
    case 'rules': {
      const saved = await saveRules(memory, { uploadId, rules: rulesFrom(form, upload.rules) })
      return { next: isRefused(saved) ? said(saved) : await preview(desk, uploadId, token) }
    }
    case 'preview':
      return { next: await preview(desk, uploadId, token) }
    case 'import': {
      const asked = await askImport(memory, now(), { uploadId })
      await quickly(work, uploadId)
      return { next: said(asked) }
    }
    case 'cancel': {
      const cancelled = await cancelUpload(memory, now(), { uploadId })
      await quickly(work, uploadId)
      return { next: said(cancelled) }
    }
    default:
      return { next: pageOf(token) }
  }
}

async function save(desk: ImportDesk, form: URLSearchParams, upload: OpenUpload, token: string): Promise<string> {
  const { memory, store, looks } = desk
  const file = upload.files.find(({ id }) => id === Number(form.get('file')))
  if (file === undefined) return pageOf(token, 'not-now')
  const path = store.pathOf(upload.folder, file.digest)
  const choices = await choicesFrom(form, { path, before: file.choices, looks, house: memory.house })
  const saved = await saveChoices(memory, { uploadId: upload.id, fileId: file.id, choices })
  if (isRefused(saved)) return pageOf(token, saved.refused)
  const now = Temporal.Instant.fromEpochMilliseconds(desk.now())
  // Who saved something that cannot be understood stays where it is said.
  const stays = form.get('act') === 'read' || 'problem' in fileRequest(choices, upload.rules, memory.house, now)
  return stays ? `${pageOf(token)}?file=${file.id}` : pageOf(token)
}

async function preview({ memory, work, ...desk }: ImportDesk, uploadId: number, token: string): Promise<string> {
  const upload = await openUpload(memory, desk.now(), { token })
  if (isRefused(upload)) return pageOf(token)
  const shown = await showUpload({ memory, ...desk }, upload)
  if (shown.files.length > 0 && shown.files.some(({ problems, state }) => problems.length > 0 && state !== 'failed')) {
    return pageOf(token, 'not-ready')
  }
  const asked = await askPreview(memory, { uploadId })
  await quickly(work, uploadId)
  return pageOf(token, isRefused(asked) ? asked.refused : undefined)
}

async function quickly(work: ImportDesk['work'], uploadId: number): Promise<void> {
  work.wake()
  const ended = new AbortController()
  await Promise.race([work.settled(uploadId), wait(QUICK_MS, undefined, { signal: ended.signal }).catch(() => {})])
  ended.abort()
}

function pageOf(token: string, why?: string): string {
  return `/staff/import/${token}${why === undefined ? '' : `?why=${why}`}`
}

/** The verdict of every row: of the preview while there is one, of the import once it has begun. */
async function sendReport(
  { memory, store }: ImportDesk,
  response: ServerResponse,
  { id, state, folder, files, language }: OpenUpload,
): Promise<boolean> {
  const isPreview = state === 'previewed'
  const imported = files.flatMap(({ name, importId, state }) =>
    importId === undefined ? [] : [{ memory, name, importId, again: state === 'done-before' }],
  )
  if (!isPreview && imported.length === 0) {
    sendPlainPage(response, 404)
    return true
  }
  const lines = isPreview ? createReadStream(store.reportOf(folder)) : Readable.from(reportLines(imported, language))
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="import-${id}${isPreview ? '-preview' : ''}.csv"`,
  })
  // Spreadsheets take a file for UTF-8 only when it begins with this mark.
  response.write('\ufeff')
  await pipeline(lines, response)
  return true
}

/** How far the work is, in words: what a script on the page puts in their places. */
function progressOf({ state, share, counts, files, language }: ShownUpload) {
  return {
    state,
    share,
    text: progressText(counts.rows, share, language),
    files: files.map((file) => ({ id: file.id, share: file.share, text: fileProgressText(file, language) })),
  }
}
