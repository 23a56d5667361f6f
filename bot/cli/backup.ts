import { backupSqlite } from '#db/dialects/sqlite-backup.ts'
import { type Command, readArguments } from './shared/command.ts'

const SQLITE = 'sqlite:'

/** `egard backup FILE`: the SQLite database of one moment, while Égard goes on. Neither the secret nor the journal is in it: both are kept apart. */
export const command: Command = {
  name: 'backup',
  usage: 'backup FILE [--json]',
  summary: 'Copy the SQLite database of this moment into a new file, while Égard goes on.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const { databaseUrl, journal } = context.settings('database')
    const [target = ''] = positionals
    if (!databaseUrl.startsWith(SQLITE))
      return context.refuse('This is for SQLite; back up PostgreSQL with pg_dump, as its own tools do best.')
    await backupSqlite(databaseUrl.slice(SQLITE.length), target)
    context.print(
      values.json
        ? JSON.stringify({ backup: target })
        : `Copied to ${target}. EGARD_SECRET and the journal (${journal}) are not in it: keep both apart, the journal where the database is not.`,
    )
    return 0
  },
}
