import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { answerStaffFile } from '#bot/http/staff-file.ts'
import { advanceCleanUps } from '#db/operations/clean-up/advance-clean-ups.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { until } from '#tests/support/until.ts'
import { allText, buttonIn, modalOf, NOW, post, type Staged, staged, whisper } from './support.ts'

const APPROVALS = 'C0APPROVALS'
const DAY = 86_400_000

async function aBase({ memory }: Staged): Promise<void> {
  await aContact(memory, NOW, { email: 'marker-doubtful@example.org', basis: 'unknown' })
  await aContact(memory, NOW, { email: 'marker-doubted@example.org', basis: 'doubtful' })
  await aContact(memory, NOW, { email: 'marker-inactive@example.org', lastClickAt: NOW - 500 * DAY })
  await aContact(memory, NOW, { email: 'askable@example.org' })
}

async function aProposal(stage: Staged, buckets: readonly string[], by = 'U0ALICE'): Promise<string> {
  await stage.slack.command({ user: by, channel: 'C0CAMPAIGNS', text: 'nettoyer' })
  const { id, text } = await modalOf(stage, by, 'Pourquoi maintenant')
  await stage.slack.submit({ user: by, viewId: id, values: { buckets, why: 'Vieilles listes du salon' } })
  await modalOf(stage, by, 'C’est noté')
  await advance(stage)
  return text
}

/** What the schedule and the sender of notices do by themselves. */
async function advance({ memory, app, clock }: Staged): Promise<void> {
  await advanceCleanUps(memory, clock.now)
  clock.now += 2000
  await app.sendNotices(clock.now)
}

async function press(stage: Staged, user: string, action: string): Promise<void> {
  const card = await post(stage, APPROVALS, 'Nettoyage')
  const { value } = buttonIn(card, action) ?? {}
  expect(value, `a button ${action}`).toBeDefined()
  const pressed = await stage.slack.action({ user, ts: card.ts, channel: APPROVALS, actionId: action })
  expect(pressed).toMatchObject({ ok: true })
}

const cardText = (stage: Staged) => allText(stage.posts(APPROVALS).at(-1))
const buttons = (stage: Staged) => JSON.stringify(stage.posts(APPROVALS)).match(/clean-up:\w+/g) ?? []

test('from the proposal to the report: counts only, one card edited in place, and a second person', async () => {
  const stage = await staged()
  await aBase(stage)
  const proposal = await aProposal(stage, ['doubtful', 'inactive'])
  expect(proposal).toContain('*Origine douteuse ou inconnue*\u00A0: 2')
  expect(proposal).toContain('• 1 · On ne sait pas ce qui permet de lui écrire.')
  expect(proposal).toContain('*Sans réaction depuis 13\u00A0mois*\u00A0: 1')
  expect(cardText(stage)).toContain('*3 contacts à supprimer*, sur 4 examinés')
  expect(cardText(stage)).toContain('Vieilles listes du salon')

  await press(stage, 'U0ALICE', 'clean-up:confirm')
  await whisper(stage, 'U0ALICE', '«\u00A0référent vie privée\u00A0»')
  await press(stage, 'U0CHLOE', 'clean-up:confirm')
  await whisper(stage, 'U0CHLOE', 'C’est confirmé')
  await advance(stage)
  expect(cardText(stage)).toContain('*La suppression commence <!date^')
  expect([...new Set(buttons(stage))]).toEqual(['clean-up:cancel'])

  stage.clock.now += DAY
  await advance(stage)
  expect(cardText(stage)).toContain('*Résultat*\u00A0: 3 supprimés, 0 gardé')
  expect(buttons(stage)).toEqual([])
  expect(stage.posts(APPROVALS)).toHaveLength(1)
  const said = JSON.stringify([stage.posts(APPROVALS), stage.whispers('U0ALICE'), stage.whispers('U0CHLOE')])
  expect(said).not.toContain('marker-')
  const { n } = await stage.memory.database.read
    .selectFrom('contacts')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(n).toBe(1)
})

test('the report is downloaded once, by contact number, without an address', async () => {
  const stage = await staged()
  await aBase(stage)
  await aProposal(stage, ['doubtful'])
  await press(stage, 'U0CHLOE', 'clean-up:confirm')
  await whisper(stage, 'U0CHLOE', 'C’est confirmé')
  stage.clock.now += DAY + 10_000
  await advance(stage)
  await stage.slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: 'cleanup' })
  const { id } = await modalOf(stage, 'U0ALICE', 'Nettoyage 1, terminé\u00A0: 2 contacts supprimés')
  await stage.slack.action({ user: 'U0ALICE', viewId: id, actionId: 'clean-up:report' })
  const { text } = await modalOf(stage, 'U0ALICE', 'Télécharger le rapport')
  const path = new URL(/<(https?:[^|]+)\|/.exec(text)?.[1] ?? '').pathname
  const answer = answerStaffFile(stage.memory, () => stage.clock.now)
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const headers = { 'accept-language': 'fr-FR' }
  const file = await fetch(origin + path, { method: 'POST', headers })
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="nettoyage-1.csv"')
  expect(Buffer.from(await file.arrayBuffer()).toString('utf8')).toBe(
    '\ufeffNuméro de contact;Catégorie;Suite;Raison\r\n1;Origine douteuse ou inconnue;supprimé;\r\n2;Origine douteuse ou inconnue;supprimé;\r\n',
  )
  expect((await fetch(origin + path, { method: 'POST', headers })).status).toBe(410)
  const audit = await stage.memory.database.read.selectFrom('audit').select(['actor', 'act']).orderBy('id').execute()
  expect(audit.slice(-2)).toEqual([
    { actor: 'U0ALICE', act: 'make-clean-up-report' },
    { actor: 'U0ALICE', act: 'take-clean-up-report' },
  ])
})

test('whoever proposed it cannot confirm it, also with the role; anybody of the staff cancels it', async () => {
  const stage = await staged({
    house: { roles: { staff: ['U0ALICE', 'U0BRUNO'], approver: [], privacy: ['U0ALICE'], dpo: [], oncall: [] } },
  })
  await aBase(stage)
  await aProposal(stage, ['inactive'])
  await press(stage, 'U0ALICE', 'clean-up:confirm')
  await whisper(stage, 'U0ALICE', 'une autre personne doit le confirmer')
  await stage.slack.command({ user: 'U0BRUNO', channel: 'C0CAMPAIGNS', text: 'cleanup' })
  await modalOf(stage, 'U0BRUNO', /Le nettoyage 1 n’est pas terminé|Clean-up 1 is not over/)
  await press(stage, 'U0BRUNO', 'clean-up:cancel')
  await until(() => stage.whispers('U0BRUNO').some((text) => /annulé|Cancelled/.test(text)), {
    what: 'a word to Bruno',
  })
  await advance(stage)
  expect(cardText(stage)).toContain('Annulé par <@U0BRUNO>')
  expect(buttons(stage)).toEqual([])
})

test('nobody to delete is said, and nothing can be proposed; who has no role learns which one it takes', async () => {
  const stage = await staged()
  await aContact(stage.memory, NOW, { email: 'askable@example.org' })
  await stage.slack.command({ user: 'U0ALICE', channel: 'C0CAMPAIGNS', text: 'cleanup' })
  const { text } = await modalOf(stage, 'U0ALICE', 'Il n’y a personne à supprimer maintenant')
  expect(text).not.toContain('Proposer')
  await stage.slack.command({ user: 'U0EMMA', channel: 'C0CAMPAIGNS', text: 'cleanup' })
  await modalOf(stage, 'U0EMMA', /référent vie privée|privacy lead/)
})
