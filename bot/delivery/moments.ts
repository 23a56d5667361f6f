import { channel } from 'node:diagnostics_channel'
import type { SendResult } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'

/** A group was marked `sending` for one campaign, and the transaction has committed. `ids`: of deliveries. */
export interface Claimed {
  channel: Channel
  campaignId: number
  ids: readonly number[]
  held: number
  refused: number
}

/** A message is about to go: the next thing on the wire is its MAIL FROM, or its request. `id` is a delivery's or, with a `mailId` that begins with s, a service message's. */
export interface HandingOver {
  channel: Channel
  id: number
  mailId: string
}

/** The server's answer, or what is known without one. `ms`: from the hand-over to the answer. */
export interface Answered {
  channel: Channel
  id: number
  mailId: string
  result: SendResult
  ms: number
}

/** Results of deliveries that were written, and the transaction has committed. */
export interface Recorded {
  channel: Channel
  results: readonly { id: number; result: SendResult }[]
}

/**
 * The moments of a message's way out, for metrics and for tests that stop the process at one of them. Publishing is synchronous and
 * costs nothing without a listener; nothing in the product needs one. Ids only, never an address.
 */
export const moments = {
  claimed: channel<unknown, Claimed>('egard:claimed'),
  handingOver: channel<unknown, HandingOver>('egard:handing-over'),
  answered: channel<unknown, Answered>('egard:answered'),
  recorded: channel<unknown, Recorded>('egard:recorded'),
}
