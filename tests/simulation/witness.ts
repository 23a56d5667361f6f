import type { Memory } from '#db/operations/memory.ts'
import type { Move } from './moves.ts'
import type { Actor } from './turns.ts'
import type { Attempt, Invariant, Known, Person, Violation } from './witnessed.ts'

const DAY_MS = 86_400_000
/**
 * Sees everything from outside: what moved in the database, what the server took, what people did. It knows nothing of how the product works,
 * only what it promised.
 */
export class Witness {
  violation: Violation | undefined
  readonly deliveries = new Map<number, Known>()
  readonly people = new Map<number, Person>()
  /** Between reading the clock and the transaction that writes what it said; and by how much the clock was set back. */
  slackMs = 60_000
  /** Campaigns a person paused or stopped, and nobody resumed. */
  readonly halted = new Set<number>()
  /** Addresses that do not exist. */
  readonly dead = new Set<string>()
  /** Addresses whose owner took everything back, whoever carries them. */
  readonly goneAddresses = new Set<string>()
  readonly #budget: Memory['house']['budget']
  readonly #group: number
  readonly #topicsOf: (campaign: number, contact: number) => readonly string[]
  readonly #services = new Set<number>()
  readonly #orphans = new Map<Actor, number>()

  constructor(
    budget: Memory['house']['budget'],
    group: number,
    topicsOf: (campaign: number, contact: number) => readonly string[],
  ) {
    this.#budget = budget
    this.#group = group
    this.#topicsOf = topicsOf
  }

  /** The first broken promise is the one to report. */
  object(invariant: Invariant, what: string): void {
    this.violation ??= { invariant, what }
  }

  person(contact: number): Person {
    const known = this.people.get(contact)
    if (known === undefined) throw new Error(`Nobody knows person ${contact}.`)
    return known
  }

  /** `actor` made this move at `now`. */
  moved(move: Move, actor: Actor, now: number): void {
    if (move.what === 'lapse') return this.#lapsed(move, now)
    const known = this.#known(move)
    if (move.is === 'sending') this.#claimed(known, move, actor, now)
    if (move.was === 'in-doubt' && move.is === 'sent') known.countedAsSent = true
    if (move.was === 'in-doubt' && move.is === 'queued' && actor.saysAgain) {
      known.agains += 1
      for (const attempt of known.attempts) attempt.released = true
    }
    if (move.was === 'sending' && move.is === 'in-doubt') this.#doubted(known, actor)
    if (move.was === 'sending' && move.is === 'queued') this.leftAlone(move.delivery, actor)
  }

  handingOver(delivery: number, actor: Actor, messageId: string, to: string): Attempt | undefined {
    const known = this.deliveries.get(delivery)
    const attempt = known?.attempts.findLast(({ by, truth }) => by === actor && truth === 'not-begun')
    if (known === undefined || attempt === undefined) {
      this.object('never-twice', `d${delivery} is handed over by ${actor.name}, who did not claim it`)
      return undefined
    }
    if (known.messageId !== undefined && known.messageId !== messageId)
      this.object('one-name-a-message', `d${delivery} had another Message-ID before`)
    known.messageId = messageId
    if (!to.includes('@')) this.object('address-is-theirs', `d${delivery} goes to "${to}"`)
    attempt.truth = 'on-its-way'
    return attempt
  }

  /** Claimed, and certainly never handed over. */
  leftAlone(delivery: number, actor: Actor): void {
    const attempt = this.deliveries
      .get(delivery)
      ?.attempts.findLast(({ by, truth }) => by === actor && truth === 'not-begun')
    if (attempt !== undefined) attempt.truth = 'not-accepted'
  }

  accepted(delivery: number, attempt: Attempt): void {
    const known = this.deliveries.get(delivery)
    if (known === undefined) return
    attempt.truth = 'accepted'
    known.accepted += 1
    known.cameBack = false
    if (known.accepted > 1 + known.agains)
      this.object(
        'never-twice',
        `d${delivery} was accepted ${known.accepted} times, "send again" was said ${known.agains} times`,
      )
  }

