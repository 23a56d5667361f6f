import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, DatabaseError } from '#db/dialects/database-error.ts'
import type { Database, Write } from '#db/open.ts'
import { raiseAlert } from '#db/operations/alerts/raise-alert.ts'
import type { Memory } from '#db/operations/memory.ts'
import { insertRows } from '#db/tables/insert-rows.ts'
import { beginEra, countOn, type Era, endRestoring, hasLived, isMissing, openEra } from './era.ts'
import { journalFile, readEnd, readJournal } from './journal-file.ts'
import { type JournalLine, writeLine } from './journal-line.ts'
import { takeNotes } from './notes.ts'

/** The one sentence every refusal of an old copy says. */
export const OLDER_THAN_JOURNAL = 'This database is older than the journal. Run `npx egard after-restore`.'

/**
 * Everything that lowers or forgets is also written to a file beside the database, before whoever did it gets an answer: a copy that is
 * restored one day can be told what it had not heard of. Its lines are noted where events and opt-outs are written (`notes.ts`), stored with
 * the transaction, and appended when it has committed; a line of a transaction that was undone is never written.
 */
export interface Journal {
  readonly path: string
  /** The database lacks what this machine's file says, or a restore was begun and not ended: nothing may be lowered here before `after-restore`. */
  readonly behind: boolean
  /** Whether a line can be written. @throws the file system's error */
  prove(): Promise<void>
  /** Appends what committed and never reached the file: the process was killed in between, or the disk was full. */
  catchUp(): Promise<void>
  /** Lines, in order, of every file of this database in the folder, that it does not contain. In groups. */
  missing(): AsyncGenerator<JournalLine[]>
  /** What `after-restore` has to do. */
  restoreNeeds(): Promise<RestoreNeeds>
  /** From here on this process may bring in what is missing. */
  allowReplay(): void
  /** In the transaction that begins a restore: from here on the lost timeline and this one cannot be confused. */
  beginRestore(db: Write, lostEras: readonly string[]): Promise<void>
  /** Everything was brought in: the files say so, and the database may be worked on. */
  endRestore(now: number): Promise<void>
  close(): Promise<void>
}

export interface RestoreNeeds {
  /** Lines to bring in. */
  missing: number
  /** A restore was begun and cut short. */
  begun: boolean
  /** Nobody has settled yet what this copy's open messages are: it is older than the journal, or a restore was cut. */
  unsettled: boolean
  /** Eras that only lost timelines knew. */
  lostEras: string[]
}

export interface JournalOptions {
  memory: Memory
  folder: string
  now: () => number
  /** How long to wait before what the disk refused is tried again. */
  retryMs?: number
}

const LINES_PER_TRANSACTION = 1000

