import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { Memory } from '#db/operations/memory.ts'
import { countIncoming } from './count-incoming.ts'
import { countMoments } from './count-moments.ts'
import { gaugeMemory } from './gauge-memory.ts'

export interface Metrics {
  /** As Prometheus reads it, with the content type that says so. */
  render(): Promise<{ contentType: string; text: string }>
  close(): void
}

/**
 * Everything `/metrics` shows: the process, what its worker does, and what the database holds. Counts and codes, never a person. Where the
 * database cannot be read, `egard_database_up` is 0 and what it would have said is absent: no number is a guess.
 */
export function createMetrics(memory: Pick<Memory, 'database'>, machine: MachineTime): Metrics {
  const own = new Registry()
  // Event-loop delay, memory, CPU, garbage collection, under the names every dashboard knows.
  collectDefaultMetrics({ register: own })
  new Gauge({ name: 'egard_up', help: 'The process runs.', registers: [own] }).set(1)
  const reachable = new Gauge({ name: 'egard_database_up', help: 'The database can be read.', registers: [own] })
  const stopCounting = countMoments(own)
  countIncoming(own)
  const held = new Registry()
  const refresh = gaugeMemory(held, memory, machine)
  return {
    async render() {
      const known = await refresh().then(
        () => true,
        () => false,
      )
      reachable.set(known ? 1 : 0)
      const texts = [await own.metrics(), ...(known ? [await held.metrics()] : [])]
      return { contentType: own.contentType, text: texts.join('\n') }
    },
    close() {
      stopCounting()
      own.clear()
    },
  }
}
