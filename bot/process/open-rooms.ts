import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { OpenMemory, WorkerRole } from '#bot/cli/shared/command.ts'
import { advanceClock } from '#bot/clock/advance-clock.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { LoadedHouse } from '#bot/config/load-house.ts'
import { smsFrom } from '#bot/config/sms-from.ts'
import { createPace } from '#bot/delivery/pace.ts'
import { type Answer, closeServer, createEgardServer } from '#bot/http/create-server.ts'
import { answerHealth, answerReady, type Readiness } from '#bot/http/health.ts'
import { answerMetrics } from '#bot/http/metrics.ts'
import type { Room } from '#bot/http/routes.ts'
import { answerSandbox } from '#bot/http/sandbox.ts'
import { answerClock } from '#bot/http/sandbox-clock.ts'
import { sandboxPeople, storyFacts } from '#bot/http/sandbox-facts.ts'
import { answerSandboxFiles } from '#bot/http/sandbox-files.ts'
import { createLive } from '#bot/http/sandbox-live.ts'
import { answerSandboxPage } from '#bot/http/sandbox-page.ts'
import { answerShortLink } from '#bot/http/short-link.ts'
import { answerSlack } from '#bot/http/slack-room.ts'
import { answerStaffFile } from '#bot/http/staff-file.ts'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import type { Log } from '#bot/log/create-log.ts'
import { compileMessage } from '#bot/mail/compile.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { createMetrics } from '#bot/metrics/create-metrics.ts'
import { createSchedule, type Schedule } from '#bot/schedule/create-schedule.ts'
import { tickSchedule } from '#bot/schedule/tick-schedule.ts'
import type { TwilioSettings } from '#bot/sms/twilio-client.ts'
import { pendingMigrations } from '#db/migrate.ts'
import type { Database } from '#db/open.ts'
import { claimSchedule, dueSchedules, registerSchedules } from '#db/operations/house/claim-schedule.ts'
import { recipientOperations } from '#db/operations/preferences/recipient-operations.ts'
import { previewsOf } from '#db/operations/previews/show-preview.ts'
import { jobs } from './jobs.ts'
import { listen } from './listen.ts'
import { openDelivery } from './open-delivery.ts'
import { openImports } from './open-imports.ts'
import { openSlack } from './open-slack.ts'
import { openSmtpIn } from './open-smtp-in.ts'
import { openReconciling, openTexting } from './open-texting.ts'
import { servePages } from './serve-pages.ts'
import { settleWork } from './settle-work.ts'
import { startStandIns } from './start-stand-ins.ts'

export interface RoomsOptions {
  memory: OpenMemory
  house: LoadedHouse
  roles: readonly WorkerRole[]
  /** This process's row in `workers`. */
  worker: number
  machine: MachineTime
  log: Log
  say: (line: string) => void
}

export interface OpenRooms {
  /** Where this process really listens. */
  url: string
  /** What links say. */
  publicOrigin: string
  pages: boolean
  close(): Promise<void>
}