/** Opens the journal of a database: one file a machine, named by a key that only this database and its copies have. */
export async function openJournal({ memory, folder, now, retryMs = 30_000 }: JournalOptions): Promise<Journal> {
  const { database, keyring } = memory
  const id = keyring.addressHash('journal')
  const path = join(folder, `${id}.journal`)
  const file = journalFile(path)
  // The file first: what is appended after this was committed after it too.
  const end = await readEnd(path)
  let era = await openEra(database)
  let behind = era.restoring || hasMissing(end, era)
  let replaying = false
  let troubled = false
  let retry: NodeJS.Timeout | undefined
  /** Transactions whose lines are in the file: the next one takes them off the table. */
  const written = new Set<number>()

  database.endWritesWith(async (db) => {
    const notes = takeNotes()
    if (notes.length === 0) return undefined
    if (behind && !replaying) throw new DatabaseError('older-than-journal', OLDER_THAN_JOURNAL)
    const n = await countOn(db)
    const lines = notes.map((note) => writeLine({ era: era.era, n, ...note }))
    const done = [...written]
    if (done.length > 0) await db.deleteFrom('journal_lines').where('n', 'in', done).execute()
    await insertRows(
      db,
      'journal_lines',
      lines.map((line, place) => ({ n, place, line })),
    )
    return async () => {
      for (const one of done) written.delete(one)
      await appendOrAlert(lines, () => written.add(n))
    }
  })

  /** The opt-out holds whatever the disk says: whoever waits for an answer gets it, and somebody is told once. */
  async function appendOrAlert(lines: readonly string[], appended: () => void): Promise<void> {
    try {
      await file.append(lines)
      appended()
    } catch (error) {
      retry ??= setTimeout(tryAgain, retryMs).unref()
      if (troubled) return
      troubled = true
      const alert = { code: 'journal-unwritable', problem: codeOf(error) || 'unknown' } as const
      await database.write((db) => raiseAlert(db, memory, alert, now())).catch(() => {})
    }
  }

  function tryAgain(): void {
    retry = undefined
    catchUp().catch(() => {
      retry ??= setTimeout(tryAgain, retryMs).unref()
    })
  }

  async function catchUp(): Promise<void> {
    const { last } = await database.read
      .selectFrom('journal_lines')
      .select((e) => e.fn.max<number | null>('n').as('last'))
      .executeTakeFirstOrThrow()
    while (last !== null) {
      const rows = await database.read
        .selectFrom('journal_lines')
        .selectAll()
        .where('n', '<=', last)
        .orderBy('n')
        .orderBy('place')
        .limit(LINES_PER_TRANSACTION)
        .execute()
      if (rows.length === 0) break
      await file.append(rows.map(({ line }) => line))
      await takeOff(database, rows)
    }
    troubled = false
  }

  async function* missing(): AsyncGenerator<JournalLine[]> {
    for (const one of await filesOf(folder, id)) {
      let replayed = await countReplayed(one, era)
      for await (const lines of readJournal(one)) {
        const lost = lines.filter((line) => {
          if (isReplayed(line, era)) replayed -= 1
          // What this very process brings in is not missing.
          const ours = replaying && line.era === era.era
          return replayed === 0 && !ours && line.about !== 'replayed' && isMissing(line, era)
        })
        if (lost.length > 0) yield lost
      }
    }
  }

  return {
    path,
    get behind() {
      return behind
    },
    prove: () => file.append([]),
    catchUp,
    missing,
    async restoreNeeds() {
      const needs = { missing: 0, begun: era.restoring, unsettled: era.restoring }
      const lostEras = new Set<string>()
      for await (const lines of missing()) {
        needs.missing += lines.length
        for (const line of lines) {
          const known = line.era === era.era || era.past[line.era] !== undefined
          if (!known) lostEras.add(line.era)
          if (!known || line.era === era.era) needs.unsettled = true
        }
      }
      return { ...needs, lostEras: [...lostEras] }
    },
    allowReplay() {
      replaying = true
    },
    async beginRestore(db, lostEras) {
      era = await beginEra(db, lostEras)
    },
    async endRestore(at) {
      await catchUp()
      era = await openEra(database)
      const line = writeLine({ era: era.era, n: era.count, at, about: 'replayed' })
      await file.append([line])
      for (const other of await filesOf(folder, id)) if (other !== path) await appendOnce(other, line)
      await database.write(endRestoring)
      behind = false
      replaying = false
    },
    async close() {
      clearTimeout(retry)
      await file.close()
      if (written.size === 0) return
      const done = [...written]
      await database.write((db) => db.deleteFrom('journal_lines').where('n', 'in', done).execute())
    },
  }
}

/** Only lines after the last restore this database knows of count: those before it were brought in. */
function hasMissing(lines: readonly JournalLine[], era: Era): boolean {
  const replayed = lines.findLastIndex((line) => isReplayed(line, era))
  return lines.slice(replayed + 1).some((line) => line.about !== 'replayed' && isMissing(line, era))
}

function isReplayed(line: JournalLine, era: Era): boolean {
  return line.about === 'replayed' && hasLived(line.era, era)
}

async function countReplayed(path: string, era: Era): Promise<number> {
  let count = 0
  for await (const lines of readJournal(path)) count += lines.filter((line) => isReplayed(line, era)).length
  return count
}

async function appendOnce(path: string, line: string): Promise<void> {
  const file = journalFile(path)
  try {
    await file.append([line])
  } finally {
    await file.close()
  }
}

async function filesOf(folder: string, id: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.startsWith(id))
    .toSorted()
    .map((name) => join(folder, name))
}

async function takeOff(database: Database, rows: readonly { n: number; place: number }[]): Promise<void> {
  const last = rows.at(-1)
  if (last === undefined) return
  const whole = rows.filter(({ n }) => n !== last.n).map(({ n }) => n)
  await database.write(async (db) => {
    if (whole.length > 0)
      await db
        .deleteFrom('journal_lines')
        .where('n', 'in', [...new Set(whole)])
        .execute()
    await db.deleteFrom('journal_lines').where('n', '=', last.n).where('place', '<=', last.place).execute()
  })
}
