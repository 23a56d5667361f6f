import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import { smsFrom } from '#bot/config/sms-from.ts'
import type { TextSender } from '#bot/delivery/compose-text.ts'
import type { Pace } from '#bot/delivery/pace.ts'
import { createReconcileTexts } from '#bot/delivery/reconcile-texts.ts'
import { createTextWorker } from '#bot/delivery/text-worker.ts'
import { watchDelivery } from '#bot/delivery/watch-delivery.ts'
import type { Log } from '#bot/log/create-log.ts'
import { createTexter } from '#bot/sms/send.ts'
import { createTwilioClient, type TwilioClient, type TwilioSettings } from '#bot/sms/twilio-client.ts'
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
  const nowMs = () => memory.now().epochMilliseconds
  const sending = createTextWorker({
    memory,
    texter: createTexter(clientOf(sms)),
    sender: () => senderOf(memory, publicOrigin),
    workerId: worker,
    now: nowMs,
    pace,
    log,
  })
  const machineMs = () => machine().epochMilliseconds
  const watch = watchDelivery({ memory, channel: 'sms', pace, circuit: sending.circuit, now: nowMs, machineMs })
  return keepSending({ sending, watch, log, about: { worker, channel: 'sms' } })
}

/** What the schedule asks about SMS in doubt. */
export function openReconciling({
  memory,
  sms,
  publicOrigin,
  log,
}: Pick<TextingOptions, 'memory' | 'sms' | 'publicOrigin' | 'log'>): (now: number) => Promise<void> {
  let reconcile: ((now: number) => Promise<void>) | undefined
  return (now) => {
    // The stand-in's address is known once the process listens.
    reconcile ??= createReconcileTexts({
      memory,
      client: clientOf(sms),
      sender: () => senderOf(memory, publicOrigin),
      log,
    })
    return reconcile(now)
  }
}

function clientOf(sms: TwilioSettings): TwilioClient {
  return createTwilioClient({ ...sms, apiUrl: sms.apiUrl, timeoutMs: TWILIO.timeoutSeconds * 1000 })
}

function senderOf({ settings, house }: OpenMemory, publicOrigin: () => string): TextSender {
  return { house, publicOrigin: publicOrigin(), fallback: smsFrom(settings) ?? '' }
}
