import type { Pair } from '#core/consent/pair.ts'
import { pairsOf, suppressionsOf } from '#core/consent/reach.ts'
import type { Stop } from '#core/contacts/merge-consents.ts'
import type { Write } from '#db/open.ts'
import { type AddressStop, stopsOfAddresses } from '#db/tables/address-stops.ts'
import type { Person } from './batch-people.ts'

/** The opt-outs that hold for the addresses of a batch, with those the batch itself adds. */
export interface BatchStops {
  forgotten(hash: string | null): boolean
  /** An opt-out at the pair's own address; or one at any of the person's addresses that is about every channel. */
  suppressed(person: Person, pair: Pair): boolean
  /** Everything this stop would say is already recorded, for the person and for their addresses. */
  holds(person: Person, stop: Stop): boolean
  holdsFor(hash: string, stop: Stop): boolean
  add(person: Person, stop: Stop): void
  addFor(hash: string, stop: Stop): void
}

export async function loadStops(db: Write, hashes: readonly string[], topics: readonly string[]): Promise<BatchStops> {
  return new StopIndex(await stopsOfAddresses(db, hashes), topics)
}

const NONE: readonly never[] = []

class StopIndex implements BatchStops {
  readonly #stops: Map<string, AddressStop[]>
  readonly #topics: readonly string[]

  constructor(stops: Map<string, AddressStop[]>, topics: readonly string[]) {
    this.#stops = stops
    this.#topics = topics
  }

  forgotten(hash: string | null): boolean {
    return this.#of(hash).some(({ kind }) => kind === 'tombstone')
  }

  suppressed({ emailHash, phoneHash }: Person, pair: Pair): boolean {
    const [own, other] = pair.channel === 'email' ? [emailHash, phoneHash] : [phoneHash, emailHash]
    const about = (topic: string) => topic === '*' || topic === pair.topic
    return (
      this.#of(own).some(({ topic, channel }) => about(topic) && (channel === '*' || channel === pair.channel)) ||
      this.#of(other).some(({ topic, channel }) => about(topic) && channel === '*')
    )
  }

  holds(person: Person, stop: Stop): boolean {
    const hashes = addressesFor(person, stop.channel)
    return (
      hashes.every((hash) => this.holdsFor(hash, stop)) &&
      pairsOf({ topic: '*', channel: stop.channel }, this.#topics).every(({ topic, channel }) => {
        const state = person.consents.get(`${topic} ${channel}`)
        return state === 'withdrawn' || state === 'objected'
      })
    )
  }

  holdsFor(hash: string, stop: Stop): boolean {
    return this.#of(hash).some(
      ({ kind, topic, channel }) =>
        topic === '*' &&
        (channel === '*' || channel === stop.channel) &&
        (stop.type !== 'complained' || kind === 'complained'),
    )
  }

  add(person: Person, stop: Stop): void {
    for (const { topic, channel } of pairsOf({ topic: '*', channel: stop.channel }, this.#topics)) {
      person.consents.set(`${topic} ${channel}`, 'withdrawn')
    }
    for (const hash of addressesFor(person, stop.channel)) this.addFor(hash, stop)
  }

  addFor(hash: string, { type, channel }: Stop): void {
    const stops = this.#stops.get(hash) ?? []
    this.#stops.set(hash, stops)
    stops.push(...suppressionsOf({ type, topic: '*', channel }, this.#topics))
  }

  #of(hash: string | null): readonly AddressStop[] {
    return (hash === null ? undefined : this.#stops.get(hash)) ?? NONE
  }
}

function addressesFor({ emailHash, phoneHash }: Person, channel: Stop['channel']): string[] {
  const hashes = channel === '*' ? [emailHash, phoneHash] : [channel === 'email' ? emailHash : phoneHash]
  return hashes.filter((hash) => hash !== null)
}
