import { expect, onTestFinished, test } from 'vitest'
import { moments } from '#bot/delivery/moments.ts'
import { countTakenIn } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { createMetrics } from '#bot/metrics/create-metrics.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { recordWayOutTest } from '#db/operations/way-out/record-way-out-test.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

/** The samples of the product's own series. */
function samples(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith('egard_'))
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

onBothDatabases('what a monitor sees', (open) => {
  async function watched() {
    const memory = await aMemory(await open())
    const { database } = memory
    const away = { now: false }
    const snapshot: typeof database.snapshot = (work) =>
      away.now ? Promise.reject(new Error('away')) : database.snapshot(work)
    let now = NOW
    const metrics = createMetrics({ database: { ...database, snapshot } }, () =>
      Temporal.Instant.fromEpochMilliseconds(now),
    )
    onTestFinished(() => metrics.close())
    const read = async () => {
      now += 10_000
      const { contentType, text } = await metrics.render()
      expect(contentType).toContain('text/plain; version=0.0.4')
      return { text, now: samples(text) }
    }
    return { memory, away, read }
  }

  test('messages by state, campaigns, and the way out; what is zero is shown as zero, and nobody is named', async () => {
    const { memory, read } = await watched()
    const first = await read()
    expect(first.now).toMatchObject({
      egard_up: 1,
      egard_database_up: 1,
      'egard_deliveries{state="queued"}': 0,
      'egard_messages_total{result="sent",channel="email"}': 0,
    })
    expect(first.text).toContain('nodejs_eventloop_lag_p99_seconds')
    expect(first.text).not.toContain('egard_way_out_failures{')
    for (const name of ['a', 'b', 'c']) await aContact(memory, NOW, { email: `marker-${name}@example.org` })
    await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    await claimDeliveries(memory, NOW, { workerId: 1, limit: 1 })
    await doubtOrphans(memory, NOW, [1])
    await claimDeliveries(memory, NOW, { workerId: 2, limit: 1 })
    await recordWayOutTest(memory, NOW, { machineNow: NOW, failed: 'tls' })
    const then = await read()
    expect(then.now).toMatchObject({
      'egard_deliveries{state="queued"}': 1,
      'egard_deliveries{state="sending"}': 1,
      'egard_deliveries{state="in-doubt"}': 1,
      'egard_campaigns{state="running"}': 1,
      egard_campaigns_braked: 0,
      'egard_way_out_failures{failed="tls"}': 1,
      'egard_way_out_tested_age_seconds{failed="tls"}': 20,
    })
    expect(then.text).not.toContain('marker')
  })

  test('what the worker decides and hands over is counted, until the metrics are closed', async () => {
    const { read } = await watched()
    moments.claimed.publish({ channel: 'email', campaignId: 1, ids: [1, 2], held: 3, refused: 1 })
    moments.answered.publish({ channel: 'email', id: 1, mailId: 'd1', result: 'sent', ms: 30 })
    moments.answered.publish({ channel: 'sms', id: 2, mailId: 'd2', result: 'retry', ms: 2000 })
    const before = (await read()).now['egard_incoming_mails_total{door="smtp",outcome="accepted"}'] ?? 0
    countTakenIn('smtp', [])
    expect((await read()).now).toMatchObject({
      'egard_incoming_mails_total{door="mail",outcome="refused"}': 0,
      'egard_incoming_mails_total{door="smtp",outcome="accepted"}': before + 1,
      'egard_decisions_total{verdict="send",channel="email"}': 2,
      'egard_decisions_total{verdict="hold",channel="email"}': 3,
      'egard_decisions_total{verdict="refuse",channel="email"}': 1,
      'egard_messages_total{result="sent",channel="email"}': 1,
      'egard_messages_total{result="retry",channel="sms"}': 1,
      'egard_messages_total{result="in-doubt",channel="sms"}': 0,
      'egard_hand_over_seconds_bucket{le="0.05",channel="email"}': 1,
      'egard_hand_over_seconds_count{channel="email"}': 1,
      'egard_hand_over_seconds_count{channel="sms"}': 1,
    })
  })

  test('without its database the process still answers, and what cannot be known is absent', async () => {
    const { away, read } = await watched()
    await read()
    away.now = true
    const { now } = await read()
    expect(now).toMatchObject({ egard_up: 1, egard_database_up: 0 })
    expect(Object.keys(now).filter((name) => name.startsWith('egard_deliveries'))).toEqual([])
  })
})
