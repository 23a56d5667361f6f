import type { Channel, House } from '#core/house.ts'
import type { Attention } from './attention.ts'
import { attentionLayers } from './attention-layers.ts'
import type { Layer } from './first-moment.ts'
import type { Holidays } from './holidays.ts'
import { ownHours, pause, quietHours } from './own-layers.ts'
import type { Place } from './place.ts'
import { placeLayers } from './place-layers.ts'
import type { RecipientSettings } from './recipient-settings.ts'

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

/**
 * Every rule of the moment, each by its reason: the country's window; the hours the person chose, else the organisation's; the person's quiet hours;
 * public holidays and closures; the person's pause; what they have had of us.
 */
export function layersOf(facts: EtiquetteFacts): Layer[] {
  const { country, house, days } = placeLayers(facts)
  const chosen = ownHours(facts)
  return [
    ...country,
    ...(chosen.length > 0 ? chosen : house),
    ...quietHours(facts),
    ...days,
    ...pause(facts),
    ...attentionLayers(facts),
  ]
}
