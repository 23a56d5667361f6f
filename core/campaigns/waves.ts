import { SENDING } from '#core/parameters/sending.ts'

/**
 * How many of the audience have been let go once so many waves are open. A campaign begins with a few people and goes on in waves, each twice
 * as large as the one before; waves follow the audience's order, so that "the first n people" says who is in the open ones.
 */
export function peopleIn(audience: number, waves: number): number {
  const { canaryPeople, canaryShare, growth } = SENDING.waves
  const canary = Math.max(canaryPeople, Math.ceil(audience * canaryShare))
  let people = 0
  for (let wave = 0, size = canary; wave < waves && people < audience; wave += 1, size *= growth) people += size
  return Math.min(audience, people)
}

/** How many waves an audience of this size takes; one for up to a hundred people, none for nobody. */
export function wavesOf(audience: number): number {
  let waves = 0
  while (peopleIn(audience, waves) < audience) waves += 1
  return waves
}

/** How many of the people let go may still be waiting when the next wave may open. */
export function mayStillWait(people: number): number {
  return Math.floor(people * (1 - SENDING.waves.settledShare))
}

/** What is known of the open waves. Instants are epoch milliseconds. */
export interface OpenWaves {
  openedAt: number
  /** When enough of them had their answer; undefined before. */
  settledAt: number | undefined
  /** Everybody in them has a message, and none of it is due or being handed over. */
  quiet: boolean
  /** Messages that wait for a later moment (night, a busy week, a server that asked for patience), counted no further than one too many. */
  waiting: number
  people: number
  /** Something was sent: without any answer from outside there is nothing to go by. */
  anySent: boolean
  /** The soonest instant at which something of theirs falls due. */
  soonestDue: number | undefined
}

/**
 * What the open waves allow. `sending`: they are at work. `waiting`: too many wait for a later moment; looked at again at `lookAt`, and those
 * who wait longer than a day hold nobody up, once anything was sent at all. `settled`: the pause after them runs, the next wave opens at `opensAt`.
 */
export type WaveVerdict =
  | { is: 'sending' }
  | { is: 'waiting'; lookAt: number }
  | { is: 'settled'; settledAt: number; opensAt: number }

export function judgeWaves(waves: OpenWaves, now: number): WaveVerdict {
  if (waves.settledAt !== undefined) return settled(waves.settledAt)
  if (!waves.quiet) return { is: 'sending' }
  if (waves.waiting <= mayStillWait(waves.people)) return settled(now)
  const patienceEnds = waves.openedAt + SENDING.waves.longestWaitHours * 3_600_000
  if (waves.anySent && now >= patienceEnds) return settled(now)
  const soonest = waves.soonestDue ?? Number.POSITIVE_INFINITY
  const lookAt = Math.min(soonest, waves.anySent ? patienceEnds : soonest)
  return { is: 'waiting', lookAt: Number.isFinite(lookAt) ? lookAt : now }
}

function settled(at: number): WaveVerdict {
  return { is: 'settled', settledAt: at, opensAt: opensAt(at) }
}

/** When the wave after one that settled may open. */
export function opensAt(settledAt: number): number {
  return settledAt + SENDING.waves.pauseSeconds * 1000
}

/** A rate's minute: how many may still be let go in it, or when the next one begins. */
export interface Minute {
  at: number
  used: number
}

export const MINUTE_MS = 60_000

/** The minute `now` falls in: the running one, or a new one that begins now. Minutes never overlap, so a rate is never met twice in one. */
export function minuteAt(last: Minute | undefined, now: number): Minute {
  return last !== undefined && now < last.at + MINUTE_MS ? last : { at: now, used: 0 }
}
