import type { CampaignState } from '#core/campaigns/life.ts'
import type { WayOutState } from '#core/campaigns/way-out-test.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import { STEPS } from '#core/messages/message.ts'
import type { Memory } from '#db/operations/memory.ts'
import { readWayOutState } from '#db/operations/way-out/record-way-out-test.ts'

/** What a monitor is shown of the database at one moment. Counts only. Instants are epoch milliseconds. */
export interface Gauges {
  /** Messages of campaigns that are not over. */
  deliveries: Record<OpenState, number>
  serviceMessages: { queued: number; inDoubt: number }
  campaigns: Partial<Record<CampaignState, number>>
  /** Campaigns that paused themselves and wait for a person. */
  braked: number
  noticesWaiting: number
  /** The living processes' heartbeats, by the machine's time. */
  workers: { worker: number; heartbeatAt: number }[]
  wayOut: WayOutState | undefined
}

const OPEN = ['queued', 'held', 'sending', 'in-doubt'] as const satisfies DeliveryState[]
type OpenState = (typeof OPEN)[number]

/** Each count is a seek in an index over what is open: finished messages, however many, cost nothing. */
export async function readGauges({ database }: Pick<Memory, 'database'>): Promise<Gauges> {
  return database.snapshot(async (db) => {
    const states = await db
      .selectFrom('campaigns')
      .select(['state', (e) => e.fn.countAll<number>().as('n'), (e) => e.fn.count<number>('brake').as('braked')])
      .groupBy('state')
      .execute()
    const open = await db
      .selectFrom('deliveries')
      .select(['state', (e) => e.fn.countAll<number>().as('n')])
      .where('campaign_id', 'in', (e) =>
        e.selectFrom('campaigns').select('id').where('state', 'in', ['running', 'reminding', 'grace', 'paused']),
      )
      .where('step', 'in', STEPS)
      .where('state', 'in', OPEN)
      .groupBy('state')
      .execute()
    const services = await db
      .selectFrom('service_messages')
      .select(['state', (e) => e.fn.countAll<number>().as('n')])
      .where('state', 'in', ['queued', 'in-doubt'])
      .groupBy('state')
      .execute()
    const notices = await db
      .selectFrom('notices')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('sent_at', 'is', null)
      .where('failure', 'is', null)
      .executeTakeFirstOrThrow()
    const workers = await db
      .selectFrom('workers')
      .select(['id as worker', 'heartbeat_at as heartbeatAt'])
      .where('stopped_at', 'is', null)
      .orderBy('id')
      .execute()
    const of = (rows: readonly { state: string; n: number }[], state: string) =>
      rows.find((row) => row.state === state)?.n ?? 0
    return {
      deliveries: Object.fromEntries(OPEN.map((state) => [state, of(open, state)])) as Record<OpenState, number>,
      serviceMessages: { queued: of(services, 'queued'), inDoubt: of(services, 'in-doubt') },
      campaigns: Object.fromEntries(states.map(({ state, n }) => [state, n])),
      braked: states.find(({ state }) => state === 'paused')?.braked ?? 0,
      noticesWaiting: notices.n,
      workers,
      wayOut: await readWayOutState(db),
    }
  })
}
