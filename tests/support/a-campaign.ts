import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { aWorkshop, everythingWaived } from './a-workshop.ts'

const AUTHOR = 'U0ALICE'
const APPROVER = 'U0BRUNO'

/** A draft that can be submitted: re-opt-in to the newsletter, in French, one reminder. */
export async function aDraft(memory: Memory, now: number, change: Partial<CampaignDraft> = {}) {
  const text = {
    subject: 'Souhaitez-vous continuer ?',
    body: '{{greeting}}\n\nNous aimerions continuer à vous écrire.',
  }
  const last = { ...text, subject: 'Dernier message sans réponse de votre part' }
  const { kind = 're-opt-in' } = change
  return createDraft(memory, now, {
    by: AUTHOR,
    kind,
    change: {
      name: 'Renouveler 2026',
      need: 'Nous avons perdu la trace de leur accord.',
      topics: ['newsletter'],
      texts: { fr: kind === 're-opt-in' ? { ask: text, 'reminder-1': last, 'reminder-2': last } : { message: text } },
      ...change,
    },
  })
}

export async function aSubmittedCampaign(memory: Memory, now: number, change: Partial<CampaignDraft> = {}) {
  const { campaignId, version } = await aDraft(memory, now, change)
  const submission = { campaignId, version, by: AUTHOR, approvers: [AUTHOR, APPROVER], ...everythingWaived }
  const submitted = await submitCampaign(memory, now, submission, aWorkshop)
  if (isRefused(submitted)) throw new Error(JSON.stringify(submitted))
  return { campaignId, version, seal: submitted.seal }
}

export async function anApprovedCampaign(memory: Memory, now: number, change: Partial<CampaignDraft> = {}) {
  const submitted = await aSubmittedCampaign(memory, now, change)
  const approved = await approveCampaign(memory, now, { ...submitted, by: APPROVER })
  if (isRefused(approved)) throw new Error(JSON.stringify(approved))
  return submitted.campaignId
}
