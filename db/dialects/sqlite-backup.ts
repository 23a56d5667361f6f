import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, DatabaseError } from './database-error.ts'
import { connectSqlite } from './sqlite-connection.ts'

/**
 * Copies an SQLite database of one moment into a new file, while others read and write it. What was erased is not in the copy. Only its
 * owner may read the file, and it is on the disk when this ends.
 * @throws DatabaseError backup-failed when the target exists or cannot be written; nothing is left behind then
 */
export async function backupSqlite(file: string, target: string): Promise<void> {
  try {
    // Made here, and empty: whoever made it first wins, and SQLite writes into nothing else.
    await (await open(target, 'wx', 0o600)).close()
  } catch (error) {
    throw problem(target, error)
  }
  try {
    const connection = await connectSqlite(file, 'read', 10_000)
    try {
      await connection.query(false, 'vacuum into ?', [target])
    } finally {
      await connection.close()
    }
    await syncToDisk(target)
    await syncToDisk(dirname(target))
  } catch (error) {
    await rm(target, { force: true })
    throw problem(target, error)
  }
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function problem(target: string, error: unknown): DatabaseError {
  const message =
    codeOf(error) === 'EEXIST'
      ? `${target} exists; name a file that does not.`
      : `The database could not be copied to ${target}; check the folder and the space on the disk (${codeOf(error)}).`
  return new DatabaseError('backup-failed', message, error)
}
