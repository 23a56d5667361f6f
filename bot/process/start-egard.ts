import { randomUUID } from 'node:crypto'
import type { CommandContext, ExitCode, WorkerRole } from '#bot/cli/shared/command.ts'
import { WORKER_ROLES } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import { fourEyesWarnings } from '#bot/config/house.ts'
import { loadHouse } from '#bot/config/load-house.ts'
import { closeServer, createEgardServer } from '#bot/http/create-server.ts'
import { answerHealth, answerReady } from '#bot/http/health.ts'
import { answerMetrics } from '#bot/http/metrics.ts'
import { createLog } from '#bot/log/create-log.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { rememberHouse } from '#db/operations/house/remember-house.ts'
import { holdDatabase } from './hold-database.ts'
import { listen } from './listen.ts'
import { openMemory } from './open-memory.ts'
import { StartError } from './start-error.ts'
import { untilToldToStop } from './until-told-to-stop.ts'

/** The product: opened in order, run until told to stop, closed in the opposite order. */
export async function startEgard(
  context: CommandContext,
  roles: readonly WorkerRole[],
  machine: MachineTime,
): Promise<ExitCode> {
  const settings = context.settings('start')
  if (settings.databaseUrl.startsWith('sqlite:') && roles.length < WORKER_ROLES.length) {
    throw new StartError('roles', 'On SQLite one process does everything: start without --roles, or use PostgreSQL.')
  }
  const log = createLog(settings.logLevel, process.stderr)
  const { stopped, stop } = untilToldToStop()
  await using closing = new AsyncDisposableStack()

  const house = await loadHouse(settings)
  const memory = closing.use(await openMemory(settings, machine))
  const remembered = await rememberHouse(
    memory.database,
    house.text,
    house.house.topics.map(({ id }) => id),
  )
  if (!remembered.remembered) {
    const topics = remembered.topicsInUse.join(', ')
    throw new StartError('topics-in-use', `People have consents for ${topics}: put this topic back into EGARD_CONFIG.`)
  }
  const lost = (error?: unknown) => stop({ fault: error ?? new Error('this process was given up for dead') })
  const held = await holdDatabase(memory.database, roles, machine, lost)
  closing.defer(() => held.release())

  let publicOrigin = settings.publicUrl ?? `http://localhost:${settings.port}`
  const server = createEgardServer({
    publicOrigin: () => publicOrigin,
    trustedProxies: settings.trustedProxies,
    rooms: {
      health: answerHealth,
      ready: answerReady(async () => {
        const pending = await pendingMigrations(memory.database).catch(() => undefined)
        return { database: pending !== undefined, migrations: pending?.length === 0, pages: true }
      }),
      metrics: answerMetrics(settings.metricsToken, !settings.production, async () => [
        { name: 'egard_up', help: 'The process runs.', type: 'gauge', samples: [{ value: 1 }] },
      ]),
    },
    log,
    newId: randomUUID,
    nowMs: () => machine().epochMilliseconds,
  })
  const port = await listen(server, settings.host, settings.port)
  closing.defer(() => closeServer(server, settings.shutdownMs))
  if (settings.publicUrl === undefined) publicOrigin = `http://localhost:${port}`

  for (const warning of fourEyesWarnings(house.slack)) context.print(`Warning: ${warning}`)
  context.print(`Égard listens on http://${settings.host}:${port}`)

  const reason = await stopped
  if ('fault' in reason) {
    log.error({ error: reason.fault }, 'a fault nobody handled; stopping')
    return 1
  }
  log.info({ signal: reason.signal }, 'stopping')
  return 0
}
