import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const BUILT = join(ROOT, 'preference-center/dist/server/entry.mjs')
const SOURCES = ['preference-center', 'core', 'package-lock.json']
const NOT_SOURCES = new Set(['dist', '.astro', 'node_modules'])

const shared = globalThis as { egardPagesBuild?: Promise<void> }

/** vitest's global setup: the pages are built at most once a run, and only when a source is newer than the build. */
export default async function setup(): Promise<void> {
  shared.egardPagesBuild ??= isBuildCurrent() ? Promise.resolve() : build()
  await shared.egardPagesBuild
}

function isBuildCurrent(): boolean {
  if (!existsSync(BUILT)) return false
  const builtAt = statSync(BUILT).mtimeMs
  return SOURCES.every((source) => newestChange(join(ROOT, source)) <= builtAt)
}

function newestChange(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).filter((name) => !NOT_SOURCES.has(name))
  return Math.max(0, ...inside.map((name) => newestChange(join(path, name))))
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const astro = join(ROOT, 'node_modules/astro/bin/astro.mjs')
    const child = spawn(process.execPath, [astro, 'build', '--root', 'preference-center'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The pages could not be built: ${output}`))
    })
  })
}
