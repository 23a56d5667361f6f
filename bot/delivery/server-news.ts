import { type Circuit, isWorthTelling } from '#core/deliveries/circuit.ts'
import type { ServerNews } from '#db/operations/alerts/tell-server.ts'

/**
 * What somebody should be told of the server a worker hands over to, as one worker sees it over time: once when it has taken nothing for a while, once when it
 * takes messages again. The first look at a closed circuit is told too, since a process before this one may have spoken of an outage.
 */
export function createServerNews(): (circuit: Circuit, now: number) => ServerNews | undefined {
  let told: 'nothing' | 'down' | 'up' = 'nothing'
  return (circuit, now) => {
    if (told !== 'down' && isWorthTelling(circuit, now)) {
      told = 'down'
      return { now: 'down', since: circuit.since, response: circuit.response }
    }
    if (told === 'up' || circuit.state === 'open') return undefined
    told = 'up'
    return { now: 'up' }
  }
}
