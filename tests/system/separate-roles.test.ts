import { expect, test } from 'vitest'
import { startEgard } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'
import { approvedCampaign } from './drivers/campaign-by-operations.ts'
import { commandLine } from './drivers/cli.ts'
import { cardOf, recipients } from './drivers/held-send.ts'
import { holdingSink } from './drivers/holding-sink.ts'
import { askablePeople } from './drivers/people.ts'
import { aPlace, memoryOf, publicUrl } from './drivers/place.ts'
import { openFrom, sayYes } from './drivers/recipient.ts'

/** As many as one wave lets go: more than two groups, and nobody waits for a later one. */
const PEOPLE = 100

test('on PostgreSQL the rooms run as processes of their own, two of them workers, and nobody is written to twice', async () => {
  const sink = await holdingSink()
  const mail = { SMTP_URL: sink.smtpUrl, MAIL_FROM: 'Maison Lumière <bonjour@maison.example>' }
  const place = await aPlace('postgres', mail)
  const memory = await memoryOf(place)
  const addresses = await askablePeople(place, memory, PEOPLE)
  const web = await startEgard(['start', '--roles', 'web,bot'], place.environment, place.folder)
  const behind = { ...place.environment, PUBLIC_URL: publicUrl(web) }
  const workers = await Promise.all(
    ['worker,schedule', 'worker'].map((roles) => startEgard(['start', '--roles', roles], behind, place.folder)),
  )
  // While the first groups are on their way, both workers hold one.
  sink.holdAfter(0)
  const campaign = await approvedCampaign(memory, memory.now().epochMilliseconds)
  const card = () => cardOf(memory, campaign)
  await until(() => sink.waiting(), { what: 'two groups in the hands of the sink', is: (n) => n === 64 })
  expect((await card()).deliveries).toMatchObject({ sending: 64, sent: 0 })
  sink.release()
  await until(card, { what: 'everybody to be asked', is: ({ deliveries }) => deliveries.sent === PEOPLE })
  expect(recipients(sink.received())).toEqual(addresses.toSorted())

  const [first] = sink.received()
  if (!first) throw new Error('Nothing arrived.')
  expect((await sayYes(await openFrom(first, 'yes'))).status).toBe(200)
  expect(await commandLine(place).verify()).toMatchObject({ ok: true, events: 3 })
  expect((await card()).answers).toMatchObject({ yes: 1, silent: PEOPLE - 1 })
  for (const egard of [web, ...workers]) expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
})
