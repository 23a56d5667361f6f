import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'

const TEXT_FR = {
  subject: 'Souhaitez-vous garder nos nouvelles ?',
  body: '{{greeting}}\n\nVous recevez nos messages depuis longtemps et nous voulons être sûrs que c’est toujours votre souhait.\n\nMerci de nous répondre d’un clic.',
}

/** A re-opt-in campaign in French, written by Alice, submitted and approved by Bruno, without Slack. */
export async function approvedCampaign(
  memory: Memory,
  now: number,
  change: Partial<CampaignDraft> = {},
): Promise<number> {
  const { campaignId, version } = await createDraft(memory, now, {
    by: 'U0ALICE',
    kind: 're-opt-in',
    change: {
      name: 'Garder le lien',
      need: 'Nous avons perdu la trace de leur accord.',
      topics: ['newsletter'],
      texts: {
        fr: { ask: TEXT_FR, 'reminder-1': { ...TEXT_FR, subject: 'Dernier message sans réponse de votre part' } },
      },
      ...change,
    },
  })
  const submission = { campaignId, version, by: 'U0ALICE', approvers: ['U0BRUNO'], ...everythingWaived }
  const submitted = granted(await submitCampaign(memory, now, submission, aWorkshop))
  granted(await approveCampaign(memory, now, { campaignId, version, seal: submitted.seal, by: 'U0BRUNO' }))
  return campaignId
}

/** The result of an operation that must not refuse here. */
function granted<R>(result: R): Exclude<R, { refused: string }> {
  if (isRefused(result)) throw new Error(`Refused: ${JSON.stringify(result)}`)
  return result as Exclude<R, { refused: string }>
}
