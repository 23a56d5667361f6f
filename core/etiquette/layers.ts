import type { Channel, House } from '#core/house.ts'
import type { Attention } from './attention.ts'
import { attentionLayers } from './attention-layers.ts'
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
  const { channel, house, place } = facts
  return [
    ...place.zones.map(
      (zone): Layer => ({
        reason: { code: 'outside-window' },
        next: (at) => firstMomentInWindow(house.windows[channel], zone, at),
      }),
    ),
    ...attentionLayers(facts),
  ]
}
