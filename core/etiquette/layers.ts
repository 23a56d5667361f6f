import type { Channel, House } from '#core/house.ts'
import type { Attention } from './attention.ts'
import { type Budget, firstMomentInBudget } from './budget.ts'
import type { Layer } from './first-moment.ts'
import type { Holidays } from './holidays.ts'
import type { Place } from './place.ts'
import type { RecipientSettings } from './recipient-settings.ts'
import { firstMomentInWindow } from './window.ts'

/** The rules of the house that say when: those sealed with a campaign, or today's. */
export type HouseRules = Pick<House, 'windows' | 'closures' | 'budget' | 'organisation'>

/** Everything that says when one marketing message to one person may leave. */
export interface EtiquetteFacts {
  channel: Channel
  house: HouseRules
  holidays: Holidays
  place: Place
  settings: RecipientSettings
  attention: Attention
  /** When the person last wrote an SMS to us. Epoch milliseconds. */
  repliedAt: number | undefined
}

/** Every rule of the moment, each by its reason. */
export function layersOf(facts: EtiquetteFacts): Layer[] {
  const { channel, house, place, attention } = facts
  const budget = budgetOf(facts)
  return [
    ...place.zones.map(
      (zone): Layer => ({
        reason: { code: 'outside-window' },
        next: (at) => firstMomentInWindow(house.windows[channel], zone, at),
      }),
    ),
    { reason: { code: 'budget-spent' }, next: (at) => firstMomentInBudget(budget, attention.sentAt, at) },
  ]
}

/** What the person chose, never more than the house allows. */
export function budgetOf({ house, settings }: Pick<EtiquetteFacts, 'house' | 'settings'>): Budget {
  const { per7Days, per30Days, most } = house.budget
  return {
    per7Days: Math.min(settings.budget?.per7Days ?? per7Days, most?.per7Days ?? per7Days),
    per30Days: Math.min(settings.budget?.per30Days ?? per30Days, most?.per30Days ?? per30Days),
  }
}
