import { nextCampaignMove, nextDueMessage, unsettledMessages } from '#db/operations/house/unsettled-work.ts'
import { EgardProcess } from './egard-process.ts'
import { checkEnding, readCards } from './ending.ts'
import { EVENTS, type Event, isErrand, isMailBack, isPersonAct, isStaffAct } from './events.ts'
import { comeBack, readReplies } from './mail-back.ts'
import { act } from './people.ts'
import type { PlantedFault } from './planted-faults.ts'
import { staffDo } from './staff.ts'
import { quiet } from './turns.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** A slot kept for another campaign is looked at every few hours for a week. */
const MOST_ROUNDS = 200

/** One story: events by chance, their steps interleaved by chance, then calm until nothing is left to do. */
export class Play {
  readonly #world: World
  readonly #fault: PlantedFault | undefined
  readonly #dialect: 'sqlite' | 'postgres'
  readonly #processes: EgardProcess[] = []

  constructor(world: World, fault: PlantedFault | undefined) {
    this.#world = world
    this.#fault = fault
    // One process at a time, or several on one database.
    this.#dialect = world.random.chance(0.4) ? 'sqlite' : 'postgres'
    world.databaseTrouble = world.random.chance(0.3) ? 0.05 : 0
  }

  async run(): Promise<void> {
    const { random, turns, witness } = this.#world
    await this.#start()
    if (this.#dialect === 'postgres') await this.#start()
    for (const errand of ['advance', 'look'] as const) this.#anyProcess()?.begin(errand)
    const events = random.between(20, 44)
    for (let event = 0; event < events && witness.violation === undefined; event += 1) {
      await this.#happen(random.weighted<Event>(EVENTS))
      await quiet()
      for (let steps = random.below(14); steps > 0 && turns.waiting > 0; steps -= 1) await this.#world.step()
    }
    if (witness.violation === undefined) await this.#comeToAnEnd()
    if (witness.violation === undefined) await checkEnding(this.#world)
  }

  async #happen(event: Event): Promise<void> {
    const world = this.#world
    world.count(event)
    if (isErrand(event)) return this.#anyProcess()?.begin(event)
    if (isPersonAct(event)) return act(world, event, this.#fault)
    if (isStaffAct(event)) return staffDo(world, event)
    if (isMailBack(event)) return comeBack(world, event)
    switch (event) {
      case 'kill': {
        const victim = this.#anyProcess()
        if (victim !== undefined) world.kill(victim.actor)
        return
      }
      case 'start':
        return this.#start()
      case 'weather':
        world.weather = world.random.weighted({ calm: 2, ordinary: 4, rough: 3, outage: 1 })
        return world.tell(`the weather is ${world.weather}`)
      case 'wait':
        return this.#wait()
      case 'jump':
        return this.#jump()
      case 'read-replies':
        return readReplies(world)
    }
  }

  /** Everything under way comes to its end, then time passes: seconds to days. */
  async #wait(): Promise<void> {
    const world = this.#world
    await world.settle()
    const ms = world.random.pick([2_000, MINUTE_MS, 20 * MINUTE_MS, 5 * 60 * MINUTE_MS, DAY_MS, 3 * DAY_MS]) ?? 0
    world.pass(ms)
    world.tell(`${spanText(ms)} pass`)
    for (const process of this.#processes) process.begin('beat')
    await world.settle()
    if (world.random.chance(0.15)) await readCards(world)
  }

  /** Nobody's heart beats in between, and what is on its way stays there: the machine sleeps, or somebody sets its clock. */
  #jump(): void {
    const world = this.#world
    const ms = world.random.pick([4_000, 20_000, 10 * MINUTE_MS, 3 * 60 * MINUTE_MS, 4 * DAY_MS]) ?? 0
    switch (world.random.weighted({ sleep: 4, ahead: 4, back: 2 })) {
      case 'sleep':
        world.pass(ms)
        return world.tell(`everybody sleeps for ${spanText(ms)}`)
      case 'ahead':
        world.now += ms
        return world.tell(`the clock is set ahead by ${spanText(ms)}`)
      case 'back': {
        const back = Math.min(ms, 60 * MINUTE_MS)
        world.now -= back
        world.witness.slackMs += back
        return world.tell(`the clock is set back by ${spanText(back)}`)
      }
    }
  }

  async #start(): Promise<void> {
    const world = this.#world
    const living = this.#processes.filter(({ runs }) => runs)
    if (living.length >= (this.#dialect === 'sqlite' ? 1 : 3)) return
    const pid = this.#processes.length + 1
    const process = new EgardProcess(world, `process ${pid}`, this.#dialect, this.#fault)
    this.#processes.push(process)
    process.start(pid, (other) => this.#processes[other - 1]?.actor.alive ?? false)
    await quiet()
    // It has nothing to lose yet, so its first steps come one after the other.
    for (let steps = 0; !process.runs && process.actor.alive && steps < 200; steps += 1) await world.step()
  }

  #anyProcess(): EgardProcess | undefined {
    return this.#world.random.pick(this.#processes.filter(({ runs }) => runs))
  }

  /** The storm is over: whoever is needed is there, and time passes until nothing is left to do. */
  async #comeToAnEnd(): Promise<void> {
    const world = this.#world
    const { random, stage, witness } = world
    world.weather = 'calm'
    world.databaseTrouble = 0
    world.tell('all is calm from here on')
    await world.settle()
    if (random.chance(0.8)) readReplies(world)
    if (random.chance(0.8)) for (const id of stage.campaigns) staffDo(world, 'resume', id)
    if (random.chance(0.5))
      for (const id of stage.campaigns) staffDo(world, random.chance(0.5) ? 'send-again' : 'count-as-sent', id)
    await world.settle()
    for (let rounds = 0, idle = 0; idle < 2 && witness.violation === undefined; rounds += 1) {
      if (rounds > MOST_ROUNDS) return witness.object('nothing-left-behind', 'something falls due again and again')
      // A clock that was set back takes a while to notice that a heart has stopped.
      await this.#round(rounds < 2 || rounds % 4 === 3)
      if (rounds % 3 === 2 && random.chance(0.7)) for (const id of stage.campaigns) staffDo(world, 'lapse-visitors', id)
      await world.settle()
      const next = await this.#nextInstant()
      if (next === undefined) idle += 1
      else world.pass(next - world.now)
    }
  }

  /** One process goes on alone; the others have ended, or died. */
  async #round(whole: boolean): Promise<void> {
    const world = this.#world
    const [process, ...others] = this.#processes.filter(({ runs }) => runs)
    if (process === undefined) {
      world.pass(20_000)
      await this.#start()
      return this.#round(whole)
    }
    for (const other of others) other.begin('end')
    for (const errand of whole ? (['beat', 'doubts', 'advance', 'look'] as const) : (['advance', 'look'] as const)) {
      process.begin(errand)
      await world.settle()
    }
  }

  /** When the next thing falls due by itself. */
  async #nextInstant(): Promise<number | undefined> {
    const { stage, now } = this.#world
    const { database } = stage.memory
    // Due, and something keeps it: a server that was in trouble is tried again later.
    if ((await unsettledMessages(database, now)) > 0) return now + 7 * MINUTE_MS
    const message = await nextDueMessage(database, now)
    const move = await nextCampaignMove(database, now)
    return message === undefined || move === undefined ? (message ?? move) : Math.min(message, move)
  }
}

function spanText(ms: number): string {
  if (ms < MINUTE_MS) return `${ms / 1000} seconds`
  return ms < DAY_MS ? `${ms / MINUTE_MS} minutes` : `${ms / DAY_MS} days`
}
