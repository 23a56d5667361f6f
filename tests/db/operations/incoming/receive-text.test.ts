import { beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import type { ReceiveText } from '#db/operations/incoming/receive-text.ts'
import type { Memory } from '#db/operations/memory.ts'
import { openShortLink } from '#db/operations/texts/open-short-link.ts'
import { appendEvents, eventsOf, evidenceOf, type NewEvent } from '#db/tables/consent-events.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import {
  answers,
  askByText,
  consents,
  grant,
  handOver,
  kinds,
  NUMBER,
  oneTexted,
  optOuts,
  STRANGER,
  somebody,
  text,
} from './a-text.ts'
import { DAY, everything, HOUR, NOW } from './an-incoming.ts'

const STOPPED = ['stopped * sms', 'withdrawn newsletter sms', 'withdrawn offers sms']

onBothDatabases('an SMS that comes in', (open) => {
  let memory: Memory
  beforeEach(async () => {
    memory = await aMemory(await open())
  })
  const phone = async (id: number) =>
    memory.database.read
      .selectFrom('contacts')
      .select(['phone_state', 'texted_back_at', 'last_act_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  const audience = async () => (await everything(memory)).audience
  const waits = async () =>
    memory.database.read
      .selectFrom('incoming_mails')
      .select(['id', 'wants', 'contact_id', 'channel', 'via', 'words'])
      .where('pile', 'is not', null)
      .orderBy('id')
      .execute()
  const event = (contactId: number, one: Omit<NewEvent, 'contactId'>) =>
    memory.database.write((db) => appendEvents(db, memory, NOW, [{ contactId, ...one }]))

  test.for<[string, Partial<ReceiveText>, string[]]>([
    ['Arrêt !', {}, ['text-stopped']],
    ['stop', {}, ['text-stopped']],
    ['STOP', { optOutType: 'STOP' }, []],
  ])('%s (%j) stops every SMS to its number at once', async ([body, change, said]) => {
    const { contactId, campaignId } = await oneTexted(memory)
    await grant(memory, NOW, contactId, ['offers', 'sms'], ['newsletter', 'email'])
    expect(await text(memory, NOW + HOUR, body, change)).toEqual({ done: ['stopped'] })
    expect(await consents(memory, contactId)).toEqual([
      'newsletter email: granted',
      'newsletter sms: withdrawn',
      'offers sms: withdrawn',
    ])
    expect(await optOuts(memory, NUMBER)).toEqual(STOPPED)
    expect(await optOuts(memory, 'a@example.org')).toEqual([])
    expect(await audience()).toMatchObject([{ campaign_id: campaignId, answer: 'no', answered_at: NOW + HOUR }])
    // What the provider answers by itself is not answered twice.
    expect(await kinds(memory)).toEqual(said)
    expect(await phone(contactId)).toMatchObject({
      phone_state: change.optOutType === undefined ? 'usable' : 'blocked',
      texted_back_at: NOW + HOUR,
    })
    const stop = (await eventsOf(memory.database.read, contactId)).at(-1)
    expect(stop).toMatchObject({ type: 'withdrawn', topic: '*', channel: 'sms', via: 'text', campaignId })
    expect(await evidenceOf(memory.database.read, memory, stop?.seq ?? 0)).toMatchObject({ text: { words: body } })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('a stop takes back what waits by SMS, and leaves an e-mail alone', async () => {
    const contactId = await somebody(memory)
    const byText = await askByText(memory)
    await text(memory, NOW, 'ARRET')
    const { deliveries } = await everything(memory)
    expect(deliveries).toMatchObject([{ campaign_id: byText, channel: 'sms', state: 'cancelled' }])
    expect(await handOver(memory, NOW + 1)).toEqual([])
    expect(await consents(memory, contactId)).not.toContain('newsletter email: withdrawn')
  })

  test('the same message counts once; the same word twice is one act and one confirmation', async () => {
    const { contactId } = await oneTexted(memory)
    await text(memory, NOW + HOUR, 'ARRET', { sid: 'SM1' })
    const before = await everything(memory)
    expect(await text(memory, NOW + 2 * HOUR, 'ARRET', { sid: 'SM1' })).toEqual({
      done: ['stopped', 'already-received'],
    })
    expect(await everything(memory)).toEqual(before)
    await text(memory, NOW + 3 * HOUR, 'ARRET', { sid: 'SM2' })
    expect(await eventsOf(memory.database.read, contactId)).toHaveLength(1)
    expect(await kinds(memory)).toEqual(['text-stopped'])
  })

  test('a number nobody has is stopped too: whoever carries it later gets no SMS', async () => {
    await text(memory, NOW, 'STOP')
    expect(await optOuts(memory, NUMBER)).toEqual(STOPPED)
    const contactId = await somebody(memory)
    const facts = (await loadFacts(memory.database.read, memory, [contactId])).get(contactId)
    expect(facts?.pair({ topic: 'newsletter', channel: 'sms' }).optedOut).toBe('withdrawn')
    expect(facts?.pair({ topic: 'newsletter', channel: 'email' }).optedOut).toBeUndefined()
  })

  test('START gives back what was held by SMS before the stop, exactly, each with an event of its own; never e-mail', async () => {
    const contactId = await somebody(memory)
    await grant(memory, NOW, contactId, ['newsletter', 'sms'], ['newsletter', 'email'])
    await event(contactId, { type: 'refused', topic: 'offers', channel: 'sms', via: 'answer-page' })
    await event(contactId, { type: 'withdrawn', topic: '*', channel: 'email', via: 'one-click' })
    const mail = await optOuts(memory, 'a@example.org')
    await text(memory, NOW + HOUR, 'STOP', { optOutType: 'STOP' })
    await text(memory, NOW + 2 * HOUR, 'ARRET')
    expect(await text(memory, NOW + 3 * HOUR, 'START', { optOutType: 'START' })).toEqual({ done: ['restarted'] })
    expect(await consents(memory, contactId)).toEqual([
      'newsletter email: withdrawn',
      'newsletter sms: granted',
      'offers email: withdrawn',
      'offers sms: withdrawn',
    ])
    expect(await optOuts(memory, NUMBER)).toEqual(['refused offers sms', 'withdrawn offers sms'].toSorted())
    expect(await optOuts(memory, 'a@example.org')).toEqual(mail)
    expect(mail).toContain('stopped * email')
    expect(await phone(contactId)).toMatchObject({ phone_state: 'usable' })
    const given = (await eventsOf(memory.database.read, contactId)).filter(({ at }) => at === NOW + 3 * HOUR)
    expect(given).toMatchObject([{ type: 'granted', topic: 'newsletter', channel: 'sms', via: 'text' }])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
    // Once: what stands is not given again.
    expect(await text(memory, NOW + 4 * HOUR, 'START')).toEqual({ done: ['nothing'] })
  })

  test.for<[string, Omit<NewEvent, 'contactId'>]>([
    ['an objection', { type: 'objected', topic: '*', channel: '*', via: 'preference-page' }],
    ['a complaint', { type: 'complained', topic: '*', channel: '*', via: 'mailbox' }],
    ['a withdrawal on the page', { type: 'withdrawn', topic: 'newsletter', channel: 'sms', via: 'preference-page' }],
    ['stop everything', { type: 'withdrawn', topic: '*', channel: '*', via: 'preference-page' }],
  ])('START never undoes %s that came after the stop, nor gives what was not held', async ([, after]) => {
    const contactId = await somebody(memory)
    await grant(memory, NOW, contactId, ['newsletter', 'sms'])
    await text(memory, NOW + HOUR, 'ARRET')
    await event(contactId, after)
    const before = [await consents(memory, contactId), await optOuts(memory, NUMBER)]
    expect(await text(memory, NOW + 2 * HOUR, 'START')).toEqual({ done: ['nothing'] })
    expect([await consents(memory, contactId), await optOuts(memory, NUMBER)]).toEqual(before)
    expect((await kinds(memory)).at(-1)).toBe('text-started')
  })

  test('what a file said of them is given back as well, now by their own word', async () => {
    const contactId = await somebody(memory)
    await event(contactId, { type: 'granted', topic: 'newsletter', channel: 'sms', via: 'claim' })
    await text(memory, NOW + HOUR, 'ARRET')
    await text(memory, NOW + 2 * HOUR, 'START')
    expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
    expect(await optOuts(memory, NUMBER)).toEqual(['withdrawn offers sms'])
  })

  test.for([
    ['OUI', 'newsletter sms: granted', 'yes'],
    ['ja graag', 'newsletter sms: granted', 'yes'],
    ['Non merci', 'newsletter sms: refused', 'no'],
    ['NO', 'newsletter sms: refused', 'no'],
  ] as const)(
    '%s answers the question that waits, with the SMS that asked as its wording',
    async ([body, state, answer]) => {
      const { contactId, campaignId } = await oneTexted(memory)
      expect(await text(memory, NOW + HOUR, body)).toEqual({ done: ['answered'] })
      expect(await consents(memory, contactId)).toEqual([state])
      expect(await audience()).toMatchObject([{ answer, answered_at: NOW + HOUR }])
      expect(await answers(memory)).toMatchObject([
        { kind: 'text-answered', language: 'fr', address: NUMBER, data: { answer } },
      ])
      const [said] = await eventsOf(memory.database.read, contactId)
      expect(said).toMatchObject({ via: 'text', campaignId })
      const wording = await memory.database.read
        .selectFrom('wordings')
        .select('text')
        .where('hash', '=', said?.wordingHash ?? '')
        .executeTakeFirst()
      expect(wording?.text).toContain('souhaitez-vous encore nos nouvelles')
      expect(await evidenceOf(memory.database.read, memory, said?.seq ?? 0)).toMatchObject({
        text: { words: body },
        asked: { step: 'ask' },
      })
      expect(await verifyLedger(memory)).toMatchObject({ ok: true })
    },
  )

  test('the last answer wins and both stay; the same answer again writes nothing', async () => {
    const { contactId } = await oneTexted(memory)
    for (const body of ['OUI', 'OUI', 'NON', 'OUI']) await text(memory, NOW + HOUR, body)
    const types = (await eventsOf(memory.database.read, contactId)).map(({ type }) => type)
    expect(types).toEqual(['granted', 'refused', 'granted'])
    expect(await consents(memory, contactId)).toEqual(['newsletter sms: granted'])
  })

  test('an answer to a message in doubt proves that it arrived', async () => {
    await somebody(memory)
    await askByText(memory)
    await handOver(memory, NOW, 'in-doubt')
    await text(memory, NOW + HOUR, 'OUI')
    expect((await everything(memory)).deliveries).toMatchObject([{ state: 'sent' }])
    expect(await audience()).toMatchObject([{ answer: 'yes', asked_at: NOW }])
  })

  test('a yes after the lapse is a new grant', async () => {
    const { contactId } = await oneTexted(memory)
    await event(contactId, { type: 'lapsed', topic: 'newsletter', channel: 'sms', via: 'promise' })
    await memory.database.write((db) =>
      db
        .updateTable('campaign_audience')
        .set({ lapsed_at: NOW + DAY })
        .where('contact_id', '=', contactId)
        .execute(),
    )
    await text(memory, NOW + 30 * DAY, 'OUI')
    expect(await consents(memory, contactId)).toEqual(['newsletter sms: granted'])
    // Not for ever: as long as the page would have taken it.
    await text(memory, NOW + 400 * DAY, 'NON')
    expect(await consents(memory, contactId)).toEqual(['newsletter sms: granted'])
  })

  test('where several topics were asked, a yes is sent to the page, and a no is a no to all', async () => {
    const { contactId, campaignId } = await oneTexted(memory, { topics: ['newsletter', 'offers'] })
    expect(await text(memory, NOW + HOUR, 'OUI')).toEqual({ done: ['asked-which'] })
    expect(await consents(memory, contactId)).toEqual([])
    expect(await answers(memory)).toMatchObject([{ kind: 'text-page', data: { contactId, campaignId } }])
    const group = { workerId: 1, channel: 'sms', limit: 10, results: [], services: [] } as const
    const [page] = (await turnOver(memory, NOW + HOUR, group)).services
    // The number they wrote to answers, and leads to their own page.
    expect(page).toMatchObject({ kind: 'text-page', address: NUMBER, sender: '+33639980100' })
    const code = page !== undefined && 'code' in page ? page.code : ''
    expect(await openShortLink(memory, NOW + HOUR, code)).toMatchObject({ path: expect.stringMatching(/^\/r\//) })
    await text(memory, NOW + HOUR, 'NON')
    expect(await consents(memory, contactId)).toEqual(['newsletter sms: refused', 'offers sms: refused'])
  })

  test('after a stop, OUI lifts nothing: only START does; a person reads it', async () => {
    const { contactId } = await oneTexted(memory)
    await text(memory, NOW + HOUR, 'ARRET')
    expect(await text(memory, NOW + 2 * HOUR, 'OUI')).toEqual({ done: ['reply-kept'] })
    expect(await optOuts(memory, NUMBER)).toEqual(STOPPED)
    expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
    expect(await waits()).toMatchObject([{ wants: 'answer', channel: 'sms', via: 'twilio', contact_id: contactId }])
  })

  test('the provider’s YES answers a question where one waits, and is a START where none does', async () => {
    const { contactId } = await oneTexted(memory)
    expect(await text(memory, NOW + HOUR, 'YES', { optOutType: 'START' })).toEqual({ done: ['answered'] })
    expect(await consents(memory, contactId)).toEqual(['newsletter sms: granted'])
    await text(memory, NOW + 2 * HOUR, 'STOP', { optOutType: 'STOP' })
    expect(await text(memory, NOW + 3 * HOUR, 'YES', { optOutType: 'START' })).toEqual({ done: ['restarted'] })
    expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
    expect(await phone(contactId)).toMatchObject({ phone_state: 'usable' })
    expect(await kinds(memory)).toEqual([])
  })

  test('who shares a number: a stop holds for all of them, an answer is only theirs who was asked', async () => {
    const asked = await somebody(memory)
    await askByText(memory)
    await handOver(memory)
    const other = await somebody(memory, { email: 'b@example.org' })
    await text(memory, NOW + HOUR, 'OUI')
    expect([await consents(memory, asked), await consents(memory, other)]).toEqual([['newsletter sms: granted'], []])
    await text(memory, NOW + 2 * HOUR, 'ARRET')
    for (const id of [asked, other]) expect(await consents(memory, id)).toContain('newsletter sms: withdrawn')
    await text(memory, NOW + 3 * HOUR, 'START')
    expect(await consents(memory, asked)).toContain('newsletter sms: granted')
    expect(await consents(memory, other)).toContain('newsletter sms: withdrawn')
  })

  test('where two who share a number were asked, a yes is for a person to read, and a no holds for both', async () => {
    const { contactId: a } = await oneTexted(memory)
    const b = await somebody(memory, { email: 'b@example.org' })
    await askByText(memory)
    expect(await handOver(memory)).toMatchObject([{ contactId: b }])
    expect(await text(memory, NOW + HOUR, 'OUI')).toEqual({ done: ['reply-kept'] })
    expect([await consents(memory, a), await consents(memory, b)]).toEqual([[], []])
    await text(memory, NOW + HOUR, 'NON')
    for (const id of [a, b]) expect(await consents(memory, id)).toEqual(['newsletter sms: refused'])
  })

  test('an unknown number is answered like a known one, byte for byte, whatever is said, in whatever order', async () => {
    const closed = aHouse({ windows: { email: [], sms: [[[0, 60]]] } })
    memory = { ...memory, house: closed }
    const contactId = await somebody(memory)
    await grant(memory, NOW, contactId, ['newsletter', 'sms'])
    const said: [string, Partial<ReceiveText>][] = [
      ['START', {}], ['ARRET', {}], ['START', {}], ['stop svp', {}], ['AIDE', {}], ['Bonjour ?', {}], ['Allo', {}],
      ['STOP', { optOutType: 'STOP' }], ['START', { optOutType: 'START' }], ['HELP', { optOutType: 'HELP' }], ['OUI', {}], ['', { media: 2 }],
    ] // biome-ignore format: what is said, in order
    for (const from of [NUMBER, STRANGER])
      for (const [i, [body, change]] of said.entries())
        await text(memory, NOW + i * HOUR * 5, body, { from, ...change })
    const all = await answers(memory)
    const to = (number: string) =>
      all.filter(({ address }) => address === number).map(({ address: _, ...rest }) => rest)
    expect(to(STRANGER)).toEqual(to(NUMBER))
    expect(new Set(to(NUMBER).map(({ kind }) => kind))).toEqual(
      new Set(['text-started', 'text-stopped', 'text-help', 'text-received']),
    )
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('help is answered by who we are, unless the provider did', async () => {
    expect(await text(memory, NOW, 'Aide')).toEqual({ done: ['helped'] })
    await text(memory, NOW, 'HELP', { optOutType: 'HELP' })
    expect(await answers(memory)).toMatchObject([
      { kind: 'text-help', channel: 'sms', address: NUMBER, language: 'fr', data: { sender: '+33639980100' } },
    ])
  })

  test('a number gets at most five answers a day, however often it writes', async () => {
    for (let i = 0; i < 12; i += 1) await text(memory, NOW + i * 1000, 'AIDE')
    expect(await kinds(memory)).toHaveLength(5)
    await text(memory, NOW + DAY + HOUR, 'AIDE')
    expect(await kinds(memory)).toHaveLength(6)
  })

  test('anything else is kept sealed for a person, and keeps its writer from the lapse; outside opening hours they are told when', async () => {
    // Mondays to Fridays, nine to six; the 25th is a holiday.
    const hours = Array.from({ length: 7 }, (_, day) => (day < 5 ? [[540, 1080] as const] : []))
    memory = { ...memory, house: aHouse({ windows: { email: aHouse().windows.email, sms: hours } }) }
    const { contactId } = await oneTexted(memory)
    expect(await text(memory, NOW + HOUR, 'ceci est un secret')).toEqual({ done: ['reply-kept'] })
    expect(await kinds(memory)).toEqual([])
    const friday = Temporal.Instant.from('2026-12-24T20:00:00Z').epochMilliseconds
    await text(memory, friday, 'ceci est un secret', { media: 1 })
    const opensAt = Temporal.Instant.from('2026-12-28T08:00:00Z').epochMilliseconds
    expect(await answers(memory)).toMatchObject([{ kind: 'text-received', data: { opensAt } }])
    await text(memory, friday + DAY, 'encore')
    expect(await kinds(memory)).toHaveLength(1)
    await text(memory, friday + 8 * DAY, 'encore')
    expect(await kinds(memory)).toHaveLength(2)
    const kept = await waits()
    expect(kept).toMatchObject(Array.from({ length: 4 }, () => ({ wants: 'answer', contact_id: contactId })))
    expect(JSON.stringify(kept)).not.toMatch(/secret|encore/)
  })

  test('the number of who is answered is forgotten once the answer left; its answers are still counted', async () => {
    for (let i = 0; i < 5; i += 1) await text(memory, NOW, 'AIDE', { from: STRANGER })
    const group = { workerId: 1, channel: 'sms', limit: 10, results: [], services: [] } as const
    const { services } = await turnOver(memory, NOW, group)
    expect(services.map(({ address }) => address)).toEqual(Array.from({ length: 5 }, () => STRANGER))
    const results = services.map(({ id }) => ({ id, result: 'sent' as const, response: 'queued' }))
    await turnOver(memory, NOW, { ...group, limit: 0, services: results })
    await text(memory, NOW + HOUR, 'AIDE', { from: STRANGER })
    expect((await answers(memory)).map(({ address }) => address)).toEqual(['', '', '', '', ''])
  })

  test('what an unknown number says is kept sealed with a key of its own; what is no number changes nothing', async () => {
    await text(memory, NOW, 'ceci est un secret', { from: STRANGER })
    await text(memory, NOW, 'STOP', { from: '36180' })
    expect(await waits()).toMatchObject([
      { wants: 'trust', contact_id: null },
      { wants: 'trust', contact_id: null },
    ])
    expect(JSON.stringify(await waits())).not.toContain('secret')
    expect(await kinds(memory)).toEqual([])
    expect((await everything(memory)).optOuts).toEqual([])
  })
})
