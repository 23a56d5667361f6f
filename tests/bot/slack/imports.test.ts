import { expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { importCard } from '#bot/slack/imports/import-card.ts'
import { importTexts } from '#core/texts/slack/imports.ts'
import { openUpload } from '#db/operations/uploads/open-upload.ts'
import type { UploadWithFiles } from '#db/operations/uploads/read-upload.ts'
import { noteFile } from '#db/operations/uploads/upload-work.ts'
import { aBegunUpload, COUNTS } from '#tests/db/operations/uploads/an-upload.ts'
import { until } from '#tests/support/until.ts'
import { allText, NOW, post, type Staged, staged, whisper } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'

/** The path of the newest link one person was given. */
async function linkOf(stage: Staged, user: string): Promise<string> {
  const linked = () =>
    stage.slack.workspace.ephemerals
      .filter(({ to }) => to === user)
      .flatMap((one) => JSON.stringify(one).match(/http:[^"]*\/staff\/import\/\w+/g) ?? [])
      .at(-1)
  return new URL((await until(linked, { what: `a link for ${user}` })) ?? '').pathname
}

test('only staff get an import page: one link, for themselves alone, that ends in 15 minutes and is on the record', async () => {
  const stage = await staged()
  await stage.slack.command({ user: 'U0CHLOE', channel: CAMPAIGNS, text: 'import' })
  await whisper(stage, 'U0CHLOE', 'équipe')
  await stage.slack.command({ user: 'U0ALICE', channel: CAMPAIGNS, text: 'importer' })
  await whisper(stage, 'U0ALICE', 'une fois, pendant 15 minutes')
  const path = await linkOf(stage, 'U0ALICE')
  const token = path.split('/').at(-1) ?? ''
  expect(await openUpload(stage.memory, NOW, { token })).toMatchObject({ madeBy: 'U0ALICE', language: 'fr' })
  expect(await openUpload(stage.memory, NOW + 16 * 60_000, { token })).toEqual({ refused: 'link-expired' })
  expect(JSON.stringify(stage.posts(CAMPAIGNS))).not.toContain('/staff/import/')
  const rows = await stage.memory.database.read.selectFrom('audit').select(['actor', 'act', 'subject']).execute()
  expect(rows).toEqual([{ actor: 'U0ALICE', act: 'make-upload', subject: 'upload:1' }])
  expect(stage.logged()).not.toContain(token)
})

test('one card follows an import, edited at most every two seconds, and staff stop it there', async () => {
  const stage = await staged()
  const { memory, app, clock } = stage
  const { uploadId, fileId } = await aBegunUpload(memory, NOW, { name: 'clients de Jean Secret.csv' })
  await app.sendNotices(clock.now)
  const first = await post(stage, CAMPAIGNS, 'lancé par <@U0ALICE>')
  for (let step = 1; step <= 20; step += 1) {
    const counts = { ...COUNTS, rows: step * 100 }
    await noteFile(memory, clock.now + step * 100, { uploadId, fileId, state: 'working', bytesDone: step * 25, counts })
  }
  const notices = await memory.database.read.selectFrom('notices').select('id').execute()
  expect(notices.length).toBe(2)
  clock.now += 3000
  await app.sendNotices(clock.now)
  expect(allText(stage.posts(CAMPAIGNS).at(-1))).toContain('50\u00A0% · 2\u202F000 lignes')

  await stage.slack.action({ user: 'U0CHLOE', ts: first.ts, channel: CAMPAIGNS, actionId: 'import:cancel' })
  await whisper(stage, 'U0CHLOE', 'équipe')
  await stage.slack.action({ user: 'U0BRUNO', ts: first.ts, channel: CAMPAIGNS, actionId: 'import:cancel' })
  await post(stage, CAMPAIGNS, '<@U0BRUNO> ')
  const cards = stage.posts(CAMPAIGNS)
  expect(cards).toHaveLength(1)
  expect(JSON.stringify(cards)).not.toMatch(/import:cancel|Secret|\.csv/)
})

test.for(['fr', 'en'] as const)('every state of the card stays within what Slack takes, in %s', (language) => {
  const states = ['importing', 'cancelling', 'done', 'cancelled'] as const
  for (const state of states) {
    const card = importCard(aLargeUpload(state), language)
    expect(card && blockProblems('message', { text: card.text, blocks: card.blocks }), state).toEqual([])
    expect(JSON.stringify(card).includes('import:cancel'), state).toBe(state === 'importing')
    expect(allText(card), state).toContain(importTexts(language).card.resumed)
  }
  expect(importCard({ ...aLargeUpload('importing'), begunAt: undefined }, language)).toBe(undefined)
})

function aLargeUpload(state: UploadWithFiles['state']): UploadWithFiles {
  const counts = { rows: 9_999_999, new: 1_999_999, merged: 2e6, unchanged: 2e6, conflict: 2e6, refused: 2e6 }
  const file = {
    uploadId: 1,
    name: 'x'.repeat(150),
    bytes: 2 ** 31,
    bytesDone: 2 ** 30,
    digest: '',
    counts,
    findings: undefined,
    importId: 1,
    problem: undefined,
  }
  const fileStates = ['done', 'done-before', 'failed', 'working', 'waiting'] as const
  return {
    id: 123_456,
    folder: '',
    madeBy: 'U0ALICE0000',
    language: 'fr',
    expiresAt: 0,
    usedAt: 0,
    state,
    rules: {},
    workerId: 1,
    begunAt: NOW,
    resumedAt: NOW,
    shownAt: NOW,
    endedAt: NOW,
    endedBy: 'U0BRUNO0000',
    files: Array.from({ length: 20 }, (_, id) => ({
      ...file,
      id,
      state: fileStates[id % 5] ?? 'done',
      choices: {} as UploadWithFiles['files'][number]['choices'],
    })),
  }
}
