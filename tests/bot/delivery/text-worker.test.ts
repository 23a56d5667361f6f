import { expect, test } from 'vitest'
import { createMailWorker } from '#bot/delivery/mail-worker.ts'
import type { Mailer } from '#bot/mail/send.ts'
import { createTexter, type ReadyText } from '#bot/sms/send.ts'
import { createTwilioClient } from '#bot/sms/twilio-client.ts'
import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import type { Memory } from '#db/operations/memory.ts'
import { askByText, consents, NUMBER, somebody, text } from '#tests/db/operations/incoming/a-text.ts'
import { NOW } from '#tests/db/operations/incoming/an-incoming.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { ACCOUNT, aProvider, QUIET, texts } from './a-provider.ts'

const MINUTE = 60_000
/** One of Arcep's numbers for fiction, some of which fail on purpose at the stand-in. */
const number = (last: string) => `+3363998${last}`

onBothDatabases('an SMS on its way out', (open) => {
  async function asked(...lasts: string[]) {
    const memory = await aMemory(await open())
    for (const [i, last] of lasts.entries()) await somebody(memory, { email: `p${i}@example.org`, phone: number(last) })
    const campaignId = lasts.length === 0 ? 0 : await askByText(memory)
    let now = NOW
    const provider = await aProvider(memory, () => now)
    const pass = (ms: number) => {
      now += ms
      return now
    }
    return { memory, campaignId, pass, ...provider }
  }
  const stateOf = async (memory: Memory, last: string) =>
    (await texts(memory)).find(({ address }) => address === number(last))

  test('leaves once, from the house’s number, with the person’s own short links; what is told of it arrives', async () => {
    const { memory, aWorker, box, ask } = await asked('0011', '0012')
    await aWorker().drain()
    const sent = box.list()
    expect(sent.map(({ to }) => to).toSorted()).toEqual([number('0011'), number('0012')])
    await until(() => box.list().every(({ status }) => status === 'delivered'), {
      what: 'both to be delivered',
      state: () => box.list(),
    })
    const rows = await texts(memory)
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(new Set(rows.map(({ message_id }) => message_id))).toEqual(new Set(sent.map(({ sid }) => sid)))
    const links = sent.map(({ body }) => /\/s\/(\w{12})/.exec(body)?.[0] ?? 'none')
    expect(new Set(links).size).toBe(2)
    const opened = await ask(links[0] ?? '')
    expect([opened.status, opened.headers.location]).toEqual([303, expect.stringMatching(/^\/r\/[0-9a-z]+$/)])
    expect(sent[0]?.body).toMatch(/^Maison Exemple/)
  })

  test('whose answer was lost is in doubt, found in the provider’s list, and never leaves twice', async () => {
    const { memory, aWorker, box, reconcile, pass } = await asked('4001', '4003', '0011')
    const worker = aWorker()
    await worker.drain()
    expect((await stateOf(memory, '4001'))?.state).toBe('in-doubt')
    expect((await stateOf(memory, '4003'))?.state).toBe('in-doubt')
    await reconcile(pass(MINUTE))
    for (const last of ['4001', '4003'])
      expect(await stateOf(memory, last)).toMatchObject({
        state: 'sent',
        message_id: box.list({ to: number(last) })[0]?.sid,
      })
    pass(60 * MINUTE)
    await worker.drain()
    expect(box.list()).toHaveLength(3)
  })

  test('that never reached the provider stays in doubt; after an hour its list is believed, and a person decides', async () => {
    const { memory, aWorker, box, reconcile, pass } = await asked('4002')
    await aWorker().drain()
    await reconcile(pass(MINUTE))
    expect(await stateOf(memory, '4002')).toMatchObject({ state: 'in-doubt' })
    expect((await stateOf(memory, '4002'))?.response).not.toBe(DOUBT_RESPONSES['not-listed'])
    await reconcile(pass(60 * MINUTE))
    const given = { state: 'in-doubt', response: DOUBT_RESPONSES['not-listed'] }
    expect(await stateOf(memory, '4002')).toMatchObject(given)
    await aWorker().drain()
    expect(box.list()).toEqual([])
  })

  test('whose process died in the middle is in doubt, and the list tells which of them left', async () => {
    const { memory, aWorker, box, texter, reconcile, pass } = await asked('0011', '0012')
    const dead = new Promise<never>(() => {})
    const dying = {
      send: async (ready: ReadyText, mayBegin?: () => boolean) => {
        if (ready.to === number('0012')) await texter.send(ready, mayBegin)
        return dead
      },
    }
    void aWorker({ texter: dying }).drain()
    await until(() => box.list().length === 1, { what: 'one to have left' })
    await doubtOrphans(memory, NOW, [1])
    // The status of the one that left may have proved it already.
    await reconcile(pass(MINUTE))
    await reconcile(pass(60 * MINUTE))
    expect(await stateOf(memory, '0012')).toMatchObject({ state: 'sent' })
    expect(await stateOf(memory, '0011')).toMatchObject({ state: 'in-doubt', response: DOUBT_RESPONSES['not-listed'] })
    await aWorker({ workerId: 2 }).drain()
    expect(box.list()).toHaveLength(1)
  })

  test('to a dead number bounces, and one that said STOP to the provider is withdrawn', async () => {
    const { memory, aWorker } = await asked('3005', '3003', '1610')
    await aWorker().drain()
    const bounced = async () => (await texts(memory)).map(({ state, bounced: how }) => `${state} ${how ?? ''}`.trim())
    await until(async () => (await bounced()).filter((one) => one === 'sent').length === 0, {
      what: 'the statuses',
      state: bounced,
    })
    expect(await stateOf(memory, '3005')).toMatchObject({ state: 'failed', bounced: 'hard' })
    expect(await stateOf(memory, '3003')).toMatchObject({ state: 'failed', bounced: 'soft' })
    expect(await stateOf(memory, '1610')).toMatchObject({ state: 'failed', bounced: null })
    const { database } = memory
    const people = await database.read.selectFrom('contacts').select(['id', 'phone_state']).orderBy('id').execute()
    expect(people.map(({ phone_state }) => phone_state)).toEqual(['bounced', 'usable', 'blocked'])
    expect(await consents(memory, people[2]?.id ?? 0)).toContain('newsletter sms: withdrawn')
  })

  test('waits while the provider takes nothing: nobody’s attempt is used, and all leave when it does', async () => {
    const { memory, aWorker, box, sender, pass } = await asked('0011', '0012', '0013')
    const nobody = createTexter(createTwilioClient({ ...ACCOUNT, apiUrl: 'http://127.0.0.1:1', timeoutMs: 500 }))
    const worker = aWorker({ texter: nobody, sender })
    await worker.drain()
    expect(worker.circuit().state).toBe('open')
    const rows = await texts(memory)
    expect(rows.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(['queued 0', 'queued 0', 'queued 0'])
    pass(MINUTE)
    await aWorker().drain()
    expect(box.list()).toHaveLength(3)
  })

  test('too many requests is the provider’s trouble; a sender that is not right waits longer and keeps nobody waiting', async () => {
    const { memory, aWorker, box } = await asked('4029')
    const worker = aWorker()
    await worker.drain()
    expect(await stateOf(memory, '4029')).toMatchObject({ state: 'queued', attempts: 0 })
    expect(worker.circuit().state).toBe('open')
    const wrong = await asked('0011')
    await wrong.aWorker({ sender: () => ({ ...wrong.sender(), fallback: '+15005550007' }) }).drain()
    expect(await stateOf(wrong.memory, '0011')).toMatchObject({ state: 'queued', attempts: 1 })
    expect(box.list()).toEqual([])
  })

  test('leaves beside e-mail: two workers of one process, each with its own, nobody twice', async () => {
    const { memory, aWorker, box } = await asked('0011', '0012', '0013')
    await anApprovedCampaign(memory, NOW, { name: 'Par courriel' })
    await advanceCampaigns(memory, NOW)
    const mails: string[] = []
    const mailer: Mailer = {
      send: async () => ({ state: 'sent', response: '250' }),
      sendReady: async ({ envelope }, mayBegin) => {
        if (mayBegin?.()) mails.push(envelope.to)
        return { state: 'sent', response: '250' }
      },
      idle: () => 2,
      close: async () => {},
    }
    const about = {
      house: memory.house,
      publicOrigin: 'https://egard.example',
      from: 'a@b.example',
      bounce: 'a@b.example',
    }
    const mailing = createMailWorker({ memory, mailer, sender: () => about, workerId: 1, now: () => NOW, log: QUIET })
    const texting = aWorker({ connections: 2 })
    await Promise.all([texting.drain(), mailing.drain()])
    expect(
      box
        .list()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['0011', '0012', '0013'].map(number))
    // Whose SMS was being claimed at that instant is looked at again a moment later.
    const open = async () => {
      const rows = await memory.database.read.selectFrom('deliveries').select('state').execute()
      return rows.filter(({ state }) => state !== 'sent').length
    }
    await until(async () => (await open()) === 0, { what: 'all six to be sent', state: open })
    expect(mails.toSorted()).toEqual(['p0@example.org', 'p1@example.org', 'p2@example.org'])
  })

  test('is not taken back by the e-mail worker that shares its number', async () => {
    const { memory } = await asked('0011')
    await claimDeliveries(memory, NOW, { workerId: 1, limit: 1, channel: 'sms' })
    const known = { deliveries: [], services: [] }
    const turn = { workerId: 1, results: [], services: [], limit: 0, known }
    await turnOver(memory, NOW, { ...turn, channel: 'email' })
    expect(await stateOf(memory, '0011')).toMatchObject({ state: 'sending' })
    await turnOver(memory, NOW, { ...turn, channel: 'sms' })
    expect(await stateOf(memory, '0011')).toMatchObject({ state: 'queued' })
  })

  test('a STOP between two groups is seen by the next claim', async () => {
    const { memory, aWorker, box, texter } = await asked('0011', '0012', '0013')
    const stopping = {
      send: async (ready: ReadyText, mayBegin?: () => boolean) => {
        const outcome = await texter.send(ready, mayBegin)
        await text(memory, NOW + 1, 'STOP', { from: number('0013'), optOutType: 'STOP' })
        return outcome
      },
    }
    await aWorker({ texter: stopping, connections: 1 }).drain()
    expect(
      box
        .list()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['0011', '0012'].map(number))
    expect((await stateOf(memory, '0013'))?.state).toMatch(/cancelled|refused/)
  })

  test('an answer to a word leaves by the same way', async () => {
    const { memory, aWorker, box } = await asked()
    await somebody(memory)
    await text(memory, NOW, 'AIDE')
    await aWorker().drain()
    expect(box.list({ to: NUMBER })).toHaveLength(1)
    const { database } = memory
    await until(
      async () =>
        (await database.read.selectFrom('service_messages').select('state').executeTakeFirst())?.state === 'sent',
      { what: 'it to be sent' },
    )
  })
})
