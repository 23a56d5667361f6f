import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/messages/message.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aBase, type Base } from './a-base.ts'

/** A Monday morning in Paris, inside every window. */
const NOON = '2026-11-23T11:00:00Z'
const AT = Temporal.Instant.from(NOON).epochMilliseconds
const DAY_MS = 86_400_000

/** Marie said yes to the newsletter ten days ago and took it back yesterday. */
async function withMarie(kind: 'sqlite' | 'postgres' = 'sqlite'): Promise<Base & { contactId: number }> {
  const base = await aBase(kind)
  const { memory } = base
  const contactId = await aContact(memory, AT, { email: 'marie@example.org' })
  const about = { contactId, topic: 'newsletter', channel: 'email' } as const
  await memory.database.write((db) =>
    appendEvents(db, memory, AT - 10 * DAY_MS, [{ ...about, type: 'granted', via: 'answer-page' }]),
  )
  await memory.database.write((db) =>
    appendEvents(db, memory, AT - DAY_MS, [{ ...about, type: 'withdrawn', via: 'one-click' }]),
  )
  return { ...base, contactId }
}

async function explained(base: Base, args: string[]) {
  const { code, stdout, stderr } = await base.egard(['explain', ...args, '--json'])
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as {
    verdict: string
    gate: { bucket: string }
    asOf: string
    text: string[]
    current: string[]
    consent: object
  }
}

test.for(['sqlite', 'postgres'] as const)(
  '--at shows the consent of that instant, and what is today’s, on %s',
  async (kind) => {
    const base = await withMarie(kind)
    const before = await explained(base, ['marie@example.org', '--topic', 'newsletter', '--at', '2026-11-16T12:00'])
    expect(before).toMatchObject({
      verdict: 'send',
      reasons: [{ code: 'consent-granted' }],
      gate: { bucket: 'documented', reason: 'documented' },
      contact: base.contactId,
      topic: 'newsletter',
      channel: 'email',
      kind: 'marketing',
      asOf: '2026-11-16T11:00:00Z',
      consent: { state: 'granted', via: 'answer-page', at: '2026-11-13T11:00:00Z' },
    })
    expect(before.current).toContain('contact fields')
    const after = await explained(base, ['MARIE@example.org', '--at', NOON])
    expect(after).toMatchObject({
      verdict: 'refuse',
      reasons: [{ code: 'withdrawn' }],
      gate: { bucket: 'opted-out', reason: 'withdrawn' },
      topic: 'newsletter',
    })
  },
)

test('a restriction that was lifted since is still seen at an instant it was in force', async () => {
  const base = await aBase()
  const contactId = await aContact(base.memory, AT, { email: 'marie@example.org' })
  for (const [type, daysAgo] of [
    ['restricted', 9],
    ['unrestricted', 4],
  ] as const) {
    const event = { contactId, type, topic: '*', channel: '*', via: 'staff' } as const
    await base.memory.database.write((db) => appendEvents(db, base.memory, AT - daysAgo * DAY_MS, [event]))
  }
  const bucketAt = async (day: string) =>
    (await explained(base, ['marie@example.org', '--at', `${day}T12:00`])).gate.bucket
  expect(await bucketAt('2026-11-16')).toBe('restricted')
  expect(await bucketAt('2026-11-22')).toBe('askable')
})

test('a moment outside the window is a hold until the next opening', async () => {
  const base = await withMarie()
  expect(await explained(base, ['marie@example.org', '--at', '2026-11-16T23:00'])).toMatchObject({
    verdict: 'hold',
    reasons: [{ code: 'outside-window' }],
    until: '2026-11-17T06:00:00Z',
  })
})

test('an unknown address is a refusal in words, exit 0', async () => {
  const base = await aBase()
  expect(await explained(base, ['nobody@example.org'])).toMatchObject({
    verdict: 'refuse',
    reasons: [{ code: 'unknown-contact' }],
    contact: null,
    current: [],
  })
  const spoken = await base.egard(['explain', 'nobody@example.org', '--lang', 'nl'])
  expect([spoken.code, spoken.stdout.split('\n')[0]]).toEqual([0, 'Nee: er vertrekt geen bericht.'])
})

