import { expect, test } from 'vitest'
import { TWILIO } from '#core/parameters/twilio.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { until } from '#tests/support/until.ts'
import { approvedCampaign } from './drivers/campaign-by-operations.ts'
import { commandLine } from './drivers/cli.ts'
import { advance } from './drivers/clock.ts'
import { cardOf } from './drivers/held-send.ts'
import { heldTexts } from './drivers/held-texts.ts'
import { aPlace, memoryOf, startAt } from './drivers/place.ts'

const ASK = {
  subject: 'Souhaitez-vous garder nos nouvelles ?',
  body: '{{greeting}}\n\nSouhaitez-vous garder nos nouvelles ?',
  sms: 'Souhaitez-vous garder nos nouvelles par SMS ?',
}
const LAST = { ...ASK, subject: 'Dernier message sans réponse de votre part' }
const PEOPLE = TWILIO.requestsInFlight + 5
const DEAD_WORKER_MS = 40_000

test('SIGKILL during the creation leaves them in doubt; the provider’s list settles each, and nobody is texted twice', async () => {
  const clock = { now: () => Temporal.Now.instant() }
  const provider = await heldTexts(() => clock.now())
  const place = await aPlace('sqlite', provider.environment)
  const memory = await memoryOf(place)
  clock.now = memory.now
  const numbers = Array.from({ length: PEOPLE }, (_, i) => `+33639980${String(201 + i)}`)
  for (const [i, phone] of numbers.entries())
    await aContact(memory, memory.now().epochMilliseconds, { email: `p${i}@example.org`, phone })
  const egard = await startAt(place)
  const texts = { fr: { ask: ASK, 'reminder-1': LAST } }
  const campaign = await approvedCampaign(memory, memory.now().epochMilliseconds, { carrier: 'sms', texts })
  const card = () => cardOf(memory, campaign)
  await until(() => provider.box.list().length, {
    what: 'the provider to have as many as are in flight',
    is: (n) => n === TWILIO.requestsInFlight,
  })
  await egard.kill('SIGKILL')
  expect((await card()).deliveries).toMatchObject({ sending: TWILIO.requestsInFlight, sent: 0 })
  provider.release()

  const again = await startAt(place)
  await until(card, {
    what: 'the rest to leave, and what was interrupted to be in doubt or settled already',
    is: ({ deliveries }) => deliveries.sent + deliveries['in-doubt'] === PEOPLE,
    giveUpMs: DEAD_WORKER_MS,
  })
  await advance(again.url, 'PT30S')
  const done = await until(card, {
    what: 'the list to have settled what was in doubt',
    is: ({ deliveries }) => deliveries.sent === PEOPLE,
  })
  expect(done.deliveries).toMatchObject({ 'in-doubt': 0, failed: 0, queued: 0, sending: 0 })
  expect(
    provider.box
      .list()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(numbers)
  expect(await again.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(await commandLine(place).verify()).toMatchObject({ ok: true })
})
