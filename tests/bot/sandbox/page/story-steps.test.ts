import { expect, test } from 'vitest'
import { type StoryFacts, sandboxPeople } from '#bot/http/sandbox-facts.ts'
import { storySteps } from '#bot/sandbox/page/story-steps.ts'
import { defaultWorkspace } from '#bot/sandbox/slack/default-workspace.ts'
import { createWorkspace } from '#bot/sandbox/slack/workspace.ts'

const workspace = createWorkspace({ ...defaultWorkspace, botToken: 'x', now: () => 0 })
const house = {
  team: 'T0EGARD',
  channels: { approvals: 'A', campaigns: 'B', oncall: 'C' },
  roles: { staff: ['U0ALICE', 'U0BRUNO'], approver: ['S0APPROVERS'], privacy: ['U0CHLOE'], dpo: [], oncall: [] },
}
const people = sandboxPeople(workspace, house)

test('everybody who can act is named with the roles they hold, by themselves or through a group', () => {
  const roles = Object.fromEntries(people.map((person) => [person.name, person.roles.join(' ')]))
  expect(roles).toMatchObject({ Alice: 'staff', Bruno: 'staff approver', Chloé: 'approver privacy', Daan: '', Gil: '' })
  expect(people.some(({ kind }) => kind === 'bot')).toBe(false)
})

const START: StoryFacts = {
  contacts: 0,
  bases: { waiting: 0, confirmed: 0 },
  campaign: 'none',
  waiting: 0,
  answered: 0,
  reminded: 0,
  texted: 0,
}
const TICKS: { name: string; facts: Partial<StoryFacts>; done: boolean[] }[] = [
  { name: 'nothing has happened', facts: {}, done: [false, false, false, false, false, false] },
  { name: 'lists came in', facts: { contacts: 9 }, done: [true, false, false, false, false, false] },
  {
    name: 'a basis still waits',
    facts: { contacts: 9, bases: { waiting: 1, confirmed: 2 } },
    done: [true, false, false, false, false, false],
  },
  {
    name: 'a draft is no submission',
    facts: { contacts: 9, bases: { waiting: 0, confirmed: 3 }, campaign: 'draft' },
    done: [true, true, false, false, false, false],
  },
  {
    name: 'submitted is not approved',
    facts: { contacts: 9, bases: { waiting: 0, confirmed: 3 }, campaign: 'submitted' },
    done: [true, true, true, false, false, false],
  },
  {
    name: 'an answer without a reminder is not the end',
    facts: { contacts: 9, bases: { waiting: 0, confirmed: 3 }, campaign: 'approved', answered: 2 },
    done: [true, true, true, true, false, false],
  },
  {
    name: 'closed came after approved',
    facts: { contacts: 9, bases: { waiting: 0, confirmed: 3 }, campaign: 'closed' },
    done: [true, true, true, true, false, false],
  },
  {
    name: 'answered and reminded',
    facts: { contacts: 9, bases: { waiting: 0, confirmed: 3 }, campaign: 'approved', answered: 2, reminded: 5 },
    done: [true, true, true, true, true, false],
  },
  {
    name: 'answered by SMS',
    facts: {
      contacts: 9,
      bases: { waiting: 0, confirmed: 3 },
      campaign: 'approved',
      answered: 2,
      reminded: 5,
      texted: 1,
    },
    done: [true, true, true, true, true, true],
  },
]
test.for(TICKS)('the story is ticked by what is there: $name', ({ facts, done }) => {
  expect(storySteps({ ...START, ...facts }, people).map((step) => step.done)).toEqual(done)
})

test('nobody approves their own: the one who prepares and the one who approves are two', () => {
  const names = storySteps(START, people).map(({ person }) => person?.name)
  expect(names).toEqual(['Alice', 'Chloé', 'Alice', 'Bruno', undefined, 'Alice'])
})
