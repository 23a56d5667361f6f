import { type Circuit, CLOSED, type Lesson, learn, mayTry } from '#core/deliveries/circuit.ts'
import type { ClaimResult } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import type { DeliveryResult } from '#db/operations/deliveries/record-results.ts'
import type { ServiceResult } from '#db/operations/deliveries/service-messages.ts'
import { type TurnedOver, turnOver } from '#db/operations/deliveries/turn-over.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type ClaimInstant, claimInstant, type DeliveryLog, type HandedOver, type HandOver } from './hand-over.ts'
import { moments } from './moments.ts'
import type { Pace } from './pace.ts'

export interface WorkerDeps {
  memory: Memory
  /** The worker claims and hands over messages of this channel only. */
  channel: Channel
  /** How many messages it has in its hands at most: none that was claimed ever waits for a connection. */
  connections: number
  handOver: HandOver
  /** The process's: workers of several channels in one process share it. */
  workerId: number
  /** Epoch milliseconds, with the test clock's offset. */
  now: () => number
  /** Undefined: as many as there are. Workers of one process may share one. */
  pace?: Pace | undefined
  /** In [0, 1): spreads the tries of several workers while the server takes nothing. */
  chance?: () => number
  /** How long answers are gathered for one transaction while fewer than half of the connections are free; 0: not at all. */
  gatherMs?: number
  log: DeliveryLog
}

export interface Worker {
  /** Sends everything that is due; returns when nothing is left to claim and every result is recorded. Called while it works, it looks again. */
  drain(): Promise<void>
  /** Claims nothing more; resolves when what is being handed over is recorded. */
  stop(): Promise<void>
  /** Whether the server it hands over to takes messages, as this worker knows it. */
  circuit(): Circuit
}

const GATHER_MS = 20
/** What was claimed in a transaction whose end this worker never saw is looked for now and then: the database may have ended it later. */
const LOOK_BACK_MS = 30_000
const STOP_TRIES = 40
const STOP_WAIT_MS = 250

/**
 * Intent before the call, result after it. As soon as half of the connections are free, one transaction records what came back and claims as
 * many messages as there are free connections; meanwhile the other half sends. What cannot be recorded is kept until the database answers
 * again, and until then nothing is claimed.
 */
