import type { Circuit } from '#core/deliveries/circuit.ts'
import { tellMailServer } from '#db/operations/alerts/tell-mail-server.ts'
import { countWorkers } from '#db/operations/house/count-workers.ts'
import type { Memory } from '#db/operations/memory.ts'
import { createMailServerNews } from './mail-server-news.ts'
import type { Pace } from './pace.ts'

export interface WatchDeps {
  memory: Memory
  pace: Pace
  circuit: () => Circuit
  /** Epoch milliseconds: the product's, and the machine's, by which hearts beat. */
  now: () => number
  machineMs: () => number
}

/** What stands beside a worker: it shares the house's limits with the workers that live, and tells of a mail server that takes nothing. */
export function watchDelivery({ memory, pace, circuit, now, machineMs }: WatchDeps): () => Promise<void> {
  const newsOf = createMailServerNews()
  let untold: ReturnType<typeof newsOf>
  return async () => {
    if (memory.house.sending !== undefined) pace.share(await countWorkers(memory.database, machineMs()))
    // What could not be written is told at the next look, unless it is over by then.
    untold = newsOf(circuit(), now()) ?? untold
    if (untold !== undefined) await tellMailServer(memory, now(), untold)
    untold = undefined
  }
}
