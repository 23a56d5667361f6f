import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { until } from './until.ts'

const ROOT = join(import.meta.dirname, '../..')
const MAIN = join(ROOT, 'bot/main.ts')
/** A start is a second of work, on a machine that may be busy with everything else. */
const START_MS = 40_000
/** What Node has compiled once: with it a start costs half as much. */
const COMPILED = join(ROOT, 'node_modules/.cache/compiled')
const LISTENING = /listens on (http:\/\/[^\s/]+:[1-9]\d*)/
/** Any 32 bytes: a test that restarts a process on its database needs the same ones again. */
const SECRET = Buffer.alloc(32, 'égard').toString('base64')

export type Environment = Record<string, string | undefined>

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface RunningProcess {
  child: ChildProcess
  /** Everything printed so far, both streams, in the order it came. */
  output(): string
  /** Resolves when the process has ended and all its output has been read. */
  exited: Promise<Exit>
  /** Sends the signal to the process itself and resolves when it has ended. */
  kill(signal?: NodeJS.Signals): Promise<Exit>
}

export interface RunningEgard extends RunningProcess {
  /** Where it listens: `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
}

export interface Finished extends Exit {
  stdout: string
  stderr: string
}

/** Runs one command to its end: `runEgard(['verify', '--json'], { DATABASE_URL })`. What it writes beside itself lands in `folder`. */
export async function runEgard(
  args: string[],
  environment: Environment = {},
  input = '',
  folder = ROOT,
): Promise<Finished> {
  const { child, exited } = spawnNode([MAIN, ...args], productEnvironment(environment), folder)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  child.stdin?.end(input)
  return { ...(await exited), stdout: stdout(), stderr: stderr() }
}

/**
 * Starts the product on a free port and waits until it is ready: it has printed where it listens and `/readyz` is 200.
 * It is killed when the running test ends, if it still lives.
 */
export async function startEgard(args: string[], environment: Environment = {}, folder = ROOT): Promise<RunningEgard> {
  return untilReady(spawnEgard(args, environment, folder))
}

/** The product on a free port, not waited for. `preload`: a module the process loads before it. Killed when the running test ends. */
export function spawnEgard(
  args: string[],
  environment: Environment = {},
  folder = ROOT,
  preload?: string,
): RunningProcess {
  const before = preload === undefined ? [] : ['--import', preload]
  return startNode([...before, MAIN, ...args], productEnvironment({ PORT: '0', ...environment }), folder)
}

/** Waits until it has printed where it listens and `/readyz` is 200. */
export async function untilReady(running: RunningProcess): Promise<RunningEgard> {
  const url = await until(() => LISTENING.exec(running.output())?.[1], {
    what: 'the address Égard listens on',
    giveUpMs: START_MS,
    state: running.output,
    unless: () => endOf(running),
  })
  await until(async () => (await fetch(`${url}/readyz`)).ok, {
    what: `${url}/readyz to be 200`,
    state: running.output,
    unless: () => endOf(running),
  })
  return { ...running, url }
}

/** Starts Node on any script; killed when the running test ends, if it still lives. */
export function startNode(args: string[], environment: Environment = {}, folder = ROOT): RunningProcess {
  const running = spawnNode(args, environment, folder)
  onTestFinished(async () => {
    await running.kill('SIGKILL')
  })
  return running
}

function spawnNode(args: string[], environment: Environment, folder: string): RunningProcess {
  const child = spawn(process.execPath, args, { cwd: folder, env: cleanEnvironment(environment), stdio: 'pipe' })
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const output = collect(child.stdout, child.stderr)
  const kill = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  return { child, output, exited, kill }
}

/** Nothing a test starts writes into the project's own `var/`. */
function productEnvironment(environment: Environment): Environment {
  return { EGARD_SECRET: SECRET, EGARD_JOURNAL: join(inject('templates').folder, 'journal'), ...environment }
}

/** The place (zone, locale, path) is inherited; a setting of the product never is. */
function cleanEnvironment(environment: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TZ, LANG, LC_ALL } = process.env
  const all: Environment = { PATH, HOME, TMPDIR, TZ, LANG, LC_ALL, NODE_COMPILE_CACHE: COMPILED, ...environment }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

function collect(...streams: (NodeJS.ReadableStream | null)[]): () => string {
  let text = ''
  for (const stream of streams) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => (text += chunk))
  }
  return () => text
}

function endOf({ child, output }: RunningProcess): string | undefined {
  if (child.exitCode === null && child.signalCode === null) return undefined
  return `The process ended before it was ready: ${output()}`
}
