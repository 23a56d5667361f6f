import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { mailIdsIn } from '#db/keys/mail-ids.ts'
import type { Write } from '#db/open.ts'
import { endAll } from './drivers/invariants.ts'
import { numberOf } from './drivers/people.ts'
import { aScene, startAll } from './drivers/scene.ts'
import { startTextProvider } from './drivers/text-provider.ts'
import { untilAllWent, untilTaken } from './drivers/until-all-went.ts'

const PEOPLE = 300
const OURS = '+33639980100'
/** A withdrawal holds within one second, wherever the message is. */
const WITHDRAWAL_MS = 1000
const WORDS = ['STOP', 'ARRET', 'Arrêtez !', 'stop svp', 'STOPPEN', 'desabonner']

test('STOP by SMS while two workers send: no claim after it contains the person, and nothing arrives a second later', async () => {
  const provider = await startTextProvider(25)
  onTestFinished(() => provider.close())
  const scene = await aScene('postgres', {
    people: PEOPLE,
    phones: true,
    environment: {
      TWILIO_ACCOUNT_SID: provider.accountSid,
      TWILIO_AUTH_TOKEN: provider.authToken,
      TWILIO_API_URL: provider.apiUrl,
      TWILIO_FROM: OURS,
    },
  })
  const { memory, dice } = scene
  const { database, keyring } = memory
  await database.write(keepOrder)
  const url = (await startAll(scene)).replace('127.0.0.1', 'localhost')
  await scene.approve({ carrier: 'sms', reminders: 0, texts: TEXTS })
  await untilTaken(scene, provider, 20)

  const ids = await database.read.selectFrom('contacts').select('id').orderBy('id').execute()
  // Of those written to last, and of those who may have been written to already.
  const chosen = dice
    .shuffled(ids.slice(PEOPLE / 2))
    .slice(0, 12)
    .concat(dice.shuffled(ids.slice(0, PEOPLE / 2)).slice(0, 12))
  const answeredAt = new Map<string, number>()
  const lanes = [0, 1, 2].map(async (lane) => {
    for (const { id } of chosen.filter((_, i) => i % 3 === lane)) {
      await wait(dice.between(0, 120))
      const from = numberOf(id)
      expect(await provider.textIn(url, { from, to: OURS, body: dice.shuffled(WORDS)[0] ?? 'STOP' })).toBe(200)
      answeredAt.set(from, Date.now())
    }
  })
  await Promise.all([...lanes, untilAllWent(scene)])
  await endAll(scene)

  // In the database's own order: the number each claim and each stop drew while it held the person.
  const late = await sql`select c.contact_id from order_of_events c join order_of_events s
    on s.contact_id = c.contact_id and s.what = 'stop' and c.what = 'claim' and c.n > s.n`.execute(
    database.read as never,
  )
  expect(late.rows).toEqual([])
  const stops = await sql<{
    n: number
  }>`select count(distinct contact_id) as n from order_of_events where what = 'stop'`.execute(database.read as never)
  expect(Number(stops.rows[0]?.n)).toBe(chosen.length)

  const campaign = provider.taken.filter(({ name }) => mailIdsIn(keyring, name)[0]?.kind === 'd')
  const tooLate = campaign.filter(({ to, at }) => at > (answeredAt.get(to) ?? Number.POSITIVE_INFINITY) + WITHDRAWAL_MS)
  expect(tooLate).toEqual([])
  const toEach = Map.groupBy(campaign, ({ to }) => to)
  expect([...toEach].filter(([, texts]) => texts.length > 1)).toEqual([])

  const rows = await database.read.selectFrom('deliveries').select(['contact_id', 'state', 'address']).execute()
  expect(rows.length).toBe(PEOPLE)
  expect(rows.filter(({ state, address }) => (state === 'sent') !== toEach.has(address))).toEqual([])
  const stopped = new Set(chosen.map(({ id }) => id))
  const unsent = rows.filter(({ state }) => state !== 'sent')
  expect(unsent.filter(({ contact_id }) => !stopped.has(contact_id))).toEqual([])
  // Otherwise nobody was in time, and nothing was tried.
  expect(unsent.length).toBeGreaterThan(0)
})

const TEXTS = {
  fr: {
    ask: {
      subject: '',
      body: '',
      sms: 'Vous recevez nos messages depuis longtemps, et nous voulons être sûrs que cela vous va.',
    },
  },
}

/** From here on the database numbers each claim of a person's message and each of their stops, in the transaction that makes it. */
async function keepOrder(db: Write): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run('create table order_of_events (n bigserial primary key, what text not null, contact_id bigint not null)')
  await run(`create function note_event() returns trigger language plpgsql as $$ begin
    insert into order_of_events (what, contact_id) values (tg_argv[0], new.contact_id); return new; end $$`)
  await run(`create trigger note_claim after update on deliveries for each row
    when (new.state = 'sending' and old.state <> 'sending') execute function note_event('claim')`)
  await run(`create trigger note_stop after insert on consent_events for each row
    when (new.type = 'withdrawn') execute function note_event('stop')`)
}
