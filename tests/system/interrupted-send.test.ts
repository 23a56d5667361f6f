import { describe, expect, test } from 'vitest'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { commandLine } from './drivers/cli.ts'
import { GROUP, heldSend, recipients } from './drivers/held-send.ts'
import { startAt } from './drivers/place.ts'
import { openFrom, sayYes } from './drivers/recipient.ts'

const DEAD_WORKER_MS = 40_000

describe.each(DATABASE_KINDS)('a send interrupted on %s', (kind) => {
  const group = GROUP[kind]
  // Two whole groups and a rest.
  const people = group * 2 + 5

  test('SIGTERM lets what is being handed over end, records it, claims nothing more, and the rest leaves after a restart', async () => {
    const { sink, place, addresses, egard, card } = await heldSend(kind, people)
    await until(() => sink.waiting(), { what: 'a whole group in the hands of the sink', is: (n) => n === group })
    expect((await card()).deliveries).toMatchObject({ sending: group, sent: 0, queued: people - group })

    const ended = egard.kill('SIGTERM')
    await until(() => egard.output().includes('stopping'), { what: 'Égard to have heard' })
    expect(egard.child.exitCode).toBe(null)
    sink.release()
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(sink.received()).toHaveLength(group)
    expect((await card()).deliveries).toMatchObject({ sending: 0, sent: group, 'in-doubt': 0, queued: people - group })

    await startAt(place)
    const done = await until(card, { what: 'the rest to leave', is: ({ deliveries }) => deliveries.sent === people })
    expect(done.deliveries).toMatchObject({ sent: people, 'in-doubt': 0, failed: 0 })
    expect(recipients(sink.received())).toEqual(addresses.toSorted())
  })

  test('SIGKILL leaves what was being handed over in doubt: nobody is written to twice, and an answer settles a doubt', async () => {
    // Some of what the sink holds it has taken, and nobody recorded its answer.
    const recorded = group + 3
    const { sink, place, addresses, egard, card } = await heldSend(kind, people, recorded)
    await until(() => sink.waiting(), { what: 'every connection to wait for the sink', is: (n) => n === group })
    await until(card, { what: 'every answer to be recorded', is: ({ deliveries }) => deliveries.sent === recorded })
    await egard.kill('SIGKILL')
    expect((await card()).deliveries).toMatchObject({ sending: group, queued: people - recorded - group })
    sink.release()

    // The links of the messages lead to the port they were sent from.
    const again = await startAt(place, { PORT: new URL(egard.url).port })
    const after = await until(card, {
      what: 'the interrupted group to be in doubt and the rest to have left',
      is: ({ deliveries }) => deliveries['in-doubt'] === group && deliveries.sent === people - group,
      giveUpMs: DEAD_WORKER_MS,
    })
    expect(after.deliveries).toMatchObject({ queued: 0, held: 0, sending: 0, failed: 0, refused: 0, cancelled: 0 })
    expect(after.answers).toMatchObject({ yes: 0, no: 0, silent: people - group })
    const got = recipients(sink.received())
    expect(got).toEqual([...new Set(got)])
    expect(got).toEqual(addresses.toSorted())

    const doubted = sink.received()[recorded]
    if (doubted === undefined) throw new Error('The sink kept nothing of what it held.')
    expect((await sayYes(await openFrom(doubted, 'yes'))).status).toBe(200)
    const settled = await until(card, {
      what: 'the yes to settle its doubt',
      is: ({ deliveries }) => deliveries.sent === people - group + 1,
    })
    expect(settled.deliveries['in-doubt']).toBe(group - 1)
    expect(settled.answers).toMatchObject({ yes: 1, silent: people - group })

    expect(await again.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(recipients(sink.received())).toEqual(addresses.toSorted())
    expect(await commandLine(place).verify()).toMatchObject({ ok: true, events: 3 })
  })
})
