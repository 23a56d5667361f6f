import { pauseCampaign, resumeCampaign, stopCampaign, stopSending } from '#db/operations/campaigns/change-state.ts'
import { settleVisits } from '#db/operations/campaigns/settle-visits.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { Actor } from './turns.ts'
import type { World } from './world.ts'

const BY = 'U0BRUNO'

export type StaffAct =
  | 'pause'
  | 'resume'
  | 'stop'
  | 'stop-sending'
  | 'count-as-sent'
  | 'send-again'
  | 'lapse-visitors'
  | 'keep-visitors'

/** Somebody of the house does this to one campaign, or to all. */
export function staffDo(
  world: World,
  what: StaffAct,
  campaignId = world.random.pick(world.stage.campaigns) ?? 0,
): void {
  const actor = new Actor(`staff (${what})`, what === 'send-again')
  const memory = world.memoryOf(actor)
  world.tell(`staff: ${what}, campaign ${campaignId}`)
  const { witness } = world
  doIt(memory, world.now, what, campaignId).then(
    (result) => {
      if (isRefused(result)) return
      if (what === 'pause' || what === 'stop') witness.halted.add(campaignId)
      if (what === 'resume') witness.halted.delete(campaignId)
      if (what === 'stop-sending') for (const id of world.stage.campaigns) witness.halted.add(id)
    },
    (error: unknown) => witness.object('no-fault', `staff, ${what}: ${String((error as Error)?.stack ?? error)}`),
  )
}

function doIt(memory: Memory, now: number, what: StaffAct, campaignId: number): Promise<unknown> {
  const about = { campaignId, by: BY }
  switch (what) {
    case 'pause':
      return pauseCampaign(memory, now, about)
    case 'resume':
      return resumeCampaign(memory, now, about)
    case 'stop':
      return stopCampaign(memory, now, about)
    case 'stop-sending':
      return stopSending(memory, now, { by: BY })
    case 'count-as-sent':
      return settleDoubts(memory, now, { ...about, as: 'sent' })
    case 'send-again':
      return settleDoubts(memory, now, { ...about, as: 'again' })
    case 'lapse-visitors':
      return settleVisits(memory, now, { ...about, as: 'lapse' })
    case 'keep-visitors':
      return settleVisits(memory, now, { ...about, as: 'keep' })
  }
}
