import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { SlackHouse } from '#bot/config/house.ts'
import { createLog } from '#bot/log/create-log.ts'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { type RunningSlackStandIn, startSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { createSlackApp, type SlackApp } from '#bot/slack/app.ts'
import { cardValue } from '#bot/slack/campaigns/card-value.ts'
import type { Workshop } from '#db/operations/campaigns/compile-messages.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

export const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

export const SLACK_HOUSE: SlackHouse = {
  team: 'T0EGARD',
  channels: { approvals: 'C0APPROVALS', campaigns: 'C0CAMPAIGNS', oncall: 'C0ONCALL' },
  roles: {
    staff: ['U0ALICE', 'U0BRUNO', 'U0GUEST', 'U0STRANGER'],
    approver: ['U0BRUNO', 'U0ALICE'],
    privacy: ['U0CHLOE'],
    dpo: ['U0DAAN'],
    oncall: ['U0EMMA'],
  },
}

export interface Staged {
  memory: Memory
  slack: RunningSlackStandIn
  app: SlackApp
  /** The clock both sides read. */
  clock: { now: number }
  /** Everything that was said to one person, newest last. */
  whispers(user: string): string[]
  /** The messages of a channel, newest last. */
  posts(channel: string): { ts: string; text: string; blocks: readonly object[] }[]
  logged(): string
  /** The address Slack posts to, and the secret it signs with. */
  appUrl: string
  signingSecret: string
}

export interface Given {
  house?: Partial<SlackHouse>
  apiUrl?: string
  /** What prepares a submission, made with the memory it may look into. */
  workshop?: (memory: Memory) => Partial<Workshop>
}

/** The real Slack surface on a port of its own, a stand-in workspace and a fresh database. */
export async function staged(given: Given = {}): Promise<Staged> {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const clock = { now: NOW }
  const secrets = { botToken: 'xoxb-test', signingSecret: 'a secret of the test' }
  let appUrl = ''
  const slack = await startSlackStandIn({ ...secrets, appUrl: () => appUrl })
  onTestFinished(() => slack.close())
  const lines: string[] = []
  const app = createSlackApp({
    memory,
    now: () => clock.now,
    house: { ...SLACK_HOUSE, ...given.house },
    connection: { ...secrets, appToken: undefined, apiUrl: given.apiUrl ?? slack.apiUrl },
    ...aWorkshop,
    ...given.workshop?.(memory),
    publicOrigin: () => 'http://localhost:4321',
    log: createLog('info', { write: (line) => void lines.push(line) }),
  })
  const server = createServer((request, response) => app.requestListener?.(request, response))
  appUrl = `http://127.0.0.1:${await listen(server)}/slack/events`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { workspace } = slack
  return {
    memory,
    slack,
    app,
    clock,
    whispers: (user) =>
      workspace.ephemerals.filter(({ to }) => to === user).map(({ text, blocks }) => allText({ text, blocks })),
    posts: (channel) => workspace.channels.get(channel)?.messages ?? [],
    logged: () => lines.join(''),
    appUrl,
    signingSecret: secrets.signingSecret,
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Every text a person can read in a message or a view. */
export function allText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(allText).filter(Boolean).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .filter(([key]) => READ.has(key))
    .map(([, one]) => allText(one))
    .filter(Boolean)
    .join('\n')
}

const READ = new Set([
  'text',
  'blocks',
  'elements',
  'fields',
  'label',
  'hint',
  'element',
  'accessory',
  'title',
  'submit',
  'close',
  'options',
  'initial_value',
])

/** The modal that person has on top, once `is` holds of its words. */
export async function modalOf(
  { slack }: Staged,
  user: string,
  words: string | RegExp,
): Promise<{ id: string; text: string }> {
  return until(
    () => {
      const view = slack.workspace.modals.get(user)?.at(-1)
      return view && { id: view.id, text: allText(view.payload), payload: view.payload }
    },
    {
      what: `a modal of ${user} that says ${words}`,
      is: (view) =>
        view !== undefined && (typeof words === 'string' ? view.text.includes(words) : words.test(view.text)),
    },
  ).then((view) => {
    if (view === undefined) throw new Error('no modal')
    expect(blockProblems('modal', view.payload)).toEqual([])
    return view
  })
}

/** The button of a channel's message, by action. */
export function buttonIn(
  message: { blocks: readonly object[] } | undefined,
  action: string,
): { value: string } | undefined {
  const found = (message?.blocks ?? [])
    .flatMap((block) => (block as { elements?: object[]; accessory?: object }).elements ?? [])
    .find((element) => (element as { action_id?: string }).action_id === action)
  return found as { value: string } | undefined
}

/** The newest message of a channel that holds this text. */
export async function post(stage: Staged, channel: string, words: string) {
  const found = await until(() => stage.posts(channel).findLast((message) => allText(message).includes(words)), {
    what: `a post in ${channel} that says ${words}`,
    unless: () => undefined,
  })
  if (found === undefined) throw new Error('no post')
  expect(blockProblems('message', { text: found.text, blocks: found.blocks })).toEqual([])
  return found
}

/** What that person was told, once it holds these words. */
export async function whisper(stage: Staged, user: string, words: string): Promise<string> {
  return (
    (await until(() => stage.whispers(user).findLast((text) => text.includes(words)), {
      what: `a word to ${user}: ${words}`,
      state: () => ({ heard: stage.whispers(user), logged: stage.logged() }),
    })) ?? ''
  )
}

/** Presses a button of the newest card of campaign 1 in a channel, once that card shows the campaign as it stands. */
export async function press(stage: Staged, user: string, channel: string, action: string): Promise<void> {
  const ts = await until(
    async () => {
      const view = await readCampaign(stage.memory, stage.clock.now, 1)
      const current = view && cardValue({ campaignId: 1, version: view.version, seal: view.seal ?? '' })
      return stage.posts(channel).findLast((one) => buttonIn(one, action)?.value === current)?.ts
    },
    { what: `a current card with ${action} in ${channel}`, state: () => stage.logged() },
  )
  expect(await stage.slack.action({ user, ts, channel, actionId: action })).toMatchObject({ ok: true })
}

/** Reads the review of campaign 1 to the end, gives a reason for each warning, ticks and submits. */
export async function submitReview(stage: Staged, user: string): Promise<void> {
  const review = await modalOf(stage, user, 'à voix haute')
  const { payload } = stage.slack.workspace.modals.get(user)?.at(-1) ?? { payload: {} }
  const { blocks = [] } = payload as { blocks?: { block_id?: string }[] }
  const reasons = blocks.flatMap(({ block_id = '' }) => (block_id.startsWith('reason:') ? [block_id] : []))
  const values = { aloud: ['yes'], ...Object.fromEntries(reasons.map((id) => [id, 'Voulu ainsi.'])) }
  expect(await stage.slack.submit({ user, viewId: review.id, values })).toMatchObject({ ok: true })
}

/** A campaign of Alice's, submitted, with its card in the approvers' channel. */
export async function aSubmittedCampaign(
  { memory, app, clock }: Staged,
  by = 'U0ALICE',
): Promise<{ version: number; seal: string }> {
  await aContact(memory, clock.now, { email: `p${clock.now}@example.org` })
  const text = { subject: 'Souhaitez-vous continuer ?', body: '{{greeting}}\n\nNous aimerions continuer.' }
  const { campaignId, version } = await createDraft(memory, clock.now, {
    by,
    kind: 're-opt-in',
    change: {
      name: 'Renouveler 2026',
      need: 'La trace est perdue.',
      topics: ['newsletter'],
      texts: { fr: { ask: text, 'reminder-1': { ...text, subject: 'Sans réponse de votre part' } } },
    },
  })
  const approvers = ['U0BRUNO', 'U0ALICE', 'U0CHLOE', 'U0GUEST', 'U0STRANGER']
  const submission = { campaignId, version, by, approvers, ...everythingWaived }
  const submitted = await submitCampaign(memory, clock.now, submission, aWorkshop)
  if (isRefused(submitted)) throw new Error(JSON.stringify(submitted))
  await app.sendNotices(clock.now)
  return { version, seal: submitted.seal }
}
