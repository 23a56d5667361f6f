import type { Memory } from '#db/operations/memory.ts'
import type { Weather } from './mail-server.ts'
import { Random } from './random.ts'
import { BEGIN, type Stage } from './scenarios.ts'
import { type Actor, quiet, Turns } from './turns.ts'
import { Witness } from './witness.ts'
import type { Attempt } from './witnessed.ts'

/** Connections of a process: no more is claimed at a time. */
export const GROUP = 3

interface Told {
  line: string
  about: { delivery?: number; contact?: number }
}

/** One story: its time, its weather, who waits for a turn, and what was seen. */
export class World {
  readonly stage: Stage
  readonly random: Random
  readonly turns = new Turns()
  readonly witness: Witness
  readonly told: Told[] = []
  /** Messages whose bytes have left and that nobody has accepted yet. */
  readonly onTheWire = new Map<Attempt, number>()
  /** The clock everybody reads. */
  now = BEGIN
  /** The clock nobody can set. */
  steady = 0
  weather: Weather = 'ordinary'
  /** How often a process loses the database around a transaction, from 0 to 1. */
  databaseTrouble = 0
  /** What the story is made of. */
  readonly counts: Record<string, number> = {}
  /** How often who waits was given a turn. */
  steps = 0

  constructor(stage: Stage, seed: number) {
    this.stage = stage
    this.random = new Random(seed)
    this.witness = new Witness(stage.memory.house.budget, GROUP, (campaign, contact) =>
      this.topicsOf(campaign, contact),
    )
    for (const [id, { email }] of stage.people)
      this.witness.people.set(id, {
        gone: false,
        off: new Set(),
        answered: new Set(),
        unread: new Set(),
        address: email,
      })
  }

  /** What a person is asked, or written to about, as it was frozen. */
  topicsOf(campaign: number, contact: number): readonly string[] {
    return this.stage.asked.get(`${campaign} ${contact}`) ?? []
  }

  tell(line: string, about: Told['about'] = {}): void {
    this.told.push({ line: `${clock(this.now)}  ${line}`, about })
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  pass(ms: number): void {
    this.now += ms
    this.steady += ms
  }

  trace(whole: boolean): string[] {
    const { violation } = this.witness
    const lines =
      whole || violation === undefined ? this.told : this.told.filter(({ about }) => concerns(violation.what, about))
    return lines.map(({ line }) => line)
  }

  /** The memory as a person has it. Given a dialect, as a process has it: then the database may be away. */
  memoryOf(actor: Actor, dialect?: 'sqlite' | 'postgres'): Memory {
    const { stage, turns } = this
    const trouble = () =>
      this.random.chance(this.databaseTrouble) ? this.random.pick(['before', 'after'] as const) : undefined
    const database = stage.store.openFor(actor, dialect === undefined ? { turns } : { turns, dialect, trouble })
    return { ...stage.memory, database }
  }

  /** One turn for one who waits; then everybody's promises are looked at. */
  async step(): Promise<void> {
    this.steps += 1
    // Time passes while others work.
    this.pass(this.random.below(40))
    const actor = await this.turns.giveOne(this.random)
    if (actor !== undefined) this.look(actor)
  }

  /** It dies where it stands. What had left it may still arrive. */
  kill(actor: Actor): void {
    const lost = this.turns.of(actor)
    this.tell(`${actor.name} is no more${lost.length > 0 ? `; it had before it: ${lost.join(', ')}` : ''}`)
    this.turns.kill(actor)
    for (const [attempt, delivery] of this.onTheWire) {
      if (attempt.by !== actor) continue
      this.onTheWire.delete(attempt)
      if (this.random.chance(0.5)) attempt.truth = 'not-accepted'
      else this.witness.accepted(delivery, attempt)
      this.tell(`the server ${attempt.truth === 'accepted' ? 'took' : 'never took'} d${delivery} of ${actor.name}`, {
        delivery,
      })
    }
  }

  /** All who wait get their turns until nobody waits. */
  async settle(): Promise<void> {
    await quiet()
    for (let rounds = 0; this.turns.waiting > 0 && this.witness.violation === undefined; rounds += 1) {
      if (rounds > 20_000) throw new Error('This story never ends.')
      await this.step()
    }
  }

  look(actor: Actor): void {
    for (const move of this.stage.store.moves.splice(0)) {
      this.count(move.is)
      if (move.what === 'delivery')
        this.tell(
          `${actor.name}: d${move.delivery} (campaign ${move.campaign}, ${move.step}, person ${move.contact}) ${move.was === '' ? 'is' : `${move.was} →`} ${move.is}`,
          { delivery: move.delivery, contact: move.contact },
        )
      else
        this.tell(`${actor.name}: person ${move.contact} lapsed in campaign ${move.campaign}`, {
          contact: move.contact,
        })
      this.witness.moved(move, actor, this.now)
    }
  }
}

/** What concerns a broken promise: the lines about a delivery or a person it names, and about nobody in particular. */
function concerns(what: string, { delivery, contact }: Told['about']): boolean {
  if (delivery === undefined && contact === undefined) return true
  return (
    (delivery !== undefined && new RegExp(`\\bd${delivery}\\b`).test(what)) ||
    (contact !== undefined && new RegExp(`\\bperson ${contact}\\b`).test(what))
  )
}

function clock(now: number): string {
  const ms = now - BEGIN
  const days = Math.floor(ms / 86_400_000)
  return `day ${String(days).padStart(2)} ${new Date(ms % 86_400_000).toISOString().slice(11, 23)}`
}