export function createWorker(deps: WorkerDeps): Worker {
  const { memory, channel, connections, handOver, workerId, now, pace, log } = deps
  const { chance = Math.random, gatherMs = GATHER_MS } = deps
  const half = Math.floor(connections / 2)
  /** Claimed, and the result not recorded yet. */
  const mine = { deliveries: new Set<number>(), services: new Set<number>() }
  let answers = noAnswers()
  let lessons: Lesson[] = []
  let circuit: Circuit = CLOSED
  let underWay = 0
  let lastCampaign = 0
  let unsure = false
  let lookedBackAt = performance.now()
  let asked = false
  let stopping = false
  let wake = () => {}
  let running: Promise<void> | undefined

  async function work(): Promise<void> {
    let more = true
    try {
      // Whoever called keeps this promise before it can end.
      await Promise.resolve()
      for (;;) {
        if (asked) more = true
        asked = false
        const limit = more && !stopping ? mayClaim() : 0
        if (limit > 0 || unsure || answers.deliveries.length + answers.services.length > 0) {
          const found = await turn(limit)
          if (limit > 0 || found) more = found
        } else if (underWay === 0) return
        else await woken()
        await gathered()
      }
    } finally {
      running = undefined
    }
  }

  /** How many messages may be claimed now. */
  function mayClaim(): number {
    if (lessons.length > 0) circuit = learn(circuit, lessons, now(), chance())
    lessons = []
    const free = Math.min(connections - underWay, pace?.left(now()) ?? connections)
    const may = mayTry(circuit, now())
    if (may === 'one') return underWay === 0 ? Math.min(1, free) : 0
    return may === 'all' ? free : 0
  }

  /** One transaction, and what follows from it. True when there may be more to claim. */
  async function turn(limit: number): Promise<boolean> {
    const told = answers
    answers = noAnswers()
    const claimedAt = claimInstant()
    const lookBack = unsure || claimedAt.steadyMs - lookedBackAt > LOOK_BACK_MS
    const known = lookBack ? { deliveries: [...mine.deliveries], services: [...mine.services] } : undefined
    const results = { results: told.deliveries, services: told.services }
    let turned: TurnedOver
    try {
      const command = { workerId, channel, ...results, limit, after: lastCampaign, putOff, known }
      turned = await turnOver(memory, now(), command)
    } catch (error) {
      answers.deliveries.unshift(...told.deliveries)
      answers.services.unshift(...told.services)
      unsure = true
      throw error
    }
    unsure = false
    if (lookBack) lookedBackAt = claimedAt.steadyMs
    for (const { deliveryId } of told.deliveries) mine.deliveries.delete(deliveryId)
    for (const { id } of told.services) mine.services.delete(id)
    tellRecorded(told)
    begin(turned, claimedAt)
    const { claimed, held, refused, putOff: waiting, passedOver } = turned.deliveries
    if (passedOver > 0) setTimeout(() => void drain().catch(() => {}), GATHER_MS).unref()
    const isBack = [...told.deliveries, ...told.services].some(({ result }) => result === 'put-back')
    return isBack || turned.services.length + claimed.length + held + refused + waiting > 0
  }

  function begin({ services, deliveries }: TurnedOver, claimedAt: ClaimInstant): void {
    tellClaimed(deliveries.campaigns)
    lastCampaign = deliveries.campaigns.at(-1)?.campaignId ?? lastCampaign
    for (const message of services) {
      mine.services.add(message.id)
      pace?.took('', now())
      void answered(handOver.service(message, claimedAt), ({ result, response, messageId, blocked }) => {
        answers.services.push({ id: message.id, result, response, messageId, blocked })
      })
    }
    for (const delivery of deliveries.claimed) {
      mine.deliveries.add(delivery.id)
      void answered(handOver.delivery(delivery, claimedAt), ({ result, response, hardBounce, messageId, blocked }) => {
        answers.deliveries.push({ deliveryId: delivery.id, result, response, hardBounce, messageId, blocked })
      })
    }
  }

  async function answered(handedOver: Promise<HandedOver>, keep: (done: HandedOver) => void): Promise<void> {
    underWay += 1
    const done = await handedOver
    underWay -= 1
    keep(done)
    if (done.lesson !== undefined) lessons.push(done.lesson)
    wake()
  }

  /** Until an answer comes, or somebody asks for another look. */
  function woken(withinMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Half of the connections free, or an answer and a moment's patience: a few slow receivers do not keep the others waiting. */
  async function gathered(): Promise<void> {
    if (gatherMs === 0 || underWay <= half) return
    if (answers.deliveries.length + answers.services.length === 0) await woken()
    const until = performance.now() + gatherMs
    while (underWay > half && performance.now() < until) await woken(until - performance.now())
  }

  function putOff(domain: string): number | undefined {
    const until = domain === '' ? undefined : pace?.until(domain, now())
    if (until === undefined) pace?.took(domain, now())
    return until
  }

  function tellRecorded({ deliveries, services }: Answers): void {
    if (deliveries.length + services.length === 0) return
    const counts: Partial<Record<ClaimResult, number>> = {}
    for (const { result } of [...deliveries, ...services]) counts[result] = (counts[result] ?? 0) + 1
    const ids = deliveries.map(({ deliveryId }) => deliveryId)
    log.info({ counts, ids, ...(services.length > 0 && { services: services.map(({ id }) => id) }) }, 'recorded')
    if (!moments.recorded.hasSubscribers) return
    moments.recorded.publish({
      channel,
      results: deliveries.map(({ deliveryId, result }) => ({ id: deliveryId, result })),
    })
  }

  function tellClaimed(campaigns: TurnedOver['deliveries']['campaigns']): void {
    for (const { campaignId, ids, held, refused, reasons } of campaigns) {
      if (ids.length + held + refused === 0) continue
      log.info({ campaign: campaignId, send: ids.length, hold: held, refuse: refused, reasons, ids }, 'decided')
      if (moments.claimed.hasSubscribers) moments.claimed.publish({ channel, campaignId, ids, held, refused })
    }
  }

  function drain(): Promise<void> {
    asked = true
    wake()
    running ??= work()
    return running
  }

  return {
    drain,
    async stop() {
      stopping = true
      for (let tries = 1; ; tries += 1) {
        try {
          await drain()
          return
        } catch (error) {
          // The process ends soon, and what could not be recorded is in doubt at the next start.
          if (tries === STOP_TRIES) throw error
          await new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS))
        }
      }
    },
    circuit: () => circuit,
  }
}

interface Answers {
  deliveries: DeliveryResult[]
  services: ServiceResult[]
}

function noAnswers(): Answers {
  return { deliveries: [], services: [] }
}
