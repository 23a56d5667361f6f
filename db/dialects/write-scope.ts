import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseError } from './database-error.ts'

/**
 * Knows whether the running code is inside a `write()` of one database, so that asking the same database for another
 * connection there is an error at once and never a deadlock (SQLite has one writing connection, a pool can run dry).
 */
export interface WriteScope {
  run<T>(work: () => Promise<T>): Promise<T>
  /** Throws `nested-write` or `read-inside-write` inside an open `write()`. */
  refuse(what: 'read' | 'write'): void
}

export function writeScope(): WriteScope {
  const scope = new AsyncLocalStorage<{ open: boolean }>()
  return {
    async run(work) {
      // Work that was started inside and outlives the transaction may use the database again.
      const state = { open: true }
      try {
        return await scope.run(state, work)
      } finally {
        state.open = false
      }
    },
    refuse(what) {
      if (!scope.getStore()?.open) return
      if (what === 'write') {
        throw new DatabaseError(
          'nested-write',
          'A write() was started inside a write(): pass on the handle it was given.',
        )
      }
      throw new DatabaseError(
        'read-inside-write',
        'A write() read from outside its transaction: use the handle it was given.',
      )
    },
  }
}
