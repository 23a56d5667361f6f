import { type Command, readArguments, WORKER_ROLES, type WorkerRole } from './shared/command.ts'
import { UsageError } from './shared/usage-error.ts'

/** `egard start`: the product, until SIGTERM or SIGINT. */
export const command: Command = {
  name: 'start',
  usage: 'start [--roles web,bot,worker,schedule]',
  summary: 'Run Égard: pages, Slack, sending and schedules in one process (or some of them, on PostgreSQL).',
  async run(context, args) {
    const { values } = readArguments(args, { roles: { type: 'string' } })
    return context.start(values.roles === undefined ? WORKER_ROLES : rolesOf(values.roles))
  },
}

function rolesOf(text: string): WorkerRole[] {
  const given = text.split(',').map((role) => role.trim())
  const unknown = given.find((role) => !(WORKER_ROLES as readonly string[]).includes(role))
  if (unknown !== undefined)
    throw new UsageError(`There is no role "${unknown}": choose among ${WORKER_ROLES.join(', ')}.`)
  return WORKER_ROLES.filter((role) => given.includes(role))
}
