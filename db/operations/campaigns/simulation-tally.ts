import { BUCKETS, type Bucket } from '#core/consent/gate.ts'
import type { Decision } from '#core/decision/decide.ts'
import { mainReason } from '#core/decision/main-reason.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Channel } from '#core/house.ts'
import type { SmsGroup } from '#core/messages/sms/cost.ts'
import { countryOf } from '#core/messages/sms/sender.ts'
import type { JudgedContact } from './audience.ts'

type Outcome = Decision['verdict']

export interface SimulatedBucket {
  bucket: Bucket
  count: number
  /** The most frequent reason in it; a bucket nobody is in has its own name. */
  reason: ReasonCode | Bucket
  /** Where people are written to: what the decision would be this instant. Sums to `count`. */
  then?: Record<Outcome, number>
}

/** Why people who are asked for would not get it now, each person under one reason: those who wait sum to the buckets' `hold`, the others to their `refuse`. */
export interface SimulatedReason {
  code: ReasonCode
  verdict: 'hold' | 'refuse'
  count: number
  /** The earliest instant at which one of them could be written to. Epoch milliseconds. */
  next?: number
}

interface Counts {
  count: number
  reasons: Map<ReasonCode, number>
  send: number
  hold: number
  refuse: number
  /** Nothing may be put to them at all, by reason. */
  barred: Map<ReasonCode, number>
}

/** These are asked whatever is ticked, so they say what then, also with nobody in them. */
const ALWAYS_ASKED: ReadonlySet<Bucket> = new Set(['askable', 'expiring'])

/** Every contact counted once, in one bucket. */
export class SimulationTally {
  total = 0
  unknownBirthDate = 0
  /** Whom it writes to on each channel, now or later. */
  readonly channels: Record<Channel, number> = { email: 0, sms: 0 }
  readonly #buckets = new Map<Bucket, Counts>()
  readonly #reasons = new Map<string, SimulatedReason>()
  readonly #texted = new Map<string, SmsGroup>()
  readonly #countryOf = countriesOnce()

  /** `decision`: undefined where nothing may be put to them at all. */
  add({ facts, verdict, question, address, language }: JudgedContact, decision: Decision | undefined): void {
    const counts = this.#counts(verdict.bucket)
    this.total += 1
    counts.count += 1
    raise(counts.reasons, verdict.reason)
    if (facts.gate.birthDate === undefined && facts.gate.declaredMinor === undefined) this.unknownBirthDate += 1
    if (decision === undefined) return raise(counts.barred, verdict.reason)
    counts[decision.verdict] += 1
    const code = mainReason(decision)?.code
    if (decision.verdict !== 'send' && code !== undefined)
      this.#noteReason(code, decision.verdict, 1, decision.verdict === 'hold' ? decision.until : undefined)
    if (decision.verdict === 'refuse') return
    this.channels[question.carrier] += 1
    if (question.carrier === 'sms' && address !== undefined) this.#noteText(address, language)
  }

  get buckets(): SimulatedBucket[] {
    return BUCKETS.map((bucket) => {
      const { count, reasons, send, hold, refuse, barred } = this.#counts(bucket)
      const [reason = bucket] = mostFirst([...reasons].map(([code, n]) => ({ code, count: n }))).map(({ code }) => code)
      const all = { send, hold, refuse: refuse + sum(barred.values()) }
      return { bucket, count, reason, ...(this.#isAsked(bucket) && { then: all }) }
    })
  }

  get reasons(): SimulatedReason[] {
    const all = new Map([...this.#reasons].map(([key, reason]) => [key, { ...reason }]))
    for (const [bucket, { barred }] of this.#buckets) {
      if (!this.#isAsked(bucket)) continue
      for (const [code, count] of barred) addReason(all, { code, verdict: 'refuse', count })
    }
    return mostFirst([...all.values()])
  }

  get texted(): SmsGroup[] {
    return [...this.#texted.values()]
  }

  #isAsked(bucket: Bucket): boolean {
    const { count, barred } = this.#counts(bucket)
    return ALWAYS_ASKED.has(bucket) || sum(barred.values()) < count
  }

  #noteReason(code: ReasonCode, verdict: 'hold' | 'refuse', count: number, next: number | undefined): void {
    addReason(this.#reasons, { code, verdict, count, ...(next !== undefined && { next }) })
  }

  #noteText(number: string, language: SmsGroup['language']): void {
    const country = this.#countryOf(number)
    const key = `${country ?? ''} ${language}`
    const group = this.#texted.get(key) ?? { country, language, messages: 0 }
    group.messages += 1
    this.#texted.set(key, group)
  }

  #counts(bucket: Bucket): Counts {
    const known = this.#buckets.get(bucket)
    if (known !== undefined) return known
    const counts: Counts = { count: 0, reasons: new Map(), send: 0, hold: 0, refuse: 0, barred: new Map() }
    this.#buckets.set(bucket, counts)
    return counts
  }
}

function addReason(all: Map<string, SimulatedReason>, one: SimulatedReason): void {
  const key = `${one.verdict} ${one.code}`
  const known = all.get(key)
  if (known === undefined) {
    all.set(key, one)
    return
  }
  known.count += one.count
  if (one.next !== undefined && one.next < (known.next ?? Number.POSITIVE_INFINITY)) known.next = one.next
}

function raise(counts: Map<ReasonCode, number>, code: ReasonCode): void {
  counts.set(code, (counts.get(code) ?? 0) + 1)
}

function sum(counts: Iterable<number>): number {
  let all = 0
  for (const one of counts) all += one
  return all
}

function mostFirst<T extends { count: number }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => b.count - a.count)
}

/** Enough of a number to tell its country, which is slow to tell: numbers that begin alike are of one. */
const TELLING = 8

function countriesOnce(): (number: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (number) => {
    const begins = number.slice(0, TELLING)
    if (!known.has(begins)) known.set(begins, countryOf(number))
    return known.get(begins)
  }
}
