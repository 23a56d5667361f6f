export const CAMPAIGN_STATES = [
  'draft', 'submitted', 'approved', 'running', 'reminding', 'grace', 'closed', 'paused', 'stopped', 'void',
] as const // biome-ignore format: in the order of a campaign's life
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export type CampaignAct =
  | 'edit' | 'submit' | 'approve' | 'refuse' | 'delete'
  | 'start' | 'all-asked' | 'all-reminded' | 'close'
  | 'pause' | 'stop' | 'void' // biome-ignore format: grouped by who acts

/** Which act leads where. What is not here is refused. `resume` goes back to the state that was paused. */
const NEXT: Record<CampaignState, Partial<Record<CampaignAct, CampaignState | 'deleted'>>> = {
  draft: { edit: 'draft', submit: 'submitted', delete: 'deleted' },
  submitted: { edit: 'draft', approve: 'approved', refuse: 'draft', stop: 'stopped', void: 'void' },
  approved: { start: 'running', edit: 'draft', pause: 'paused', stop: 'stopped', void: 'void' },
  running: { 'all-asked': 'reminding', close: 'closed', pause: 'paused', stop: 'stopped' },
  reminding: { 'all-reminded': 'grace', pause: 'paused', stop: 'stopped' },
  grace: { close: 'closed', pause: 'paused', stop: 'stopped' },
  paused: { stop: 'stopped' },
  closed: {},
  stopped: {},
  void: { edit: 'draft' },
}

export function nextState(state: CampaignState, act: CampaignAct): CampaignState | 'deleted' | undefined {
  return NEXT[state][act]
}

/** May messages of this campaign leave now? */
export function isSending(state: CampaignState): boolean {
  return state === 'running' || state === 'reminding' || state === 'grace'
}
