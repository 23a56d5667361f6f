import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface Received {
  bytes: number
  /** SHA-256, hex. */
  digest: string
  /** Where it stands until it is kept or thrown away. */
  path: string
}

/** The folder where brought files wait. Nothing in it is named by a browser. */
export interface UploadStore {
  /** Streams a file to the disk, readable by this process's user alone. */
  receive(folder: string, content: Readable, signal: AbortSignal): Promise<Received>
  /** Gives a received file its name, which is its digest. */
  keep(folder: string, received: Received): Promise<void>
  discard(received: Received): Promise<void>
  pathOf(folder: string, digest: string): string
  /** Where a preview is tried, and its report written. */
  trialFolder(folder: string): string
  reportOf(folder: string): string
  /** Whether all these files stand here. */
  has(folder: string, files: readonly { digest: string; bytes: number }[]): Promise<boolean>
  remove(folder: string, digest: string): Promise<void>
  /** Whether anything of an upload stands here. */
  exists(folder: string): Promise<boolean>
  removeAll(folder: string): Promise<void>
}

/** Beside the database's file; in `var/uploads` for a database elsewhere. */
export function uploadRoot(databaseUrl: string): string {
  const file = /^sqlite:(?!:memory:)(.+)$/.exec(databaseUrl)?.[1]
  return join(file === undefined ? 'var' : dirname(file), 'uploads')
}

export function createUploadStore(root: string): UploadStore {
  let arrivals = 0
  const pathOf = (folder: string, name: string) => join(root, folder, name)
  return {
    pathOf,
    trialFolder: (folder) => pathOf(folder, 'trial'),
    reportOf: (folder) => pathOf(folder, 'preview.csv'),
    async receive(folder, content, signal) {
      await mkdir(join(root, folder), { recursive: true, mode: 0o700 })
      arrivals += 1
      const path = pathOf(folder, `arriving-${process.pid}-${arrivals}`)
      const hash = createHash('sha256')
      let bytes = 0
      try {
        await pipeline(
          content,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              hash.update(chunk)
              bytes += chunk.length
              yield chunk
            }
          },
          createWriteStream(path, { flags: 'wx', mode: 0o600 }),
          { signal },
        )
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      return { bytes, digest: hash.digest('hex'), path }
    },
    keep: (folder, { path, digest }) => rename(path, pathOf(folder, digest)),
    discard: ({ path }) => rm(path, { force: true }),
    async has(folder, files) {
      const found = await Promise.all(
        files.map(({ digest, bytes }) =>
          stat(pathOf(folder, digest)).then(
            ({ size }) => size === bytes,
            () => false,
          ),
        ),
      )
      return found.every(Boolean)
    },
    remove: (folder, digest) => rm(pathOf(folder, digest), { force: true }),
    exists: (folder) =>
      access(join(root, folder)).then(
        () => true,
        () => false,
      ),
    removeAll: (folder) => rm(join(root, folder), { recursive: true, force: true }),
  }
}
