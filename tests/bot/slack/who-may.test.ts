import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { listCampaigns, readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import {
  aSubmittedCampaign,
  buttonIn,
  modalOf,
  NOW,
  post,
  press,
  SLACK_HOUSE,
  type Staged,
  staged,
  whisper,
} from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'
const APPROVE = 'campaign:approve'

const stateOf = async ({ memory }: Staged) => (await readCampaign(memory, NOW, 1))?.state

/** Presses Approve on the card as it stood, whatever happened since. */
async function pressOld(stage: Staged, user: string): Promise<void> {
  const card = stage.posts(APPROVALS).find((one) => buttonIn(one, APPROVE) !== undefined)
  await stage.slack.action({ user, ts: card?.ts ?? '', channel: APPROVALS, actionId: APPROVE })
}

const everyone = { ...SLACK_HOUSE.roles, approver: ['U0BRUNO', 'U0GUEST', 'U0STRANGER'] }

test.each([
  ['U0GUEST', 'a guest', 'membres à part entière'],
  ['U0STRANGER', 'somebody of another workspace', 'full members'],
])('%s, %s, approves nothing even when the file names them', async (user, _who, words) => {
  const stage = await staged({ house: { roles: everyone } })
  await aSubmittedCampaign(stage)
  await press(stage, user, APPROVALS, APPROVE)
  await whisper(stage, user, words)
  expect(await stateOf(stage)).toBe('submitted')
})

test('staff alone approves nothing: roles do not contain one another', async () => {
  const stage = await staged({ house: { roles: { ...everyone, staff: ['U0ALICE', 'U0CHLOE'] } } })
  await aSubmittedCampaign(stage)
  await press(stage, 'U0CHLOE', APPROVALS, APPROVE)
  await whisper(stage, 'U0CHLOE', '«\u00A0approbation\u00A0»')
  expect(await stateOf(stage)).toBe('submitted')
})

test('a member of a user group is looked up at the click, and approves', async () => {
  const stage = await staged({ house: { roles: { ...everyone, approver: ['S0APPROVERS'] } } })
  await aSubmittedCampaign(stage)
  const group = stage.slack.workspace.groups.get('S0APPROVERS')
  group?.users.splice(0)
  await press(stage, 'U0CHLOE', APPROVALS, APPROVE)
  await whisper(stage, 'U0CHLOE', '«\u00A0approbation\u00A0»')
  group?.users.push('U0CHLOE')
  await press(stage, 'U0CHLOE', APPROVALS, APPROVE)
  await whisper(stage, 'U0CHLOE', 'Approuvée')
  expect(await stateOf(stage)).toBe('approved')
})

test('when Slack cannot be asked who belongs to a group, the answer is no', async () => {
  const stage = await staged({ house: { roles: { ...everyone, approver: ['S0APPROVERS'] } } })
  await aSubmittedCampaign(stage)
  stage.slack.rateLimit({ method: 'usergroups.users.list', times: 1, retryAfterSeconds: 1 })
  await press(stage, 'U0BRUNO', APPROVALS, APPROVE)
  await whisper(stage, 'U0BRUNO', 'la réponse est donc non')
  expect(await stateOf(stage)).toBe('submitted')
})

test('when Slack cannot be asked who somebody is, the answer is no, and Slack is not kept waiting for it', async () => {
  const stage = await staged({ apiUrl: 'http://127.0.0.1:9/api/' })
  const { slack } = stage
  expect(await slack.command({ user: 'U0BRUNO', channel: CAMPAIGNS, text: 'resume 1' })).toMatchObject({ ok: true })
  await whisper(stage, 'U0BRUNO', 'la réponse est donc non')
})

test('a card that shows an older version approves nothing', async () => {
  const stage = await staged()
  const { version } = await aSubmittedCampaign(stage)
  await saveDraft(stage.memory, NOW, { campaignId: 1, version, by: 'U0ALICE', change: { need: 'Autre chose.' } })
  await pressOld(stage, 'U0BRUNO')
  await whisper(stage, 'U0BRUNO', 'a changé depuis que vous l’avez vue')
  expect(await stateOf(stage)).toBe('draft')
})

test('a button with another seal approves nothing', async () => {
  const stage = await staged()
  const { version } = await aSubmittedCampaign(stage)
  const card = stage.posts(APPROVALS).find((one) => buttonIn(one, APPROVE) !== undefined)
  const pressed = buttonIn(card, APPROVE)
  if (pressed) pressed.value = `1.${version}.${'0'.repeat(64)}`
  await pressOld(stage, 'U0BRUNO')
  await whisper(stage, 'U0BRUNO', 'a changé depuis que vous l’avez vue')
  expect(await stateOf(stage)).toBe('submitted')
})

test('a refusal gives its reason back to the author, and the approvers’ card is done', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await press(stage, 'U0BRUNO', APPROVALS, 'campaign:refuse')
  const modal = await modalOf(stage, 'U0BRUNO', 'Que faut-il changer')
  await stage.slack.submit({ user: 'U0BRUNO', viewId: modal.id, values: { reason: 'L’objet est <trop> long.' } })
  await modalOf(stage, 'U0BRUNO', 'Renvoyée à son auteur')
  await post(stage, CAMPAIGNS, 'L’objet est &lt;trop&gt; long.')
  const done = await post(stage, APPROVALS, '<@U0BRUNO> l’a refusée')
  expect(buttonIn(done, APPROVE)).toBeUndefined()
  expect(await stateOf(stage)).toBe('draft')
})

