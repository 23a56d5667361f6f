import type { ConsentState } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import type { Channel } from '#core/house.ts'
import type { ContactFacts } from './contact-facts.ts'
import type { ImportStatus } from './status-words.ts'

/** What staff said of a whole file; a row's own columns come first. */
export interface Collection {
  name: string
  basis: string
  /** Epoch milliseconds: the day, or the period's first and last day. */
  collectedAt: number | undefined
  collectedUntil: number | undefined
  topics: readonly string[]
  channels: readonly Channel[]
}

/** Where and when a person agreed, and to what: the trace that makes a row documented. */
export interface Trace {
  at: number
  until: number | undefined
  origin: string
  wording: string | undefined
  pairs: readonly Pair[]
}

/** A row is documented when it says origin and date, itself or through a file declared so; nothing doubtful is ever a trace. */
export function traceOf(row: ContactFacts, file: Collection): Trace | undefined {
  if (file.basis === 'doubtful') return undefined
  const declared = file.basis === 'documented'
  const at = row.consentAt ?? (declared ? file.collectedAt : undefined)
  const origin = row.consentOrigin ?? (declared ? (row.list ?? file.name) : undefined)
  if (at === undefined || origin === undefined) return undefined
  const channels = channelsOf(row, file)
  const pairs = (row.consentTopics ?? file.topics).flatMap((topic) => channels.map((channel) => ({ topic, channel })))
  if (pairs.length === 0) return undefined
  const until = row.consentAt === undefined ? file.collectedUntil : row.consentUntil
  return { at, until, origin, wording: row.consentWording, pairs }
}

function channelsOf(row: ContactFacts, file: Collection): readonly Channel[] {
  if (row.consentChannels !== undefined) return row.consentChannels
  return file.channels.length > 0 ? file.channels : ['email']
}

/** An opt-out a file reports. `*` is every topic, or both channels. */
export interface Stop {
  type: 'withdrawn' | 'complained'
  channel: Channel | '*'
}

/** Unsubscribed means all marketing of the list's channels; a complaint or a blacklist means all marketing. A bounce is no opt-out. */
export function stopsOf(status: ImportStatus | undefined, row: ContactFacts, file: Collection): readonly Stop[] {
  switch (status) {
    case undefined:
    case 'bounced':
      return []
    case 'complaint':
      return [{ type: 'complained', channel: '*' }]
    case 'stop-everything':
      return [{ type: 'withdrawn', channel: '*' }]
    case 'unsubscribed': {
      const named = row.consentChannels ?? (file.channels.length > 0 ? file.channels : undefined)
      const channels = named ?? [row.email === undefined ? 'sms' : 'email']
      if (CHANNELS.every((channel) => channels.includes(channel))) return [{ type: 'withdrawn', channel: '*' }]
      return channels.map((channel) => ({ type: 'withdrawn', channel }))
    }
  }
}

/** What stands in the way of a claim for one pair, as far as the base knows. */
export interface PairHistory {
  state(pair: Pair): ConsentState | undefined
  /** An opt-out that holds for the address of this channel. */
  suppressed(pair: Pair): boolean
}

export interface Claims {
  granted: readonly Pair[]
  /** The file says they agreed, the base says no or not any more: only the person can change that. */
  toSignUp: readonly Pair[]
}

/** A claim speaks only for pairs without history: an import never raises what a person lowered. */
export function claimsOf(trace: Trace | undefined, history: PairHistory, barred: boolean): Claims {
  const granted = new Map<string, Pair>()
  const toSignUp = new Map<string, Pair>()
  for (const pair of trace?.pairs ?? []) {
    const state = history.state(pair)
    if (barred || history.suppressed(pair) || (state !== undefined && state !== 'granted')) {
      toSignUp.set(pairKey(pair), pair)
    } else if (state === undefined) granted.set(pairKey(pair), pair)
  }
  return { granted: [...granted.values()], toSignUp: [...toSignUp.values()] }
}
