import { close, fdatasync, fstat, open, write } from 'node:fs'
import { mkdir, open as openHandle, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseError } from '#db/dialects/database-error.ts'
import { type JournalLine, readLine } from './journal-line.ts'

// Plain numbers, not handles, which end the process when a forgotten one is collected.
const file = {
  open: promisify(open),
  write: promisify(write),
  stat: promisify(fstat),
  sync: promisify(fdatasync),
  close: promisify(close),
}

/** Kept by one process; several may append to one file. */
export interface JournalFile {
  /** Resolves when the lines are on the disk. Lines that come while others are being written go together, with one fsync. */
  append(lines: readonly string[]): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  lines: readonly string[]
  resolve: () => void
  reject: (error: unknown) => void
}

/** Opens a file that is only ever appended to; it and its folder are made when the first line is written. */
export function journalFile(path: string): JournalFile {
  const waiting: Waiting[] = []
  let number: number | undefined
  let writing: Promise<void> | undefined

  async function write(lines: readonly string[]): Promise<void> {
    number = await current(path, number)
    // It begins a line of its own: what somebody else left torn never swallows it.
    const bytes = Buffer.from(`\n${lines.join('\n')}\n`)
    const { bytesWritten } = await file.write(number, bytes)
    if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk took only a part.'), { code: 'ENOSPC' })
    await file.sync(number)
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0)
      try {
        await write(batch.flatMap(({ lines }) => lines))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing = undefined
  }

  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject })
        writing ??= writeAll()
      }),
    async close() {
      await writing
      if (number !== undefined) await file.close(number)
      number = undefined
    },
  }
}

/** The open file, or a new one where it was moved away or deleted meanwhile. */
async function current(path: string, number: number | undefined): Promise<number> {
  if (number !== undefined) {
    const [there, ours] = [await stat(path).catch(() => undefined), await file.stat(number)]
    if (there?.ino === ours.ino) return number
    await file.close(number)
  }
  await mkdir(dirname(path), { recursive: true })
  const opened = await file.open(path, 'a', 0o600)
  await syncFolder(dirname(path))
  return opened
}

/** So that the file itself is still there after a power cut. */
async function syncFolder(folder: string): Promise<void> {
  // Some systems cannot open a folder; they need no such help.
  const handle = await openHandle(folder, 'r').catch(() => undefined)
  if (handle === undefined) return
  await handle.sync().catch(() => {})
  await handle.close()
}

const PIECE = 1 << 20

/** The whole lines of a file in order, in groups, from `from` bytes on; none when there is no file. Torn and changed lines are left out. */
export async function* readJournal(path: string, from = 0): AsyncGenerator<JournalLine[]> {
  const handle = await openHandle(path, 'r').catch((error: NodeJS.ErrnoException) => {
    // Where there is no such place nothing was written; what is there and cannot be read must not pass for nothing.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw new DatabaseError('journal-unreadable', `${path} cannot be read: check its owner and its permissions.`, error)
  })
  if (handle === undefined) return
  try {
    const buffer = Buffer.alloc(PIECE)
    let rest = ''
    for (let at = from; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE, at)
      if (bytesRead === 0) break
      at += bytesRead
      // A line is ASCII: a piece never ends inside a character.
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n')
      rest = lines.pop() ?? ''
      yield lines.flatMap((line) => readLine(line) ?? [])
    }
    yield [readLine(rest)].flatMap((line) => line ?? [])
  } finally {
    await handle.close()
  }
}

/** The last lines of a file: about 7,000. */
export async function readEnd(path: string): Promise<JournalLine[]> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  const lines: JournalLine[] = []
  for await (const some of readJournal(path, Math.max(0, size - PIECE))) lines.push(...some)
  return lines
}
