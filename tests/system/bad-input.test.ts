import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { approvedCampaign } from './drivers/campaign-by-operations.ts'
import { commandLine } from './drivers/cli.ts'
import { linkIn, mailbox, sandboxSink } from './drivers/mailbox.ts'
import { askablePeople } from './drivers/people.ts'
import { aPlace, memoryOf, startAt } from './drivers/place.ts'
import { oneClick, open, openFrom, press, sayYes } from './drivers/recipient.ts'
import { buttonsOf, slack } from './drivers/slack.ts'
import { type Plan, staffIn } from './drivers/staff.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'
const TEXT = {
  subject: 'Souhaitez-vous garder nos nouvelles ?',
  body: '{{greeting}}\n\nDites-nous d’un clic si c’est toujours votre souhait.\n\nMerci.',
}
const PLAN: Plan = {
  name: 'Garder le lien',
  need: 'Nous avons perdu la trace de leur accord.',
  segment: 'everyone',
  topics: ['newsletter'],
  reminders: 0,
  texts: { fr: { ask: TEXT } },
  rest: 'fr',
}

test('a mangled link changes nothing, leads to a kind page, and that page tells nobody who is known', async () => {
  const place = await aPlace('sqlite')
  const memory = await memoryOf(place)
  const [address = ''] = await askablePeople(place, memory, 1)
  const egard = await startAt(place)
  await approvedCampaign(memory, memory.now().epochMilliseconds, { reminders: 0, texts: { fr: { ask: TEXT } } })
  const inbox = mailbox(sandboxSink(egard.url))
  const mail = await inbox.newest(address)

  const before = await verifyLedger(memory)
  for (const kind of ['yes', 'unsubscribe', 'preferences'] as const) {
    const link = linkIn(mail, kind)
    for (const mangled of mangledFrom(link)) {
      const page = await open(mangled)
      expect([mangled, page.status, page.html.includes('action="/link')]).toEqual([mangled, 404, true])
      expect([mangled, (await oneClick(mangled)).status]).toEqual([mangled, 404])
    }
  }
  // The token of one page opens no other.
  const other = linkIn(mail, 'yes').replace('/r/', '/u/')
  expect((await oneClick(other)).status).toBe(404)
  expect(await verifyLedger(memory)).toEqual(before)

  // Who wants a fresh link reads the same, known or not; only who is known gets one.
  const kindPage = await open(linkIn(mail, 'preferences').slice(0, -3))
  const answers = [address, 'nobody@example.org'].map((each) => askForLink(kindPage.url, each))
  const [known, unknown] = await Promise.all(answers)
  expect(known).toBe(unknown)
  const fresh = await inbox.newest(address, 'lien')
  expect((await openFrom(fresh, 'preferences')).status).toBe(200)
  expect(await inbox.subjectsTo('nobody@example.org')).toEqual([])

  // What a mail program does to a sound link does not break it.
  const capitals = linkIn(mail, 'yes').replace(
    /\/r\/([0-9a-z]+)\?a=yes$/,
    (_, token: string) => `/r/${token.toUpperCase()}.`,
  )
  expect((await sayYes(await open(capitals))).status).toBe(200)
  expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: before.events + 1 })
})

test('a form from another site, an old wording, nothing ticked, a wrong method and too much are refused', async () => {
  const place = await aPlace('sqlite')
  const memory = await memoryOf(place)
  const [address = ''] = await askablePeople(place, memory, 1)
  const egard = await startAt(place)
  const topics = ['newsletter', 'offers']
  await approvedCampaign(memory, memory.now().epochMilliseconds, { reminders: 0, topics, texts: { fr: { ask: TEXT } } })
  const mail = await mailbox(sandboxSink(egard.url)).newest(address)
  const link = linkIn(mail, 'yes')
  const body = 'answer=yes&pair=newsletter+email'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const posted = async (headers: Record<string, string>, text = body) =>
    (await fetch(link, { method: 'POST', headers: { ...form, ...headers }, body: text })).status

  expect(await posted({ origin: 'https://evil.example' })).toBe(403)
  expect(await posted({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await posted({}, `${body}&shown=${'0'.repeat(64)}`)).toBe(409)
  expect((await press(await open(link), { name: 'answer', value: 'yes' })).status).toBe(409)
  expect(await posted({}, `${body}&more=${'x'.repeat(100_000)}`)).toBe(413)
  expect((await fetch(link, { method: 'DELETE' })).status).toBe(405)
  expect((await fetch(`${egard.url}/healthz`, { method: 'POST' })).status).toBe(405)
  expect((await open(`${egard.url}/no/such/page`)).status).toBe(404)
  const clock = `${egard.url}/sandbox/clock`
  expect((await fetch(clock, { method: 'POST', body: '{"advance":"P1D"}' })).status).toBe(415)
  const forwarded = { 'x-forwarded-for': '203.0.113.9' }
  expect((await fetch(`${egard.url}/sandbox/mail`, { headers: forwarded })).status).toBe(404)
  expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 2 })
})

