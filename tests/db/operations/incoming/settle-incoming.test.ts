import { beforeEach, expect, test } from 'vitest'
import { signToken } from '#db/keys/tokens.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { answerReply } from '#db/operations/incoming/answer-reply.ts'
import { markRead } from '#db/operations/incoming/mark-read.ts'
import { openIncoming } from '#db/operations/incoming/open-incoming.ts'
import { readPile } from '#db/operations/incoming/read-pile.ts'
import { settleStop } from '#db/operations/incoming/settle-stop.ts'
import type { Memory } from '#db/operations/memory.ts'
import { isRefused } from '#db/operations/memory.ts'
import { appendEvents, evidenceOf, sha256 } from '#db/tables/consent-events.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { DAY, everything, HOUR, NOW, oneAsked, takeIn } from './an-incoming.ts'

const STOP = { phrase: 'stop' }
const BY = 'U0ALICE'
const STAFF = { by: BY, trusted: true }

onBothDatabases('a reply that waits', (open) => {
  let memory: Memory
  beforeEach(async () => {
    memory = await aMemory(await open())
  })
  /** Consents, opt-outs, asks and messages: what a stop takes away and its undoing gives back. */
  const held = async () => {
    const { consents, optOuts, audience, deliveries } = await everything(memory)
    return {
      consents,
      optOuts: optOuts.map(({ event_seq: _, ...one }) => one),
      answers: audience.map(({ answer, answered_at }) => ({ answer, answered_at })),
      deliveries: deliveries.map(({ id, state, reasons }) => ({ id, state, reasons })),
    }
  }
  const newest = async () => {
    const { id } = await memory.database.read
      .selectFrom('incoming_mails')
      .select((e) => e.fn.max('id').as('id'))
      .executeTakeFirstOrThrow()
    return Number(id)
  }

  test('keeps its writer from a reminder and from the lapse until somebody read it, and not a moment longer', async () => {
    const { campaignId, marks } = await oneAsked(memory)
    await takeIn(memory, NOW + HOUR, { ourMarks: marks })
    const id = await newest()
    for (const days of [4, 8, 30]) await advanceCampaigns(memory, NOW + days * DAY)
    expect((await everything(memory)).events).toEqual([])
    expect((await everything(memory)).deliveries).toHaveLength(1)
    expect((await readCampaign(memory, NOW + 30 * DAY, campaignId))?.state).not.toBe('closed')
    expect(await answerReply(memory, NOW + 30 * DAY, { id, by: BY, as: 'not-an-answer' })).toEqual({ settled: true })
    await advanceCampaigns(memory, NOW + 30 * DAY + HOUR)
    const { events, deliveries } = await everything(memory)
    expect(deliveries.length + events.filter(({ type }) => type === 'lapsed').length).toBeGreaterThan(1)
  })

  test('is sealed: no word of it and no address stands in the database, and it is gone with its writer', async () => {
    const { contactId, marks } = await oneAsked(memory)
    await takeIn(memory, NOW + HOUR, {
      ourMarks: marks,
      text: 'ceci est un secret',
      from: 'stranger@elsewhere.example',
    })
    await takeIn(memory, NOW + HOUR, { text: 'ceci est un secret', from: 'stranger@elsewhere.example' })
    const rows = await memory.database.read.selectFrom('incoming_mails').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/secret|stranger/)
    const pile = rows[0]?.pile ?? 0
    expect(await openIncoming(memory, NOW, { pile, ...STAFF })).toMatchObject({
      wants: 'answer',
      pairs: [{ topic: 'newsletter', channel: 'email' }],
      words: { text: 'ceci est un secret', from: 'stranger@elsewhere.example' },
    })
    const audit = await memory.database.read.selectFrom('audit').selectAll().execute()
    expect(audit).toMatchObject([{ actor: BY, act: 'read-incoming', subject: `incoming:${rows[0]?.id}` }])
    await memory.database.write((db) => deleteContacts(db, [contactId]))
    expect((await openIncoming(memory, NOW, { pile, ...STAFF }))?.words).toBeUndefined()
  })

  test('of nobody we know is forgotten once it was read, and lies on a pile of its own', async () => {
    const { marks } = await oneAsked(memory)
    await takeIn(memory, NOW, { ourMarks: marks })
    await takeIn(memory, NOW, { text: 'qui êtes-vous ?' })
    const id = await newest()
    const { pile } = await memory.database.read
      .selectFrom('incoming_mails')
      .select('pile')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(pile).toBe(id)
    expect((await openIncoming(memory, NOW, { pile: id, by: BY, trusted: false }))?.words?.text).toBe('qui êtes-vous ?')
    expect(await openIncoming(memory, NOW, { pile: id, ...STAFF })).toBeUndefined()
    expect(await markRead(memory, NOW, { id, by: BY })).toEqual({ read: true })
    expect(await markRead(memory, NOW, { id, by: 'U0BRUNO' })).toEqual({ refused: 'already-settled' })
    const kept = await memory.database.read.selectFrom('keys').select('id').where('contact_id', '<', 0).execute()
    expect(kept).toEqual([])
    expect(await readPile(memory, id)).toMatchObject({ waiting: { trust: 0 }, cases: [], settled: 1, last: { by: BY } })
  })

  test('that says yes is a grant by its own words, kept as evidence with the name of who read it', async () => {
    const { contactId, campaignId, marks } = await oneAsked(memory)
    await takeIn(memory, NOW + HOUR, { ourMarks: marks, text: 'Oui, avec plaisir !' })
    const id = await newest()
    expect(await answerReply(memory, NOW + 2 * HOUR, { id, by: BY, as: 'yes' })).toEqual({ settled: true })
    expect(await answerReply(memory, NOW + 2 * HOUR, { id, by: BY, as: 'no' })).toEqual({ refused: 'already-settled' })
    const { events } = await everything(memory)
    expect(events).toMatchObject([
      {
        contact_id: contactId,
        type: 'granted',
        topic: 'newsletter',
        channel: 'email',
        via: 'reply',
        actor: BY,
        campaign_id: campaignId,
        wording_hash: sha256('Oui, avec plaisir !'),
      },
    ])
    expect(await evidenceOf(memory.database.read, memory, events[0]?.seq ?? 0)).toMatchObject({
      reply: { incoming: id, text: 'Oui, avec plaisir !' },
      readBy: BY,
    })
    expect(await readCampaign(memory, NOW, campaignId)).toMatchObject({ answers: { yes: 1, silent: 0 } })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('from another address than the one we wrote to says so to who reads it, and in the evidence', async () => {
    const { marks } = await oneAsked(memory)
    await takeIn(memory, NOW, { ourMarks: marks, text: 'Oui', from: 'friend@elsewhere.example' })
    await takeIn(memory, NOW, { ourMarks: marks, text: 'Oui', from: 'A@Example.org' })
    const id = await newest()
    expect((await openIncoming(memory, NOW, { pile: id - 1, ...STAFF }))?.words).toMatchObject({ elsewhere: true })
    await answerReply(memory, NOW + HOUR, { id: id - 1, by: BY, as: 'yes' })
    expect((await openIncoming(memory, NOW, { pile: id - 1, ...STAFF }))?.words).not.toHaveProperty('elsewhere')
    const evidence = await evidenceOf(memory.database.read, memory, 1)
    expect(evidence).toMatchObject({ reply: { elsewhere: true } })
  })

  test('that says no refuses what was asked; what they did themselves since they wrote stands', async () => {
    const { contactId, campaignId, marks } = await oneAsked(memory)
    await takeIn(memory, NOW + HOUR, { ourMarks: marks, text: 'Non merci' })
    const no = await newest()
    await takeIn(memory, NOW + HOUR, { ourMarks: marks, text: 'Oui' })
    const yes = await newest()
    expect(await answerReply(memory, NOW + 2 * HOUR, { id: no, by: BY, as: 'no' })).toEqual({ settled: true })
    expect(await answerReply(memory, NOW + 2 * HOUR, { id: yes, by: BY, as: 'yes' })).toEqual({
      refused: 'answered-since',
    })
    await takeIn(memory, NOW + 3 * HOUR, { ourMarks: marks, text: 'Oui' })
    const third = await newest()
    const token = signToken(memory.keyring, { purpose: 'unsubscribe', ids: [contactId, campaignId], expiresAt: null })
    const wish = { fallback: 'fr' as const }
    const left = await unsubscribe(memory, NOW + 4 * HOUR, { token, wish, by: 'page', agent: 'other' })
    expect(isRefused(left)).toBe(false)
    expect(await answerReply(memory, NOW + 5 * HOUR, { id: third, by: BY, as: 'yes' })).toEqual({
      refused: 'answered-since',
    })
    const { events } = await everything(memory)
    expect(events.map(({ type }) => type)).not.toContain('granted')
  })

  const HELD_BEFORE = [
    ['nothing', []],
    ['a yes to one topic', [{ type: 'granted', topic: 'newsletter', channel: 'email', via: 'answer-page' }]],
    [
      'a file’s word, a no, and a stop of texts',
      [
        { type: 'granted', topic: 'newsletter', channel: 'email', via: 'claim' },
        { type: 'refused', topic: 'offers', channel: 'email', via: 'answer-page' },
        { type: 'withdrawn', topic: '*', channel: 'sms', via: 'preference-page' },
      ],
    ],
    [
      'a stop of their own and a newer yes',
      [
        { type: 'withdrawn', topic: '*', channel: '*', via: 'preference-page' },
        { type: 'granted', topic: 'offers', channel: 'email', via: 'confirmation' },
      ],
    ],
  ] as const
  test.for(HELD_BEFORE)('read as a stop by mistake gives back exactly what was held: %s', async ([, events]) => {
    const { contactId, marks } = await oneAsked(memory)
    for (const [i, event] of events.entries())
      await memory.database.write((db) => appendEvents(db, memory, NOW + i + 1, [{ ...event, contactId }]))
    await memory.database.write(async (db) => {
      const row = await db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow()
      const { id: _, ...rest } = { ...row, step: 'reminder-1', state: 'queued', reasons: '[]' }
      await db.insertInto('deliveries').values(rest).execute()
    })
    const before = await held()
    await takeIn(memory, NOW + HOUR, { ourMarks: marks, stop: STOP })
    const id = await newest()
    expect(await held()).not.toEqual(before)
    expect(await settleStop(memory, NOW + DAY, { id, by: BY, as: 'not-a-stop' })).toEqual({ settled: true })
    expect(await held()).toEqual(before)
    expect((await everything(memory)).events.at(-1)).toMatchObject({ type: 'restored', via: 'staff', actor: BY })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
    expect(await settleStop(memory, NOW + DAY, { id, by: BY, as: 'stop' })).toEqual({ refused: 'already-settled' })
  })

  test('read as a stop twice stays one until both are found to be none; what came since stands', async () => {
    const { contactId, marks } = await oneAsked(memory)
    const before = await held()
    const ids: number[] = []
    for (const hours of [1, 2]) {
      await takeIn(memory, NOW + hours * HOUR, { ourMarks: marks, stop: STOP })
      ids.push(await newest())
    }
    const [first = 0, second = 0] = ids
    await settleStop(memory, NOW + DAY, { id: first, by: BY, as: 'not-a-stop' })
    expect((await held()).consents.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
    await memory.database.write((db) =>
      appendEvents(db, memory, NOW + DAY, [
        { contactId, type: 'refused', topic: 'offers', channel: 'email', via: 'preference-page' },
      ]),
    )
    await settleStop(memory, NOW + 2 * DAY, { id: second, by: BY, as: 'not-a-stop' })
    const { consents, optOuts, answers } = await held()
    expect(answers).toEqual(before.answers)
    expect(consents).toMatchObject([{ topic: 'offers', state: 'refused' }])
    expect(optOuts).toMatchObject([{ kind: 'refused', topic: 'offers' }])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('confirmed as a stop stays one, in somebody’s name; stops are read before anything else', async () => {
    const { marks } = await oneAsked(memory)
    await takeIn(memory, NOW, { ourMarks: marks })
    await takeIn(memory, NOW, { ourMarks: marks, stop: STOP })
    const id = await newest()
    const shown = await openIncoming(memory, NOW, { pile: id - 1, ...STAFF })
    expect(shown).toMatchObject({ id, wants: 'stop', words: { phrase: 'stop' } })
    expect(await readPile(memory, id - 1)).toMatchObject({ waiting: { stop: 1, answer: 1 }, cases: [id, id - 1] })
    const before = await held()
    expect(await settleStop(memory, NOW, { id, by: BY, as: 'stop' })).toEqual({ settled: true })
    expect(await held()).toEqual(before)
    const notices = await memory.database.read
      .selectFrom('notices')
      .select(['channel', 'data', 'subject_id'])
      .where('kind', '=', 'replies-card')
      .execute()
    expect(notices).toEqual([{ channel: 'campaigns', data: '{}', subject_id: id - 1 }])
  })
})
