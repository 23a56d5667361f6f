import { type CampaignDraft, stepsOf } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import { isAlphanumeric } from './sender.ts'
import { smsSource } from './sms-source.ts'
import { shortLinkLength, typicalSegments } from './typical-sms.ts'
import { smsText } from './write-sms.ts'

/** People who get the same SMS from the same sender at the same price. */
export interface SmsGroup {
  /** Of their numbers (ISO 3166 alpha-2, `countryOf`). */
  country: string | undefined
  language: Language
  messages: number
}

export interface SmsEstimate {
  messages: number
  segments: number
  /** In `currency`, to the hundredth; only where the house says what a segment costs in every country written to. */
  cost?: number
  currency?: string
}

/**
 * What the first step of a campaign costs by SMS, each as long as an ordinary person's: segments × the price in the country of the number, else
 * the price for other countries. `from`: the sender where the house names none for a country; `origin`: of our pages, for the length of links.
 */
export function smsEstimate(
  house: House,
  draft: CampaignDraft,
  groups: Iterable<SmsGroup>,
  { from, origin }: { from?: string | undefined; origin?: string | undefined } = {},
): SmsEstimate {
  const practice = house.sms
  const lengths = new Map<string, number>()
  const lengthOf = (language: Language, canReceive: boolean): number => {
    const key = `${language} ${canReceive}`
    const known = lengths.get(key)
    if (known !== undefined) return known
    const source = smsSource(house, draft, { language, step: stepsOf(draft)[0] ?? 'message' })
    const about = { canReceive, linkLength: shortLinkLength(origin) }
    const { segments } = typicalSegments(source, smsText(source), about)
    lengths.set(key, segments)
    return segments
  }
  let messages = 0
  let segments = 0
  let cost: number | undefined = practice === undefined ? undefined : 0
  for (const group of groups) {
    const named = group.country === undefined ? undefined : practice?.senders[group.country]
    const parts = group.messages * lengthOf(group.language, !isAlphanumeric(named ?? from ?? ''))
    const price = practice?.prices[group.country ?? 'other'] ?? practice?.prices['other']
    messages += group.messages
    segments += parts
    cost = cost === undefined || (price === undefined && parts > 0) ? undefined : cost + parts * (price ?? 0)
  }
  if (practice === undefined || cost === undefined) return { messages, segments }
  return { messages, segments, cost: Math.round(cost * 100) / 100, currency: practice.currency }
}
