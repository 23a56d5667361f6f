import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, OURS, report } from '#tests/bot/mail-in/messages/sample.ts'
import { aBase } from './a-base.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const BOUNCE = report({
  fields:
    'Final-Recipient: rfc822; paul@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
})

test('a bounce without a signed name of ours is told, not trusted, and changes no contact', async () => {
  const { memory, egard } = await aBase()
  const { code, stdout, stderr } = await egard(['ingest', await file('bounce.eml', BOUNCE), '--json'])
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'bounce',
    trusted: false,
    recipients: [{ address: 'paul@example.org', permanence: 'permanent', status: '5.1.1', reason: 'mailbox-unknown' }],
    inReplyTo: OURS,
    done: expect.any(Array),
  })
  const bounced = await memory.database.read
    .selectFrom('contacts')
    .select('id')
    .where('email_state', '=', 'bounced')
    .execute()
  expect(bounced).toEqual([])
})

test('a person who wants to be left alone is told with their words', async () => {
  const { egard } = await aBase()
  const { code, stdout } = await egard(['ingest', await file('stop.eml', answer('Merci de me désinscrire.'))])
  expect(code).toBe(0)
  expect(stdout).toContain('human')
  expect(stdout).toContain('désinscrire')
})

test('nonsense is an answer, a missing file one sentence', async () => {
  const { egard } = await aBase()
  const { code, stdout } = await egard(['ingest', await file('nonsense.eml', '\u0000\u0001 nothing'), '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'other', trusted: false, recipients: [], inReplyTo: null })
  const missing = await egard(['ingest', join(folder, 'none.eml')])
  expect([missing.code, missing.stdout]).toEqual([1, ''])
  expect(missing.stderr).toMatch(/^The file .*none\.eml cannot be read: check its name\.\n$/)
})
