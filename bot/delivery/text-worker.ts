import { TWILIO } from '#core/parameters/twilio.ts'
import { createTextHandOver, type TextHandOverDeps } from './hand-over-texts.ts'
import { createWorker, type Worker, type WorkerDeps } from './worker.ts'

export type TextWorkerDeps = Omit<WorkerDeps, 'channel' | 'connections' | 'handOver'> &
  TextHandOverDeps & { connections?: number }

/** The worker that hands SMS over. */
export function createTextWorker(deps: TextWorkerDeps): Worker {
  const { connections = TWILIO.requestsInFlight } = deps
  return createWorker({ ...deps, channel: 'sms', connections, handOver: createTextHandOver(deps) })
}
