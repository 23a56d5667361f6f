import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { NO_CHOICES } from '#bot/import/uploads/file-request.ts'
import { runUploads } from '#bot/import/uploads/run-uploads.ts'
import { createUploadStore, type UploadStore } from '#bot/import/uploads/upload-store.ts'
import { createLog } from '#bot/log/create-log.ts'
import type { Memory } from '#db/operations/memory.ts'
import { addFile, saveChoices } from '#db/operations/uploads/change-files.ts'
import { makeUpload } from '#db/operations/uploads/make-upload.ts'
import { askPreview, cancelUpload } from '#db/operations/uploads/move-upload.ts'
import { readUpload } from '#db/operations/uploads/read-upload.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

const NOW = Temporal.Instant.from('2026-11-24T09:00:00Z').epochMilliseconds

async function aStore(): Promise<{ store: UploadStore; root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'egard-uploads-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return { store: createUploadStore(root), root }
}

/** A process of its own with its disk; `clock` is the machine's. */
function aProcess(memory: Memory, worker: number, store: UploadStore, clock = { ms: NOW }) {
  const logged: string[] = []
  const log = createLog('info', { write: (line) => void logged.push(line) })
  const work = runUploads({ memory, store, worker, now: () => NOW, machineMs: () => clock.ms, log })
  onTestFinished(() => work.close())
  work.start()
  return { work, logged }
}

async function workers(memory: Memory, ids: readonly number[], heartbeat: number): Promise<void> {
  const row = (id: number) => ({ id, roles: 'web', started_at: NOW, heartbeat_at: heartbeat, stopped_at: null })
  await memory.database.write((db) => db.insertInto('workers').values(ids.map(row)).execute())
}

/** A file on one process's disk, to be previewed. */
async function aFile(memory: Memory, store: UploadStore, worker: number, text: string): Promise<number> {
  const { uploadId } = await makeUpload(memory, NOW, { by: 'U0ALICE', language: 'fr' })
  const { folder = '' } = (await readUpload(memory, uploadId)) ?? {}
  const received = await store.receive(folder, Readable.from([Buffer.from(text)]), new AbortController().signal)
  await store.keep(folder, received)
  const { bytes, digest } = received
  await addFile(memory, NOW, { uploadId, worker, name: 'a.csv', bytes, digest, choices: NO_CHOICES })
  await askPreview(memory, { uploadId })
  return uploadId
}

test('of several processes the one that has the files does the work', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const [here, elsewhere] = [await aStore(), await aStore()]
  await workers(memory, [1, 2], NOW)
  const uploadId = await aFile(memory, here.store, 1, 'email;statut\na@example.org;\nnobody;\n')
  aProcess(memory, 2, elsewhere.store)
  const { work } = aProcess(memory, 1, here.store)
  const done = await until(() => readUpload(memory, uploadId), {
    what: 'the preview',
    is: (upload) => upload?.state === 'previewed',
  })
  expect(done).toMatchObject({
    workerId: 1,
    files: [{ counts: { rows: 2, new: 1, refused: 1 }, findings: { refusals: { 'email-no-at': 1 }, conflicts: {} } }],
  })
  await work.settled(uploadId)
  expect(await readdir(elsewhere.root)).toEqual([])
  const [folder = ''] = await readdir(here.root)
  expect(new Set(await readdir(join(here.root, folder)))).toEqual(new Set([done.files[0]?.digest, 'preview.csv']))
})

test('files that went with the process that had them are given up in a sentence, not waited for', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const [gone, other] = [await aStore(), await aStore()]
  await workers(memory, [1], NOW - 3_600_000)
  await workers(memory, [2], NOW + 3_600_000)
  const uploadId = await aFile(memory, gone.store, 1, 'email;statut\na@example.org;\n')
  const clock = { ms: NOW }
  const { work } = aProcess(memory, 2, other.store, clock)
  await work.settled(uploadId)
  expect(await readUpload(memory, uploadId)).toMatchObject({ state: 'previewing', workerId: 1 })
  clock.ms += 61_000
  const given = await until(() => readUpload(memory, uploadId), {
    what: 'the preview to be given up',
    is: (upload) => upload?.state === 'collecting',
  })
  expect(given.files).toMatchObject([{ state: 'failed', problem: { problem: 'not-here' } }])
})

test('a preview that is stopped, corrected and asked for again shows what was chosen last', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const { store } = await aStore()
  await workers(memory, [1], NOW)
  const rows = Array.from({ length: 10_000 }, (_, row) => `p${row}@example.org;who knows`).join('\n')
  const uploadId = await aFile(memory, store, 1, `email;statut\n${rows}\n`)
  aProcess(memory, 1, store)
  const [file] = await until(async () => (await readUpload(memory, uploadId))?.files, {
    what: 'some rows',
    is: (files) => (files?.[0]?.counts?.refused ?? 0) > 0,
  })
  await cancelUpload(memory, NOW, { uploadId })
  await saveChoices(memory, { uploadId, fileId: file?.id ?? 0, choices: { ...NO_CHOICES, columns: ['#2=ignore'] } })
  await askPreview(memory, { uploadId })
  const done = await until(() => readUpload(memory, uploadId), {
    what: 'the preview',
    is: (upload) => upload?.state === 'previewed',
  })
  expect(done.files[0]?.counts).toMatchObject({ rows: 10_000, new: 10_000, refused: 0 })
})

test('a process that is closed leaves the work to the next one', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const { store } = await aStore()
  await workers(memory, [1], NOW)
  const rows = Array.from({ length: 20_000 }, (_, row) => `p${row}@example.org;`).join('\n')
  const uploadId = await aFile(memory, store, 1, `email;statut\n${rows}\n`)
  const first = aProcess(memory, 1, store)
  await until(() => readUpload(memory, uploadId), {
    what: 'some rows',
    is: (upload) => (upload?.files[0]?.counts?.rows ?? 0) > 0,
  })
  await first.work.close()
  expect((await readUpload(memory, uploadId))?.state).toBe('previewing')
  aProcess(memory, 1, store)
  const done = await until(() => readUpload(memory, uploadId), {
    what: 'the preview',
    is: (upload) => upload?.state === 'previewed',
  })
  expect(done.files[0]?.counts).toMatchObject({ rows: 20_000, new: 20_000 })
  expect(first.logged).toEqual([])
})