test('in Slack: unknown words and numbers, missing rights, an own campaign and an overtaken modal each get their sentence', async () => {
  const place = await aPlace('sqlite')
  const memory = await memoryOf(place)
  await askablePeople(place, memory, 2)
  const egard = await startAt(place)
  const staff = staffIn(slack(`${egard.url}/sandbox/slack`))
  const [alice, bruno, chloe, emma, guest, stranger] = [
    'U0ALICE',
    'U0BRUNO',
    'U0CHLOE',
    'U0EMMA',
    'U0GUEST',
    'U0STRANGER',
  ].map(staff.member)
  if (!alice || !bruno || !chloe || !emma || !guest || !stranger) throw new Error('Somebody is missing.')

  await alice.type('campagnez', CAMPAIGNS)
  await alice.toldThat('« campagnez »')
  await alice.type('campagne 999', CAMPAIGNS)
  await alice.toldThat('Cette campagne n’existe pas.')
  await alice.type('campagne douze', CAMPAIGNS)
  await alice.toldThat('Ajoutez le numéro de la campagne')
  await bruno.type('resume 999', CAMPAIGNS)
  await bruno.toldThat('Cette campagne n’existe pas.')
  await alice.type('reprendre 1', CAMPAIGNS)
  await alice.toldThat(/il faut .*rôle.*approbation/i)

  await emma.type('reoptin', CAMPAIGNS)
  await emma.modalSaying(/role/i)
  await alice.type('contact person1@example.org', CAMPAIGNS)
  await alice.modalSaying(/référent vie privée/)
  await chloe.type('contact person1@example.org', CAMPAIGNS)
  await chloe.modalSaying(/person1@example\.org/)
  await guest.type('campagnes', CAMPAIGNS)
  await guest.toldThat(/membres à part entière/)
  await guest.type('stop', CAMPAIGNS)
  await guest.modalSaying(/membres à part entière/)
  await stranger.type('stop', CAMPAIGNS)
  await stranger.toldThat('ne répond qu’à l’espace de travail de son organisation')
  expect(await stranger.modal()).toBeUndefined()

  // Who wrote it never approves it.
  const own = await bruno.drafts(PLAN)
  await bruno.submits(own)
  await bruno.mayNotApprove(own, 'quelqu’un d’autre l’approuve')

  // Alice has a modal open while Bruno saves: what she sends then overwrites nothing.
  const shared = await alice.drafts({ ...PLAN, name: 'À deux' })
  await alice.pressOnCard(shared, 'edit-texts')
  const old = await alice.modalWith('subject:fr:ask')
  await bruno.pressOnCard(shared, 'edit-settings')
  const basics = await bruno.modalWith('name')
  await bruno.submit(basics, { name: 'À deux, revue', need: PLAN.need })
  await alice.submit(old, { 'subject:fr:ask': 'Trop tard', 'body:fr:ask': TEXT.body })
  await alice.modalSaying('a changé depuis que vous l’avez vue')
  const { draft } = (await readCampaign(memory, memory.now().epochMilliseconds, shared)) ?? {}
  expect(draft).toMatchObject({ name: 'À deux, revue', texts: { fr: { ask: { subject: TEXT.subject } } } })

  // An edit takes the approval card's buttons away: nobody approves what is no longer there.
  await alice.pressOnCard(own, 'edit-settings')
  await alice.submit(await alice.modalWith('name'), { name: 'Autre nom', need: PLAN.need })
  await staff.cardWhen(own, ({ text }) => text.includes('brouillon'))
  expect(buttonsOf(await staff.cardMessage(own, 'C0APPROVALS'))).toEqual([])

  // An unknown field is refused while the text is still before its author.
  await alice.pressOnCard(shared, 'edit-texts')
  const texts = await alice.modalWith('subject:fr:ask')
  const wrong = await alice.submit(texts, { 'subject:fr:ask': 'Bonjour', 'body:fr:ask': 'Bonjour {{prenom}}' })
  expect(wrong.errors?.['body:fr:ask']).toContain('{{prenom}}')
  expect(await mailbox(sandboxSink(egard.url)).count()).toBe(0)
})

test('on the command line: an unknown campaign, address, file or option gets one sentence and its exit code', async () => {
  const place = await aPlace('sqlite')
  const { run, explain } = commandLine(place)
  const binary = join(place.folder, 'photo.csv')
  await writeFile(binary, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0, 1, 2, 0, 0, 3]))
  const header = join(place.folder, 'header.csv')
  await writeFile(header, 'E-mail;Prénom\n')
  const cases = [
    [['simulate', '999'], 1],
    [['simulate', 'douze'], 1],
    [['import', join(place.folder, 'nowhere.csv')], 1],
    [['import', binary], 1],
    [['import', header], 1],
    [['import', header, '--basis', 'lawful'], 1],
    [['import'], 2],
    [['explain'], 2],
    [['verify', '--loud'], 2],
    [['nonsense'], 2],
  ] as const
  for (const [args, code] of cases) {
    const finished = await run(...args)
    expect([args, finished.code, finished.stdout]).toEqual([args, code, ''])
    expect(finished.stderr, args.join(' ')).not.toMatch(/ at .*:\d+:\d+/)
    expect(finished.stderr.trimEnd().split('\n').length, finished.stderr).toBeLessThanOrEqual(2)
  }
  expect(await explain('nobody@example.org', 'newsletter')).toMatchObject({
    verdict: 'refuse',
    reasons: [{ code: 'unknown-contact' }],
  })
})

/** A link as it arrives after an accident or a guess: cut, one letter changed, letters added. */
function mangledFrom(link: string): string[] {
  const [, before = '', token = ''] = /^(.*\/)([0-9a-z]+)/.exec(link) ?? []
  const middle = Math.floor(token.length / 2)
  const changed = token[middle] === '7' ? '8' : '7'
  return [
    before + token.slice(0, -4),
    before + token.slice(0, middle) + changed + token.slice(middle + 1),
    `${before}${token}zz`,
    `${before}nonsense`,
  ]
}

async function askForLink(pageUrl: string, address: string): Promise<string> {
  const { origin } = new URL(pageUrl)
  const response = await fetch(`${origin}/link?lang=fr`, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ address }),
  })
  return `${response.status} ${(await response.text()).replaceAll(address, '')}`
}
