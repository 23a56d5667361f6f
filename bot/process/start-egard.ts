import { type CommandContext, type ExitCode, WORKER_ROLES, type WorkerRole } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import { fourEyesWarnings } from '#bot/config/house.ts'
import { type LoadedHouse, loadHouse } from '#bot/config/load-house.ts'
import { windowWarnings } from '#bot/config/window-warnings.ts'
import { createLog, type Log } from '#bot/log/create-log.ts'
import type { Database } from '#db/open.ts'
import { rememberHouse } from '#db/operations/house/remember-house.ts'
import { banner } from './banner.ts'
import { holdDatabase } from './hold-database.ts'
import { keepJournal } from './keep-journal.ts'
import { openMemory } from './open-memory.ts'
import { openRooms } from './open-rooms.ts'
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
  const memory = closing.use(await openMemory(settings, machine, house.house))
  const journal = await keepJournal(memory, log)
  closing.defer(() => journal.close())
  const lost = () => stop({ fault: new Error('this process was given up for dead') })
  const held = await holdDatabase(memory.database, roles, machine, lost)
  closing.defer(() => held.release())
  await acceptHouse(memory.database, house)

  const rooms = await openRooms({ memory, house, roles, worker: held.worker, machine, log, say: context.print })
  closing.defer(() => rooms.close())
  for (const warning of [...fourEyesWarnings(house.slack), ...windowWarnings(house.house)])
    context.print(`Warning: ${warning}`)
  for (const line of banner(settings, house, rooms.publicOrigin, rooms.pages)) context.print(line)
  context.print(`Égard listens on ${rooms.url}`)

  const reason = await stopped
  if ('fault' in reason) log.error({ error: reason.fault }, 'a fault nobody handled; stopping')
  else log.info({ signal: reason.signal }, 'stopping')
  const code = 'fault' in reason ? 1 : 0
  endAfter(settings.shutdownMs, code, log)
  return code
}

async function acceptHouse(database: Database, { text, house }: LoadedHouse): Promise<void> {
  const topics = house.topics.map(({ id }) => id)
  const result = await rememberHouse(database, text, topics)
  if (result.remembered) return
  const used = result.topicsInUse.join(', ')
  throw new StartError('topics-in-use', `People have consents for ${used}: put it back under "topics" in EGARD_CONFIG.`)
}

/** What cannot end in time is left: its messages are in doubt at the next start, never sent again by themselves. */
function endAfter(shutdownMs: number, code: ExitCode, log: Log): void {
  const timer = setTimeout(() => {
    log.warn({ ms: shutdownMs }, 'stopped before everything was finished')
    process.exit(code)
  }, shutdownMs)
  timer.unref()
}