test('what Slack sends again because it was not sure is done once', async () => {
  const stage = await staged()
  await stage.slack.command({ user: 'U0ALICE', channel: CAMPAIGNS, text: 'reoptin' })
  const { id } = await modalOf(stage, 'U0ALICE', 'Étape 1')
  const values = {
    name: { name: { type: 'plain_text_input', value: 'Une fois' } },
    need: { need: { type: 'plain_text_input', value: 'Oui' } },
  }
  const meta = stage.slack.workspace.modals.get('U0ALICE')?.at(-1)?.payload['private_metadata']
  const payload = {
    type: 'view_submission',
    team: { id: 'T0EGARD' },
    user: { id: 'U0ALICE', team_id: 'T0EGARD' },
    trigger_id: '1.2.3',
    view: { id, callback_id: 'campaign-wizard', private_metadata: meta, state: { values } },
  }
  await send(stage, payload)
  await send(stage, payload, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })
  expect(await listCampaigns(stage.memory)).toHaveLength(1)
})

test('another workspace is told that it gets no answer, and nothing happens', async () => {
  const stage = await staged()
  const fields = { command: '/egard', text: 'help', user_id: 'U0BRUNO', channel_id: CAMPAIGNS, trigger_id: '1.2.4' }
  const body = { ...fields, response_url: `${stage.slack.url}/response/none` }
  const ours = await postSigned(stage, new URLSearchParams({ ...body, trigger_id: '1.2.5', team_id: 'T0EGARD' }))
  expect(await ours.text()).toBe('')
  const theirs = await postSigned(stage, new URLSearchParams({ ...body, team_id: 'T0ELSEWHERE' }))
  expect(await theirs.text()).toContain('Égard ne répond qu’à l’espace de travail de son organisation')
})

test('a window of another workspace is answered in it, and changes nothing', async () => {
  const stage = await staged()
  const theirs = { team: { id: 'T0ELSEWHERE' }, user: { id: 'U0ALICE', team_id: 'T0ELSEWHERE' } }
  const view = { id: 'V1', callback_id: 'stop-sending', private_metadata: '', state: { values: {} } }
  const answered = await send(stage, { ...theirs, type: 'view_submission', trigger_id: '1.2.6', view })
  expect(await answered.json()).toMatchObject({
    response_action: 'update',
    view: { blocks: [{ text: { text: expect.stringContaining('Utilisez-le là-bas') } }] },
  })
  expect(await stage.memory.database.read.selectFrom('campaign_acts').select('id').execute()).toEqual([])
})

test('a payload that Slack did not sign is refused', async () => {
  const stage = await staged()
  const response = await send(
    { ...stage, signingSecret: 'guessed' },
    { type: 'block_actions', team: { id: 'T0EGARD' } },
  )
  expect(response.status).toBe(401)
})

async function send(stage: Staged, payload: object, headers: Record<string, string> = {}): Promise<Response> {
  return postSigned(stage, new URLSearchParams({ payload: JSON.stringify(payload) }), headers)
}

async function postSigned(
  stage: Staged,
  form: URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = form.toString()
  const stamp = String(Math.floor(Date.now() / 1000))
  const mac = createHmac('sha256', stage.signingSecret).update(`v0:${stamp}:${body}`).digest('hex')
  return fetch(stage.appUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${mac}`,
      ...headers,
    },
  })
}

test('the approver reads the sealed messages word for word before deciding', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await press(stage, 'U0BRUNO', APPROVALS, 'campaign:read')
  const { text } = await modalOf(stage, 'U0BRUNO', 'Voici les messages scellés')
  expect(text).toContain('Souhaitez-vous continuer ?')
  expect(text).toContain('{{greeting}}')
  expect(text).toContain('1re relance · français')
  expect(text).toContain('aux responsables de mineurs')
})
