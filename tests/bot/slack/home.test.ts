import { expect, test } from 'vitest'
import type { Role } from '#bot/config/house.ts'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { homeView, welcomeView } from '#bot/slack/home/home-view.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import type { Home } from '#db/operations/home/read-home.ts'
import { addNotice } from '#db/tables/notices.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { until } from '#tests/support/until.ts'
import {
  allText,
  aSubmittedCampaign,
  buttonIn,
  modalOf,
  NOW,
  post,
  SLACK_HOUSE,
  type Staged,
  staged,
} from './support.ts'

const ALICE = 'U0ALICE'
const BRUNO = 'U0BRUNO'
const CHLOE = 'U0CHLOE'
const EMMA = 'U0EMMA'

/** What a person's Home tab says, once it says these words. */
async function home(stage: Staged, user: string, words: string | RegExp): Promise<string> {
  const text = await until(() => allText(stage.slack.workspace.homes.get(user)?.payload['blocks']), {
    what: `a Home tab of ${user} that says ${words}`,
    is: (said) => (typeof words === 'string' ? said.includes(words) : words.test(said)),
    state: () => ({ said: allText(stage.slack.workspace.homes.get(user)?.payload['blocks']), logged: stage.logged() }),
  })
  expect(blockProblems('home', stage.slack.workspace.homes.get(user)?.payload ?? {})).toEqual([])
  return text
}

async function press(stage: Staged, user: string, actionId: string): Promise<void> {
  const viewId = stage.slack.workspace.homes.get(user)?.id ?? ''
  expect(await stage.slack.action({ user, viewId, actionId })).toMatchObject({ ok: true })
}

async function aDraftOf(stage: Staged, by: string, name: string): Promise<void> {
  await createDraft(stage.memory, NOW, { by, kind: 're-opt-in', change: { name, need: 'Oui' } })
}

test('staff find their drafts and take them up again; the tab follows what they do', async () => {
  const stage = await staged()
  await aDraftOf(stage, ALICE, 'Printemps')
  await aDraftOf(stage, BRUNO, 'Pas le mien')
  await stage.slack.openHome({ user: ALICE })
  const said = await home(stage, ALICE, 'Brouillon *1* · Printemps')
  expect(said).not.toContain('Pas le mien')
  expect(said).toContain('Aucune campagne n’est en cours.')
  await press(stage, ALICE, 'home:resume')
  const { id } = await modalOf(stage, ALICE, 'Étape')
  await stage.slack.closeView({ user: ALICE, viewId: id })
  await press(stage, ALICE, 'menu:reoptin')
  const basics = await modalOf(stage, ALICE, 'Pourquoi cet envoi est-il nécessaire')
  await stage.slack.submit({ user: ALICE, viewId: basics.id, values: { name: 'Été', need: 'Parce que' } })
  await home(stage, ALICE, 'Brouillon *3* · Été')
})

test('approvers find what they may decide, open its card in their messages, and the sums once it runs', async () => {
  const stage = await staged()
  const { version, seal } = await aSubmittedCampaign(stage)
  await stage.slack.openHome({ user: BRUNO })
  await home(stage, BRUNO, '*1* · Renouveler 2026 · 1 personne · attend votre approbation')
  await stage.slack.openHome({ user: ALICE })
  const author = await home(stage, ALICE, 'Chez d’autres, pour approbation\u00A0: 1 · Renouveler 2026')
  expect(author).not.toContain('attend votre approbation')
  await press(stage, BRUNO, 'campaign:open')
  await post(stage, 'D0BRUNO', 'attend une approbation')
  expect(stage.posts('D0BRUNO')).toHaveLength(1)
  await approveCampaign(stage.memory, NOW, { campaignId: 1, version, seal, by: BRUNO })
  await stage.slack.openHome({ user: BRUNO })
  expect(await home(stage, BRUNO, '0 envoyé sur 1')).toContain('Rien ne vous attend.')
})

test('the privacy lead finds the bases to attest by number, and decides in a modal', async () => {
  const stage = await staged()
  await aContact(stage.memory, NOW, { email: 'a@example.org' })
  await stage.memory.database.write((db) =>
    db.updateTable('sources').set({ attested_at: null, attested_by: null, basis_reason: 'Salon' }).execute(),
  )
  await stage.memory.database.write((db) =>
    addNotice(db, { kind: 'attest-basis', channel: 'approvals', subjectId: 1 }, NOW),
  )
  await stage.app.sendNotices(NOW)
  expect(buttonIn(await post(stage, 'C0APPROVALS', 'source 1'), 'attest:confirm')).toBeDefined()
  await stage.slack.openHome({ user: CHLOE })
  const said = await home(stage, CHLOE, 'La source *1* déclare «\u00A0recueil licite, trace perdue\u00A0»')
  expect(said).not.toContain('Salon')
  await press(stage, CHLOE, 'attest:confirm')
  const { id } = await modalOf(stage, CHLOE, 'Salon 2024')
  await stage.slack.submit({ user: CHLOE, viewId: id, values: {} })
  await modalOf(stage, CHLOE, 'Ces contacts comptent désormais')
  await home(stage, CHLOE, 'Rien ne vous attend.')
  expect(buttonIn(await post(stage, 'C0APPROVALS', '<@U0CHLOE> l’a confirmée'), 'attest:confirm')).toBeUndefined()
})

