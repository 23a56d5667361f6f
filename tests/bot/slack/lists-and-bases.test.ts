import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { csvLine } from '#bot/http/csv-line.ts'
import { answerStaffFile } from '#bot/http/staff-file.ts'
import { addNotice } from '#db/tables/notices.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aSubmittedCampaign, modalOf, NOW, post, press, type Staged, staged, whisper } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'

/** A closed campaign with one yes and one silent person, and its card. */
async function aClosedCampaign(stage: Staged): Promise<void> {
  const { memory, app } = stage
  await aContact(memory, NOW, { email: 'yes@example.org', firstName: '=HYPERLINK("x")' })
  await aSubmittedCampaign(stage)
  await memory.database.write(async (db) => {
    await db.updateTable('campaigns').set({ state: 'closed' }).execute()
    await db.updateTable('campaign_audience').set({ asked_at: NOW }).execute()
    await db
      .updateTable('campaign_audience')
      .set({ answer: 'yes', answered_at: NOW })
      .where('contact_id', '=', 1)
      .execute()
    await addNotice(db, { kind: 'campaign-card', channel: 'campaigns', subjectId: 1 }, NOW)
  })
  await app.sendNotices(NOW + 5000)
}

async function filesOf(stage: Staged): Promise<string> {
  const answer = answerStaffFile(stage.memory, () => stage.clock.now)
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a list is downloaded once, by the button of its page, and both its making and its taking are recorded', async () => {
  const stage = await staged()
  await aClosedCampaign(stage)
  await press(stage, 'U0ALICE', CAMPAIGNS, 'campaign:list-renewed')
  const told = await whisper(stage, 'U0ALICE', 'télécharger le fichier')
  const path = new URL(/<(https?:[^|]+)\|/.exec(told)?.[1] ?? '').pathname
  const origin = await filesOf(stage)

  // Programs that look at links change nothing.
  for (let look = 0; look < 2; look += 1) {
    const page = await fetch(origin + path, { headers: { 'accept-language': 'fr-FR' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Télécharger')
    expect(page.headers.get('cache-control')).toBe('no-store')
  }
  const file = await fetch(origin + path, { method: 'POST', headers: { 'accept-language': 'fr-FR' } })
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="campaign-1-renouveles.csv"')
  expect(Buffer.from(await file.arrayBuffer()).toString('utf8')).toBe(
    `\ufeffE-mail;Prénom;Nom;Langue;Réponse;Date de réponse\r\nyes@example.org;"'=HYPERLINK(""x"")";;fr;oui;2026-11-23\r\n`,
  )
  for (const method of ['GET', 'POST']) {
    const again = await fetch(origin + path, { method })
    expect(again.status).toBe(410)
    expect(await again.text()).toContain('has been downloaded')
  }
  expect(await stage.memory.database.read.selectFrom('audit').select(['actor', 'act', 'subject']).execute()).toEqual([
    { actor: 'U0ALICE', act: 'make-list-renewed', subject: 'campaign:1' },
    { actor: 'U0ALICE', act: 'take-list-renewed', subject: 'campaign:1' },
  ])
})

test('those who were asked and did not renew are on the other list', async () => {
  const stage = await staged()
  await aClosedCampaign(stage)
  await press(stage, 'U0CHLOE', CAMPAIGNS, 'campaign:list-not-renewed')
  const told = await whisper(stage, 'U0CHLOE', 'Non renouvelés')
  const path = new URL(/<(https?:[^|]+)\|/.exec(told)?.[1] ?? '').pathname
  const text = await (await fetch((await filesOf(stage)) + path, { method: 'POST' })).text()
  expect(text.split('\r\n')).toHaveLength(3)
  expect(text).toContain(',no answer,')
})

test('a link is dead after ten minutes, a cut one never lived, and who may not see addresses gets none', async () => {
  const stage = await staged()
  await aClosedCampaign(stage)
  await press(stage, 'U0DAAN', CAMPAIGNS, 'campaign:list-renewed')
  await whisper(stage, 'U0DAAN', '«\u00A0équipe\u00A0» ou «\u00A0référent vie privée\u00A0»')
  await press(stage, 'U0ALICE', CAMPAIGNS, 'campaign:list-renewed')
  const told = await whisper(stage, 'U0ALICE', 'télécharger')
  const path = new URL(/<(https?:[^|]+)\|/.exec(told)?.[1] ?? '').pathname
  const origin = await filesOf(stage)
  expect(await (await fetch(origin + path.slice(0, -5), { method: 'POST' })).text()).toContain('not complete')
  stage.clock.now = NOW + 10 * 60_000 + 1000
  const late = await fetch(origin + path, { method: 'POST' })
  expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('10 minutes')])
})

test.each([
  ['=1+1', "'=1+1"],
  ['+33 6', "'+33 6"],
  ['-2', "'-2"],
  ['@x', "'@x"],
  ['\tx', '"\'\tx"'],
  ['\rx', '"\'\rx"'],
  ['＝1', "'＝1"],
  ['a=b', 'a=b'],
  ['d’Arc; "Jeanne"', '"d’Arc; ""Jeanne"""'],
])('a cell %j cannot become a formula: it is written %j', (cell, written) => {
  expect(csvLine([cell], ';')).toBe(`${written}\r\n`)
})

test('a declared basis is confirmed by the privacy lead, who reads its name in a modal and never in the channel', async () => {
  const stage = await staged()
  const { database } = stage.memory
  await database.write(async (db) => {
    await db
      .insertInto('sources')
      .values({ name: 'Patients Dr Martin', basis: 'lawful', basis_reason: 'Salon', imported_at: NOW })
      .execute()
    await addNotice(
      db,
      { kind: 'attest-basis', channel: 'approvals', subjectId: 1, data: { basis: 'lawful', contacts: 0 } },
      NOW,
    )
  })
  await stage.app.sendNotices(NOW)
  const card = await post(stage, APPROVALS, 'recueil licite, trace perdue')
  expect(JSON.stringify(card)).not.toContain('Martin')

  const click = { ts: card.ts, channel: APPROVALS, actionId: 'attest:confirm' }
  await stage.slack.action({ user: 'U0ALICE', ...click })
  await modalOf(stage, 'U0ALICE', '«\u00A0référent vie privée\u00A0»')
  await stage.slack.action({ user: 'U0CHLOE', ...click })
  const modal = await modalOf(stage, 'U0CHLOE', 'Patients Dr Martin')
  await stage.slack.submit({ user: 'U0CHLOE', viewId: modal.id, values: {} })
  await modalOf(stage, 'U0CHLOE', 'Ces contacts comptent désormais')
  const dead = await post(stage, APPROVALS, '<@U0CHLOE> l’a confirmée')
  expect(JSON.stringify(dead.blocks)).not.toContain('"button"')
  expect(await database.read.selectFrom('sources').select(['attested_by', 'attested_at']).execute()).toEqual([
    { attested_by: 'U0CHLOE', attested_at: NOW },
  ])
})
