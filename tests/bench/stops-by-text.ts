import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HandingOver, moments } from '#bot/delivery/moments.ts'
import { createPace } from '#bot/delivery/pace.ts'
import { answerTwilioInbound } from '#bot/http/webhooks/twilio-inbound-webhook.ts'
import { createLog } from '#bot/log/create-log.ts'
import { openTexting } from '#bot/process/open-texting.ts'
import { postSigned } from '#bot/sandbox/sms/status-callbacks.ts'
import { numberOf } from '#tests/faults/drivers/people.ts'
import type { BenchRow } from './run.ts'
import { aSendBase, type SendBase } from './send-base.ts'

const MESSAGES = 2000
const STOPS = 150
/** How many messages leave before theirs would. */
const AHEAD = [1, 20, 60, 200, 500]
const TARGET_MS = 1000
const OURS = '+33639980100'

interface Provider {
  accountSid: string
  authToken: string
  apiUrl: string
}

/**
 * While SMS leave as fast as they can, people answer STOP. From the instant the provider calls our door to the beginning of the last hand-over of an SMS
 * of the campaign to that person; nothing after it counts as 0.
 */
export async function stopsByText(largest: number): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'egard-bench-'))
  const child = fork(join(import.meta.dirname, 'text-sink.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [provider] = (await once(child, 'message')) as [Provider]
  const base = await aSendBase(`sqlite:${join(folder, 'texts.db')}`, folder, Math.min(MESSAGES, largest), {
    TWILIO_ACCOUNT_SID: provider.accountSid,
    TWILIO_AUTH_TOKEN: provider.authToken,
    TWILIO_API_URL: provider.apiUrl,
    TWILIO_FROM: OURS,
  })
  const { memory } = base
  const texting = openTexting({
    memory,
    worker: 1,
    sms: provider,
    pace: createPace({}),
    publicOrigin: () => 'https://egard.example',
    machine: () => Temporal.Now.instant(),
    log: createLog('error', process.stderr),
  })
  const door = await openDoor(base, provider.authToken)
  try {
    // Somebody nobody knows, so that the first call is not the first of its kind.
    await door.stop('+33699999999')
    const { late, answers, spared } = await stopWhileSending(base, () => texting.drain(), door.stop)
    const worst = p99(late)
    return [
      {
        name: 'withdrawal.sms.last-hand-over',
        value: worst,
        unit: 'ms after STOP came in, p99',
        target: TARGET_MS,
        met: worst < TARGET_MS,
      },
      { name: 'withdrawal.sms.last-hand-over.worst', value: hundredths(Math.max(...late)), unit: 'ms' },
      { name: 'withdrawal.sms.answer', value: p99(answers), unit: 'ms to answer the provider, p99' },
      { name: 'withdrawal.sms.spared', value: spared, unit: `of ${late.length} people got nothing` },
    ]
  } finally {
    door.close()
    await texting.close()
    await memory.close()
    child.disconnect()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Our door for SMS on a port of its own, and somebody who calls it as the provider does. */
async function openDoor({ memory }: SendBase, authToken: string) {
  let origin = ''
  const now = () => memory.now().epochMilliseconds
  const answer = answerTwilioInbound({ twilio: { authToken, publicOrigin: () => origin }, memory, now })
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let texts = 0
  return {
    async stop(from: string): Promise<void> {
      texts += 1
      const fields = {
        MessageSid: `SM${String(texts).padStart(32, '0')}`,
        From: from,
        To: OURS,
        Body: 'ARRET',
        NumMedia: '0',
      }
      const status = await postSigned(authToken, `${origin}/webhooks/twilio/inbound`, fields)
      if (status !== 200) throw new Error(`Our door answered ${status}.`)
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function stopWhileSending(
  { memory, letGo, addresses }: SendBase,
  drain: () => Promise<void>,
  stop: (from: string) => Promise<void>,
) {
  const handedOverAt = new Map<number, number>()
  const listen = (about: unknown) => {
    const { id, mailId } = about as HandingOver
    // The confirmation of a stop goes to them as well: it is an answer, and no message of the campaign.
    if (mailId.startsWith('d')) handedOverAt.set(id, performance.now())
  }
  const people = await memory.database.read
    .selectFrom('deliveries')
    .select(['id', 'contact_id'])
    .orderBy('id')
    .execute()
  const stopped = new Map<number, number>()
  const answers: number[] = []
  moments.handingOver.subscribe(listen)
  try {
    await letGo(addresses.length)
    let sending = true
    const sent = drain().finally(() => {
      sending = false
    })
    const step = Math.max(1, Math.floor(people.length / STOPS))
    for (let turn = 0; sending; turn += 1) {
      const begun = handedOverAt.size
      const person = people[begun + (AHEAD[turn % AHEAD.length] ?? 0)]
      if (person === undefined) break
      const at = performance.now()
      stopped.set(person.id, at)
      await stop(numberOf(person.contact_id))
      answers.push(performance.now() - at)
      while (sending && handedOverAt.size < begun + step) await new Promise(setImmediate)
    }
    await sent
  } finally {
    moments.handingOver.unsubscribe(listen)
  }
  const late = [...stopped].map(([id, at]) => Math.max(0, (handedOverAt.get(id) ?? 0) - at))
  return { late, answers, spared: [...stopped.keys()].filter((id) => !handedOverAt.has(id)).length }
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return hundredths(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0)
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
