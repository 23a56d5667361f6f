import type { Channel } from '#core/house.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { recordBlocked, recordBlockedService } from '#db/operations/texts/record-blocked.ts'
import { type ClaimReport, changedCards, claimIn } from './claim-deliveries.ts'
import { type WhatIsDue, whatIsDue } from './due-rows.ts'
import { type DeliveryResult, recordIn } from './record-results.ts'
import { type ClaimedService, claimServicesIn, recordServicesIn, type ServiceResult } from './service-messages.ts'
import { takeBackIn } from './take-back.ts'

export interface TurnOver {
  workerId: number
  /** What the worker hands over: it claims, and takes back, nothing else. */
  channel: Channel
  /** What became of messages claimed before. */
  results: readonly DeliveryResult[]
  services: readonly ServiceResult[]
  /** How many messages may be claimed, of both kinds together. */
  limit: number
  /** See `ClaimCommand`. */
  after?: number
  putOff?: ((domain: string) => number | undefined) | undefined
  /**
   * Given after a transaction whose end is unknown: every message this worker knows to be its own. What is marked as its own besides was
   * claimed in a transaction it never saw the end of, has never been handed over, and goes back.
   */
  known?: { deliveries: readonly number[]; services: readonly number[] } | undefined
}

export interface TurnedOver {
  services: ClaimedService[]
  deliveries: ClaimReport
}

/**
 * Records the last group's results and claims the next group, in one transaction: a worker's whole conversation with the database. Only what a provider
 * refuses because its number is blocked there has a transaction of its own before, since an opt-out follows from it.
 */
export async function turnOver(memory: Memory, now: number, command: TurnOver): Promise<TurnedOver> {
  const { workerId, channel, limit, known, after = 0, putOff } = command
  for (const one of command.results) if (one.blocked) await recordBlocked(memory, now, one, workerId)
  for (const one of command.services) if (one.blocked) await recordBlockedService(memory, now, one, workerId)
  return memory.database.write(async (db) => {
    const plain = command.results.filter(({ blocked }) => !blocked)
    const changed = await recordIn(db, now, plain, workerId)
    await recordServicesIn(db, now, command.services, workerId)
    const back = known === undefined ? [] : await takeBackIn(db, now, { workerId, channel }, known)
    // Neither kind starves the other: half the places, rounded up, are for messages that answer somebody's own act, as long as there are any.
    const due: WhatIsDue = limit > 0 ? await whatIsDue(db, now, after, channel) : { services: false, campaigns: [] }
    const answering = { workerId, channel, limit: Math.ceil(limit / 2) }
    const services = due.services ? await claimServicesIn(db, memory, now, answering) : []
    const left = { workerId, channel, limit: limit - services.length, putOff }
    const deliveries = await claimIn(db, memory, now, due.campaigns, left)
    // Last, and in order: who shows cards waits for the end of this transaction, and two workers do not wait for one another crosswise.
    const cards = new Set([...changed, ...back, ...changedCards(deliveries)])
    for (const id of [...cards].toSorted((a, b) => a - b)) await showCard(db, id, now)
    return { services, deliveries }
  })
}
