import { type Circuit, isWorthTelling } from '#core/deliveries/circuit.ts'
import type { MailServerNews } from '#db/operations/alerts/tell-mail-server.ts'

/**
 * What somebody should be told of the mail server, as one worker sees it over time: once when it has taken nothing for a while, once when it
 * takes messages again. The first look at a closed circuit is told too, since a process before this one may have spoken of an outage.
 */
export function createMailServerNews(): (circuit: Circuit, now: number) => MailServerNews | undefined {
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