test('every button of the tab does what it says, and what has no window is answered in the person’s messages', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await stage.slack.openHome({ user: BRUNO })
  await home(stage, BRUNO, 'Chiffres')
  await press(stage, BRUNO, 'menu:help')
  await post(stage, 'D0BRUNO', 'Qui prépare n’approuve jamais')
  await press(stage, BRUNO, 'menu:campaigns')
  await post(stage, 'D0BRUNO', 'Les campagnes les plus récentes')
  for (const [button, words] of [
    ['menu:stop', 'Le canal des campagnes apprend que c’est vous'],
    ['menu:segments', 'Nouveau segment'],
    ['menu:cleanup', /nettoyage|Nettoy/],
  ] as const) {
    await press(stage, BRUNO, button)
    const { id } = await modalOf(stage, BRUNO, words)
    await stage.slack.closeView({ user: BRUNO, viewId: id })
  }
  await press(stage, BRUNO, 'menu:import')
  await until(() => stage.posts('D0BRUNO').length >= 3, { what: 'an answer about imports', state: stage.logged })
})

test('somebody without a role reads what Égard is and whom to ask, in their language; an outsider reads one sentence', async () => {
  const roles = { ...SLACK_HOUSE.roles, oncall: [] }
  const stage = await staged({ house: { roles } })
  await stage.slack.openHome({ user: EMMA })
  const said = await home(stage, EMMA, 'Welcome to Égard')
  expect(said).toContain('ask <@U0ALICE>, <@U0BRUNO>')
  expect(said).toContain('Maison Exemple')
  expect(said).not.toContain('Numbers')
  await press(stage, EMMA, 'menu:stop')
  await modalOf(stage, EMMA, 'The campaigns channel is told')
  await stage.slack.openHome({ user: 'U0GUEST' })
  expect(await home(stage, 'U0GUEST', 'membres à part entière')).not.toContain('Bienvenue')
})

test('when Slack cannot say who belongs to a group, the tab says so instead of showing too little', async () => {
  const roles = { staff: ['S0APPROVERS'], approver: [], privacy: [], dpo: [], oncall: [] }
  const stage = await staged({ house: { roles } })
  stage.slack.rateLimit({ method: 'usergroups.users.list', times: 1, retryAfterSeconds: 1 })
  await stage.slack.openHome({ user: BRUNO })
  await home(stage, BRUNO, 'Slack n’a pas pu me dire vos rôles')
  await stage.slack.openHome({ user: BRUNO })
  await home(stage, BRUNO, 'Nouvelle campagne')
})

test('a tab that nobody opened is not published; one that was opened follows each act of its owner', async () => {
  const stage = await staged()
  await stage.slack.command({ user: ALICE, channel: 'C0CAMPAIGNS', text: 'aide' })
  await until(() => stage.whispers(ALICE).length > 0, { what: 'the help' })
  expect(stage.slack.workspace.homes.has(ALICE)).toBe(false)
  await stage.slack.openHome({ user: ALICE })
  await home(stage, ALICE, 'Rien ne vous attend')
  await aDraftOf(stage, ALICE, 'Nouveau')
  await press(stage, ALICE, 'menu:help')
  await home(stage, ALICE, 'Brouillon *1* · Nouveau')
})

test.each(['fr', 'en'] as const)(
  'the fullest tab with the longest names stays within Slack’s limits in %s',
  (language) => {
    const house = aHouse({
      topics: Array.from({ length: 40 }, (_, at) => {
        const name = 'T'.repeat(200)
        return { id: `t${at}`, name: { fr: name, en: name, nl: name }, describe: { fr: '', en: '', nl: '' } }
      }),
    })
    const name = '&<'.repeat(200)
    const many = Array.from({ length: 60 }, (_, at) => at)
    const view: Home = {
      drafts: many.map((id) => ({ id, name, version: 1, isVoid: id % 2 === 0 })),
      toApprove: many.map((id) => ({ id, name, audience: 9_999_999 })),
      withOthers: many.map((id) => ({ id, name })),
      visitors: many.map((campaignId) => ({ campaignId, name, count: 9_999_999 })),
      doubts: many.map((campaignId) => ({ campaignId, name, count: 9_999_999 })),
      bases: many.map((sourceId) => ({ sourceId, basis: 'professional', importedAt: NOW })),
      cleanUps: [{ id: 1, state: 'confirmed', proposedBy: ALICE, startsAt: NOW, mayConfirm: true }],
      imports: many.map((id) => ({ id, state: 'importing', files: 3, bytes: 10, bytesDone: 5 })),
      running: many.map((id) => ({
        id,
        name,
        state: 'reminding',
        audience: 9_999_999,
        sent: 9_999_999,
        answers: { yes: 9_999_999, no: 9_999_999 },
        nextPromiseAt: NOW,
      })),
    }
    const roles: Role[] = ['staff', 'approver', 'privacy', 'dpo', 'oncall']
    const agreed = house.topics.map(({ id }) => ({ topic: id, people: 9_999_999 }))
    const numbers = { at: NOW, contacts: 9_999_999, agreed, asked: 1, answered: 1, declined: 1 }
    const full = homeView({ home: view, numbers, roles, house, approvals: 'C0APPROVALS', language })
    expect(blockProblems('home', { ...full })).toEqual([])
    expect(full.blocks.length).toBeGreaterThan(60)
    const long = aHouse({ organisation: { ...house.organisation, name: 'M'.repeat(300) } })
    expect(blockProblems('home', { ...welcomeView(long, [], language) })).toEqual([])
  },
)
