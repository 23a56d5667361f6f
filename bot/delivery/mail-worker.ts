import { createMailHandOver, type MailHandOverDeps } from './hand-over-mail.ts'
import { createWorker, type Worker, type WorkerDeps } from './worker.ts'

/** The mailer's connections are how many messages this worker has in its hands at most. */
export type MailWorkerDeps = Omit<WorkerDeps, 'channel' | 'connections' | 'handOver'> & MailHandOverDeps

/** The worker that hands e-mail over. */
export function createMailWorker(deps: MailWorkerDeps): Worker {
  const connections = deps.mailer.idle()
  return createWorker({ ...deps, channel: 'email', connections, handOver: createMailHandOver(deps) })
}
