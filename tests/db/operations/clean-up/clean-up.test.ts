import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDraft } from '#core/campaigns/draft.ts'
import { showUnsubscribe } from '#db/operations/answers/show-unsubscribe.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { advanceCleanUps, nextCleanUpStart } from '#db/operations/clean-up/advance-clean-ups.ts'
import { cancelCleanUp } from '#db/operations/clean-up/cancel-clean-up.ts'
import { confirmCleanUp } from '#db/operations/clean-up/confirm-clean-up.ts'
import { countProposals } from '#db/operations/clean-up/count-proposals.ts'
import { executeBatch } from '#db/operations/clean-up/execute-clean-up.ts'
import { proposeCleanUp } from '#db/operations/clean-up/propose-clean-up.ts'
import { type CleanUpView, readCleanUp } from '#db/operations/clean-up/read-clean-up.ts'
import { refuseCleanUp } from '#db/operations/clean-up/refuse-clean-up.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { explainContact } from '#db/operations/decision/explain-contact.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { confirmChange } from '#db/operations/preferences/confirm-change.ts'
import { holdRecipient } from '#db/operations/preferences/recipient.ts'
import { savePreferences } from '#db/operations/preferences/save-preferences.ts'
import { showPreferences } from '#db/operations/preferences/show-preferences.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { importRows } from '#tests/db/operations/imports/import-rows.ts'
import { link } from '#tests/preference-center/a-memory.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR
const LATER = NOW + 25 * HOUR
const ALL = ['minor', 'expired', 'doubtful', 'inactive']
const wish = { fallback: 'fr' as const }

/** One of each deletion bucket, and somebody who may be asked. */
async function aMixedBase(memory: Memory) {
  return {
    doubtful: await aContact(memory, NOW, { email: 'doubtful@example.org', basis: 'unknown' }),
    inactive: await aContact(memory, NOW, { email: 'inactive@example.org', lastClickAt: NOW - 500 * DAY }),
    expired: await aContact(memory, NOW, {
      email: 'expired@example.org',
      collectedAt: NOW - 1500 * DAY,
      lastClickAt: NOW - 1400 * DAY,
    }),
    minor: await aContact(memory, NOW, { email: 'minor@example.org', birthDate: '2015-03-01' }),
    askable: await aContact(memory, NOW, { email: 'askable@example.org' }),
  }
}

async function aProposal(memory: Memory, buckets: readonly string[] = ALL, now = NOW): Promise<CleanUpView> {
  const proposed = await proposeCleanUp(memory, now, { buckets, why: 'Vieilles listes', by: 'U0ALICE' })
  if (isRefused(proposed)) throw new Error(proposed.refused)
  await advanceCleanUps(memory, now)
  return view(memory, proposed.cleanUpId)
}

async function aConfirmed(memory: Memory, buckets?: readonly string[]): Promise<number> {
  const { id, digest = '' } = await aProposal(memory, buckets)
  const confirmed = await confirmCleanUp(memory, NOW, { cleanUpId: id, digest, by: 'U0CHLOE' })
  if (isRefused(confirmed)) throw new Error(confirmed.refused)
  return id
}

async function view(memory: Memory, id: number): Promise<CleanUpView> {
  const found = await readCleanUp(memory, id)
  if (found === undefined) throw new Error('no such clean-up')
  return found
}

async function people({ database }: Memory): Promise<string[]> {
  const rows = await database.read.selectFrom('contacts').select('email').orderBy('id').execute()
  return rows.map(({ email }) => email ?? '')
}

async function outcomes({ database }: Memory): Promise<string[]> {
  const rows = await database.read
    .selectFrom('clean_up_contacts')
    .select(['contact_id', 'outcome', 'kept_because'])
    .orderBy('contact_id')
    .execute()
  return rows.map(({ contact_id, outcome, kept_because }) => `${contact_id} ${outcome} ${kept_because ?? ''}`.trim())
}

