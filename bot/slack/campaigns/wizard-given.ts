import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { SmsMeans } from './sms-example.ts'
import type { Counted } from './wizard-languages.ts'
import type { Flow, WizardStep } from './wizard-steps.ts'

/** What a modal of the wizard is made of. */
export interface WizardGiven {
  step: WizardStep
  flow: Flow
  campaignId: number | undefined
  version: number
  draft: CampaignDraft
  house: House
  segments: readonly string[]
  /** Campaigns a new one can be a copy of, newest first. */
  earlier: readonly { id: number; name: string }[]
  /** How many people of the segment have each language; undefined where it is not asked, or the segment is gone. */
  languages: Counted | undefined
  means: SmsMeans
  /** What was saved a moment ago, where it is worth a word. */
  notice?: string | undefined
  language: StaffLanguage
  now: number
}

/** Lengths a person can type: what the cards and messages can show. */
export const TYPED = { name: 100, need: 700, subject: 150, body: 5000, sms: 600 } as const
