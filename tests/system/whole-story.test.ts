import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { VARIANT_OPENINGS } from '#core/campaigns/variants.ts'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { commandLine, type Simulated } from './drivers/cli.ts'
import { advance } from './drivers/clock.ts'
import { downloadOnce } from './drivers/list-file.ts'
import { headerOf, linkIn, mailbox, type ReceivedMail, sandboxSink } from './drivers/mailbox.ts'
import { aPlace, startAt } from './drivers/place.ts'
import { boxesIn, oneClick, openFrom, sayNo, sayYes } from './drivers/recipient.ts'
import { slack } from './drivers/slack.ts'
import { type Card, type Plan, staffIn } from './drivers/staff.ts'

const SAMPLES = ['salon-2018.csv', 'newsletter-export.txt', 'shop-customers.csv'].map((name) =>
  join(import.meta.dirname, '../../bot/samples', name),
)
const SUBJECTS = {
  ask: { fr: 'Souhaitez-vous garder nos nouvelles ?', nl: 'Wilt u ons nieuws blijven krijgen?' },
  reminder: { fr: 'Dernier message sans réponse de votre part', nl: 'Laatste bericht als u niet antwoordt' },
}
const BODIES = {
  fr: '{{greeting}}\n\nVous recevez nos nouvelles depuis longtemps. Dites-nous d’un clic si c’est toujours votre souhait.\n\nMerci de votre réponse.',
  nl: '{{greeting}}\n\nU krijgt al lang ons nieuws. Laat ons met één klik weten of u dat nog wenst.\n\nDank u voor uw antwoord.',
}
const PLAN: Plan = {
  name: 'Garder le lien',
  need: 'Nous avons perdu la trace de leur accord et voulons leur poser la question.',
  segment: 'France et Belgique',
  topics: ['newsletter', 'offers'],
  reminders: 1,
  texts: {
    fr: {
      ask: { subject: SUBJECTS.ask.fr, body: BODIES.fr },
      'reminder-1': { subject: SUBJECTS.reminder.fr, body: BODIES.fr },
    },
    nl: {
      ask: { subject: SUBJECTS.ask.nl, body: BODIES.nl },
      'reminder-1': { subject: SUBJECTS.reminder.nl, body: BODIES.nl },
    },
  },
  rest: 'fr',
}
const isAsk = ({ subject }: ReceivedMail) => Object.values(SUBJECTS.ask).includes(subject)
const isReminder = ({ subject }: ReceivedMail) => Object.values(SUBJECTS.reminder).includes(subject)

