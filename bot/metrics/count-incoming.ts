import { Counter, type Registry } from 'prom-client'
import { INCOMING_DOORS, incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'

/** What came in by each door since this process started, as the doors counted it. */
export function countIncoming(registry: Registry): void {
  new Counter({
    name: 'egard_incoming_mails_total',
    help: 'Messages that came in, by door and by what became of them.',
    labelNames: ['door', 'outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const door of INCOMING_DOORS)
        for (const [outcome, count] of Object.entries(incomingCounts[door])) this.inc({ door, outcome }, count)
    },
  })
}
