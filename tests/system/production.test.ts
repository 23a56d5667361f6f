import { createPublicKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyDkim } from '#tests/bot/mail/verify-dkim.ts'
import { until } from '#tests/support/until.ts'
import { commandLine } from './drivers/cli.ts'
import { linkIn, mailbox, type ReceivedMail, sandboxSink } from './drivers/mailbox.ts'
import { startAt } from './drivers/place.ts'
import { APP_TOKEN, aProduction, freePort, startSlackServer, TEAM } from './drivers/production.ts'
import { oneClick, openFrom, sayNo, sayYes } from './drivers/recipient.ts'
import { slack } from './drivers/slack.ts'
import { type Plan, staffIn } from './drivers/staff.ts'

const PLAN: Plan = {
  name: 'Stay in touch',
  need: 'We lost the trace of their consent.',
  segment: 'everyone',
  topics: ['magazine'],
  reminders: 1,
  texts: {
    en: {
      ask: {
        subject: 'Would you like to keep our magazine?',
        body: '{{greeting}}\n\nYou have been getting our magazine for years. Please tell us if you still want it.\n\nThank you.',
      },
      'reminder-1': {
        subject: 'The last message unless you say yes',
        body: '{{greeting}}\n\nWe have not heard from you yet, and we would like to know.\n\nThank you.',
      },
    },
  },
  rest: 'en',
}
const PEOPLE = ['ann', 'bob', 'cis', 'dan', 'eve', 'fay'].map((name) => `${name}@example.org`)

test('Slack, mail and PostgreSQL as servers of their own: asked, approved, sent signed, answered, stopped, proved', async () => {
  const production = await aProduction('postgres')
  const egard = await startAt(production)
  const cli = commandLine(production)
  const inbox = mailbox(sandboxSink(production.sinkUrl))
  const staff = staffIn(slack(production.slackUrl), {
    channels: { approvals: TEAM.approvals, campaigns: TEAM.campaigns },
    language: 'en',
  })
  const [anne, bart, cleo] = [staff.member(TEAM.anne), staff.member(TEAM.bart), staff.member(TEAM.cleo)]
  expect(egard.output()).toMatch(/Slack +real/)
  expect(egard.output()).toMatch(/mail +real/)

  const lately = Temporal.Now.plainDateISO('UTC').subtract({ days: 40 })
  const file = join(production.folder, 'readers.csv')
  const rows = PEOPLE.map((address) => `${address},EN,BE,${lately}\n`)
  await writeFile(file, `Email,Language,Country,Last click\n${rows.join('')}`)
  const collected = String(lately.year - 1)
  const declared = ['--basis', 'lawful', '--reason', 'Readers of the printed magazine', '--collected', collected]
  expect(await cli.importFiles([file], ...declared)).toMatchObject({ rows: 6, new: 6 })
  await cleo.confirmsBases(1)

  // Anne may approve, but never what she wrote.
  const campaign = await anne.drafts(PLAN)

  // A test goes to its author, marked, and whoever presses in it has answered nothing.
  const untouched = await cli.verify()
  await anne.pressOnCard(campaign, 'test')
  const tests = await until(() => inbox.all(), { what: 'both test messages', is: (mails) => mails.length === 2 })
  for (const mail of tests) {
    expect(mail.to).toBe('u9anne@slack.example')
    expect(mail.subject).toMatch(/^\[TEST\]/)
    const page = await openFrom(mail, 'yes')
    expect([page.status, page.text.includes('TEST')]).toEqual([200, true])
    expect((await sayYes(page)).status).toBe(200)
    expect((await oneClick(linkIn(mail, 'unsubscribe'))).status).toBe(200)
  }
  expect(await cli.verify()).toEqual(untouched)

  await anne.submits(campaign)
  await anne.mayNotApprove(campaign, /You worked on this campaign/)
  expect(await inbox.count()).toBe(tests.length)
  await bart.approves(campaign)

  const asked = await staff.cardWhen(campaign, ({ deliveries }) => deliveries['sent'] === PEOPLE.length)
  const mails = (await inbox.all()).filter((mail) => !tests.some(({ id }) => id === mail.id))
  expect(asked.answers).toEqual({ yes: 0, no: 0, silent: 6 })
  expect(mails.map(({ to }) => to).toSorted()).toEqual(PEOPLE)
  const publicKey = createPublicKey({
    key: Buffer.from(production.dkim.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  })
  for (const mail of mails) checkSigned(mail, publicKey, production.publicUrl)

  const [ann, bob, cis] = PEOPLE.map((address) => mails.find(({ to }) => to === address))
  if (!ann || !bob || !cis) throw new Error('Somebody got no mail.')
  expect((await sayYes(await openFrom(ann, 'yes'))).text).toContain('The magazine')
  expect((await sayNo(await openFrom(bob, 'no'))).status).toBe(200)
  expect((await oneClick(linkIn(cis, 'unsubscribe'))).status).toBe(200)
  const answered = await staff.cardWhen(campaign, ({ answers }) => answers.yes === 1 && answers.no === 2)
  expect(answered.answers.silent).toBe(3)
  expect(await cli.explain(ann.to, 'magazine')).toMatchObject({ verdict: 'send' })
  expect(await cli.explain(cis.to, 'magazine')).toMatchObject({ verdict: 'refuse', gate: { bucket: 'opted-out' } })

  // Anybody may stop everything; it is announced.
  await cleo.stopsEverything()
  await staff.cardWhen(campaign, ({ text }) => text.includes('*paused*'))
  await staff.slack.messageSaying(TEAM.campaigns, new RegExp(`<@${TEAM.cleo}>`))
  await bart.pressOnCard(campaign, 'stop')
  await staff.cardWhen(campaign, ({ text }) => text.includes('*stopped*'))
  expect(await cli.verify()).toMatchObject({ ok: true })
  expect(await inbox.count()).toBe(tests.length + PEOPLE.length)
  expect(egard.output()).not.toMatch(/@example\.org/)
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

test('in Socket Mode Slack needs no way in and may come late: no signing secret, no route, and the same answers', async () => {
  const port = await freePort()
  const production = await aProduction('sqlite')
  const egard = await startAt(production, {
    SLACK_SIGNING_SECRET: undefined,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
  })
  expect((await fetch(`${egard.url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404)
  await until(() => egard.output().includes('cannot be reached'), { what: 'Égard to have asked in vain' })
  const anne = slack(await startSlackServer(Number(new URL(production.publicUrl).port), port)).person(TEAM.anne)
  await until(() => anne.type('campaigns', TEAM.campaigns), { what: 'the socket to be open', is: ({ ok }) => ok })
  await anne.toldThat('There is no campaign yet')
  expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})

function checkSigned(mail: ReceivedMail, publicKey: ReturnType<typeof createPublicKey>, publicUrl: string): void {
  const verdict = verifyDkim(mail.raw, publicKey)
  expect(verdict).toMatchObject({
    bodyHashMatches: true,
    signatureMatches: true,
    domain: 'magazine.example',
    selector: 'egard',
  })
  expect(verdict.signedHeaders).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from']))
  expect(linkIn(mail, 'yes')).toMatch(new RegExp(`^${publicUrl}/r/`))
  expect(mail.envelopeFrom).toMatch(/^bounces\+.+@magazine\.example$/)
}
