import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { MailSettings } from '#bot/config/settings.ts'
import { createMailWorker } from '#bot/delivery/mail-worker.ts'
import { createPace, type Pace } from '#bot/delivery/pace.ts'
import { watchDelivery } from '#bot/delivery/watch-delivery.ts'
import type { Log } from '#bot/log/create-log.ts'
import type { DkimSettings } from '#bot/mail/dkim.ts'
import { createMailer } from '#bot/mail/send.ts'
import { createSigner } from '#bot/mail/signer.ts'
import { type Delivering, keepSending } from './keep-sending.ts'
import { StartError } from './start-error.ts'

export interface DeliveryOptions {
  memory: OpenMemory
  worker: number
  smtpUrl: string
  publicOrigin: () => string
  machine: MachineTime
  log: Log
  /** The process's, where it is shared with its SMS. */
  pace?: Pace
}

/** As many as may be claimed at once: nothing claimed ever waits for a connection. */
const CONNECTIONS = 32
const MOST_CONNECTIONS = 100

/** The e-mail worker of this process: looks for due messages until it is closed. */
export async function openDelivery({
  memory,
  worker,
  smtpUrl,
  publicOrigin,
  machine,
  log,
  pace = createPace(memory.house.sending ?? {}),
}: DeliveryOptions): Promise<Delivering> {
  const { settings, house, now } = memory
  const { from, bounce } = settings.mail
  const maxConnections = connectionsOf(smtpUrl)
  const dkim = await dkimOf(settings.mail)
  const mailer = createMailer({ smtpUrl, maxConnections, dkim })
  const nowMs = () => now().epochMilliseconds
  const sending = createMailWorker({
    memory,
    mailer,
    signer: createSigner(dkim),
    sender: () => ({ house, publicOrigin: publicOrigin(), from: addressOf(from), bounce }),
    workerId: worker,
    now: nowMs,
    pace,
    log,
  })
  const machineMs = () => machine().epochMilliseconds
  const watch = watchDelivery({ memory, channel: 'email', pace, circuit: sending.circuit, now: nowMs, machineMs })
  return keepSending({ sending, watch, goodbye: () => mailer.close(), log, about: { worker, channel: 'email' } })
}

/** What SMTP_URL says (`?maxConnections=8`), for a provider that takes fewer at a time. */
function connectionsOf(smtpUrl: string): number {
  const asked = URL.canParse(smtpUrl) ? Number(new URL(smtpUrl).searchParams.get('maxConnections')) : 0
  return Number.isInteger(asked) && asked >= 1 && asked <= MOST_CONNECTIONS ? asked : CONNECTIONS
}

/** `Name <address>` or an address: the address. */
function addressOf(from: string): string {
  return /<([^>]+)>$/.exec(from)?.[1] ?? from
}

async function dkimOf({ dkim }: MailSettings): Promise<DkimSettings | undefined> {
  if (dkim === undefined) return undefined
  try {
    const privateKey = createPrivateKey(await readFile(dkim.keyFile))
    return { domainName: dkim.domain, selector: dkim.selector, privateKey }
  } catch (error) {
    throw new StartError(
      'dkim',
      `DKIM_KEY_FILE ${dkim.keyFile} holds no private key: give a PEM file this user can read.`,
      error,
    )
  }
}
