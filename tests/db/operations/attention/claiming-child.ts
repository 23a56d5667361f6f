import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { sharedMemory } from './shared-memory.ts'

// Run by shared-slots.test.ts: a worker in a process of its own. Told to go, it claims a few messages at a time until nothing is due for it.
const [, , url = '', perWeek = '1', now = '0', workerId = '1', after = '0'] = process.argv
const memory = await sharedMemory(url, Number(perWeek))
const at = Number(now)

async function work(): Promise<number> {
  let sent = 0
  let last = Number(after)
  for (;;) {
    const command = { workerId: Number(workerId), limit: 4, after: last }
    const { claimed, campaigns, passedOver } = await claimDeliveries(memory, at, command)
    if (campaigns.length === 0 && passedOver === 0) return sent
    last = campaigns.at(-1)?.campaignId ?? last
    sent += claimed.length
    await recordResults(
      memory,
      at,
      claimed.map(({ id }) => ({ deliveryId: id, result: 'sent', response: '250' })),
    )
  }
}

process.on('message', () => void work().then((sent) => process.send?.({ sent })))
process.on('disconnect', () => process.exit())
process.send?.('ready')
