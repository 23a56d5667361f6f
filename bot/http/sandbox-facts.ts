import type { SlackHouse } from '#bot/config/house.ts'
import { ROLES, type Role } from '#bot/config/house.ts'
import type { CampaignState } from '#core/campaigns/life.ts'
import { isAttestable } from '#core/consent/gate-facts.ts'
import { EVERYONE } from '#core/contacts/segment.ts'
import { type CampaignView, listCampaigns, readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { sourceToAttest } from '#db/operations/imports/attest-basis.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { countSegment } from '#db/operations/segments/count-segment.ts'

/** Somebody the visitor can act as. */
export interface SandboxPerson {
  id: string
  name: string
  locale: string
  /** `guest` and `stranger` hold no role and show what a refusal looks like. */
  kind: string
  roles: Role[]
}

/** How far the first story has come, from what is really there. */
export interface StoryFacts {
  contacts: number
  /** Declared bases that somebody has to confirm, and those that were. */
  bases: { waiting: number; confirmed: number }
  /** The campaign that came furthest. */
  campaign: 'none' | 'draft' | 'submitted' | 'approved' | 'closed'
  /** Messages that wait for their hours, or their turn. */
  waiting: number
  answered: number
  reminded: number
  /** People who answered a campaign that goes by SMS. */
  texted: number
}

interface Workspace {
  people: ReadonlyMap<string, { id: string; name: string; locale: string; kind: string }>
  groups: ReadonlyMap<string, { id: string; users: readonly string[] }>
}

/** Everybody who can act, with the roles the organisation's file gives them, by themselves or through a group. */
export function sandboxPeople(workspace: Workspace, { roles }: SlackHouse): SandboxPerson[] {
  const holds = (id: string, role: Role) =>
    roles[role].some((holder) => holder === id || workspace.groups.get(holder)?.users.includes(id) === true)
  return [...workspace.people.values()]
    .filter(({ kind }) => kind !== 'bot' && kind !== 'deactivated')
    .map(({ id, name, locale, kind }) => ({ id, name, locale, kind, roles: ROLES.filter((role) => holds(id, role)) }))
}

// More lists than that, and the story is not anybody's first.
const MOST_SOURCES = 60
const LATER: ReadonlySet<CampaignState> = new Set([
  'approved',
  'running',
  'reminding',
  'grace',
  'paused',
  'closed',
  'stopped',
])

/** Reads how far the first story has come. */
export async function storyFacts(memory: Memory, now: number): Promise<StoryFacts> {
  const bases = { waiting: 0, confirmed: 0 }
  for (let sourceId = 1; sourceId <= MOST_SOURCES; sourceId += 1) {
    const source = await sourceToAttest(memory, { sourceId })
    if (isRefused(source)) break
    if (source.attested) bases.confirmed += 1
    else if (isAttestable(source.basis)) bases.waiting += 1
  }
  const campaigns = await listCampaigns(memory)
  const approved = campaigns.filter(({ state }) => LATER.has(state))
  const views = await Promise.all(approved.slice(0, 5).map(({ id }) => readCampaign(memory, now, id)))
  const waiting = views.map((view) => (view ? waitingOf(view) : 0))
  const answers = views.map((view) => (view ? view.answers.yes + view.answers.no : 0))
  const texted = views.map((view) => (view && view.channels.sms > 0 ? view.answers.yes + view.answers.no : 0))
  const reminders = views.flatMap((view) => Object.values(view?.reminders ?? {}).map(({ sent }) => sent))
  return {
    contacts: await countSegment(memory.database.read, EVERYONE),
    bases,
    campaign: furthest(campaigns.map(({ state }) => state)),
    waiting: Math.max(0, ...waiting),
    answered: Math.max(0, ...answers),
    reminded: Math.max(0, ...reminders),
    texted: Math.max(0, ...texted),
  }
}

function furthest(states: readonly CampaignState[]): StoryFacts['campaign'] {
  if (states.includes('closed')) return 'closed'
  if (states.some((state) => LATER.has(state))) return 'approved'
  if (states.includes('submitted')) return 'submitted'
  return states.length > 0 ? 'draft' : 'none'
}

/** Before a campaign starts, nobody has a message yet, and all will. */
function waitingOf({ state, audience, deliveries }: CampaignView): number {
  return state === 'approved' ? audience : deliveries.held + deliveries.queued
}
