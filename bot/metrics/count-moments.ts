import { Counter, Histogram, type Registry } from 'prom-client'
import { type Answered, type Claimed, moments } from '#bot/delivery/moments.ts'
import { CHANNELS } from '#core/consent/reach.ts'

/** From a server next door to one that takes its time. Seconds. */
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Counts what this process's worker decides and hands over; the answer ends it. Sends a second are the counter's rate. */
export function countMoments(registry: Registry): () => void {
  const registers = [registry]
  const decided = new Counter({
    name: 'egard_decisions_total',
    help: 'Messages decided at the claim, by verdict.',
    labelNames: ['verdict', 'channel'],
    registers,
  })
  const handedOver = new Counter({
    name: 'egard_messages_total',
    help: 'Messages handed to the mail server or the SMS provider, by what became of them.',
    labelNames: ['result', 'channel'],
    registers,
  })
  const answers = new Histogram({
    name: 'egard_hand_over_seconds',
    help: 'From the beginning of a hand-over to the server’s answer.',
    labelNames: ['channel'],
    buckets: ANSWER_SECONDS,
    registers,
  })
  const claimed = ({ channel, ids, held, refused }: Claimed) => {
    decided.inc({ verdict: 'send', channel }, ids.length)
    decided.inc({ verdict: 'hold', channel }, held)
    decided.inc({ verdict: 'refuse', channel }, refused)
  }
  const answered = ({ channel, result, ms }: Answered) => {
    handedOver.inc({ result, channel })
    answers.observe({ channel }, ms / 1000)
  }
  // What is zero is shown as zero: an alert rule needs a series before the first failure.
  for (const channel of CHANNELS) {
    claimed({ channel, campaignId: 0, ids: [], held: 0, refused: 0 })
    for (const result of ['sent', 'failed', 'retry', 'in-doubt']) handedOver.inc({ result, channel }, 0)
    answers.zero({ channel })
  }
  moments.claimed.subscribe(claimed as (about: unknown) => void)
  moments.answered.subscribe(answered as (about: unknown) => void)
  return () => {
    moments.claimed.unsubscribe(claimed as (about: unknown) => void)
    moments.answered.unsubscribe(answered as (about: unknown) => void)
  }
}
