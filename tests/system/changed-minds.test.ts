import { describe, expect, test } from 'vitest'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { commandLine } from './drivers/cli.ts'
import { advance } from './drivers/clock.ts'
import { GROUP, heldSend, recipients } from './drivers/held-send.ts'
import { publicUrl } from './drivers/place.ts'
import { open, press } from './drivers/recipient.ts'
import { slack } from './drivers/slack.ts'
import { staffIn } from './drivers/staff.ts'

describe.each(DATABASE_KINDS)('minds changed during a send on %s', (kind) => {
  const group = GROUP[kind]
  const people = group + 8

  test('who stops everything is not written to, anybody stops the send, an approver resumes it, and the sums hold', async () => {
    const { sink, place, addresses, egard, campaign, card } = await heldSend(kind, people)
    const cli = commandLine(place)
    const staff = staffIn(slack(`${egard.url}/sandbox/slack`))
    await until(() => sink.waiting(), { what: 'a whole group in the hands of the sink', is: (n) => n === group })

    // Two people nobody has written to yet take their way out, by a link support made for them.
    const out = addresses.filter((address) => !sink.received().some(({ to }) => to === address)).slice(0, 2)
    for (const address of out) {
      const { pathname } = new URL(await cli.link(address))
      const page = await open(publicUrl(egard) + pathname)
      expect((await press(page, { name: 'act', value: 'stop' })).status).toBe(200)
    }
    expect((await card()).deliveries).toMatchObject({ sending: group, cancelled: 2, queued: people - group - 2 })

    // Emma approves nothing, but anybody of the house may stop.
    await staff.member('U0EMMA').stopsEverything()
    await staff.cardWhen(campaign, ({ text }) => text.includes('*en pause*'))
    sink.release()
    await until(card, { what: 'the group in hand to be recorded', is: ({ deliveries }) => deliveries.sent === group })
    await advance(egard.url, 'PT1H')
    expect(sink.received()).toHaveLength(group)
    expect((await card()).deliveries).toMatchObject({ sent: group, queued: people - group - 2, cancelled: 2 })

    const bruno = staff.member('U0BRUNO')
    await bruno.type(`reprendre ${campaign}`, 'C0CAMPAIGNS')
    const done = await staff.cardWhen(campaign, ({ deliveries }) => deliveries['sent'] === people - 2)
    expect(done.deliveries).toMatchObject({ cancelled: 2, queued: 0, held: 0, sending: 0, 'in-doubt': 0 })
    expect(recipients(sink.received())).toEqual(addresses.filter((address) => !out.includes(address)).toSorted())
    for (const address of out) {
      expect(await cli.explain(address, 'newsletter')).toMatchObject({
        verdict: 'refuse',
        gate: { bucket: 'suppressed' },
      })
    }
    expect(await cli.verify()).toMatchObject({ ok: true, events: 4 })
  })
})
