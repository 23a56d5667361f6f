import { migrateToLatest } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard migrate`: the schema brought to this program's version; also done at every start. */
export const command: Command = {
  name: 'migrate',
  usage: 'migrate [--json]',
  summary: 'Bring the database to this version. A start does it too.',
  async run(context, args) {
    const { values } = readArguments(args, { json: { type: 'boolean' } })
    const database = await openDatabase(context.settings('database').databaseUrl)
    try {
      const migrated = await migrateToLatest(database)
      if (values.json) context.print(JSON.stringify({ migrated }))
      else if (migrated.length === 0) context.print('The database is up to date.')
      else context.print(`Done: ${migrated.join(', ')}.`)
      return 0
    } finally {
      await database.close()
    }
  },
}
