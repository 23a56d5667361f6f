import type { Channel, WeekWindow } from '#core/house.ts'
import type { Budget } from './budget.ts'

/** How a person wants to be written to, as they chose on their page. What they did not choose is absent: the house's rule holds. */
export interface RecipientSettings {
  /** The other channel is used only where this one does not work. */
  preferredChannel?: Channel
  /** When they may be written to, in place of the house's hours; never wider than what the country allows. */
  hours?: WeekWindow
  /** Minutes since midnight, every day, never written to in between; `from` after `to` passes midnight. */
  quiet?: { from: number; to: number }
  /** Nothing until this instant. Epoch milliseconds. */
  pausedUntil?: number
  /** Most messages in rolling days; within what the house allows at most. */
  budget?: Partial<Budget>
}
