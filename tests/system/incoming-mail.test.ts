import { createHmac } from 'node:crypto'
import nodemailer from 'nodemailer'
import { expect, test } from 'vitest'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { aBounceMail, aReplyMail } from '#tests/bot/http/webhooks/raw-mails.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { until } from '#tests/support/until.ts'
import { approvedCampaign } from './drivers/campaign-by-operations.ts'
import { commandLine } from './drivers/cli.ts'
import { advance } from './drivers/clock.ts'
import { headerOf, mailbox, sandboxSink } from './drivers/mailbox.ts'
import { aPlace, memoryOf, startAt } from './drivers/place.ts'
import { slack } from './drivers/slack.ts'

const SECRET = 'a secret of the test'
const ADDRESSES = ['gone@example.org', 'stop@example.org', 'writes@example.org', 'silent@example.org'] as const

test('what comes back by each door changes what it may, and the sums hold', async () => {
  const place = await aPlace('sqlite', { INBOUND_MAIL_SECRET: SECRET, INBOUND_SMTP_PORT: '0' })
  const memory = await memoryOf(place)
  const now = memory.now().epochMilliseconds
  for (const email of ADDRESSES) await aContact(memory, now, { email })
  const campaign = await approvedCampaign(memory, now)
  const egard = await startAt(place)
  const smtpPort = Number(/by SMTP on port (\d+)/.exec(egard.output())?.[1])
  const mails = mailbox(sandboxSink(egard.url))
  const card = () => readCampaign(memory, memory.now().epochMilliseconds, campaign)
  await until(card, { what: 'everybody to be asked', is: (view) => view?.deliveries.sent === ADDRESSES.length })
  const asked = async (address: string) => {
    const mail = await mails.newest(address)
    return { bounce: mail.envelopeFrom, messageId: headerOf(mail, 'Message-ID') ?? '' }
  }

  // Through the sandbox, as a visitor tries it.
  const bounce = aBounceMail((await asked('gone@example.org')).bounce)
  const posted = await fetch(`${egard.url}/sandbox/mail`, { method: 'POST', body: bounce })
  expect(await posted.json()).toMatchObject({
    kind: 'bounce',
    trusted: true,
    done: ['address-bounced', 'delivery-failed'],
  })

  // By SMTP, as a mail server delivers a reply.
  const { messageId } = await asked('stop@example.org')
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  const to = 'bonjour@egard.example'
  const sent = await transport.sendMail({
    envelope: { from: 'stop@example.org', to },
    raw: aReplyMail(messageId, 'Merci de me désinscrire.'),
  })
  expect(sent.response).toMatch(/^250/)
  transport.close()

  // By the signed webhook, as a mail service hands it on.
  const reply = aReplyMail((await asked('writes@example.org')).messageId, 'Qui êtes-vous, au juste ?')
  const t = Math.floor(Date.now() / 1000)
  const v1 = createHmac('sha256', SECRET).update(`${t}.${reply}`).digest('hex')
  const webhook = await fetch(`${egard.url}/webhooks/mail`, {
    method: 'POST',
    body: reply,
    headers: { 'x-egard-signature': `t=${t},v1=${v1}` },
  })
  expect(await webhook.json()).toEqual({ kind: 'human', trusted: true, done: ['reply-kept'] })

  const cli = commandLine(place)
  expect(await cli.explain('stop@example.org', 'newsletter')).toMatchObject({ gate: { bucket: 'opted-out' } })
  await advance(egard.url, 'P30D')
  const view = await card()
  expect(view?.deliveries).toMatchObject({ sent: 3, failed: 1 })
  // Who wrote back does not lapse before somebody has read it; who was never reached does not either.
  expect(view?.answers).toMatchObject({ yes: 0, no: 1, silent: 2, lapsed: 1 })
  expect(view?.state).toBe('grace')
  const posts = await slack(`${egard.url}/sandbox/slack`).messages('C0CAMPAIGNS')
  const replies = posts.filter(({ text }) => text.startsWith('Réponses à lire'))
  expect(replies.map(({ text }) => text)).toEqual([
    expect.stringMatching(/1 demande d’arrêt.*1 réponse à une question/),
  ])
  expect(await cli.verify()).toMatchObject({ ok: true })
})