describe.each(DATABASE_KINDS)('the whole story on %s', (kind) => {
  test('a messy export becomes asked, answered, reminded and lapsed people, and the sums hold at every step', async () => {
    const place = await aPlace(kind)
    const egard = await startAt(place)
    const cli = commandLine(place)
    const inbox = mailbox(sandboxSink(egard.url))
    const staff = staffIn(slack(`${egard.url}/sandbox/slack`))
    const [alice, bruno, chloe] = ['U0ALICE', 'U0BRUNO', 'U0CHLOE'].map(staff.member)
    if (!alice || !bruno || !chloe) throw new Error('Somebody is missing.')

    // Three files become one base.
    const lawful = ['--basis', 'lawful', '--reason', 'Formulaires et salons de la maison, 2017 à 2024']
    const counts = await cli.importFiles(SAMPLES, ...lawful, '--collected', '2025')
    expect(counts.new + counts.merged + counts.unchanged + counts.conflict + counts.refused).toBe(counts.rows)
    expect(counts.new).toBeGreaterThan(150)
    const again = await cli.importFiles(SAMPLES, ...lawful, '--collected', '2025')
    expect(again).toMatchObject({ new: 0, merged: 0, conflict: 0 })
    await cli.segment(PLAN.segment, { field: 'country', in: ['FR', 'BE'] })

    // Nobody may be asked before the privacy lead has confirmed how the addresses were collected.
    const campaign = await alice.drafts(PLAN)
    const before = await cli.simulate(campaign)
    expect(bucket(before, 'askable')).toBe(0)
    await chloe.confirmsBases(4)
    const simulated = await cli.simulate(campaign)
    expect(sum(simulated.buckets.map(({ count }) => count))).toBe(simulated.total)
    for (const { count, then } of simulated.buckets) if (then) expect(then.send + then.hold + then.refuse).toBe(count)
    expect(bucket(simulated, 'askable')).toBeGreaterThan(20)
    expect(bucket(simulated, 'opted-out') + bucket(simulated, 'suppressed')).toBeGreaterThan(5)
    expect(simulated.total).toBe(before.total)

    // Four eyes.
    await alice.submits(campaign)
    await alice.mayNotApprove(campaign, /rôle/)
    expect(await inbox.count()).toBe(0)
    await bruno.approves(campaign)

    // Asked: the sink counts what the card says.
    const asked = await staff.cardWhen(campaign, ({ deliveries }) => isAllOut(deliveries))
    const sent = asked.deliveries['sent'] ?? 0
    expect(await inbox.count(isAsk)).toBe(sent)
    expect(await inbox.count()).toBe(sent)
    expect(asked.answers).toEqual({ yes: 0, no: 0, silent: sent })
    const asks = (await inbox.all()).filter(isAsk)
    expect(new Set(asks.map(({ to }) => to)).size).toBe(sent)
    for (const language of ['fr', 'nl'] as const) {
      expect(asks.filter(({ subject }) => subject === SUBJECTS.ask[language]).length).toBeGreaterThan(5)
    }
    for (const mail of asks) checkHeaders(mail)

    // Answers: yes, no, a one-click, a visit without an answer; everybody else is silent.
    const own = [...french(asks), ...dutch(asks)].filter(isAskedBoth)
    const [yes, no, unsubscriber, visitor, later, late, ...others] = own
    const silent = [...others, ...asks.filter((mail) => !isAskedBoth(mail))]
    if (!yes || !no || !unsubscriber || !visitor || !later || !late) throw new Error('Too few people were asked.')
    const page = await openFrom(yes, 'yes')
    expect(page.status).toBe(200)
    expect(boxesIn(page.html)).toEqual([
      { value: 'newsletter email', checked: false },
      { value: 'offers email', checked: false },
    ])
    expect(await inbox.count()).toBe(sent)
    expect((await sayYes(page)).status).toBe(200)
    expect((await sayNo(await openFrom(no, 'no'))).status).toBe(200)
    expect((await oneClick(linkIn(unsubscriber, 'unsubscribe'))).status).toBe(200)
    expect((await openFrom(visitor, 'yes')).status).toBe(200)
    await staff.cardWhen(campaign, ({ answers }) => answers.yes === 1 && answers.no === 2)
    expect(await cli.explain(yes.to, 'newsletter')).toMatchObject({ verdict: 'send' })
    expect(await cli.explain(no.to, 'newsletter')).toMatchObject({ verdict: 'refuse', gate: { bucket: 'opted-out' } })
    expect(await cli.explain(unsubscriber.to, 'offers')).toMatchObject({ verdict: 'refuse' })

    // Three days later: a reminder to the silent alone, in its own words for who had a look.
    await advance(egard.url, 'P3D')
    const reminders = (await inbox.all()).filter(isReminder)
    expect(reminders.map(({ to }) => to).toSorted()).toEqual(
      [visitor, later, late, ...silent].map(({ to }) => to).toSorted(),
    )
    expect(reminders).toHaveLength(sent - 3)
    for (const mail of reminders) checkHeaders(mail)
    const reminded = await staff.cardWhen(campaign, (card) => card.reminder?.['sent'] === sent - 3)
    expect(reminded.deliveries['sent']).toBe(sent)
    const looked = Object.values(VARIANT_OPENINGS.visited)
    for (const mail of reminders) {
      const opens = looked.some((opening) => flat(mail.text).includes(flat(opening)))
      expect([mail.to, opens]).toEqual([mail.to, mail.to === visitor.to])
    }
    const second = await inbox.newest(later.to, SUBJECTS.reminder.fr)
    expect((await sayYes(await openFrom(second, 'yes'))).status).toBe(200)

    // Both messages promised the same day.
    for (const mail of [later, second]) expect(flat(mail.text)).toContain('à partir du lundi 30 novembre 2026')

    // The promise: not before its day has ended, then once, and never for a visitor nobody has looked at.
    await advance(egard.url, 'P2D')
    expect(await cli.explain(late.to, 'newsletter')).not.toMatchObject({ gate: { reason: 'lapsed' } })
    await advance(egard.url, 'P1D')
    // A guardian's silence takes nothing from the child.
    const silentOnes = [late, ...silent].filter((mail) => !isToGuardian(mail))
    const guardians = silent.filter(isToGuardian)
    expect(guardians.length).toBeGreaterThan(0)
    for (const { to } of silentOnes.slice(0, 3)) {
      expect(await cli.explain(to, 'newsletter')).toMatchObject({ verdict: 'refuse', gate: { reason: 'lapsed' } })
    }
    expect(await cli.explain(visitor.to, 'newsletter')).not.toMatchObject({ gate: { reason: 'lapsed' } })
    const lapsed = await staff.cardWhen(campaign, (card) => card.lapsed === silentOnes.length)
    expect(lapsed).toMatchObject({ answers: { yes: 2, no: 2, silent: sent - 4 } })
    expect(lapsed.answers.silent).toBe(silentOnes.length + guardians.length + 1)
    await bruno.pressOnCard(campaign, 'visitors-lapse')
    const closed = await staff.cardWhen(
      campaign,
      (card) => card.lapsed === silentOnes.length + 1 && card.text.includes('terminée'),
    )
    expect(closed.answers).toEqual({ yes: 2, no: 2, silent: sent - 4 })
    expect(closed.deliveries['sent']).toBe(sent)
    expect(await cli.explain(visitor.to, 'newsletter')).toMatchObject({ gate: { reason: 'lapsed' } })

    // Two lists, each downloaded once.
    const renewed = await downloadOnce(await chloe.asksForList(campaign, 'renewed'))
    expect(renewed.addresses.toSorted()).toEqual([yes, later].map(({ to }) => to).toSorted())
    expect(renewed.statuses).toEqual([200, 200, 200, 410, 410])
    const notRenewed = await downloadOnce(await chloe.asksForList(campaign, 'not-renewed'))
    // The list names the child, whom nobody wrote to.
    const children = notRenewed.addresses.filter((address) => !asks.some(({ to }) => to === address))
    expect(children).toHaveLength(guardians.length)
    expect(notRenewed.addresses.toSorted()).toEqual(
      [no, unsubscriber, visitor, ...silentOnes]
        .map(({ to }) => to)
        .concat(children)
        .toSorted(),
    )

    // A yes after the lapse is a new permission, by the old link.
    const kept = await cli.verify()
    const lateYes = await sayYes(await openFrom(late, 'yes'))
    expect(lateYes.status).toBe(200)
    expect(await cli.explain(late.to, 'newsletter')).toMatchObject({ verdict: 'send' })
    expect((await cli.verify()).events).toBeGreaterThan(kept.events)
    expect(await cli.verify()).toMatchObject({ ok: true })
    expect(await inbox.count()).toBe(sent + sent - 3)
    expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

function bucket({ buckets }: Simulated, name: string): number {
  const found = buckets.find((one) => one.bucket === name)
  if (found === undefined) throw new Error(`The simulation has no bucket ${name}.`)
  return found.count
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** Nothing waits any more, and something left. */
function isAllOut(deliveries: Card['deliveries']): boolean {
  const { queued = 0, held = 0, sending = 0, sent = 0 } = deliveries
  return queued + held + sending === 0 && sent > 0
}

function french(asks: readonly ReceivedMail[]): ReceivedMail[] {
  return asks.filter(({ subject }) => subject === SUBJECTS.ask.fr)
}

function dutch(asks: readonly ReceivedMail[]): ReceivedMail[] {
  return asks.filter(({ subject }) => subject === SUBJECTS.ask.nl)
}

/** Somebody without a trace for either topic, who answers for themselves. */
function isAskedBoth(mail: ReceivedMail): boolean {
  return !isToGuardian(mail) && /La lettre et Les offres|De nieuwsbrief en Aanbiedingen/.test(mail.text)
}

function isToGuardian({ text }: ReceivedMail): boolean {
  return Object.values(VARIANT_OPENINGS.guardian).some((opening) =>
    flat(text).includes(flat(opening.slice(0, opening.indexOf('{{')))),
  )
}

/** Line breaks and typographic spaces are the layout's business. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** What every message of a campaign carries: the way out in both headers and in both parts, and nothing that spies. */
function checkHeaders(mail: ReceivedMail): void {
  const link = linkIn(mail, 'unsubscribe')
  expect(headerOf(mail, 'List-Unsubscribe')).toContain(`<${link}>`)
  expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(mail.html).not.toMatch(/<img\b/)
  expect(mail.text).not.toMatch(/\{\{|undefined|null/)
}
