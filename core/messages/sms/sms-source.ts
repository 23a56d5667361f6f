import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import type { Language, Step } from '#core/messages/message.ts'
import type { SmsSource } from './write-sms.ts'

/** One step of a draft in one language, as it goes by SMS. */
export function smsSource(
  house: House,
  draft: CampaignDraft,
  { language, step, isTest = false }: { language: Language; step: Step; isTest?: boolean },
): SmsSource {
  return {
    kind: draft.kind,
    step,
    language,
    words: draft.texts[language]?.[step]?.sms ?? '',
    organisation: house.organisation,
    dpo: house.dpo,
    topics: house.topics
      .filter(({ id }) => draft.topics.includes(id))
      .map(({ id, name }) => ({ id, name: name[language] })),
    promise: draft.kind === 're-opt-in' ? { action: 'unsubscribe', graceHours: draft.graceHours } : undefined,
    isTest,
  }
}
