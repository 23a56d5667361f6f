import { describe, expect, test } from 'vitest'
import { NO_CHOICES } from '#bot/import/uploads/file-request.ts'
import { HEARTBEAT_LIMIT_MS } from '#db/operations/house/start-worker.ts'
import { addFile, dropFile, saveChoices, saveRules } from '#db/operations/uploads/change-files.ts'
import { makeUpload } from '#db/operations/uploads/make-upload.ts'
import { askImport, askPreview, cancelUpload } from '#db/operations/uploads/move-upload.ts'
import { openUpload, useLink } from '#db/operations/uploads/open-upload.ts'
import { readUpload } from '#db/operations/uploads/read-upload.ts'
import { recentSend } from '#db/operations/uploads/recent-send.ts'
import { claimUpload, endPreview, endUpload, noteFile, uploadsKept } from '#db/operations/uploads/upload-work.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { aBegunUpload, anUpload, COUNTS } from './an-upload.ts'

const NOW = Temporal.Instant.from('2026-11-24T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000

onBothDatabases('uploads', (open) => {
  const memory = async () => aMemory(await open())

  test('two first files at once: one uses the link, and only the page it leads to goes on', async () => {
    const m = await memory()
    const { uploadId, token } = await makeUpload(m, NOW, { by: 'U0ALICE', language: 'en' })
    expect(await openUpload(m, NOW, { token })).toMatchObject({ opened: 'by-link', madeBy: 'U0ALICE', files: [] })
    const both = await Promise.all([useLink(m, NOW, { uploadId }), useLink(m, NOW, { uploadId })])
    expect(both.filter((one) => 'refused' in one)).toEqual([{ refused: 'link-used' }])
    expect(await openUpload(m, NOW, { token })).toEqual({ refused: 'link-used' })
    const work = both.find((one) => 'token' in one) as { token: string }
    expect(await openUpload(m, NOW + 23 * HOUR, work)).toMatchObject({ opened: 'at-work' })
    expect(await openUpload(m, NOW + 25 * HOUR, work)).toEqual({ refused: 'link-expired' })
  })

  test('what is changed after a preview makes it void, and nothing is changed while files are at work', async () => {
    const m = await memory()
    const { uploadId, fileId, file } = await anUpload(m, NOW)
    const preview = async () => {
      await askPreview(m, { uploadId })
      await noteFile(m, NOW, { uploadId, fileId, state: 'done', counts: { ...COUNTS, rows: 5 }, bytesDone: 1000 })
      await endPreview(m, { uploadId, failed: false })
    }
    const changes = [
      () => saveChoices(m, { uploadId, fileId, choices: { ...NO_CHOICES, source: 'Fair' } }),
      () => saveRules(m, { uploadId, rules: { phone: 'known' } }),
      () => addFile(m, NOW, { ...file, digest: 'd2', name: 'b.csv' }),
    ]
    for (const change of changes) {
      await preview()
      expect(await readUpload(m, uploadId)).toMatchObject({
        state: 'previewed',
        files: [{ counts: { rows: 5 } }],
      })
      await change()
      expect(await askImport(m, NOW, { uploadId })).toEqual({ refused: 'not-now' })
      const { files = [] } = (await readUpload(m, uploadId)) ?? {}
      expect(files.map(({ counts }) => counts).every((counts) => counts === undefined)).toBe(true)
      const last = files.at(-1)
      if (last !== undefined && last.id !== fileId) await dropFile(m, { uploadId, fileId: last.id })
    }
    expect(await addFile(m, NOW, file)).toEqual({ refused: 'file-twice' })
    await preview()
    await askImport(m, NOW, { uploadId })
    for (const change of changes) expect(await change()).toEqual({ refused: 'upload-busy' })
    await noteFile(m, NOW, { uploadId, fileId, state: 'done' })
    await endUpload(m, NOW, { uploadId })
    for (const change of changes) expect(await change()).toEqual({ refused: 'upload-over' })
  })

  test('one living process works on an upload; when its heart stops another goes on, and that is on record', async () => {
    const m = await memory()
    const heart = (id: number, at: number) =>
      m.database.write((db) =>
        db
          .insertInto('workers')
          .values({ id, roles: 'web', started_at: at, heartbeat_at: at, stopped_at: null })
          .execute(),
      )
    await heart(1, NOW)
    await heart(2, NOW + HEARTBEAT_LIMIT_MS)
    const { uploadId } = await aBegunUpload(m, NOW)
    const claim = (worker: number, nowMs: number) => claimUpload(m, nowMs, { uploadId, worker, nowMs })
    expect(await claim(2, NOW)).toBe(false)
    expect(await claim(1, NOW)).toBe(true)
    expect((await readUpload(m, uploadId))?.resumedAt).toBe(undefined)
    const late = NOW + HEARTBEAT_LIMIT_MS + 1
    const both = await Promise.all([claim(2, late), claim(2, late)])
    expect(both).toEqual([true, true])
    expect(await readUpload(m, uploadId)).toMatchObject({ workerId: 2, resumedAt: late })
    expect(await claim(1, late)).toBe(false)
  })

  describe('a stop', () => {
    test('of an import that is through anyway changes nothing: it is done', async () => {
      const m = await memory()
      const { uploadId, fileId } = await aBegunUpload(m, NOW)
      expect(await cancelUpload(m, NOW, { uploadId, by: 'U0BRUNO' })).toEqual({ state: 'cancelling' })
      expect(await cancelUpload(m, NOW, { uploadId, by: 'U0BRUNO' })).toEqual({ refused: 'not-now' })
      await noteFile(m, NOW, { uploadId, fileId, state: 'done', counts: COUNTS })
      await endUpload(m, NOW, { uploadId })
      expect((await readUpload(m, uploadId))?.state).toBe('done')
    })

    test('in the middle says who stopped it; of a preview leads back to the files', async () => {
      const m = await memory()
      const { uploadId, fileId } = await aBegunUpload(m, NOW)
      await cancelUpload(m, NOW, { uploadId, by: 'U0BRUNO' })
      expect(await noteFile(m, NOW, { uploadId, fileId, state: 'working' })).toBe('cancelling')
      await endUpload(m, NOW + 1, { uploadId })
      expect(await readUpload(m, uploadId)).toMatchObject({ state: 'cancelled', endedBy: 'U0BRUNO', endedAt: NOW + 1 })
      const other = await anUpload(m, NOW)
      await askPreview(m, other)
      expect(await cancelUpload(m, NOW, other)).toEqual({ state: 'collecting' })
      await endPreview(m, { ...other, failed: false })
      expect((await readUpload(m, other.uploadId))?.state).toBe('collecting')
    })
  })

  test('a page nobody goes on with ends, a running import never does by itself', async () => {
    const m = await memory()
    await makeUpload(m, NOW, { by: 'U0ALICE', language: 'fr' })
    const idle = await anUpload(m, NOW)
    const running = await aBegunUpload(m, NOW)
    const states = async (now: number) => (await uploadsKept(m, now)).map(({ id, state }) => `${id} ${state}`)
    expect(await states(NOW + 10 * 60_000)).toEqual(['1 collecting', '2 collecting', '3 importing'])
    expect(await states(NOW + HOUR)).toEqual(['1 expired', '2 collecting', '3 importing'])
    expect(await states(NOW + 25 * HOUR)).toEqual(['1 expired', '2 expired', '3 importing'])
    expect([idle.uploadId, running.uploadId]).toEqual([2, 3])
  })

  test('a campaign’s message counts as recent for 48 hours after it left', async () => {
    const m = await memory()
    expect(await recentSend(m, NOW)).toBe(undefined)
    await m.database.write(async (db) => {
      const draft = { name: '', kind: 're-opt-in' as const, state: 'running', version: 1, draft: '{}', authors: '[]' }
      const campaign = { ...draft, made_by: 'U0ALICE', made_at: NOW, approvers: '[]', findings: '[]', buckets: '{}' }
      await db
        .insertInto('campaigns')
        .values({ ...campaign, audience: 1, queued_through: 0, started_at: NOW })
        .execute()
      await db
        .insertInto('deliveries')
        .values({
          campaign_id: 1,
          step: 'ask',
          variant: 'a',
          contact_id: 1,
          channel: 'email',
          address: 'a@example.org',
          address_hash: 'h',
          language: 'fr',
          state: 'sent',
          reasons: '[]',
          due_at: NOW,
          attempts: 1,
          finished_at: NOW,
        })
        .execute()
    })
    expect(await recentSend(m, NOW + 47 * HOUR)).toBe(NOW)
    expect(await recentSend(m, NOW + 49 * HOUR)).toBe(undefined)
  })
})
