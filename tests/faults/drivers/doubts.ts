import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { deadWorkers, HEARTBEAT_LIMIT_MS } from '#db/operations/house/start-worker.ts'
import { deliveryRows, endAll, ourMessages } from './invariants.ts'
import type { Scene } from './scene.ts'
import { IS_LARGE } from './sizes.ts'
import { steadily, untilAllWent } from './until-all-went.ts'

const FOUND_WITHIN_MS = 40_000

/**
 * What dead workers were handing over is in doubt, and every process has ended. In a small run on PostgreSQL the limit of the heartbeat does not
 * pass but is told: when nobody lives any more, the product's own job is run as it would run then.
 */
export async function doubtTheDead(scene: Scene): Promise<void> {
  const { memory, kind } = scene
  if (kind === 'postgres' && !IS_LARGE) {
    await endAll(scene)
    const dead = await deadWorkers(memory.database, Date.now() + 2 * HEARTBEAT_LIMIT_MS)
    await doubtOrphans(memory, memory.now().epochMilliseconds, dead)
    return
  }
  await untilDoubted(scene)
  await endAll(scene)
}

/** Until the living have found what the dead were handing over. The job looks by the test clock, the hearts beat by the machine's. */
export async function untilDoubted(scene: Scene): Promise<void> {
  const { read } = scene.memory.database
  await steadily(scene, { what: 'the dead workers’ messages to be in doubt', giveUpMs: FOUND_WITHIN_MS }, async () => {
    const one = await read.selectFrom('deliveries').select('id').where('state', '=', 'sending').limit(1).execute()
    return one.length === 0
  })
}

export interface Settled {
  countedAsSent: Set<number>
  again: Set<number>
}

/**
 * A person who can see what the mail server has settles every doubt: those it has count as sent, the others are sent again, and leave. Nobody
 * runs before.
 */
export async function settleByEvidence(scene: Scene, start: () => Promise<unknown>): Promise<Settled> {
  const { memory, sink } = scene
  const ours = ourMessages(scene, await sink.kept())
  const inDoubt = (await deliveryRows(scene)).filter(({ state }) => state === 'in-doubt')
  const [arrived = [], missing = []] = [true, false].map((is) => inDoubt.filter(({ id }) => ours.has(id) === is))
  const now = memory.now().epochMilliseconds
  const settle = async (campaignId: number, as: 'sent' | 'again', deliveryId?: number) =>
    settleDoubts(memory, now, { campaignId, by: 'U0BRUNO', as, ...(deliveryId !== undefined && { deliveryId }) })
  for (const { id, campaign_id } of missing) await settle(campaign_id, 'again', id)
  for (const campaign of new Set(arrived.map(({ campaign_id }) => campaign_id))) await settle(campaign, 'sent')
  await start()
  await untilAllWent(scene)
  return { countedAsSent: new Set(arrived.map(({ id }) => id)), again: new Set(missing.map(({ id }) => id)) }
}
