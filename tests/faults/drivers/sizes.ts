/** How large the faults are: small in `npm test`, what `npm run test:faults` says otherwise. */
export const SIZES = {
  kills: size('KILLS', 4),
  people: size('PEOPLE', 260),
  workersPeople: size('WORKERS_PEOPLE', 600),
}

/** A large run may take this long. */
export const GIVE_UP_MS = size('SECONDS', 60) * 1000

/** Whether dead workers are found by the heartbeat itself, 15 seconds later. */
export const IS_LARGE = process.env['EGARD_FAULTS_KILLS'] !== undefined

function size(name: string, usual: number): number {
  return Number(process.env[`EGARD_FAULTS_${name}`] ?? usual)
}
