import type { Circuit } from '#core/deliveries/circuit.ts'
import type { Channel } from '#core/house.ts'
import { tellServer } from '#db/operations/alerts/tell-server.ts'
import { countWorkers } from '#db/operations/house/count-workers.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Pace } from './pace.ts'
import { createServerNews } from './server-news.ts'

export interface WatchDeps {
  memory: Memory
  channel: Channel
  pace: Pace
  circuit: () => Circuit
  /** Epoch milliseconds: the product's, and the machine's, by which hearts beat. */
  now: () => number
  machineMs: () => number
}

/** What stands beside a worker: it shares the house's limits with the workers that live, and tells of a server that takes nothing. */
export function watchDelivery({ memory, channel, pace, circuit, now, machineMs }: WatchDeps): () => Promise<void> {
  const newsOf = createServerNews()
  let untold: ReturnType<typeof newsOf>
  return async () => {
    if (memory.house.sending !== undefined) pace.share(await countWorkers(memory.database, machineMs()))
    // What could not be written is told at the next look, unless it is over by then.
    untold = newsOf(circuit(), now()) ?? untold
    if (untold !== undefined) await tellServer(memory, now(), channel, untold)
    untold = undefined
  }
}
