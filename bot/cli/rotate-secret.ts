import { rotateSecret } from '#db/keys/rotate-secret.ts'
import { openDatabase } from '#db/open.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard rotate-secret`: every key wrapped with EGARD_SECRET instead of EGARD_SECRET_PREVIOUS; may be stopped and run again. */
export const command: Command = {
  name: 'rotate-secret',
  usage: 'rotate-secret [--json]',
  summary: 'Wrap every key with EGARD_SECRET instead of EGARD_SECRET_PREVIOUS.',
  async run(context, args) {
    const { values } = readArguments(args, { json: { type: 'boolean' } })
    const { databaseUrl, secret, previousSecret } = context.settings('database')
    if (secret === undefined || previousSecret === undefined)
      return context.refuse('Set EGARD_SECRET to the new secret and EGARD_SECRET_PREVIOUS to the one before.')
    const database = await openDatabase(databaseUrl)
    try {
      const rotated = await rotateSecret(database, secret, previousSecret)
      if (values.json) context.print(JSON.stringify({ rotated }))
      else context.print(`Done: ${rotated} keys. EGARD_SECRET_PREVIOUS may go.`)
      return 0
    } finally {
      await database.close()
    }
  },
}
