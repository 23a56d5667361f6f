import { Gauge, type Registry } from 'prom-client'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Gauges, readGauges } from '#db/operations/metrics/read-gauges.ts'

/** A monitor that asks often must not read the queue each time. */
const FRESH_MS = 5_000

/** Fills the registry with what the database holds; throws when it cannot be read, and then nothing in it is to be shown. */
export type Refresh = () => Promise<void>

export function gaugeMemory(registry: Registry, memory: Pick<Memory, 'database'>, machine: MachineTime): Refresh {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const deliveries = gauge('egard_deliveries', 'Messages of campaigns that are not over, by state.', ['state'])
  const services = gauge('egard_service_messages', 'Confirmations, links and alerts that wait or are in doubt.', [
    'state',
  ])
  const campaigns = gauge('egard_campaigns', 'Campaigns by state.', ['state'])
  const braked = gauge('egard_campaigns_braked', 'Campaigns that paused themselves and wait for a person.')
  const notices = gauge('egard_notices_waiting', 'Messages to Slack that wait.')
  const heartbeats = gauge('egard_worker_heartbeat_age_seconds', 'Since each process last said it lives.', ['worker'])
  const wayOut = gauge('egard_way_out_failures', 'Tests of the way out that failed in a row; 0 when it works.', [
    'failed',
  ])
  const wayOutAge = gauge('egard_way_out_tested_age_seconds', 'Since the way out was last tried.', ['failed'])
  let shownAt: number | undefined

  const show = (gauges: Gauges) => {
    const now = machine().epochMilliseconds
    for (const one of [deliveries, services, campaigns, heartbeats, wayOut, wayOutAge]) one.reset()
    for (const [state, n] of Object.entries(gauges.deliveries)) deliveries.set({ state }, n)
    for (const [state, n] of Object.entries(gauges.serviceMessages)) services.set({ state }, n)
    for (const [state, n] of Object.entries(gauges.campaigns)) campaigns.set({ state }, n)
    braked.set(gauges.braked)
    notices.set(gauges.noticesWaiting)
    for (const { worker, heartbeatAt } of gauges.workers) heartbeats.set({ worker }, (now - heartbeatAt) / 1000)
    if (gauges.wayOut === undefined) return
    const { failed = 'nothing', failures, testedAt } = gauges.wayOut
    wayOut.set({ failed }, failures)
    wayOutAge.set({ failed }, (now - testedAt) / 1000)
  }

  return async () => {
    const now = machine().epochMilliseconds
    if (shownAt !== undefined && now >= shownAt && now - shownAt < FRESH_MS) return
    show(await readGauges(memory))
    shownAt = now
  }
}