test('three languages say the source, the basis, the consent and its date, and nothing is left out', async () => {
  const base = await withMarie()
  const texts = await Promise.all(
    LANGUAGES.map((lang) => explained(base, ['marie@example.org', '--at', '2026-11-16T12:00', '--lang', lang])),
  )
  const [fr = '', en = '', nl = ''] = texts.map(({ text }) => text.join('\n'))
  expect(fr).toContain('Oui\u00a0: un message peut partir maintenant.')
  expect(fr).toContain('La personne a dit oui, le 13 novembre 2026, sur la page de réponse.')
  expect(fr).toContain('Source\u00a0: Salon 2024,')
  expect(en).toContain('They said yes, on 13 November 2026, on the answer page.')
  expect(en).toContain('declared as lawfully collected, trace lost (confirmed)')
  expect(nl).toContain('De persoon zei ja, op 13 november 2026, op de antwoordpagina.')
  expect(new Set(texts.map(({ text }) => text.length)).size).toBe(1)
  expect(`${fr}${en}${nl}`).not.toMatch(/undefined|NaN|\[object/)
})

test('where they are, what they chose and what they had is said in three languages, with the next moment on their own clock', async () => {
  const base = await aBase()
  const { memory } = base
  const contactId = await aContact(memory, AT, { email: 'marie@example.org' })
  const about = { contactId, topic: 'newsletter', channel: 'email', type: 'granted', via: 'answer-page' } as const
  await memory.database.write((db) => appendEvents(db, memory, AT - 10 * DAY_MS, [about]))
  const settings = {
    preferredChannel: 'email',
    hours: [...Array.from({ length: 5 }, () => [[540, 720]]), [], []],
    quiet: { from: 1320, to: 420 },
    budget: { per7Days: 1 },
  }
  await memory.database.write(async (db) => {
    await db.updateTable('contacts').set({ country: 'CA', time_zone: 'America/Toronto' }).execute()
    const choice = { contact_id: contactId, settings: JSON.stringify(settings) }
    await db
      .insertInto('preference_changes')
      .values({ ...choice, at: AT - 5 * DAY_MS })
      .execute()
    const later = { contact_id: contactId, settings: JSON.stringify({ pausedUntil: AT + 30 * DAY_MS }) }
    await db
      .insertInto('preference_changes')
      .values({ ...later, at: AT + DAY_MS })
      .execute()
  })
  // 6 in the morning there.
  const texts = await Promise.all(
    LANGUAGES.map((lang) =>
      base.egard(['explain', 'marie@example.org', '--topic', 'newsletter', '--at', NOON, '--lang', lang]),
    ),
  )
  const [fr = '', en = '', nl = ''] = texts.map(({ stdout }) => stdout)
  expect(fr).toContain(
    'Pas encore\u00a0: un message peut partir le 23 novembre 2026 à 09:00 (heure de America/Toronto).',
  )
  expect(fr).toContain('La personne a choisi d’autres heures.')
  expect(fr).toContain('Ses heures de calme\u00a0: de 22:00 à 07:00.')
  expect(fr).toContain('Fuseau de la personne\u00a0: America/Toronto, d’après sa fiche.')
  expect(fr).toContain('Ses heures\u00a0: lun.–ven. 09:00–12:00.')
  expect(fr).toContain('Son rythme choisi\u00a0: au plus 1 en 7 jours.')
  expect(fr).toContain('Messages reçus\u00a0: 0 sur 1 en 7 jours, 0 sur 6 en 30 jours.')
  expect(en).toContain('Not yet: a message may leave on 23 November 2026 at 09:00 (America/Toronto time).')
  expect(en).toContain('Preferred channel: e-mail.')
  expect(nl).toContain('Eigen stille uren: van 22:00 tot 07:00.')
  // What they chose later is not said of that day.
  expect(`${fr}${en}${nl}`).not.toMatch(/Pause|Pauze|undefined|NaN|\[object/)
  const json = await base.egard(['explain', 'marie@example.org', '--topic', 'newsletter', '--at', NOON, '--json'])
  expect(JSON.parse(json.stdout)).toMatchObject({
    verdict: 'hold',
    until: '2026-11-23T14:00:00Z',
    etiquette: {
      place: { zones: ['America/Toronto'], from: 'own', country: 'CA' },
      settings,
      budget: {
        allowed: { per7Days: 1, per30Days: 6 },
        spent: { per7Days: 0, per30Days: 0 },
        reserved: 0,
        nextSlot: null,
      },
    },
  })
})

test('several time zones are named, and a country without holiday data says whose stand in', async () => {
  const base = await aBase()
  await aContact(base.memory, AT, { email: 'sam@example.org', country: 'AU', phone: '+61412345678' })
  await aContact(base.memory, AT, { email: 'ana@example.org', country: 'TL', phone: '+67077212345' })
  const spoken = async (name: string) =>
    (await base.egard(['explain', `${name}@example.org`, '--channel', 'sms', '--at', NOON, '--lang', 'en'])).stdout
  expect(await spoken('sam')).toMatch(
    /Several time zones are possible, told from their country: [^.]*Australia\/[^.]+ and 3 more\. A moment must suit all\./,
  )
  expect(await spoken('ana')).toContain('The public holidays of TL are not known')
})

test('without --topic a person reads every topic, and the messages made for them', async () => {
  const { memory, egard, contactId } = await withMarie()
  await memory.database.write(async (db) => {
    const campaign = {
      name: 'Automne',
      kind: 'topic',
      state: 'closed',
      version: 1,
      draft: '{}',
      authors: '[]',
    } as const
    const { id } = await db
      .insertInto('campaigns')
      .values({
        ...campaign,
        made_by: 'U0',
        made_at: AT,
        approvers: '[]',
        findings: '[]',
        buckets: '{}',
        audience: 1,
        queued_through: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('deliveries')
      .values({
        campaign_id: id,
        contact_id: contactId,
        step: 'message',
        variant: 'plain',
        channel: 'email',
        address: 'marie@example.org',
        address_hash: 'x',
        language: 'fr',
        state: 'sent',
        attempts: 1,
        reasons: '[{"code":"consent-granted"}]',
        due_at: AT - 8 * DAY_MS,
        finished_at: AT - 8 * DAY_MS,
      })
      .execute()
  })
  const { code, stdout, stderr } = await egard(['explain', 'marie@example.org', '--at', NOON, '--lang', 'en'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('The newsletter, by e-mail')
  expect(stdout).toContain('Offers, by e-mail')
  expect(stdout).toMatch(/15 November 2026.* – campaign \d+ “Automne”, message, e-mail: sent\. /)
  const earlier = await egard(['explain', 'marie@example.org', '--at', '2026-11-14', '--json'])
  expect(JSON.parse(earlier.stdout)).toMatchObject({ messages: [], asOf: '2026-11-13T23:00:00Z' })
})

test('a bad instant, topic, channel or language is exit 2 with a sentence', async () => {
  const { egard } = await aBase()
  const cases = [
    [['--at', 'yesterday'], '"yesterday" is no instant: write 2026-11-23,'],
    [['--at', '2026-13-45'], '"2026-13-45" is no instant:'],
    [['--topic', 'weather'], 'There is no topic "weather": choose among newsletter, offers'],
    [['--channel', 'fax'], 'There is no channel "fax": choose among email, sms.'],
    [['--lang', 'de'], 'There is no language "de": choose among fr, en, nl.'],
  ] as const
  for (const [args, sentence] of cases) {
    const { code, stdout, stderr } = await egard(['explain', 'marie@example.org', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  }
})
