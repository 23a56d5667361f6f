import type { SandboxPerson, StoryFacts } from '#bot/http/sandbox-facts.ts'

/** One step of the first story: done by what is really there. */
export interface StoryStep {
  done: boolean
  /** As whom; undefined for the recipients' part. */
  person: SandboxPerson | undefined
  channel?: 'approvals' | 'campaigns'
  /** What to type, where a command begins it. */
  command?: string
}

const NOTHING: StoryFacts = {
  contacts: 0,
  bases: { waiting: 0, confirmed: 0 },
  campaign: 'none',
  waiting: 0,
  answered: 0,
  reminded: 0,
  texted: 0,
}

/** As many make the first story; what comes after is more of it. */
export const FIRST_STORY = 5

/** The steps of the first story and the same by SMS, ticked by facts: an undone step stays undone whatever the visitor clicked. */
export function storySteps(facts: StoryFacts = NOTHING, people: readonly SandboxPerson[]): readonly StoryStep[] {
  const { contacts, bases, campaign, answered, reminded, texted } = facts
  const withRole = (role: SandboxPerson['roles'][number]) => people.find(({ roles }) => roles.includes(role))
  const author = people.find(({ roles }) => roles.includes('staff') && !roles.includes('approver')) ?? withRole('staff')
  const approver = people.find(({ id, roles }) => roles.includes('approver') && id !== author?.id)
  const approved = campaign === 'approved' || campaign === 'closed'
  return [
    { done: contacts > 0, person: author, channel: 'campaigns', command: '/egard import' },
    { done: bases.confirmed > 0 && bases.waiting === 0, person: withRole('privacy'), channel: 'approvals' },
    { done: approved || campaign === 'submitted', person: author, channel: 'campaigns', command: '/egard reoptin' },
    { done: approved, person: approver, channel: 'approvals' },
    { done: answered > 0 && reminded > 0, person: undefined },
    { done: texted > 0, person: author, channel: 'campaigns', command: '/egard reoptin' },
  ]
}
