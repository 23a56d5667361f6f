import { type GateVerdict, gate } from '#core/consent/gate.ts'
import { type GateFacts, gateClock, type PairFacts, type SourceFacts } from '#core/consent/gate-facts.ts'
import type { Channel } from '#core/house.ts'

export const NOW = at('2026-11-23T09:00:00Z')
export const DAY = 86_400_000
export const PAIR = 'newsletter email'

/** Epoch milliseconds of an instant. */
export function at(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds
}

export function aSource(change: Partial<SourceFacts> = {}): SourceFacts {
  return {
    basis: 'lawful',
    attested: true,
    collectedAt: at('2025-06-01T00:00:00Z'),
    traceFor: [],
    tracedAt: undefined,
    ...change,
  }
}

/** A French consumer, lawfully collected, trace lost, clicked ten days ago: askable. */
function aPerson(change: Partial<GateFacts> = {}): GateFacts {
  return {
    kind: 'b2c',
    country: 'FR',
    region: undefined,
    genericAddress: false,
    informed: undefined,
    hasFunction: false,
    birthDate: undefined,
    declaredMinor: undefined,
    guardian: undefined,
    restricted: false,
    suppressed: undefined,
    basisAwaitsAttestation: false,
    sources: [aSource()],
    lastClickAt: NOW - 10 * DAY,
    lastOpenAt: undefined,
    lastPurchaseAt: undefined,
    lastActAt: undefined,
    reach: { email: 'usable', sms: 'missing' },
    ...change,
  }
}

function aPair(change: Partial<PairFacts> = {}): PairFacts {
  return { key: PAIR, consent: undefined, optedOut: undefined, asks: [], ...change }
}

/** The gate's word in Paris. */
export function gateFor(
  person: Partial<GateFacts> = {},
  pair: Partial<PairFacts> = {},
  { now = NOW, carrier = 'email' }: { now?: number; carrier?: Channel } = {},
): GateVerdict {
  return gate(aPerson(person), aPair(pair), carrier, gateClock(now, 'Europe/Paris'))
}
