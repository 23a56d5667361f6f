import { emptyDraft } from '#core/campaigns/draft.ts'
import { emptySums } from '#core/campaigns/sums.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'

/** A draft with nothing but a name. */
export function aCampaignView(change: Partial<CampaignView> = {}): CampaignView {
  return {
    id: 12,
    name: 'Renouveler 2026',
    state: 'draft',
    version: 3,
    draft: {
      ...emptyDraft('re-opt-in', 'fr'),
      name: 'Renouveler 2026',
      need: 'La trace est perdue.',
      topics: ['newsletter'],
    },
    segmentId: undefined,
    gaps: [],
    languages: ['fr'],
    seal: undefined,
    authors: ['U0ALICE'],
    submitted: undefined,
    approved: undefined,
    refused: undefined,
    acts: [],
    findings: [],
    waivers: [],
    readAloudBy: undefined,
    forecast: undefined,
    lastDecision: undefined,
    buckets: {},
    audience: 0,
    people: [],
    channels: { email: 0, sms: 0 },
    startsAt: undefined,
    endsAt: undefined,
    deliveries: emptySums(),
    reminders: {},
    answers: { yes: 0, no: 0, silent: 0, visited: 0, lapsed: 0 },
    visitorsWaiting: 0,
    nextPromiseAt: undefined,
    waves: undefined,
    brake: undefined,
    changedMinds: 0,
    pausedAt: undefined,
    closedAt: undefined,
    reasons: [],
    bases: [],
    ...change,
  }
}

/** What a card needs besides the campaign: what SMS are sent with, and when it is. */
export const BESIDES = { means: { from: '+33639980100', origin: 'https://egard.example' }, now: 1_795_000_000_000 }