/** A closed campaign that wrote to these people, and one more open message if asked for. */
async function aClosedCampaign({ database, keyring }: Memory, ids: readonly number[], state = 'closed') {
  return database.write(async (db) => {
    const { id } = await db
      .insertInto('campaigns')
      .values({
        name: 'Rentrée',
        kind: 'information',
        state,
        version: 1,
        draft: JSON.stringify({ ...emptyDraft('information', 'fr'), name: 'Rentrée' }),
        authors: '[]',
        approvers: '[]',
        made_by: 'U0ALICE',
        made_at: NOW,
        findings: '[]',
        buckets: '{}',
        audience: ids.length,
        queued_through: 0,
        started_at: NOW - 40 * DAY,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const contact of ids) {
      await db
        .insertInto('campaign_audience')
        .values({
          campaign_id: id,
          version: 1,
          contact_id: contact,
          bucket: 'inactive',
          pairs: '[]',
          language: 'fr',
          channel: 'email',
          steps_sent: 1,
        })
        .execute()
      await db
        .insertInto('deliveries')
        .values({
          campaign_id: id,
          step: 'message',
          variant: 'plain',
          contact_id: contact,
          channel: 'email',
          address: `someone${contact}@example.org`,
          address_hash: keyring.addressHash(`someone${contact}@example.org`),
          language: 'fr',
          state: 'sent',
          reasons: '[]',
          due_at: NOW,
          attempts: 1,
          finished_at: NOW - 40 * DAY,
          response: `250 someone${contact}@example.org accepted`,
        })
        .execute()
    }
    return id
  })
}

onBothDatabases('a clean-up', (open) => {
  test('counts who is proposed by bucket and reason, and who waits apart; it writes nothing', async () => {
    const memory = await aMemory(await open())
    const { inactive } = await aMixedBase(memory)
    await aClosedCampaign(memory, [inactive], 'running')
    const options = { basis: 'lawful', basisReason: 'Salon' } as const
    await importRows(memory, NOW, { rows: [{ email: 'waits@example.org', country: 'FR' }], options })
    const before = JSON.stringify(await people(memory))
    expect(await countProposals(memory, NOW)).toEqual({
      judged: 6,
      buckets: {
        doubtful: { count: 1, reasons: { 'basis-unknown': 1 } },
        expired: { count: 1, reasons: { 'basis-ended': 1 } },
        minor: { count: 1, reasons: { 'minor-without-guardian': 1 } },
      },
      waiting: { 'open-basis': 1, 'open-campaign': 1 },
    })
    expect(JSON.stringify(await people(memory))).toBe(before)
  })

  test('deletes a day after a second person confirmed it, and only the chosen buckets', async () => {
    const memory = await aMemory(await open())
    await aMixedBase(memory)
    const proposal = await aProposal(memory, ['doubtful', 'inactive'])
    expect(proposal).toMatchObject({ state: 'proposed', listed: 2, judged: 5, outcome: { deleted: 0, left: 2 } })
    const { id, digest = '' } = proposal
    const confirm = { cleanUpId: id, digest }
    expect(await confirmCleanUp(memory, NOW, { ...confirm, by: 'U0ALICE' })).toEqual({ refused: 'own-clean-up' })
    expect(await confirmCleanUp(memory, NOW, { ...confirm, digest: 'x', by: 'U0CHLOE' })).toEqual({
      refused: 'clean-up-changed',
    })
    expect(await confirmCleanUp(memory, NOW, { ...confirm, by: 'U0CHLOE' })).toEqual({ startsAt: NOW + DAY })
    expect(await confirmCleanUp(memory, NOW, { ...confirm, by: 'U0CHLOE' })).toEqual({ refused: 'not-possible-now' })
    expect(await nextCleanUpStart(memory, NOW)).toBe(NOW + DAY)
    await advanceCleanUps(memory, NOW + DAY - 1)
    expect(await people(memory)).toHaveLength(5)
    await advanceCleanUps(memory, NOW + DAY)
    expect(await people(memory)).toEqual(['expired@example.org', 'minor@example.org', 'askable@example.org'])
    expect(await view(memory, id)).toMatchObject({ state: 'done', outcome: { deleted: 2, left: 0, kept: [] } })
    const audit = await memory.database.read
      .selectFrom('audit')
      .select(['actor', 'act', 'subject'])
      .orderBy('id')
      .execute()
    expect(audit.map(({ actor, act, subject }) => `${actor} ${act} ${subject}`)).toEqual([
      'U0ALICE propose-clean-up clean-up:1',
      'U0CHLOE confirm-clean-up clean-up:1',
      'egard finish-clean-up clean-up:1',
    ])
  })

  test('nothing of a deleted person stays but numbers, and the chain of consents still verifies', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'marker@example.org', phone: '+33612345678', basis: 'unknown' })
    const { database, keyring } = memory
    await database.write(async (db) => {
      const said = { topic: 'offers', channel: 'email', via: 'one-click', contactId: id } as const
      await appendEvents(db, memory, NOW, [{ ...said, type: 'refused', evidence: { agent: 'marker' } }])
      await db.insertInto('visits').values({ campaign_id: 7, contact_id: id, at: NOW }).execute()
      await db
        .insertInto('pending_changes')
        .values({ contact_id: id, change: '{"marker":1}', wording_hash: '', made_at: NOW - DAY })
        .execute()
      await db
        .insertInto('service_messages')
        .values({
          kind: 'fresh-link',
          address: 'marker@example.org',
          address_hash: keyring.addressHash('marker@example.org'),
          language: 'fr',
          data: JSON.stringify({ contactId: id }),
          state: 'sent',
          due_at: NOW - DAY,
          attempts: 1,
          response: '250 marker@example.org',
        })
        .execute()
    })
    const campaign = await aClosedCampaign(memory, [id])
    const card = await readCampaign(memory, NOW, campaign)
    await aConfirmed(memory)
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toEqual([])
    for (const table of ['contacts', 'contact_sources', 'consents', 'visits', 'pending_changes'] as const)
      expect(await database.read.selectFrom(table).selectAll().execute()).toEqual([])
    const kept = await database.read.selectFrom('deliveries').select(['address', 'response', 'address_hash']).execute()
    expect(kept).toEqual([
      { address: '', response: null, address_hash: keyring.addressHash(`someone${id}@example.org`) },
    ])
    const mails = await database.read.selectFrom('service_messages').select(['address', 'response']).execute()
    expect(mails).toEqual([{ address: '', response: null }])
    expect(await database.read.selectFrom('keys').select('id').where('purpose', '=', 'contact').execute()).toEqual([])
    const last = await database.read
      .selectFrom('consent_events')
      .select(['contact_id', 'type', 'actor'])
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    expect(last).toEqual([{ contact_id: id, type: 'deleted', actor: 'U0CHLOE clean-up:1 doubtful' }])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
    expect(await readCampaign(memory, LATER, campaign)).toEqual(card)
    expect(
      await explainContact(memory, LATER, { address: 'marker@example.org', topic: 'offers', channel: 'email' }),
    ).toMatchObject({
      verdict: 'refuse',
      reasons: [{ code: 'unknown-contact' }],
    })
  })

  test('a consent that outlives its contact is found by verify', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'a@example.org' })
    const says = { contactId: id, topic: '*', channel: '*' } as const
    await memory.database.write((db) =>
      appendEvents(db, memory, NOW, [
        { ...says, type: 'granted', topic: 'offers', channel: 'email', via: 'answer-page' },
      ]),
    )
    await memory.database.write((db) => appendEvents(db, memory, NOW, [{ ...says, type: 'deleted', via: 'staff' }]))
    expect(await verifyLedger(memory)).toMatchObject({ ok: false })
  })

  test('the same list imported again: who opted out stays out, and who was doubtful comes back doubtful', async () => {
    const memory = await aMemory(await open())
    const rows = ['out@example.org', 'quiet@example.org'].map((email) => ({ email, country: 'FR' }))
    await importRows(memory, NOW, { rows })
    const [out] = await memory.database.read.selectFrom('contacts').select('id').orderBy('id').execute()
    const stop = {
      contactId: out?.id ?? 0,
      type: 'withdrawn',
      topic: 'newsletter',
      channel: 'email',
      via: 'one-click',
    } as const
    await memory.database.write((db) => appendEvents(db, memory, NOW, [stop]))
    await aConfirmed(memory)
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toEqual([])

    await importRows(memory, LATER, {
      name: 'again.csv',
      rows: rows.map((row) => ({ ...row, firstName: 'Ana' })),
      options: { basis: 'documented', topics: ['newsletter'], channels: ['email'] },
    })
    const explain = (address: string, topic: string) =>
      explainContact(memory, LATER, { address, topic, channel: 'email' })
    expect((await explain('out@example.org', 'newsletter')).gate).toMatchObject({ bucket: 'opted-out', asked: 'no' })
    expect((await explain('quiet@example.org', 'newsletter')).gate).toMatchObject({ bucket: 'doubtful', asked: 'no' })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('the way out of an old message works for who was deleted: a list that brings the address back finds it stopped', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'someone1@example.org', basis: 'unknown' })
    await aClosedCampaign(memory, [id])
    await aConfirmed(memory)
    await advanceCleanUps(memory, LATER)
    const token = link(memory, 'unsubscribe', [id, 1], NOW)
    expect(await showUnsubscribe(memory, LATER, { token, wish })).toMatchObject({ test: false, language: 'fr' })
    const press = { token, wish, by: 'one-click', agent: '' } as const
    expect(await unsubscribe(memory, LATER, press)).toMatchObject({ test: false, everything: true })
    expect(await unsubscribe(memory, LATER, press)).toMatchObject({ everything: true })
    const never = link(memory, 'unsubscribe', [id + 1, 1], NOW)
    expect(await unsubscribe(memory, LATER, { ...press, token: never })).toEqual({ refused: 'link-gone' })
    const options = { basis: 'documented', topics: ['offers'], channels: ['email'] } as const
    const rows = [{ email: 'someone1@example.org', consentAt: NOW - DAY, consentOrigin: 'Salon' }]
    await importRows(memory, LATER, { rows, options: { ...options, topics: ['offers'], channels: ['email'] } })
    const about = { address: 'someone1@example.org', topic: 'offers', channel: 'email' } as const
    expect((await explainContact(memory, LATER, about)).gate).toMatchObject({
      bucket: 'opted-out',
      reason: 'withdrawn',
    })
  })

  test('whoever says yes on the preference page after the confirmation is kept', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'late@example.org', basis: 'unknown' })
    const cleanUpId = await aConfirmed(memory)
    const token = link(memory, 'preferences', [id], NOW)
    const shown = await showPreferences(memory, NOW + HOUR, { token, wish })
    if (isRefused(shown)) throw new Error(shown.refused)
    const save = {
      token,
      wish,
      version: shown.version,
      ticked: ['newsletter email'],
      newLanguage: undefined,
      agent: '',
    }
    expect(await savePreferences(memory, NOW + DAY - 1, save)).toMatchObject({ raise: 'mailed' })
    const confirmation = link(memory, 'confirmation', [1], NOW + DAY)
    expect(await confirmChange(memory, NOW + DAY, { token: confirmation, wish, agent: '' })).toMatchObject({
      granted: [expect.any(String)],
    })
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toEqual(['late@example.org'])
    expect(await view(memory, cleanUpId)).toMatchObject({
      state: 'done',
      outcome: { deleted: 0, left: 0, kept: [{ reason: 'acted-since', count: 1 }] },
    })
  })

  test('an act that has begun when a batch is decided is waited for, and seen', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'late@example.org', basis: 'unknown' })
    const cleanUpId = await aConfirmed(memory)
    const { database } = memory
    await database.write((db) => db.updateTable('clean_ups').set({ state: 'running' }).execute())
    const [begun, ending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const act = database.write(async (db) => {
      await holdRecipient(db, id)
      begun.resolve()
      await ending.promise
      const yes = {
        contactId: id,
        type: 'granted',
        topic: 'newsletter',
        channel: 'email',
        via: 'confirmation',
      } as const
      await appendEvents(db, memory, LATER, [yes])
    })
    await begun.promise
    const batch = executeBatch(memory, LATER, cleanUpId)
    if (database.dialect === 'postgres') {
      const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      await until(async () => (await waiting.execute(database.read as never)).rows[0]?.n === 1, {
        what: 'a batch that waits',
      })
    }
    ending.resolve()
    await Promise.all([act, batch])
    expect(await people(memory)).toEqual(['late@example.org'])
    expect(await outcomes(memory)).toEqual([`${id} kept facts-changed`])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('whoever the facts changed for, or a message is on its way to, is kept and counted', async () => {
    const memory = await aMemory(await open())
    const { doubtful, inactive, minor } = await aMixedBase(memory)
    const cleanUpId = await aConfirmed(memory)
    const { database } = memory
    const campaign = await aClosedCampaign(memory, [inactive])
    await database.write(async (db) => {
      await db.updateTable('contacts').set({ restricted_at: NOW }).where('id', '=', doubtful).execute()
      await db.updateTable('deliveries').set({ state: 'in-doubt' }).where('campaign_id', '=', campaign).execute()
      await db.deleteFrom('contacts').where('id', '=', minor).execute()
    })
    await advanceCleanUps(memory, LATER)
    const { outcome } = await view(memory, cleanUpId)
    expect(outcome).toEqual({
      deleted: 1,
      left: 0,
      kept: ['facts-changed', 'gone', 'open-message'].map((reason) => ({ reason, count: 1 })),
    })
    expect(await people(memory)).toEqual(['doubtful@example.org', 'inactive@example.org', 'askable@example.org'])
  })

  test('is taken back by anybody until it begins; while it runs, whoever is not deleted yet stays', async () => {
    const memory = await aMemory(await open())
    await aMixedBase(memory)
    const first = await aConfirmed(memory)
    expect(await cancelCleanUp(memory, NOW + DAY - 1, { cleanUpId: first, by: 'U0BRUNO' })).toEqual({ deleted: 0 })
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toHaveLength(5)

    const second = await aConfirmed(memory)
    const { database } = memory
    await database.write((db) =>
      db.updateTable('clean_ups').set({ state: 'running' }).where('id', '=', second).execute(),
    )
    await database.write((db) =>
      db
        .updateTable('clean_up_contacts')
        .set({ outcome: 'deleted' })
        .where('contact_id', '=', 1)
        .where('clean_up_id', '=', second)
        .execute(),
    )
    expect(await cancelCleanUp(memory, LATER, { cleanUpId: second, by: 'U0CHLOE' })).toEqual({ deleted: 1 })
    await advanceCleanUps(memory, LATER)
    expect(await executeBatch(memory, LATER, second)).toBe(false)
    expect(await people(memory)).toHaveLength(5)
    expect(await cancelCleanUp(memory, LATER, { cleanUpId: second, by: 'U0CHLOE' })).toEqual({
      refused: 'not-possible-now',
    })
  })

  test('a list that is not what was confirmed deletes nobody', async () => {
    const memory = await aMemory(await open())
    const { askable } = await aMixedBase(memory)
    const id = await aConfirmed(memory, ['doubtful'])
    await memory.database.write((db) =>
      db
        .insertInto('clean_up_contacts')
        .values({ clean_up_id: id, contact_id: askable, bucket: 'doubtful', reason: 'basis-unknown' })
        .execute(),
    )
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toHaveLength(5)
    expect(await view(memory, id)).toMatchObject({ state: 'cancelled', ended: { reason: 'list-changed' } })
  })

  test('two workers and a killed batch delete everybody once', async () => {
    const memory = await aMemory(await open())
    const { database } = memory
    const [model] = [await aContact(memory, NOW, { email: 'p0@example.org', basis: 'unknown' })]
    await database.write(async (db) => {
      const row = await db.selectFrom('contacts').selectAll().where('id', '=', model).executeTakeFirstOrThrow()
      const source = await db.selectFrom('contact_sources').selectAll().executeTakeFirstOrThrow()
      for (let at = 1; at < 1200; at += 1) {
        const email = `p${at}@example.org`
        const { id } = await db
          .insertInto('contacts')
          .values({ ...row, id: undefined as never, key: email, email, email_hash: memory.keyring.addressHash(email) })
          .returning('id')
          .executeTakeFirstOrThrow()
        await db
          .insertInto('contact_sources')
          .values({ ...source, contact_id: id })
          .execute()
      }
    })
    const id = await aConfirmed(memory)
    await database.write((db) => db.updateTable('clean_ups').set({ state: 'running' }).execute())
    expect(await executeBatch(memory, LATER, id)).toBe(true)
    const killed: Memory = {
      ...memory,
      database: {
        ...database,
        write: (work) =>
          database.write(async (db) => {
            await work(db)
            throw new Error('killed')
          }),
      },
    }
    await expect(executeBatch(killed, LATER, id)).rejects.toThrow('killed')
    expect(await people(memory)).toHaveLength(700)
    await Promise.all([advanceCleanUps(memory, LATER), advanceCleanUps(memory, LATER), executeBatch(memory, LATER, id)])
    expect(await people(memory)).toEqual([])
    const { n } = await database.read
      .selectFrom('consent_events')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('type', '=', 'deleted')
      .executeTakeFirstOrThrow()
    expect(n).toBe(1200)
    expect(await view(memory, id)).toMatchObject({ state: 'done', listed: 1200, outcome: { deleted: 1200, left: 0 } })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('there is one at a time, with a reason and a bucket; a refused or empty one makes room', async () => {
    const memory = await aMemory(await open())
    const propose = (buckets: string[], why = 'Vieilles listes') =>
      proposeCleanUp(memory, NOW, { buckets, why, by: 'U0ALICE' })
    expect(await propose([])).toEqual({ refused: 'nothing-chosen' })
    expect(await propose(['askable'])).toEqual({ refused: 'nothing-chosen' })
    expect(await propose(ALL, ' ')).toEqual({ refused: 'why-missing' })
    expect(await propose(ALL)).toEqual({ cleanUpId: 1 })
    expect(await propose(ALL)).toEqual({ refused: 'clean-up-open' })
    await advanceCleanUps(memory, NOW)
    expect(await view(memory, 1)).toMatchObject({ state: 'done', ended: { reason: 'nobody' } })

    await aMixedBase(memory)
    const { id } = await aProposal(memory)
    expect(await refuseCleanUp(memory, NOW, { cleanUpId: id, by: 'U0CHLOE' })).toEqual({ refusedAt: NOW })
    await advanceCleanUps(memory, LATER)
    expect(await people(memory)).toHaveLength(5)
    expect(await aProposal(memory)).toMatchObject({ state: 'proposed' })
    expect((await outcomes(memory)).every((line) => line.endsWith('null'))).toBe(true)
  })
})
