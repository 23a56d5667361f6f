import type { Random } from './random.ts'

/** A process or a person: it lives, takes its turns, and may die between two of them. A dead one never goes on. */
export class Actor {
  readonly name: string
  /** A person who decides that what is in doubt is sent again. */
  readonly saysAgain: boolean
  alive = true

  constructor(name: string, saysAgain = false) {
    this.name = name
    this.saysAgain = saysAgain
  }
}

interface Turn {
  actor: Actor
  what: string
  go: () => void
}

/**
 * Who goes on next. Whoever comes to a point where others may act in between (a transaction, a hand-over) waits here for a turn; one turn is
 * given at a time, by the seed, and ends when nothing is left to do without another turn.
 */
export class Turns {
  #waiting: Turn[] = []

  take(actor: Actor, what: string): Promise<void> {
    return new Promise((go) => {
      if (actor.alive) this.#waiting.push({ actor, what, go })
    })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** What the actor waits for, oldest first. */
  of(actor: Actor): readonly string[] {
    return this.#waiting.filter((turn) => turn.actor === actor).map(({ what }) => what)
  }

  /** A crash: what the actor had begun is never gone on with. */
  kill(actor: Actor): void {
    actor.alive = false
    this.#waiting = this.#waiting.filter((turn) => turn.actor !== actor)
  }

  /** Who had it. */
  async giveOne(random: Random): Promise<Actor | undefined> {
    const [turn] = this.#waiting.splice(random.below(this.#waiting.length), 1)
    turn?.go()
    await quiet()
    return turn?.actor
  }
}

/** Everything here is made of promises that wait for nothing outside, so one round of the event loop ends all of it. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
