import { afterEach, expect, test, vi } from 'vitest'
import { createMailWorker, type MailWorkerDeps } from '#bot/delivery/mail-worker.ts'
import type { Mailer } from '#bot/mail/send.ts'
import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import type { Database } from '#db/open.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import type { Memory } from '#db/operations/memory.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const SENT: SendOutcome = { state: 'sent', response: '250 kept' }
const DOWN: SendOutcome = { state: 'retry', scope: 'provider', response: '421 come back later' }
const QUIET = { info: () => {}, error: () => {} }

afterEach(() => void vi.useRealTimers())

/** A mail server's side of the worker: each message goes to `answer`, and what began is written down. */
function aMailer(connections: number, answer: (to: string) => SendOutcome | Promise<SendOutcome>) {
  const began: string[] = []
  let busy = 0
  const send = async (to: string, mayBegin?: () => boolean): Promise<SendOutcome> => {
    busy += 1
    try {
      if (mayBegin?.() === false) return { state: 'retry', scope: 'provider', response: 'too late' }
      began.push(to)
      return await answer(to)
    } finally {
      busy -= 1
    }
  }
  const mailer: Mailer = {
    send: ({ envelope }, mayBegin) => send(envelope.to, mayBegin),
    sendReady: ({ envelope }, mayBegin) => send(envelope.to, mayBegin),
    idle: () => connections - busy,
    close: async () => {},
  }
  return { mailer, began }
}

