import type { Block, ViewPayload, ViewState } from './block-kit.ts'

/** Everybody's, as Slack shows it to an app. */
export const TIME_ZONE = 'Europe/Paris'

/** What Slack knows a person as: a member of the workspace, a guest, someone from another one, or an app's bot. */
type PersonKind = 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated'

export interface Person {
  id: string
  name: string
  locale: 'fr-FR' | 'en-US'
  kind: PersonKind
  /** The person's own workspace: another one for a stranger met in a shared channel. */
  team: string
}

export interface Message {
  ts: string
  /** Id of the person or bot who wrote it. */
  user: string
  text: string
  /** As sent, without the ids Slack fills in. */
  blocks: readonly Block[]
  /** Who changed it last and when, as a Slack timestamp. */
  edited?: { user: string; ts: string }
  /** Set on an answer: the timestamp of the message it answers. */
  threadTs?: string
  metadata?: unknown
}

export interface Channel {
  id: string
  name: string
  /** Whether the app's bot was invited: it may only write where it was. */
  hasBot: boolean
  /** Set on a direct conversation: the person it is with. */
  personId?: string
  messages: Message[]
}

export interface Ephemeral extends Message {
  channel: string
  /** The one person who sees it. */
  to: string
}

/** A modal or a home as it stands on a person's screen. */
export interface OpenView {
  id: string
  person: string
  payload: ViewPayload
  /** What the person typed so far, kept over updates as long as block and action ids stay. */
  typed: ViewState
  hash: string
  rootId: string
  previousId: string | null
}

interface TriggerId {
  person: string
  issuedAtMs: number
  used: boolean
}

export interface ResponseUrl {
  person: string
  channel: string
  issuedAtMs: number
  uses: number
  /** The message whose button made it; none for a command. */
  source?: { ts: string; ephemeral: boolean }
}

interface RateLimit {
  /** Web API method, or `*` for every one. */
  method: string
  times: number
  retryAfterSeconds: number
}

export interface Group {
  id: string
  handle: string
  users: string[]
}

/** Everything the stand-in remembers; forgotten when the process ends. */
export interface Workspace {
  team: string
  appId: string
  botId: string
  botUserId: string
  botToken: string
  /** For `apps.connections.open`; Socket Mode is refused without one. */
  appToken?: string
  people: Map<string, Person>
  channels: Map<string, Channel>
  groups: Map<string, Group>
  ephemerals: Ephemeral[]
  /** Per person, the stack of modals, the visible one last. */
  modals: Map<string, OpenView[]>
  homes: Map<string, OpenView>
  triggerIds: Map<string, TriggerId>
  responseUrls: Map<string, ResponseUrl>
  rateLimits: RateLimit[]
  /** Milliseconds since 1970, from the sandbox's clock. */
  now: () => number
  /** A fresh number, for ids and timestamps that must not repeat. */
  next: () => number
  lastTsMicros: number
  /** Told after anything a person could see has changed. */
  watchers: Set<() => void>
}

export interface WorkspaceOptions {
  team: string
  botToken: string
  appToken?: string
  users: readonly Person[]
  channels: readonly { id: string; name: string; hasBot?: boolean }[]
  groups: readonly Group[]
  now: () => number
}

export function createWorkspace({
  team,
  botToken,
  appToken,
  users,
  channels,
  groups,
  now,
}: WorkspaceOptions): Workspace {
  let last = 0
  const bot: Person = { id: 'U0EGARDBOT', name: 'egard', locale: 'fr-FR', kind: 'bot', team }
  return {
    team,
    appId: 'A0EGARD',
    botId: 'B0EGARD',
    botUserId: bot.id,
    botToken,
    ...(appToken === undefined ? {} : { appToken }),
    people: new Map([...users, bot].map((person) => [person.id, { ...person }])),
    channels: new Map(
      channels.map(({ hasBot = true, ...channel }) => [channel.id, { ...channel, hasBot, messages: [] }]),
    ),
    groups: new Map(groups.map((group) => [group.id, { ...group, users: [...group.users] }])),
    ephemerals: [],
    modals: new Map(),
    homes: new Map(),
    triggerIds: new Map(),
    responseUrls: new Map(),
    rateLimits: [],
    now,
    next: () => {
      last += 1
      return last
    },
    lastTsMicros: 0,
    watchers: new Set(),
  }
}

/** Whoever changes what a person could see says so here. */
export function changed(workspace: Workspace): void {
  for (const tell of workspace.watchers) tell()
}

/** A Slack timestamp that no other message has, even when the clock stands still. */
export function nextTs(workspace: Workspace): string {
  workspace.lastTsMicros = Math.max(workspace.lastTsMicros + 1, workspace.now() * 1000)
  const seconds = Math.floor(workspace.lastTsMicros / 1_000_000)
  return `${seconds}.${String(workspace.lastTsMicros % 1_000_000).padStart(6, '0')}`
}

/** A channel by id or by `#name`; a person's id stands for the direct conversation with them. */
export function findChannel(workspace: Workspace, wanted: string): Channel | undefined {
  const byId = workspace.channels.get(wanted)
  if (byId) return byId
  if (workspace.people.has(wanted)) return directChannel(workspace, wanted)
  const name = wanted.replace(/^#/, '')
  return [...workspace.channels.values()].find((channel) => channel.name === name && channel.personId === undefined)
}

/** The direct conversation between the bot and a person, opened when it is not yet. */
export function directChannel(workspace: Workspace, person: string): Channel {
  const id = `D${person.slice(1)}`
  const known = workspace.channels.get(id)
  if (known) return known
  const channel: Channel = { id, name: 'directmessage', hasBot: true, personId: person, messages: [] }
  workspace.channels.set(id, channel)
  changed(workspace)
  return channel
}
