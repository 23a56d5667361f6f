import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { MailSettings } from '#bot/config/settings.ts'
import { createMailWorker } from '#bot/delivery/mail-worker.ts'
import { createPace } from '#bot/delivery/pace.ts'
import { watchDelivery } from '#bot/delivery/watch-delivery.ts'
import type { Log } from '#bot/log/create-log.ts'
import type { DkimSettings } from '#bot/mail/dkim.ts'
import { createMailer } from '#bot/mail/send.ts'
import { createSigner } from '#bot/mail/signer.ts'
import { StartError } from './start-error.ts'

export interface Delivering {
  /** Sends everything due by the clock's now. */
  drain(): Promise<void>
  /** Claims nothing more, finishes what is on its way, says goodbye to the server. */
  close(): Promise<void>
}

export interface DeliveryOptions {
  memory: OpenMemory
  worker: number
  smtpUrl: string
  publicOrigin: () => string
  machine: MachineTime
  log: Log
}

/** How often a worker with nothing to do looks for something. */
const LOOK_MS = 250
/** How often a worker looks at what is around it: the other workers, and the mail server. */
const WATCH_MS = 1000
/** After a failure it rests: a database that starts again is not helped by being asked all the time. */
const REST_MS = 1000

/** As many as may be claimed at once: nothing claimed ever waits for a connection. */
const CONNECTIONS = 32
const MOST_CONNECTIONS = 100

/** The worker of this process: looks for due messages until it is closed. */
export async function openDelivery({
  memory,
  worker,
  smtpUrl,
  publicOrigin,
  machine,
  log,
}: DeliveryOptions): Promise<Delivering> {
  const { settings, house, now } = memory
  const { from, bounce } = settings.mail
  const maxConnections = connectionsOf(smtpUrl)
  const dkim = await dkimOf(settings.mail)
  const mailer = createMailer({ smtpUrl, maxConnections, dkim })
  const pace = createPace(house.sending ?? {})
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
  const watch = watchDelivery({ memory, pace, circuit: sending.circuit, now: nowMs, machineMs })
  let watching: Promise<void> | undefined
  const watchTimer = setInterval(() => {
    watching ??= watch()
      .catch((error: unknown) => log.error({ worker, error }, 'the worker could not be watched; it is tried again'))
      .finally(() => {
        watching = undefined
      })
  }, WATCH_MS)
  let looking = false
  let restUntil = 0
  const timer = setInterval(() => {
    if (performance.now() < restUntil) return
    // Whoever works already is told to look again; only the first to ask says what went wrong.
    const work = sending.drain()
    if (looking) return void work.catch(() => {})
    looking = true
    work
      .catch((error: unknown) => {
        restUntil = performance.now() + REST_MS
        log.error({ worker, error }, 'the worker failed; it looks again')
      })
      .finally(() => {
        looking = false
      })
  }, LOOK_MS)
  return {
    drain: () => sending.drain(),
    async close() {
      clearInterval(timer)
      clearInterval(watchTimer)
      await sending.stop()
      await watching
      await mailer.close()
    },
  }
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
