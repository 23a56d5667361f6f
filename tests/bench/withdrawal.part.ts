import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type HandingOver, moments } from '#bot/delivery/moments.ts'
import { createLog } from '#bot/log/create-log.ts'
import { openDelivery } from '#bot/process/open-delivery.ts'
import { signToken } from '#db/keys/tokens.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import type { BenchPart } from './run.ts'
import { aSendBase, type SendBase } from './send-base.ts'
import { startSink } from './sink.ts'
import { stopsByText } from './stops-by-text.ts'

const MESSAGES = 6000
/** As many people change their mind during the send, one after the other, evenly over it. */
const WITHDRAWALS = 300
/** How many messages leave before theirs would: some are about to go, some have a while. */
const AHEAD = [1, 20, 100, 400, 1000]
const TARGET_MS = 1000

/**
 * `npm run bench withdrawal`: while messages leave as fast as they can, people take the way out by one click. From the click
 * to the beginning of the last hand-over of a message to them; nothing after the click counts as 0.
 */
export const part: BenchPart = {
  async measure(tell, { largest }) {
    const folder = await mkdtemp(join(tmpdir(), 'egard-bench-'))
    const sink = await startSink()
    const base = await aSendBase(`sqlite:${join(folder, 'send.db')}`, folder, Math.min(MESSAGES, largest))
    const machine = () => Temporal.Now.instant()
    const delivery = await openDelivery({
      memory: base.memory,
      worker: 1,
      smtpUrl: `smtp://127.0.0.1:${sink.port}`,
      publicOrigin: () => 'https://egard.example',
      log: createLog('error', process.stderr),
      machine,
    })
    const delay = monitorEventLoopDelay({ resolution: 1 })
    try {
      delay.enable()
      const { late, answers, refused } = await withdrawWhileSending(base, () => delivery.drain())
      delay.disable()
      tell({
        name: 'withdrawal.last-hand-over',
        value: hundredths(p99(late)),
        unit: 'ms after the click, p99',
        target: TARGET_MS,
        met: p99(late) < TARGET_MS,
      })
      tell({ name: 'withdrawal.last-hand-over.worst', value: hundredths(Math.max(...late)), unit: 'ms' })
      tell({ name: 'withdrawal.answer', value: hundredths(p99(answers)), unit: 'ms to answer the click, p99' })
      tell({ name: 'withdrawal.spared', value: refused, unit: `of ${late.length} people got nothing` })
      tell({ name: 'withdrawal.event-loop', value: hundredths(delay.percentile(99) / 1e6), unit: 'ms of delay, p99' })
    } finally {
      await delivery.close()
      await base.memory.close()
      sink.stop()
      await rm(folder, { recursive: true, force: true })
    }
    for (const row of await stopsByText(largest)) tell(row)
  },
}

async function withdrawWhileSending({ memory, letGo, addresses }: SendBase, drain: () => Promise<void>) {
  const handedOverAt = new Map<number, number>()
  const listen = (about: unknown) => handedOverAt.set((about as HandingOver).id, performance.now())
  const people = await memory.database.read
    .selectFrom('deliveries')
    .select(['id', 'contact_id'])
    .orderBy('id')
    .execute()
  const withdrawn = new Map<number, number>()
  const answers: number[] = []
  moments.handingOver.subscribe(listen)
  try {
    await letGo(addresses.length)
    let sending = true
    const sent = drain().finally(() => {
      sending = false
    })
    const step = Math.floor(people.length / WITHDRAWALS)
    for (let turn = 0; sending; turn += 1) {
      const begun = handedOverAt.size
      const person = people[begun + (AHEAD[turn % AHEAD.length] ?? 0)]
      if (person === undefined) break
      const clickedAt = performance.now()
      withdrawn.set(person.id, clickedAt)
      await withdraw(memory, person.contact_id)
      answers.push(performance.now() - clickedAt)
      while (sending && handedOverAt.size < begun + step) await new Promise(setImmediate)
    }
    await sent
  } finally {
    moments.handingOver.unsubscribe(listen)
  }
  const late = [...withdrawn].map(([id, at]) => Math.max(0, (handedOverAt.get(id) ?? 0) - at))
  return { late, answers, refused: [...withdrawn.keys()].filter((id) => !handedOverAt.has(id)).length }
}

async function withdraw(memory: SendBase['memory'], contactId: number): Promise<void> {
  const token = signToken(memory.keyring, { purpose: 'unsubscribe', ids: [contactId, 1], expiresAt: null })
  const how = { token, wish: { fallback: 'fr' as const }, by: 'one-click' as const, agent: '' }
  await unsubscribe(memory, memory.now().epochMilliseconds, how)
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