  /** A message of the house's own, to itself or in answer to somebody. */
  serviceAccepted(id: number): void {
    if (this.#services.has(id)) this.object('never-twice', `service message ${id} was accepted twice`)
    this.#services.add(id)
  }

  /** Whether this person has a message of this campaign in their mailbox. */
  hasMail(campaign: number, contact: number): boolean {
    for (const known of this.deliveries.values())
      if (known.campaign === campaign && known.contact === contact && known.accepted > 0) return true
    return false
  }

  #known({ delivery, campaign, contact, step, address }: Move): Known {
    const known = this.deliveries.get(delivery) ?? {
      campaign,
      contact,
      step,
      attempts: [],
      accepted: 0,
      agains: 0,
      countedAsSent: false,
      cameBack: false,
      address,
      messageId: undefined,
    }
    this.deliveries.set(delivery, known)
    return known
  }

  #claimed(known: Known, { delivery, promiseAt, address }: Move, actor: Actor, now: number): void {
    const { campaign, contact } = known
    for (const { truth, released, by } of known.attempts) {
      if (released || truth === 'not-accepted' || (truth === 'not-begun' && !by.alive)) continue
      this.object('never-twice', `d${delivery} is claimed again, and the attempt of ${by.name} is ${truth}`)
    }
    known.attempts.push({ by: actor, at: now, promiseAt, truth: 'not-begun', released: false })
    const person = this.person(contact)
    const left = this.#topicsOf(campaign, contact).filter((topic) => !person.off.has(topic))
    if (person.gone || this.goneAddresses.has(address) || left.length === 0 || person.answered.has(campaign))
      this.object(
        'withdrawal-holds',
        `d${delivery} of campaign ${campaign} is claimed after person ${contact} took it back`,
      )
    if (this.halted.has(campaign))
      this.object('pause-holds', `d${delivery} is claimed, and campaign ${campaign} is paused or stopped`)
    if (person.address !== address)
      this.object('address-is-theirs', `d${delivery} is claimed for an address person ${contact} no longer has`)
    if (this.dead.has(address))
      this.object(
        'address-is-theirs',
        `d${delivery} is claimed for an address of person ${contact} that does not exist`,
      )
    this.#spend(known, delivery, now)
  }

  /** Campaigns, with their reminders, count once each; what came back, or a person took for lost, does not. */
  #spend(claimed: Known, delivery: number, now: number): void {
    for (const [most, days] of [
      [this.#budget.per7Days, 7],
      [this.#budget.per30Days, 30],
    ] as const) {
      const others = new Set<number>()
      for (const { campaign, contact, attempts, cameBack } of this.deliveries.values()) {
        if (contact !== claimed.contact || campaign === claimed.campaign || cameBack) continue
        if (
          attempts.some(
            ({ truth, released, at }) => truth === 'accepted' && !released && at > now - days * DAY_MS + this.slackMs,
          )
        )
          others.add(campaign)
      }
      if (others.size >= most)
        this.object(
          'budget-kept',
          `d${delivery} would be message ${others.size + 1} to person ${claimed.contact} in ${days} days`,
        )
    }
  }

  /** Orphans of a worker: what it did not say itself. */
  #doubted({ attempts }: Known, actor: Actor): void {
    const by = attempts.at(-1)?.by
    if (by === undefined || by === actor) return
    const count = (this.#orphans.get(by) ?? 0) + 1
    this.#orphans.set(by, count)
    if (count > this.#group)
      this.object('doubt-bounded', `${by.name} left ${count} in doubt, a group is ${this.#group}`)
  }

  #lapsed({ campaign, contact }: Move, now: number): void {
    const mine = [...this.deliveries.values()].filter(
      (known) => known.campaign === campaign && known.contact === contact,
    )
    if (this.person(contact).answered.has(campaign))
      this.object('lapse-deserved', `person ${contact} lapsed in campaign ${campaign} and had answered`)
    if (this.person(contact).unread.has(campaign))
      this.object(
        'lapse-deserved',
        `person ${contact} lapsed in campaign ${campaign}, and nobody has read what they wrote`,
      )
    if (!mine.some(({ accepted, countedAsSent, cameBack }) => (accepted > 0 && !cameBack) || countedAsSent))
      this.object('lapse-deserved', `person ${contact} lapsed in campaign ${campaign} and was never asked`)
    const arrived = mine.filter(({ cameBack }) => !cameBack)
    const promised = arrived.flatMap(({ attempts }) =>
      attempts.flatMap(({ truth, promiseAt }) => (truth === 'accepted' && promiseAt !== null ? [promiseAt] : [])),
    )
    if (promised.some((at) => at > now))
      this.object(
        'lapse-deserved',
        `person ${contact} lapsed in campaign ${campaign} before the day their message named`,
      )
  }
}
