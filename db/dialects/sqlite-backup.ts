import { codeOf, DatabaseError } from './database-error.ts'
import { connectSqlite } from './sqlite-connection.ts'

/**
 * Copies an SQLite database of one moment into a new file, while others read and write it. What was erased is not in
 * the copy.
 * @throws DatabaseError backup-failed when the target exists or cannot be written
 */
export async function backupSqlite(file: string, target: string): Promise<void> {
  try {
    const connection = await connectSqlite(file, 'read', 10_000)
    try {
      await connection.query(false, 'vacuum into ?', [target])
    } finally {
      await connection.close()
    }
  } catch (error) {
    const message =
      error instanceof Error && error.message.includes('already exists')
        ? `${target} exists; name a file that does not.`
        : `The database could not be copied to ${target}; check the folder and the space on the disk (${codeOf(error)}).`
    throw new DatabaseError('backup-failed', message, error)
  }
}
