import { type CampaignDraft, stepsOf } from '#core/campaigns/draft.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { Channel, House } from '#core/house.ts'
import type { RecipientFacts } from '#core/messages/field-values.ts'
import { type MadeUpId, madeUpPerson } from '#core/messages/made-up-people.ts'
import type { Language, Step } from '#core/messages/message.ts'
import { sourceText } from '#core/texts/source-text.ts'

/** Where a made-up address was collected: some months ago, so that a date stands in the text. */
const COLLECTED_AGO_MS = 400 * 86_400_000

export interface MadeUpWish {
  language: Language
  step: Step
  person: MadeUpId
  channel: Channel
}

/** What is known of a made-up person who gets one step of a draft now. */
export function madeUpFacts(
  house: House,
  now: number,
  draft: CampaignDraft,
  { language, step, person: id, channel }: MadeUpWish,
): Omit<RecipientFacts, 'links'> {
  const { timeZone } = house.organisation
  const { person, sourceName } = madeUpPerson(language, id)
  const steps = stepsOf(draft)
  const remindersLeft = steps.length - 1 - steps.indexOf(step)
  const { graceHours } = draft
  const promise = promiseAt({ stepAt: now, remindersLeft, channel, graceHours, timeZone })
  const topics =
    draft.kind === 'information' ? house.topics : house.topics.filter((one) => draft.topics.includes(one.id))
  return {
    language,
    person,
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: topics.map(({ name }) => name[language]),
    promiseDate: draft.kind === 're-opt-in' ? promiseDay(promise, timeZone) : undefined,
    source: sourceText(language, sourceName, now - COLLECTED_AGO_MS, timeZone),
  }
}
