import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './start-error.ts'

const ROOT = join(import.meta.dirname, '../..')
const CONFIG = join(ROOT, 'preference-center/astro.config.ts')
const LOCK = join(ROOT, 'node_modules/.cache/egard-pages.lock')
const SOURCES = ['preference-center', 'core', 'package-lock.json']
const NOT_SOURCES = new Set(['dist', '.astro', 'node_modules'])
const LONGEST_BUILD_MS = 5 * 60_000

/** The built pages' entry. */
export const PAGES_ENTRY = join(ROOT, 'preference-center/dist/server/entry.mjs')

/** Their scripts and styles. */
export const CLIENT_FILES = join(ROOT, 'preference-center/dist/client/_astro')

/**
 * Builds the pages when a source is newer than the last build; `say` is told before it takes time. False when there are no
 * sources and no build: then there are no pages to serve. Two starts at once build once.
 * @throws StartError pages
 */
export async function buildPages(say: (line: string) => void): Promise<boolean> {
  if (!existsSync(CONFIG)) return existsSync(PAGES_ENTRY)
  if (isCurrent()) return true
  await takeLock()
  try {
    if (!isCurrent()) {
      say('Building the pages: their sources are newer …')
      await build()
    }
    return true
  } finally {
    await rm(LOCK, { force: true })
  }
}

function isCurrent(): boolean {
  if (!existsSync(PAGES_ENTRY)) return false
  const builtMs = statSync(PAGES_ENTRY).mtimeMs
  return SOURCES.every((source) => newestChangeMs(join(ROOT, source)) <= builtMs)
}

function newestChangeMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0
  const inside = readdirSync(path).filter((name) => !NOT_SOURCES.has(name))
  return Math.max(0, ...inside.map((name) => newestChangeMs(join(path, name))))
}

async function takeLock(): Promise<void> {
  await mkdir(dirname(LOCK), { recursive: true })
  for (let waitedMs = 0; waitedMs < LONGEST_BUILD_MS; waitedMs += 100) {
    try {
      await writeFile(LOCK, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (await isAbandoned()) await rm(LOCK, { force: true })
    else await wait(100)
  }
  throw new StartError('pages', `Another start has been building the pages for minutes: stop it, or delete ${LOCK}.`)
}

/** A builder that was killed leaves its lock behind. */
async function isAbandoned(): Promise<boolean> {
  const pid = Number(await readFile(LOCK, 'utf8').catch(() => String(process.pid)))
  // Between its making and its number, a lock is empty for a moment.
  if (pid === 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function build(): Promise<void> {
  const astro = join(ROOT, 'node_modules/astro/bin/astro.mjs')
  const env = { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, [astro, 'build', '--root', 'preference-center'], { cwd: ROOT, env })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new StartError('pages', 'The pages could not be built: run npm install.', cause)),
    )
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new StartError('pages', `The pages could not be built; the builder said:\n${output.trim()}`))
    })
  })
}
