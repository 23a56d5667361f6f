import { DATABASE_KINDS, type DatabaseKind } from '#tests/support/databases.ts'

/** How large the faults are: small in `npm test`, what `npm run test:faults` says otherwise. */
export const SIZES = {
  kills: size('KILLS', 3),
  people: size('PEOPLE', 240),
  workersPeople: size('WORKERS_PEOPLE', 500),
  yearPeople: size('YEAR_PEOPLE', 300),
}

/** A large run may take this long. */
export const GIVE_UP_MS = size('SECONDS', 90) * 700

/** Whether dead workers are found by the heartbeat itself, 15 seconds later. */
export const IS_LARGE = process.env['EGARD_FAULTS_KILLS'] !== undefined

/** A small run tries a fault on one database where both are expected to do the same. */
export function databases(inSmall: DatabaseKind): readonly DatabaseKind[] {
  return IS_LARGE ? DATABASE_KINDS : [inSmall]
}

function size(name: string, usual: number): number {
  return Number(process.env[`EGARD_FAULTS_${name}`] ?? usual)
}
