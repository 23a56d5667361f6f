import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import { smsFrom } from '#bot/config/sms-from.ts'
import type { Pace } from '#bot/delivery/pace.ts'
import { createTextWorker } from '#bot/delivery/text-worker.ts'
import { watchDelivery } from '#bot/delivery/watch-delivery.ts'
import type { Log } from '#bot/log/create-log.ts'
import { createTexter } from '#bot/sms/send.ts'
import { createTwilioClient, type TwilioSettings } from '#bot/sms/twilio-client.ts'
import { TWILIO } from '#core/parameters/twilio.ts'
import { type Delivering, keepSending } from './keep-sending.ts'

export interface TextingOptions {
  memory: OpenMemory
  worker: number
  /** The provider, or its stand-in. */
  sms: TwilioSettings
  /** The process's, shared with its e-mail. */
  pace: Pace
  publicOrigin: () => string
  machine: MachineTime
  log: Log
}

/** The SMS worker of this process, beside its e-mail worker. */
export function openTexting({ memory, worker, sms, pace, publicOrigin, machine, log }: TextingOptions): Delivering {
  const { settings, house, now } = memory
  const fallback = smsFrom(settings) ?? ''
  const nowMs = () => now().epochMilliseconds
  const client = createTwilioClient({ ...sms, apiUrl: sms.apiUrl, timeoutMs: TWILIO.timeoutSeconds * 1000 })
  const sending = createTextWorker({
    memory,
    texter: createTexter(client),
    sender: () => ({ house, publicOrigin: publicOrigin(), fallback }),
    workerId: worker,
    now: nowMs,
    pace,
    log,
  })
  const machineMs = () => machine().epochMilliseconds
  const watch = watchDelivery({ memory, channel: 'sms', pace, circuit: sending.circuit, now: nowMs, machineMs })
  return keepSending({ sending, watch, log, about: { worker, channel: 'sms' } })
}