onBothDatabases('the worker', (open) => {
  async function aSend(emails: readonly string[]) {
    const memory = await aMemory(await open())
    for (const email of emails) await aContact(memory, NOW, { email })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    return { memory, campaignId }
  }
  const crowd = (people: number) => addresses(people)
  const addresses = (people: number) => Array.from({ length: people }, (_, i) => `p${i}@example.org`)
  const aWorker = (memory: Memory, mailer: Mailer, more: Partial<MailWorkerDeps> = {}) =>
    createMailWorker({
      memory,
      mailer,
      sender: () => ({
        house: memory.house,
        publicOrigin: 'https://egard.example',
        from: 'hello@example.org',
        bounce: 'bounce@example.org',
      }),
      workerId: 1,
      now: () => NOW,
      log: QUIET,
      ...more,
    })
  const rows = ({ database }: Memory) =>
    database.read.selectFrom('deliveries').select(['address', 'state', 'attempts', 'response']).orderBy('id').execute()
  const states = async (memory: Memory) => Object.groupBy(await rows(memory), ({ state }) => state)

  test('hands every message over once, on as many connections as there are', async () => {
    const { memory } = await aSend(crowd(25))
    let most = 0
    let now = 0
    const { mailer, began } = aMailer(4, async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      return SENT
    })
    await aWorker(memory, mailer).drain()
    expect(began.toSorted()).toEqual(addresses(25).toSorted())
    expect(most).toBe(4)
    expect(Object.keys(await states(memory))).toEqual(['sent'])
  })

  test('one message that cannot be composed fails alone', async () => {
    const { memory } = await aSend([...crowd(3), 'two words@example.org', 'last@example.org'])
    const errors: string[] = []
    const { mailer, began } = aMailer(4, () => SENT)
    const log = { ...QUIET, error: (_: object, message: string) => void errors.push(message) }
    await aWorker(memory, mailer, { log }).drain()
    expect(began.toSorted()).toEqual(['last@example.org', ...addresses(3)])
    const bad = (await rows(memory)).filter(({ state }) => state !== 'sent')
    expect(bad).toMatchObject([{ address: 'two words@example.org', state: 'failed' }])
    expect(errors).toEqual(['a message could not be composed'])
  })

  test('a few receivers that keep it waiting do not keep the others waiting', async () => {
    const { memory } = await aSend(crowd(12))
    const gate = Promise.withResolvers<SendOutcome>()
    let slow = 0
    const { mailer, began } = aMailer(4, () => {
      slow += 1
      return slow <= 3 ? gate.promise : SENT
    })
    const work = aWorker(memory, mailer).drain()
    await until(() => began.length === 12, { what: 'everybody to have been begun', state: () => began.length })
    gate.resolve(SENT)
    await work
    expect((await states(memory))['sent']).toHaveLength(12)
  })

  test('what came back while the database was gone is kept, nothing is claimed meanwhile, and nothing is sent twice', async () => {
    const { memory } = await aSend(crowd(12))
    const { mailer, began } = aMailer(4, () => SENT)
    let gone = false
    const flaky = withWrites(memory, async (write) => {
      if (gone) throw new Error('the database is gone')
      const result = await write()
      gone = began.length < 8
      return result
    })
    const worker = aWorker(flaky, mailer)
    await expect(worker.drain()).rejects.toThrow('the database is gone')
    await expect(worker.drain()).rejects.toThrow('the database is gone')
    expect(began).toHaveLength(4)
    expect((await states(memory))['sending']).toHaveLength(4)
    while (began.length < 12) {
      gone = false
      await worker.drain().catch(() => {})
    }
    gone = false
    await worker.drain()
    expect(began.toSorted()).toEqual(addresses(12).toSorted())
    expect((await states(memory))['sent']).toHaveLength(12)
  })

  test('a claim whose end it never saw goes back and leaves once: it had not begun', async () => {
    const { memory } = await aSend(crowd(6))
    const { mailer, began } = aMailer(4, () => SENT)
    let lost = false
    const flaky = withWrites(memory, async (write) => {
      const result = await write()
      if (lost) return result
      lost = true
      throw new Error('the connection broke while it committed')
    })
    const worker = aWorker(flaky, mailer)
    await expect(worker.drain()).rejects.toThrow('the connection broke')
    expect((await states(memory))['sending']).toHaveLength(4)
    expect(began).toEqual([])
    await worker.drain()
    expect(began.toSorted()).toEqual(addresses(6))
    expect((await states(memory))['sent']).toHaveLength(6)
  })

  test('a claim that grew old is not begun: its message goes back, uses no attempt, and leaves with a fresh one', async () => {
    const { memory } = await aSend(crowd(1))
    const { mailer, began } = aMailer(4, () => SENT)
    vi.useFakeTimers({ toFake: ['Date'] })
    let slept = false
    const signer = {
      async sign(unsigned: Buffer) {
        if (!slept) vi.setSystemTime(Date.now() + 5000)
        slept = true
        return unsigned
      },
    }
    await aWorker(memory, mailer, { signer }).drain()
    expect(began).toEqual(['p0@example.org'])
    expect(await rows(memory)).toMatchObject([{ state: 'sent', attempts: 1 }])
  })

  test('a key that signs nothing any more burns nobody: everything waits', async () => {
    const { memory } = await aSend(crowd(9))
    const { mailer, began } = aMailer(4, () => SENT)
    const signer = { sign: () => Promise.reject(new Error('no key')) }
    await aWorker(memory, mailer, { signer }).drain()
    expect(began).toEqual([])
    expect((await rows(memory)).every(({ state, attempts }) => state === 'queued' && attempts === 0)).toBe(true)
  })

  test('a server that takes nothing burns nobody: one message is tried now and then, and all leave when it takes them', async () => {
    const { memory } = await aSend(crowd(20))
    let isDown = true
    const { mailer, began } = aMailer(4, () => (isDown ? DOWN : SENT))
    let now = NOW + 1
    const worker = aWorker(memory, mailer, { now: () => now, chance: () => 0 })
    await worker.drain()
    expect(began).toHaveLength(4)
    await worker.drain()
    expect(began).toHaveLength(4)
    const { state, ...circuit } = worker.circuit()
    expect(state).toBe('open')
    now = 'tryAt' in circuit ? circuit.tryAt : now
    await worker.drain()
    expect(began).toHaveLength(5)
    // The next try is another message's: one that only this server refuses would keep the door shut for all.
    expect(new Set(began).size).toBe(5)
    expect((await rows(memory)).every(({ state, attempts }) => state === 'queued' && attempts === 0)).toBe(true)
    isDown = false
    now += 3_600_000
    await worker.drain()
    expect((await states(memory))['sent']).toHaveLength(20)
  })

  test('told to stop, it claims nothing more and leaves nothing on its way', async () => {
    const { memory } = await aSend(crowd(12))
    const gate = Promise.withResolvers<SendOutcome>()
    const { mailer, began } = aMailer(4, () => gate.promise)
    const worker = aWorker(memory, mailer)
    const work = worker.drain()
    await until(() => began.length === 4, { what: 'the connections to be taken' })
    const stopped = worker.stop()
    gate.resolve(SENT)
    await Promise.all([stopped, work])
    expect(began).toHaveLength(4)
    const after = await states(memory)
    expect([after['sent']?.length, after['queued']?.length, after['sending']]).toEqual([4, 8, undefined])
    await worker.drain()
    expect(began).toHaveLength(4)
  })

  test('answers to people’s own acts and campaigns have half of the connections each, as long as both wait', async () => {
    const { memory } = await aSend(crowd(8))
    for (let i = 0; i < 8; i += 1) await anAlertMail(memory, `dpo${i}@example.org`)
    const { mailer, began } = aMailer(4, () => SENT)
    await aWorker(memory, mailer).drain()
    expect(began.slice(0, 4).filter((to) => to.startsWith('dpo'))).toHaveLength(2)
    expect(began.toSorted()).toEqual(
      [...addresses(8), ...addresses(8).map((one) => one.replace('p', 'dpo'))].toSorted(),
    )
  })

  test('its log lines carry ids, counts and codes, and never an address', async () => {
    const { memory, campaignId } = await aSend(crowd(2))
    const lines: [object, string][] = []
    const { mailer } = aMailer(4, () => SENT)
    const log = { ...QUIET, info: (fields: object, message: string) => void lines.push([fields, message]) }
    await aWorker(memory, mailer, { log }).drain()
    const ids = [1, 2]
    expect(lines).toEqual([
      [{ campaign: campaignId, send: 2, hold: 0, refuse: 0, reasons: {}, ids }, 'decided'],
      [{ counts: { sent: 2 }, ids }, 'recorded'],
    ])
  })
})

async function anAlertMail({ database, keyring }: Memory, address: string): Promise<void> {
  await database.write(async (db) => {
    await db
      .insertInto('service_messages')
      .values({
        kind: 'fresh-link',
        address,
        address_hash: keyring.addressHash(address),
        language: 'fr',
        data: '{"contactId":1}',
        state: 'queued',
        due_at: NOW,
        attempts: 0,
      })
      .execute()
  })
}

/** The same memory, each of whose transactions is begun by `around`. */
function withWrites(memory: Memory, around: (write: () => Promise<unknown>) => Promise<unknown>): Memory {
  const { database } = memory
  const write = ((work, options) => around(() => database.write(work, options))) as Database['write']
  return { ...memory, database: { ...database, write } }
}