/** Every room of the product, wired: the one place that knows them all. */
export async function openRooms(options: RoomsOptions): Promise<OpenRooms> {
  const { memory, house, roles, worker, machine, log, say } = options
  const { settings, database, clock } = memory
  await using closing = new AsyncDisposableStack()

  let port = settings.port
  const ownHost = settings.host.includes(':') ? '[::1]' : '127.0.0.1'
  const ownUrl = () => `http://${ownHost}:${port}`
  const publicOrigin = () => settings.publicUrl ?? `http://localhost:${port}`
  const live = createLive(clock.now)
  const { changed } = live
  const nowByClock = () => clock.now().epochMilliseconds
  const takeIn = createTakeInMail(memory, nowByClock)
  const connections = await startStandIns({
    settings,
    slack: house.slack,
    ownUrl,
    publicOrigin,
    now: clock.now,
    changed,
    takeIn,
  })
  closing.defer(() => connections.close())

  const imports = openImports({ memory, worker, machine, log })
  const locals = {
    imports: imports.pages,
    operations: recipientOperations(memory, () => clock.now().epochMilliseconds),
    house: memory.house,
    previews: previewsOf(memory, () => clock.now().epochMilliseconds, compileMessage, publicOrigin, smsFrom(settings)),
  }
  const pages = roles.includes('web') ? await servePages(locals, publicOrigin, say) : undefined
  if (!pages && roles.includes('web')) say('There are no pages: the folder preference-center holds none yet.')
  const schedule = roles.includes('schedule') ? await openSchedule(options, publicOrigin, connections.sms) : undefined
  const senders: { drain(): Promise<void> }[] = []
  const metrics = createMetrics(memory, machine)
  closing.defer(() => metrics.close())

  const rooms: Partial<Record<Room, Answer>> = {
    health: answerHealth,
    ready: answerReady(() => readiness(database, !roles.includes('web') || pages !== undefined)),
    metrics: answerMetrics(settings.metricsToken, !settings.production, metrics),
    ...(pages
      ? {
          pages,
          'staff-import': imports.answer(pages),
          'short-link': answerShortLink({ memory, pages, trustedProxies: settings.trustedProxies, now: nowByClock }),
        }
      : {}),
    ...(roles.includes('web') && {
      'staff-file': answerStaffFile(memory, nowByClock),
      webhook: answerWebhooks({
        secret: settings.inbound.mailSecret,
        topics: settings.inbound.sesTopics ?? [],
        memory,
        takeIn,
        twilio: connections.sms && { authToken: connections.sms.authToken, publicOrigin },
        now: nowByClock,
        realNow: () => machine().epochMilliseconds,
      }),
    }),
  }
  if (settings.sandbox && 'set' in clock) {
    const settling = settleWork({ database, clock, schedule, senders, notices: roles.includes('bot') })
    const move = answerClock((by) => live.whileMoving(() => advanceClock(clock, by, settling)))
    const page = answerSandboxPage({
      house: memory.house.organisation,
      channels: house.slack.channels,
      standIns: connections.standIns,
      now: clock.now,
      people: () => sandboxPeople(connections.workspace, house.slack),
      story: () => storyFacts(memory, clock.now().epochMilliseconds),
    })
    rooms.sandbox = answerSandbox([page, answerSandboxFiles(), live.answer, ...connections.sandbox], move)
  }
  const nowMs = () => machine().epochMilliseconds
  const { trustedProxies } = settings
  const server = createEgardServer({ publicOrigin, trustedProxies, rooms, log, newId: randomUUID, nowMs })
  port = await listen(server, settings.host, settings.port)
  const running = [() => closeServer(server, settings.shutdownMs), async () => live.close()]
  // Nobody stops before the other: no request is taken, no message claimed, no job begun, all at once.
  closing.defer(async () => void (await Promise.all(running.map((close) => close()))))

  if (roles.includes('web')) {
    const smtpIn = await openSmtpIn({ settings, house: memory.house, takeIn, log })
    if (smtpIn !== undefined) {
      running.push(() => smtpIn.close())
      say(`Bounces and replies come in by SMTP on port ${smtpIn.port}`)
    }
  }
  if (pages) {
    imports.start()
    running.push(() => imports.close())
  }
  // Only now are the links' addresses known, and with them what a message says.
  if (roles.includes('worker')) {
    const { smtpUrl, sms } = connections
    // What the house allows a minute is for all that leaves.
    const pace = createPace(memory.house.sending ?? {})
    const delivering = await openDelivery({ memory, worker, smtpUrl, publicOrigin, machine, log, pace })
    running.push(() => delivering.close())
    senders.push(delivering)
    if (sms !== undefined) {
      const texting = openTexting({ memory, worker, sms, pace, publicOrigin, machine, log })
      running.push(() => texting.close())
      senders.push(texting)
    }
  }
  if (roles.includes('bot')) {
    const slack = openSlack({ memory, house, connection: connections.slack, publicOrigin, log })
    running.push(() => slack.close())
    senders.push(slack)
    if (slack.requestListener) rooms.slack = answerSlack(slack.requestListener)
  }
  const ticking = tickSchedule(
    async () => {
      // Another process, or a command, may have moved the test clock.
      await clock.refresh()
      await schedule?.runDue(clock.now())
    },
    (error) => log.error({ error }, 'a tick failed'),
  )
  running.push(() => ticking.stop())

  const open = closing.move()
  const { address, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    publicOrigin: publicOrigin(),
    pages: pages !== undefined,
    close: () => open.disposeAsync(),
  }
}

async function readiness(database: Database, pages: boolean): Promise<Readiness> {
  // During a rolling restart a newer process has migrated already; it only ever adds, so this one goes on.
  const pending = await pendingMigrations(database).catch((error) => (error?.code === 'newer-schema' ? [] : undefined))
  return { database: pending !== undefined, migrations: pending?.length === 0, pages }
}

function openSchedule(
  { memory, log, machine }: RoomsOptions,
  publicOrigin: () => string,
  sms: TwilioSettings | undefined,
): Promise<Schedule> {
  const { database, clock } = memory
  const reconcile = sms && openReconciling({ memory, sms, publicOrigin, log })
  const store = {
    register: (jobs: readonly { name: string; everyMs: number }[], nowMs: number) =>
      registerSchedules(database, jobs, nowMs),
    due: (nowMs: number) => dueSchedules(database, nowMs),
    claim: (name: string, nowMs: number) => claimSchedule(database, name, nowMs),
  }
  return createSchedule(store, jobs(memory, machine, publicOrigin, reconcile), clock.now(), (job, error) =>
    log.error({ job, error }, 'a job failed'),
  )
}
