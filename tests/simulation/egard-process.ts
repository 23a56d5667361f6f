import { createMailWorker } from '#bot/delivery/mail-worker.ts'
import type { Worker } from '#bot/delivery/worker.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { settleAnsweredDoubts } from '#db/operations/deliveries/settle-answered-doubts.ts'
import { beatHeart, deadWorkers, startWorker, stopWorker } from '#db/operations/house/start-worker.ts'
import type { Memory } from '#db/operations/memory.ts'
import { mailerOf } from './mail-server.ts'
import type { PlantedFault } from './planted-faults.ts'
import { isTrouble } from './store.ts'
import { Actor } from './turns.ts'
import { GROUP, type World } from './world.ts'

/** What a process does when one of its timers goes off, or when it is told to end. */
export type Errand = 'look' | 'advance' | 'doubts' | 'beat' | 'end'

/** One `egard start`: the real worker, schedules and heart, each doing its work when the seed says so. */
export class EgardProcess {
  readonly actor: Actor
  readonly #world: World
  readonly #memory: Memory
  readonly #fault: PlantedFault | undefined
  readonly #busy = new Set<Errand>()
  #worker: Worker | undefined
  #id = 0
  #ending = false

  constructor(world: World, name: string, dialect: 'sqlite' | 'postgres', fault: PlantedFault | undefined) {
    this.actor = new Actor(name)
    this.#world = world
    this.#memory = world.memoryOf(this.actor, dialect)
    this.#fault = fault
  }

  get runs(): boolean {
    return this.actor.alive && this.#worker !== undefined
  }

  /** Registers and begins to work, unless another one lives. */
  start(pid: number, isAlive: (pid: number) => boolean): void {
    this.#register(pid, isAlive).catch((error: unknown) => {
      this.#fail('start', error)
      this.#world.kill(this.actor)
    })
  }

  /** Begins an errand, unless the same one is still being done: as timers do. */
  begin(errand: Errand): void {
    if (!this.runs || (this.#busy.has(errand) && errand !== 'look') || (this.#ending && errand !== 'beat')) return
    this.#busy.add(errand)
    this.#run(errand)
      .catch((error: unknown) => this.#fail(errand, error))
      .finally(() => this.#busy.delete(errand))
  }

  async #register(pid: number, isAlive: (pid: number) => boolean): Promise<void> {
    const world = this.#world
    const starter = { machine: 'here', pid, roles: ['worker'], isAlive }
    const started = await startWorker(this.#memory.database, starter, world.now)
    if ('runningSince' in started) {
      world.tell(`${this.actor.name} does not start: another one lives`)
      this.actor.alive = false
      return
    }
    this.#id = started.worker
    await this.#fault?.atStart?.(this.#memory, world.now)
    const mailer = mailerOf(world, this.actor, GROUP)
    const { house } = this.#memory
    const addresses = { publicOrigin: 'https://egard.example', from: 'hello@example.org', bounce: 'bounce@example.org' }
    this.#worker = createMailWorker({
      memory: this.#memory,
      mailer: this.#fault?.mailer?.(mailer) ?? mailer,
      sender: () => ({ house, ...addresses }),
      workerId: this.#id,
      now: () => world.now,
      chance: () => world.random.real(),
      gatherMs: 0,
      log: { info: () => {}, error: ({ error }: { error?: unknown }, message) => this.#fail(message, error) },
    })
    world.tell(`${this.actor.name} starts as worker ${this.#id}`)
  }

  async #run(errand: Errand): Promise<void> {
    const { now } = this.#world
    switch (errand) {
      case 'look':
        return this.#worker?.drain()
      case 'advance':
        return advanceCampaigns(this.#memory, now)
      case 'doubts':
        if (this.#fault?.doubts !== undefined) return this.#fault.doubts(this.#memory, now)
        await doubtOrphans(this.#memory, now, await deadWorkers(this.#memory.database, now))
        return settleAnsweredDoubts(this.#memory)
      case 'beat':
        return this.#beat()
      case 'end':
        return this.#end()
    }
  }

  async #beat(): Promise<void> {
    try {
      if (await beatHeart(this.#memory.database, this.#id, this.#world.now)) return
    } catch (error) {
      this.#fail('beat', error)
    }
    // Given up for dead, or cut off: it must end, and finishes what it had begun.
    this.#world.tell(`${this.actor.name} is given up for dead, or cut off`)
    await this.#end()
  }

  /** As on SIGTERM: nothing new, what is on its way is finished. */
  async #end(): Promise<void> {
    if (this.#ending) return
    this.#ending = true
    try {
      await this.#worker?.stop()
      await stopWorker(this.#memory.database, this.#id, this.#world.now)
    } finally {
      this.#world.tell(`${this.actor.name} has ended`)
      this.#world.kill(this.actor)
    }
  }

  /** A database that goes away is part of the story; nothing else may go wrong. */
  #fail(doing: string, error: unknown): void {
    if (isTrouble(error)) return this.#world.tell(`${this.actor.name}, ${doing}: the database was away`)
    this.#world.witness.object('no-fault', `${this.actor.name}, ${doing}: ${String((error as Error)?.stack ?? error)}`)
  }
}
