import { expect, test } from 'vitest'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { countHome } from '#db/operations/home/count-home.ts'
import { type HomeReader, readHome } from '#db/operations/home/read-home.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { aDraft, anApprovedCampaign, aSubmittedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY = 86_400_000

const NOBODY: HomeReader = { person: 'U0EMMA', isStaff: false, mayApprove: false, mayAttest: false, mayConfirm: false }
const ALICE: HomeReader = { ...NOBODY, person: 'U0ALICE', isStaff: true, mayApprove: true }
const BRUNO: HomeReader = { ...NOBODY, person: 'U0BRUNO', mayApprove: true }
const CHLOE: HomeReader = { ...NOBODY, person: 'U0CHLOE', mayAttest: true, mayConfirm: true }

/** A campaign to five people: one says yes, one no, one looks, one is in doubt, one is silent. */
async function aRunningCampaign(memory: Memory): Promise<number> {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await aContact(memory, NOW, { email: `${name}@example.org` })
  const campaignId = await anApprovedCampaign(memory, NOW, { reminders: 0 })
  await advanceCampaigns(memory, NOW)
  const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 20 })
  const results = claimed.map(({ id, address }) => ({
    deliveryId: id,
    result: address.startsWith('d') ? ('in-doubt' as const) : ('sent' as const),
    response: 'said',
  }))
  await recordResults(memory, NOW, results)
  const link = (name: string) => claimed.find(({ address }) => address.startsWith(name))?.links.answer ?? ''
  await answer(memory, link('a'), 'yes')
  await answer(memory, link('b'), 'no')
  await recordVisit(memory, NOW, { token: link('c') })
  await advanceCampaigns(memory, NOW)
  return campaignId
}

async function answer(memory: Memory, token: string, said: 'yes' | 'no'): Promise<void> {
  const wish = { fallback: 'fr' } as const
  const shown = await showAsk(memory, NOW, { token, wish })
  const hash = 'wordingHash' in shown ? shown.wordingHash : ''
  await answerAsk(memory, NOW, { token, wish, answer: said, ticked: [], shown: hash, agent: 'a browser' })
}

onBothDatabases('home', (open) => {
  test('what waits is what each person may do: drafts of one’s own, submissions of others, bases, clean-ups, imports', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    const submitted = await aSubmittedCampaign(memory, NOW, { name: 'Soumise' })
    const draft = await aDraft(memory, NOW, { name: 'Brouillon' })
    await memory.database.write(async (db) => {
      await db.updateTable('sources').set({ attested_at: null, attested_by: null }).execute()
      await db
        .insertInto('clean_ups')
        .values({
          state: 'proposed',
          open: 1,
          buckets: '[]',
          why: '',
          counts: '{}',
          frozen_through: 0,
          proposed_by: 'U0ALICE',
          proposed_at: NOW,
        })
        .execute()
      const { id } = await db
        .insertInto('uploads')
        .values({
          folder: 'f',
          made_by: 'U0ALICE',
          language: 'fr',
          made_at: NOW,
          expires_at: NOW + 1,
          state: 'importing',
          rules: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const bytesDone of [100, 20]) {
        await db
          .insertInto('upload_files')
          .values({
            upload_id: id,
            name: 'x',
            bytes: 100,
            digest: '',
            choices: '{}',
            state: 'working',
            bytes_done: bytesDone,
            added_at: NOW,
          })
          .execute()
      }
    })
    const waiting = { id: submitted.campaignId, name: 'Soumise' }
    expect(await readHome(memory, NOW, ALICE)).toMatchObject({
      drafts: [{ id: draft.campaignId, name: 'Brouillon', version: draft.version, isVoid: false }],
      toApprove: [],
      withOthers: [waiting],
      bases: [],
      imports: [{ state: 'importing', files: 2, bytes: 200, bytesDone: 120 }],
      cleanUps: [{ state: 'proposed', mayConfirm: false }],
    })
    expect(await readHome(memory, NOW, BRUNO)).toMatchObject({
      drafts: [],
      toApprove: [{ ...waiting, audience: 1 }],
      withOthers: [],
      imports: [],
    })
    const chloe = await readHome(memory, NOW, CHLOE)
    expect(chloe).toMatchObject({ bases: [{ basis: 'lawful' }], cleanUps: [{ mayConfirm: true }], toApprove: [] })
    expect(await readHome(memory, NOW, { ...CHLOE, person: 'U0ALICE' })).toMatchObject({
      cleanUps: [{ mayConfirm: false }],
    })
    const late = await readHome(memory, NOW, { ...BRUNO, person: 'U0LATER' })
    expect(late, 'who held no role at submission decides nothing').toMatchObject({
      toApprove: [],
      withOthers: [waiting],
    })
  })

  test('what runs has the numbers and the promise of its card', async () => {
    const memory = await aMemory(await open())
    const id = await aRunningCampaign(memory)
    const card = await readCampaign(memory, NOW, id)
    const home = await readHome(memory, NOW, BRUNO)
    expect(home.running).toEqual([
      {
        id,
        name: 'Renouveler 2026',
        state: card?.state,
        audience: 5,
        sent: card?.deliveries.sent,
        answers: { yes: card?.answers.yes, no: card?.answers.no },
        nextPromiseAt: card?.nextPromiseAt,
      },
    ])
    expect(home.running[0]).toMatchObject({ sent: 4, answers: { yes: 1, no: 1 }, nextPromiseAt: expect.any(Number) })
    expect(home.doubts).toEqual([{ campaignId: id, name: 'Renouveler 2026', count: 1 }])
    expect(home.visitors).toEqual([])
    const due = (card?.nextPromiseAt ?? 0) + 1
    expect((await readHome(memory, due, BRUNO)).visitors).toEqual([
      { campaignId: id, name: 'Renouveler 2026', count: (await readCampaign(memory, due, id))?.visitorsWaiting },
    ])
    expect(await readHome(memory, due, NOBODY)).toMatchObject({ doubts: [], visitors: [] })
  })

  test('the numbers count people by their own acts of the last thirty days', async () => {
    const memory = await aMemory(await open())
    const nothing = { at: NOW, contacts: 0, asked: 0, answered: 0, declined: 0 }
    expect(await countHome(memory, NOW)).toMatchObject(nothing)
    await aRunningCampaign(memory)
    const now = NOW + DAY
    const event = (contactId: number, change: Partial<NewEvent>): NewEvent => ({
      contactId,
      type: 'withdrawn',
      topic: 'newsletter',
      channel: 'email',
      via: 'one-click',
      ...change,
    })
    await memory.database.write((db) =>
      appendEvents(db, memory, now, [
        event(3, { type: 'granted', via: 'claim' }),
        event(4, { type: 'granted', topic: 'offers', via: 'confirmation' }),
        event(5, { type: 'refused', via: 'import' }),
        // The yes of before, taken back: still one who answered, and now one who declined.
        event(1, {}),
        event(1, { topic: 'offers' }),
      ]),
    )
    expect(await countHome(memory, now)).toEqual({
      at: now,
      contacts: 5,
      agreed: [
        { topic: 'newsletter', people: 1 },
        { topic: 'offers', people: 1 },
      ],
      asked: 4,
      answered: 2,
      declined: 2,
    })
    expect(await countHome(memory, now + 31 * DAY)).toMatchObject({ contacts: 5, asked: 0, answered: 0, declined: 0 })
  })
})
