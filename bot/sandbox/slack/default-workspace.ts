import type { Group, Person, WorkspaceOptions } from './workspace.ts'

const TEAM = 'T0EGARD'
const OTHER_TEAM = 'T0ELSEWHERE'

const users: readonly Person[] = [
  { id: 'U0ALICE', name: 'Alice', locale: 'fr-FR', kind: 'member', team: TEAM },
  { id: 'U0BRUNO', name: 'Bruno', locale: 'fr-FR', kind: 'member', team: TEAM },
  { id: 'U0CHLOE', name: 'Chloé', locale: 'fr-FR', kind: 'member', team: TEAM },
  { id: 'U0DAAN', name: 'Daan', locale: 'fr-FR', kind: 'member', team: TEAM },
  { id: 'U0EMMA', name: 'Emma', locale: 'en-US', kind: 'member', team: TEAM },
  { id: 'U0GUEST', name: 'Gil', locale: 'fr-FR', kind: 'guest', team: TEAM },
  { id: 'U0STRANGER', name: 'Stranger', locale: 'en-US', kind: 'stranger', team: OTHER_TEAM },
]

const groups: readonly Group[] = [{ id: 'S0APPROVERS', handle: 'approbation', users: ['U0BRUNO', 'U0CHLOE'] }]

/** The sample workspace: who plays which role is said by the sample organisation's file, not here. */
export const defaultWorkspace: Pick<WorkspaceOptions, 'team' | 'users' | 'channels' | 'groups'> = {
  team: TEAM,
  users,
  channels: [
    { id: 'C0APPROVALS', name: 'approvals' },
    { id: 'C0CAMPAIGNS', name: 'campaigns' },
    { id: 'C0ONCALL', name: 'oncall' },
  ],
  groups,
}
